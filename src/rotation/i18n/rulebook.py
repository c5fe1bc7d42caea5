"""Wording of the rule book: each rule's clause in one sentence, and the names of the settings."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["CERTAINTY", "CLAUSE", "PART", "SETTING", "VALUE"]

CLAUSE: Final = {
    "backbone_per_100": Text("每所学校每百名学生的县级以上骨干教师数达到标准（L2）。", "Backbone teachers of county level or above per hundred pupils reach the threshold (L2)."),
    "backbone_share": Text("计入交流的教师中，县级以上骨干教师达到规定比例（分母可设为符合条件的骨干）。", "Backbone teachers (county level or above) reach the share asked of the exchanged, or of the eligible backbone."),
    "balance": Text("各项教师指标在同学段学校间的差异系数（按学生数加权）不超过上限，并尽量小。", "The enrolment-weighted CV of each indicator between sections of a stage is at most the cap, and beyond that small."),
    "claim_order": Text("其他都相等时，自愿者先、需要乡村经历者次之、任教年限长者再次之；仍相等由公布的种子决定。", "Among equal plans volunteers move first, then those who need a rural year, then the longest service; then the published seed decides."),
    "couples": Text("夫妻双方不在同一年交流；交流后两校距离不超过限值，或不比现在更远。", "Not both of a couple move in one year; the schools end up within the limit, or no further apart than now."),
    "decisions": Text("已经定下的留任、须交流、指定和禁止一律照办。", "What has been settled (stay, move, assign, forbid) is carried out."),
    "direction": Text("由优质到薄弱、由城镇到乡村、由中心校到教学点，或同类之间流动；反方向（跟岗）只限非骨干教师且不超过上限。", "Moves go from strong to weak, urban to rural, central school to teaching point, or between equals; the other way only for learning placements, up to a share."),
    "disruption": Text("在满足其他要求的前提下少动人、少换班主任。", "As few people as possible are moved, and as few homerooms broken."),
    "eligibility": Text("只有符合条件的教师和自愿者交流：任教年限、年龄、距退休年限、职务合乎规定，且没有免交流情形、服务期和未满的交流。", "Only the eligible and volunteers move: years at the school, age, time to retirement and office as asked, and no exemption, service lock or secondment."),
    "exchange_ratio": Text("交流教师达到符合条件教师的规定比例，且不比最低人数多出太多。", "The exchanged reach the share asked of the eligible, and are not many more than that."),
    "graduating_grades": Text("毕业年级的班主任和主科教师不交流（或按地方规定，占交流教师一定比例）。", "Homeroom and main-subject teachers of graduating grades stay (or, locally, are a share of the exchanged)."),
    "high_degree_per_100": Text("每所学校每百名学生的高于规定学历教师数达到标准（L1）。", "Teachers of high degree per hundred pupils reach the threshold (L1)."),
    "net_change": Text("每个学段部一年内人数净增减不超过规定比例（一人总是允许）。", "A section's net change in one year is at most the share, though one always may."),
    "other_subjects": Text("课时尽量由本学科教师承担，兼教计入负担。", "Lessons are given in the main subject where possible; others cost."),
    "preferences": Text("交流教师尽量到自己的志愿学校，自愿者和需要乡村经历者的志愿权重更高。", "Movers go where they wished to go; wishes of volunteers and of those who need a rural year count more."),
    "returns": Text("关系不动、交流期满的教师返回原校，另有留任决定的除外。", "Secondees whose term ends go home, unless it is extended."),
    "school_passes": Text("每个学段部七项指标综合达标：达到规定项数，其余不低于标准的规定比例。", "Every section passes: as many of the seven indicators as asked are reached, the rest nearly."),
    "section_outflow": Text("每个学段部一年内流出的教师不超过规定比例（一人总是允许）。", "At most the share of a section's teachers leave it in a year, though one always may."),
    "senior_share": Text("计入交流的教师中，高级职称教师达到规定比例。", "Teachers with a senior title reach the share asked of the exchanged."),
    "specialists_per_100": Text("每所学校每百名学生的体育、音乐、美术教师数达到标准（L3）。", "Teachers of PE, music and art per hundred pupils reach the threshold (L3)."),
    "staff_quota": Text("交流后人数不超过编制；已超编的不超过现有人数。", "Teachers after the exchange are at most the staff quota, or the present head count where that is higher."),
    "stage_certificate": Text("到新学段部任教者的教师资格覆盖该学段（初中资格可教小学）。", "A mover's certificate covers the stage of the new section (junior covers primary too)."),
    "subject_core": Text("一门学科一年内流出的教师不超过规定比例（一人总是允许），且不流出最后一名合格教师。", "At most the share of a subject group leaves in a year, though one always may, and the last qualified teacher is kept."),
    "subject_coverage": Text("课程方案的每节课都有合格教师承担：先本学科，再兼教；余下的为未安排课时，尽量少。", "Every lesson is given by a certified teacher, the main subject first; what remains unfilled is made small."),
    "township_parity": Text("乡镇学校骨干教师、本科及以上学历教师（以所列为准）占其教师的比例不低于全县的比例。", "The shares of backbone teachers and of those with a bachelor's degree (as far as listed) at township schools are not below the county's."),
    "travel_burden": Text("交流教师从住处（未知则从现任教学校）到新学校的路程尽量短。", "Movers do not travel further than need be."),
    "travel_limit": Text("普通教师在本学区内或规定公里数以内交流；骨干教师可在全县交流。", "An ordinary teacher goes within the cluster or the road limit; backbone teachers may go anywhere in the district."),
}  # fmt: skip

PART: Final = {
    "calendar": Text("时间", "calendar"),
    "travel": Text("路程", "travel"),
    "retirement": Text("法定退休", "legal retirement"),
    "lessons": Text("课时", "lessons"),
    "posts": Text("编制与岗位", "posts"),
    "indicators": Text("指标与班额", "indicators and class size"),
    "classes": Text("开班", "classes to open"),
    "allowances": Text("交流补助", "allowances"),
}

CERTAINTY: Final = {
    "N": Text("国家规定", "national"),
    "P": Text("省、县做法", "provincial or county"),
    "D": Text("本工具默认", "our default"),
}

VALUE: Final = {
    "yes": Text("是", "yes"), "no": Text("否", "no"), "none": Text("不限", "none"),
    "exchanged": Text("实际交流教师", "the exchanged"), "eligible_backbone": Text("符合条件的骨干教师", "the eligible backbone"),
    "stay": Text("留任", "stay"), "share": Text("占一定比例", "a share"),
    "national": Text("国家课程方案", "national"),
    "keep": Text("行进班级不拆并", "running classes are kept"), "free": Text("各年级可重新编班", "every grade may be formed anew"),
    "receiving": Text("现任教学校", "the receiving school"), "home": Text("人事关系所在学校", "the school that holds the file"),
    "nothing": Text("无", "none"), "bachelor": Text("本科及以上学历教师", "bachelor's degree"),
}  # fmt: skip

SETTING: Final = {
    "mode": Text("性质", "mode"), "tier": Text("层次", "tier"), "weight": Text("每单位权重", "weight"),
    "threshold": Text("每百名学生标准", "per 100 pupils"), "min_share": Text("最低比例", "least share"),
    "of": Text("比例的分母", "share of"), "max_cv": Text("差异系数上限", "CV cap"), "indicators": Text("指标", "indicators"),
    "over_cap_factor": Text("超上限部分倍数", "factor above the cap"), "maximum_km": Text("公路里程上限（公里）", "most km by road"),
    "max_upward_share": Text("跟岗（逆向）上限", "most upward share"), "move_cost": Text("每人次负担", "cost of a move"),
    "homeroom_cost": Text("更换班主任负担", "cost of a homeroom"), "min_years": Text("最少任教年限（年）", "least years at the school"),
    "min_years_to_retirement": Text("距法定退休至少（年）", "least years to retirement"), "roles": Text("职务范围", "roles"),
    "max_age_men": Text("男教师年龄上限", "oldest age, men"), "max_age_women": Text("女教师年龄上限", "oldest age, women"),
    "min_ratio": Text("最低交流比例", "least ratio"), "most_above_minimum": Text("最多超出最低人数的比例", "most above the minimum"),
    "count_volunteers": Text("不符合条件的自愿者计入比例", "count volunteers"), "demand": Text("要求", "demand"),
    "main_subjects": Text("主科", "main subjects"), "max_share": Text("最高比例", "most share"), "lesson_cost": Text("每节负担", "cost of a lesson"),
    "listed_step_cost": Text("志愿每退一位的负担", "cost of each later wish"), "unlisted_cost": Text("未到志愿学校的负担", "cost outside the wishes"),
    "volunteer_factor": Text("自愿者志愿倍数", "factor of volunteers"), "rural_year_factor": Text("需乡村经历者志愿倍数", "factor of a rural year"),
    "cross_stage": Text("允许跨学段", "other stage allowed"), "keep_last": Text("保留最后一名", "keep the last"),
    "subject_factor": Text("无本学科教师的倍数", "factor where nobody has the subject"), "main_subject_factor": Text("主科倍数", "factor of main subjects"),
    "small_school_pupils": Text("小规模学校学生数", "pupils of a small school"), "small_school_factor": Text("小规模学校倍数", "factor of small schools"),
    "within_cluster": Text("学区内不限距离", "anywhere in the cluster"), "backbone_district_wide": Text("骨干教师全县交流", "backbone district-wide"),
    "reference_month": Text("计算截止月", "reference month"), "reference_day": Text("计算截止日", "reference day"),
    "road_factor": Text("直线距离折算公路系数", "road factor"), "men": Text("男", "men"), "women_cadres": Text("女干部", "women cadres"),
    "women_workers": Text("女工人", "women workers"), "age_years": Text("原退休年龄（岁）", "age"), "first_birth_year": Text("延迟起始出生年", "first birth year"),
    "first_birth_month": Text("延迟起始出生月", "first birth month"), "birth_months_per_month": Text("每几个出生月延迟一个月", "birth months per month"),
    "most_months": Text("最多延迟（月）", "most months"), "curriculum": Text("课程方案", "curriculum"), "standard": Text("教师周课时标准", "standard lessons"),
    "homeroom": Text("班主任折合课时", "homeroom lessons"), "open_subjects": Text("任何教师可教", "anyone may give"), "principal": Text("校长周课时", "principal's lessons"),
    "deputy": Text("副校长周课时", "deputy's lessons"), "middle_leader_share": Text("中层干部课时比例", "middle leader's share"),
    "further_share": Text("兼教课时比例", "share of further subjects"), "pupils_per_post": Text("生师比（每岗学生）", "pupils per post"),
    "teacher_share": Text("专任教师占比", "share who teach"), "small_school_most_pupils": Text("小规模学校学生上限", "most pupils of a small school"),
    "small_school_teachers_per_class": Text("小规模学校班师比", "teachers per class, small schools"), "high_degree": Text("L1 每百名学生高学历教师", "L1 high degree"),
    "backbone": Text("L2 每百名学生骨干教师", "L2 backbone"), "specialists": Text("L3 每百名学生体音美教师", "L3 PE, music, art"),
    "teaching_area": Text("L4 生均教学用房（平方米）", "L4 teaching rooms, m2"), "sports_area": Text("L5 生均运动场馆（平方米）", "L5 sports, m2"),
    "equipment": Text("L6 生均仪器设备（元）", "L6 equipment, yuan"), "multimedia": Text("L7 每百名学生多媒体教室", "L7 multimedia rooms"),
    "reach_at_least": Text("至少达标项数", "reach at least"), "remaining_share": Text("其余不低于标准的", "the rest from"),
    "classes_per_special_room": Text("每间音乐、美术教室的班数", "classes for one music and one art room"),
    "point_below_pupils": Text("教学点不计入的学生数", "points below, pupils"), "junior_pupil_weight": Text("初中学生折算权重", "weight of a junior pupil"),
    "secondees_count_at": Text("交流期内（关系不动）教师计入", "secondees count at"),
    "visitors_from_pupils": Text("走教教师计入L3的乡村学校学生数不少于", "visitors count in L3 from, pupils"),
    "visitors_below_pupils": Text("走教教师计入L3的乡村学校学生数少于", "visitors count in L3 below, pupils"),
    "specialist_subjects": Text("体音美学科", "specialist subjects"), "class_size": Text("班额上限", "class size cap"),
    "oversized_from": Text("大班额起点", "oversized from"), "grossly_oversized_from": Text("超大班额起点", "grossly oversized from"),
    "living_yuan_per_month": Text("每月生活补助（元）", "living subsidy, yuan a month"),
    "transport_yuan_per_km": Text("交通补贴（元/公里）", "transport, yuan a km"),
    "round_trips_per_month": Text("每月往返次数", "round trips a month"), "months": Text("每年发放月数", "months a year"),
    "primary": Text("小学", "primary"), "junior": Text("初中", "junior"),
    "plan": Text("求解时一并定班", "classes planned by solve"), "running": Text("行进班级", "running classes"),
    "size_difference": Text("同年级各班人数最多相差", "most difference of sizes in a grade"), "compare_caps": Text("测算代价的班额", "caps whose cost is shown"),
    "tiers": Text("开班的优化次序", "order of the aims"), "cap": Text("班额上限", "class cap"), "pilot": Text("小班化试点", "small-class pilot"),
    "rooms": Text("教室", "rooms"), "school_size": Text("学校规模", "school size"), "staff": Text("师资课时", "teachers' lessons"),
    "quota": Text("编制", "staff quota"), "growth": Text("大班额不再增加", "oversized classes do not grow"), "direction": Text("新生调剂", "directing of entrants"),
    "schools": Text("试点学校", "schools"), "grades": Text("年级", "grades"), "kept_free": Text("留用教室", "rooms kept free"),
    "pupils": Text("学校学生数上限", "most pupils"), "nine_year_pupils": Text("九年一贯制学校学生数上限", "most pupils of a nine-year school"),
    "most_shortage": Text("课时最多超出比例", "most lessons beyond the supply"), "within_km": Text("调剂距离上限（公里）", "within km"),
    "most_neighbours": Text("可调剂的相邻学校数", "most neighbours"), "catchment_share": Text("片区就读比例", "share in the catchment"),
    "shares": Text("比较的占比", "shares compared"),
    "source": Text("来源", "source"), "certainty": Text("效力", "authority"),
}  # fmt: skip
