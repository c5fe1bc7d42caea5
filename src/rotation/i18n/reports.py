"""Wording of the reports: terminal summary, audit, verdict on a plan, roster and tables."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Language, Text
from rotation.i18n.opening import OPENING_COLUMNS

__all__ = [
    "AUDIT", "CHECK", "COLUMN", "FURTHER", "INDICATOR_SHORT", "KIND", "METHOD", "MODE", "MOVE_KIND", "PLAN", "PROBLEM", "ROSTER", "RULE", "STATUS",
    "SUMMARY", "TIER", "VERDICT", "rule_label", "tier_label",
]  # fmt: skip

RULE: Final = {
    "backbone_per_100": Text("每百名学生骨干教师", "backbone per 100 pupils"),
    "backbone_share": Text("骨干教师交流比例", "backbone share"),
    "balance": Text("校际均衡", "balance between schools"),
    "claim_order": Text("交流次序", "claim order"),
    "couples": Text("夫妻教师", "couples"),
    "decisions": Text("已定事项", "decisions"),
    "direction": Text("交流方向", "direction"),
    "disruption": Text("少动为先", "disruption"),
    "eligibility": Text("交流资格", "eligibility"),
    "exchange_ratio": Text("交流比例", "exchange ratio"),
    "graduating_grades": Text("毕业年级", "graduating grades"),
    "high_degree_per_100": Text("每百名学生高学历教师", "high degree per 100 pupils"),
    "net_change": Text("人数净变化", "net change"),
    "other_subjects": Text("兼教课时", "other subjects"),
    "preferences": Text("教师志愿", "preferences"),
    "returns": Text("到期返回", "returns"),
    "school_passes": Text("综合达标", "school passes"),
    "section_outflow": Text("学段部流出", "section outflow"),
    "senior_share": Text("高级职称交流比例", "senior share"),
    "specialists_per_100": Text("每百名学生体音美教师", "specialists per 100 pupils"),
    "staff_quota": Text("编制", "staff quota"),
    "stage_certificate": Text("学段与资格", "stage and certificate"),
    "subject_core": Text("学科骨架", "subject core"),
    "subject_coverage": Text("课程开齐", "subject coverage"),
    "township_parity": Text("乡镇教师占比", "township parity"),
    "travel_burden": Text("路程负担", "travel burden"),
    "travel_limit": Text("交流距离", "travel limit"),
}
TIER: Final = {
    "coverage": Text("课时覆盖", "coverage"),
    "standards": Text("达标", "standards"),
    "balance": Text("均衡", "balance"),
    "burden": Text("负担", "burden"),
    "ties": Text("次序", "ties"),
}
MODE: Final = {
    "required": Text("必须", "required"),
    "target": Text("目标", "target"),
    "off": Text("不用", "off"),
}
STATUS: Final = {
    "proven": Text("各层与最优的差距均已证明在要求之内", "every tier is proven to be within the gap asked for"),
    "feasible": Text("必须遵守的规则都已满足，但至少一层的差距大于要求", "required rules hold, but a tier's gap is above what was asked for"),
    "stopped": Text("求解提前停止，这是当时最好的方案", "the search was stopped early; this is the best plan it had"),
}
METHOD: Final = {
    "relaxation": Text("线性松弛", "relaxation"),
    "search": Text("分支搜索", "search"),
    "none": Text("无", "none"),
}
KIND: Final = {"draft": Text("草案", "draft"), "notice": Text("公示", "notice"), "approved": Text("已批准", "approved")}
MOVE_KIND: Final = {
    "move": Text("交流轮岗", "exchange"),
    "volunteer": Text("自愿交流", "volunteer"),
    "return": Text("期满返回", "return"),
}

INDICATOR_SHORT: Final = {
    "high_degree": Text("L1 高学历教师", "L1 high degree"),
    "backbone": Text("L2 骨干教师", "L2 backbone"),
    "specialists": Text("L3 体音美教师", "L3 PE, music, art"),
    "teaching_area": Text("L4 教学用房", "L4 teaching rooms"),
    "sports_area": Text("L5 运动场馆", "L5 sports"),
    "equipment": Text("L6 仪器设备", "L6 equipment"),
    "multimedia": Text("L7 多媒体教室", "L7 multimedia"),
    "senior_title": Text("高级职称教师", "senior titles"),
}

COLUMN: Final = {
    "old_plan": Text("原方案", "old plan"),
    "new_plan": Text("新方案", "new plan"),
    "why": Text("缘由", "why"),
    "figure": Text("数字", "figure"),
    "change": Text("变化", "change"),
    "after": Text("交流后", "after"),
    "amount": Text("总量", "amount"),
    "bound": Text("已证下界", "proven bound"),
    "before": Text("交流前", "before"),
    "by_classes": Text("按班级应有", "by classes"),
    "by_lessons": Text("按课时应有", "by lessons"),
    "by_pupils": Text("按编制应有", "by pupils"),
    "cap": Text("上限", "cap"),
    "checked": Text("核对项", "checked"),
    "cost": Text("计入层次", "cost"),
    "class_cap": Text("班额上限", "class size cap"),
    "classes": Text("班级", "classes"),
    "count": Text("人数", "people"),
    "cv": Text("差异系数", "CV"),
    "cv_after": Text("差异系数后", "CV after"),
    "cv_before": Text("差异系数前", "CV before"),
    "demanded": Text("应开课时", "demanded"),
    "eligible": Text("符合条件", "eligible"),
    "from": Text("现任教学校", "from"),
    "gap": Text("差距", "gap"),
    "grossly": Text("超大班额", "grossly over"),
    "heads": Text("本学科教师", "heads"),
    "holds": Text("是否符合", "holds"),
    "in_indicators": Text("计入指标", "in indicators"),
    "indicator": Text("指标", "indicator"),
    "junior": Text("初中", "junior"),
    "km": Text("公里", "km"),
    "largest": Text("最大班额", "largest"),
    "limit": Text("限值", "limit"),
    "main": Text("本科目承担", "main"),
    "may_move": Text("可以交流", "may move"),
    "mean": Text("平均班额", "mean"),
    "measured": Text("实际值", "measured"),
    "method": Text("方法", "method"),
    "missed": Text("未达到", "missed"),
    "missing": Text("缺人", "missing"),
    "missing_after": Text("缺人后", "missing after"),
    "missing_before": Text("缺人前", "missing before"),
    "mode": Text("性质", "mode"),
    "name": Text("姓名", "name"),
    "needed": Text("应有人数", "needed"),
    "other": Text("兼教承担", "other"),
    "over_cap": Text("超上限", "over cap"),
    "oversized": Text("大班额", "oversized"),
    "passes": Text("达标", "passes"),
    "people": Text("有关教师", "people"),
    "posts": Text("拟增教师", "posts to apply"),
    "primary": Text("小学", "primary"),
    "pupils": Text("学生", "pupils"),
    "quota": Text("编制", "quota"),
    "reached": Text("达标项", "reached"),
    "reason": Text("原因", "reason"),
    "reasons": Text("原因代码", "reasons"),
    "retires": Text("法定退休", "retires"),
    "rule": Text("规则", "rule"),
    "school": Text("学校编号", "school"),
    "school_name": Text("学校", "school name"),
    "section": Text("学校", "section"),
    "sections": Text("学段部", "sections"),
    "short": Text("欠缺", "short"),
    "stage": Text("学段", "stage"),
    "subject": Text("学科", "subject"),
    "subject_of": Text("对象", "subject"),
    "supplied": Text("可承担课时", "supplied"),
    "surplus_by_lessons": Text("按课时余缺", "surplus by lessons"),
    "surplus_by_pupils": Text("按编制余缺", "surplus by pupils"),
    "teacher": Text("教师编号", "teacher"),
    "teachers": Text("教师", "teachers"),
    "text": Text("说明", "text"),
    "threshold": Text("标准", "threshold"),
    "tier": Text("层次", "tier"),
    "to": Text("交流学校", "to"),
    "unfilled": Text("未安排课时", "unfilled"),
    "unfilled_after": Text("缺课时后", "unfilled after"),
    "unfilled_before": Text("缺课时前", "unfilled before"),
    "value": Text("方案值", "value"),
    "volunteer": Text("自愿", "volunteer"),
    "years": Text("连续任教年限", "years"),
} | OPENING_COLUMNS

SUMMARY: Final = {
    "title": Text("{district} {year} 年教师交流方案　编号 {plan}（{status}）", "{district}, teacher exchange {year}: plan {plan} ({status})"),
    "policy": Text("政策：{title}（{name}）", "Policy: {title} ({name})"),
    "result": Text("求解：{status}", "Result: {status}"),
    "required_hold": Text("必须遵守的规则：{rules} 条，{checked} 项核对，全部符合。", "Required rules: {rules} rules, {checked} counts, all hold."),
    "required_broken": Text("必须遵守的规则：{rules} 条中 {broken} 条被违反：", "Required rules: {broken} of {rules} are broken:"),
    "people": Text("一、交流人数", "1. Who moves"),
    "counts": Text(
        "交流 {moves} 人，其中自愿 {volunteers} 人、班主任 {homerooms} 人、逆向（跟岗）{upward} 人；到期返回 {returns} 人，应返回 {due} 人。",
        "People who move: {moves}; {volunteers} volunteer(s), {homerooms} homeroom teacher(s), {upward} upward. {returns} of {due} secondee(s) due return home."),
    "tiers": Text("二、优化层次（先后有序，越小越好）", "2. Tiers, in order (the less the better)"),
    "targets": Text("三、目标", "3. Targets"),
    "indicators": Text("四、指标与校际差异系数", "4. Indicators and CV between schools"),
    "lessons": Text("五、课时缺口", "5. Lessons left unfilled"),
    "lesson_totals": Text(
        "每周应开 {demanded} 节：未安排 {before} 节变为 {after} 节；兼教 {other_before} 节变为 {other_after} 节。",
        "{demanded} lessons a week: {before} unfilled before, {after} after; {other_before} given outside the main subject before, {other_after} after."),
    "posts": Text("交流后仍缺的课时，拟申请增加教师 {posts} 人（逐校逐学科取整，见 tables/posts_to_apply.csv）。", "What remains takes {posts} post(s), whole ones for each school and subject (tables/posts_to_apply.csv)."),
    "no_unfilled": Text("全部课时都有教师承担。", "Every lesson has a teacher."),
    "moves": Text("六、交流和返回人员（前 {shown} 人，共 {all} 人；公里为两校之间）", "6. Who moves or returns: the first {shown} of {all} (km between the schools)"),
    "moves_all": Text("六、交流和返回人员（共 {all} 人；公里为两校之间）", "6. Who moves or returns: {all} (km between the schools)"),
    "no_moves": Text("六、交流人员：无", "6. Nobody moves"),
    "folder": Text("七、方案文件", "7. Where the plan is"),
    "files": Text("方案文件夹：{folder}", "Plan folder: {folder}"),
    "files_what": Text("花名册 roster.xlsx，明细 tables/，证书 certificate.json。", "Roster in roster.xlsx, details in tables/, proof in certificate.json."),
    "next": Text("下一步：rotation verify {folder}　独立复核本方案。", "Next: rotation verify {folder} checks the plan independently."),
    "holds": Text("符合", "holds"),
    "broken": Text("不符合", "BROKEN"),
    "met": Text("达到", "met"),
    "not_met": Text("未达到", "missed"),
    "no_data": Text("无数据", "no data"),
    "items": Text("共 {checked} 项，达到 {met} 项，未达到 {missed} 项", "{met} of {checked} met, {missed} missed"),
    "sections_passing": Text("七项指标综合达标：交流前 {before} 个、交流后 {after} 个学段部，共 {inside} 个。", "Sections passing on the seven indicators together: {before} of {inside} before, {after} after."),
    "section": Text("{school}（{stage}）", "{school} ({stage})"),
    "more": Text("另有 {count} 项，见 tables/findings.csv。", "and {count} more, see tables/findings.csv."),
}  # fmt: skip

FURTHER: Final = {
    "school_size": Text("学校规模", "school size"),
    "music_rooms": Text("音乐教室", "music rooms"),
    "art_rooms": Text("美术教室", "art rooms"),
    "certified": Text("资格覆盖任教学段", "certified for the stage"),
    "backbone_parity": Text("乡镇骨干教师比例", "backbone, townships"),
    "bachelor_parity": Text("乡镇本科以上教师比例", "bachelor's degree, townships"),
}
"""Checks of ``audit.results.FurtherRow``."""

AUDIT: Final = {
    "title": Text("{district} {year} 年现状审核（截至 {day}，政策：{policy}）", "{district} {year}: where it stands on {day} (policy: {policy})"),
    "totals": Text(
        "学校 {schools} 所，学段部 {sections} 个（计入指标 {inside} 个），班级 {classes} 个，学生 {pupils} 人，教师 {teachers} 人。",
        "{schools} school(s), {sections} section(s) ({inside} in the indicators), {classes} class(es), {pupils} pupil(s), {teachers} teacher(s)."),
    "indicators": Text("一、指标 L1-L7：达标学段部数", "1. Indicators L1-L7: sections that reach them"),
    "passing": Text(
        "7 项中至少 {least} 项达标、其余不低于标准的 {share}：{passing} 个学段部达标，共 {inside} 个；达标学校 {schools} 所。",
        "At least {least} of 7, the rest from {share}: sections that pass: {passing} of {inside}; schools that pass: {schools}."),
    "undecided": Text("资料不全、不能判定的学段部：{count} 个。", "Sections that cannot be decided, data being missing: {count}."),
    "cvs": Text("二、校际差异系数", "2. CV between schools"),
    "posts": Text("三、教师余缺：按编制与按课时", "3. Posts by pupils and by lessons"),
    "posts_totals": Text(
        "教师 {teachers} 人；按编制应有 {by_pupils} 人（余缺 {surplus_pupils}），按课时应有 {by_lessons} 人（余缺 {surplus_lessons}）。",
        "{teachers} teachers; {by_pupils} by pupils (surplus {surplus_pupils}), {by_lessons} by lessons (surplus {surplus_lessons})."),
    "hidden": Text(
        "按编制不缺、按课时却有课开不出的学段部：{count} 个。",
        "Sections with posts enough by pupils and still lessons nobody can give: {count}."),
    "worst": Text("未安排课时最多的 {count} 个学段部：", "The {count} section(s) with most lessons unfilled:"),
    "subjects": Text("各学科每周课时余缺：", "Lessons a week by subject:"),
    "classes": Text("四、班额", "4. Class sizes"),
    "eligibility": Text("五、交流条件", "5. Who is eligible"),
    "eligible": Text("符合条件", "eligible"),
    "not_eligible": Text("不符合：{reason}", "not: {reason}"),
    "volunteers": Text("不符合但可自愿交流", "not eligible, may volunteer and does"),
    "first_reason": Text("（每人只计第一项原因）", "(each person counted under the first reason)"),
    "targets": Text("六、本年交流任务", "6. What the targets mean in heads"),
    "due": Text("交流期满应返回 {count} 人。", "Secondees due to return: {count}."),
    "further": Text("七、其他核查（达到的学校数，或比例）", "7. What else is looked at: schools that do, or shares"),
    "uncertified": Text("教师资格不覆盖任教学段：{count} 人。", "Teachers without a certificate for the stage they teach: {count}."),
    "written": Text("明细表已写入：{folder}", "Full tables written to {folder}"),
    "hint": Text("明细表（含每人是否符合条件及原因）：加 --out 文件夹。", "Full tables, with each person's reason: add --out DIR."),
}  # fmt: skip

CHECK: Final = {
    "clean": Text("没有发现问题：{schools} 所学校，{teachers} 名教师。", "Nothing wrong: {schools} school(s), {teachers} teacher(s)."),
    "no_rows": Text("没有数据行，还不能规划。", "There are no rows yet, so nothing can be planned."),
    "only_warnings": Text("没有错误，有 {warnings} 条提醒：{schools} 所学校，{teachers} 名教师，可以规划。", "No errors, {warnings} warning(s): {schools} school(s), {teachers} teacher(s); planning may go on."),
    "failed": Text("共 {errors} 个错误、{warnings} 条提醒。改正错误后再运行一次。", "{errors} error(s), {warnings} warning(s). Mend the errors and run this again."),
    "errors": Text("错误 {count} 个（必须改正）", "{count} error(s), to be mended"),
    "warnings": Text("提醒 {count} 条（请核对）", "{count} warning(s), to be looked at"),
    "examples": Text("没有读取的示例行（可以删去）：{sheets}", "Example rows, not read (they may be deleted): {sheets}"),
    "unknown": Text("不认识、原样保留的列：{columns}", "Unknown columns, kept as they are: {columns}"),
    "more": Text("同类问题还有 {count} 个（加 --all 全部列出）", "and {count} more of this kind (--all lists them)"),
    "file_and_sheet": Text("{file}，“{sheet}”表", "{file}, sheet {sheet}"),
    "place": Text("第 {row} 行，“{column}”列：", "row {row}, column {column}: "),
    "row": Text("第 {row} 行：", "row {row}: "),
    "column": Text("“{column}”列：", "column {column}: "),
}  # fmt: skip

VERDICT: Final = {
    "title": Text("复核方案 {plan}：{folder}", "Checking plan {plan}: {folder}"),
    "holds": Text("复核通过：{required} 条必须遵守的规则、{findings} 项核对全部重新点算，与证书一致。", "The plan holds: {required} required rules and {findings} counts recounted, in agreement with the certificate."),
    "fails": Text("复核不通过：{count} 个问题。", "The plan does not hold: {count} problem(s)."),
    "digests": Text("摘要", "digest"),
    "sentences": Text(
        "证书写明方案由 {version} 版写成，本机是 {here} 版：tables/ 中的数字、规则、人员和结论已全部比对，其中的句子是原版本的措辞，没有比对。导出的文件由本版本重新成文，不用这些句子。",
        "By its certificate the plan was written by version {version}, this is {here}: figures, rules, people and verdicts in tables/ were all compared; the sentences there are in that version's words and were not. Exported papers are worded anew by this version and use none of them."),
    "tier": Text("{tier}：证书 {claimed}，重新点算 {counted}，一致。", "{tier}: certificate {claimed}, recounted {counted}, agrees."),
    "bounds": Text("下界未在此复核；加 --proof 可由 proof.npz 重新推算，不用求解器。", "Bounds are not checked here; --proof works them out again from proof.npz, without a solver."),
}  # fmt: skip

PROBLEM: Final = {
    "digest": Text("{part}与证书的摘要不符：证书 {claimed}，现为 {counted}。", "{part} does not match its digest: certificate {claimed}, now {counted}."),
    "altered": Text("{folder} 写成后被改动过：{parts} 与证书不符。请用 rotation verify 查看，再用没有改动的方案。", "{folder} was altered after it was written: {parts} does not match its certificate. See rotation verify, and use a plan that was not altered."),
    "input": Text("输入数据（input/）", "the input (input/)"),
    "policy": Text("政策（policy.toml）", "the policy (policy.toml)"),
    "assignments": Text("交流安排（assignments.csv）", "the assignments (assignments.csv)"),
    "number": Text("方案编号应为 {counted}，证书写的是 {claimed}。", "the plan's number should be {counted}, the certificate says {claimed}."),
    "field": Text("证书的 {field} 为 {claimed}，重新点算为 {counted}。", "the certificate says {field} = {claimed}, recounting gives {counted}."),
    "tier": Text("{tier}层的值：证书 {claimed}，重新点算 {counted}，不一致。", "tier {tier}: the certificate claims {claimed}, recounting gives {counted}."),
    "tiers": Text("证书的层次为 {claimed}，政策的层次为 {counted}。", "the certificate lists the tiers {claimed}, the policy {counted}."),
    "bound": Text("{tier}层的下界 {bound} 高于重新点算的值 {counted}，不可能成立。", "tier {tier}: the bound {bound} is above the value {counted} found by recounting, which cannot be."),
    "gap": Text("{tier}层：证书的差距为 {claimed}，由值和下界算出的是 {counted}。", "tier {tier}: the certificate's gap is {claimed}; value and bound give {counted}."),
    "not_proven": Text("{tier}层：差距 {gap} 大于要求的 {asked}，证书却称已证明。", "tier {tier}: the gap {gap} is above the {asked} asked for, yet the certificate claims a proof."),
    "rule": Text("违反必须遵守的规则“{label}”（{rule}）：{text}", "Required rule broken: {label} ({rule}): {text}"),
    "people": Text("有关教师：{people}。", " People: {people}."),
    "and_more": Text("{people}等 {count} 人", "{people} and others, {count} in all"),
    "table": Text("{file} 与重新点算的结果不符。", "{file} differs from what recounting gives."),
    "not_recounted": Text("交流安排有错，未能重新点算规则。", "the rules were not recounted, because the assignments are wrong."),
    "file_missing": Text("方案文件夹缺少 {file}。", "the plan's folder lacks {file}."),
    "no_folder": Text("{folder}：没有这个方案文件夹。", "{folder}: there is no such plan folder."),
    "not_plan": Text("{folder}：不是方案文件夹（没有 certificate.json）。", "{folder}: this is no plan folder (there is no certificate.json)."),
    "unreadable": Text("{file} 读不出：{reason}。", "{file} cannot be read: {reason}."),
    "json": Text("{file} 不是有效的 JSON（第 {line} 行）。", "{file} is not valid JSON (line {line})."),
    "json_field": Text("{file} 的 {field} 无效：{reason}。", "{file}: {field} is not valid: {reason}."),
    "encoding": Text("不是 UTF-8 文本", "it is not UTF-8 text"),
    "too_large": Text("大于 {most} MB", "it is larger than {most} MB"),
    "nested": Text("嵌套过深", "it is nested too deeply"),
    "format": Text("certificate.json 的格式版本为 {found}，本程序只认识 {known}。", "certificate.json has format {found}; this program reads {known}."),
    "bad_input": Text("方案里的输入数据有 {count} 个错误，第一个：{first}", "the plan's input has {count} error(s), the first: {first}"),
    "broken_csv": Text("assignments.csv 第 {row} 行不是完整的 CSV。", "assignments.csv, row {row}: not a complete CSV row."),
    "no_headings": Text("assignments.csv 是空的，连标题行也没有。", "assignments.csv is empty, without even a heading row."),
    "columns_missing": Text("assignments.csv 缺少列：{columns}。", "assignments.csv lacks the columns {columns}."),
    "columns_extra": Text("assignments.csv 有多余的列：{columns}。", "assignments.csv has columns that do not belong: {columns}."),
    "columns_twice": Text("assignments.csv 有重复的列：{columns}。", "assignments.csv has columns twice: {columns}."),
    "cells": Text("assignments.csv 第 {row} 行有 {found} 格，应为 {expected} 格。", "assignments.csv, row {row}: {found} cells, {expected} expected."),
    "teacher_unknown": Text("assignments.csv 第 {row} 行：没有编号为“{teacher}”的教师。", 'assignments.csv, row {row}: there is no teacher "{teacher}".'),
    "teacher_twice": Text("assignments.csv 第 {row} 行：教师 {teacher} 已在第 {first} 行。", "assignments.csv, row {row}: teacher {teacher} is in row {first} already."),
    "name": Text("assignments.csv 第 {row} 行：{teacher} 的姓名应为“{counted}”，写的是“{claimed}”。", 'assignments.csv, row {row}: the name of {teacher} is "{counted}", not "{claimed}".'),
    "origin": Text("assignments.csv 第 {row} 行：{teacher} 现任教于 {counted}，写的是 {claimed}。", "assignments.csv, row {row}: {teacher} works at {counted} now, not at {claimed}."),
    "destination": Text("assignments.csv 第 {row} 行：没有学段部“{section}”。", 'assignments.csv, row {row}: there is no section "{section}".'),
    "stays": Text("assignments.csv 第 {row} 行：{teacher} 的去处就是现在的学段部 {section}。", "assignments.csv, row {row}: {teacher} is sent to {section}, where they are already."),
    "kind": Text("assignments.csv 第 {row} 行：kind 为“{found}”，应为 move 或 return。", 'assignments.csv, row {row}: kind is "{found}", move or return expected.'),
}  # fmt: skip

PLAN: Final = {
    "exists": Text("{folder} 已存在且不是空的；请换一个 --out，或加 --force 覆盖草案。", "{folder} exists and is not empty; choose another --out, or replace a draft with --force."),
    "not_draft": Text("{folder} 里不是草案方案，即使 --force 也不会覆盖；请换一个 --out，或先移走它。", "{folder} does not hold a draft plan and is not replaced even with --force; choose another --out, or move it away."),
    "is_file": Text("{folder} 是一个文件；请给一个文件夹。", "{folder} is a file; give a folder instead."),
    "cannot_write": Text(
        "{folder} 写不进去：{reason}。其中的文件如在 Excel 中打开，请先关闭；否则请检查权限和磁盘空间。",
        "{folder} cannot be written: {reason}. Close its files if Excel has one open; else check permissions and disk space."),
    "required_broken": Text("求得的方案经重新点算违反必须遵守的规则，未保存。这是程序的错误：{findings}", "recounting the plan found broken required rules, so it was not saved. This is a bug: {findings}"),
    "tier_differs": Text("{tier}层的值，求解器为 {claimed}，重新点算为 {counted}，未保存。这是程序的错误。", "tier {tier}: the solver says {claimed}, recounting {counted}, so the plan was not saved. This is a bug."),
    "in_plan": Text("{folder} 是方案文件夹 {plan} 或在其中；方案文件夹里不能写别的东西，请换一个文件夹。", "{folder} is the plan's folder {plan} or inside it, which holds nothing but the plan; choose another folder."),
    "file_above": Text("{folder} 不能建：{file} 是一个文件；请换一个文件夹。", "{folder} cannot be made, because {file} is a file; choose another folder."),
    "long_name": Text("名称“{name}”太长，文件系统放不下；请换一个短一些的文件夹名。", 'the name "{name}" is too long for the file system; choose a shorter name for the folder.'),
    "no_such_name": Text("本系统的文件名（编码 {encoding}）放不下“{name}”；请设环境变量 PYTHONUTF8=1，或用 --lang en。", 'file names here are in {encoding}, which cannot hold "{name}"; set PYTHONUTF8=1 in the environment or use --lang en.'),
}  # fmt: skip

ROSTER: Final = {
    "roster": Text("交流花名册", "Roster"),
    "entry": Text("审核录入", "Audit entry"),
    "indicators": Text("指标前后对照", "Indicators"),
    "sections": Text("分校指标", "By section"),
    "title": Text("{district}{year}年教师交流轮岗花名册", "{district}: roster of the teacher exchange {year}"),
    "entry_title": Text("{district}{year}年教师交流轮岗审核录入", "{district}: audit entry of the teacher exchange {year}"),
    "indicators_title": Text("{district}{year}年交流前后指标与差异系数", "{district}: indicators and CV before and after the exchange {year}"),
    "sections_title": Text("{district}{year}年交流前后分校指标", "{district}: indicators of each section before and after the exchange {year}"),
    "footer": Text("第 &P 页，共 &N 页", "Page &P of &N"),
    "number": Text("方案编号 {plan}（{status}）　政策 {policy}　共 {count} 人", "Plan {plan} ({status}), policy {policy}, {count} people"),
    "from_month": Text("{year}年{month}月起", "from {year}-{month:02}"),
    "homeroom": Text("班主任", "homeroom teacher"),
    "other_stage": Text("到{stage}任教", "to teach at the {stage} stage"),
    "needs_rural": Text("需乡村任教经历", "needs a rural year"),
    "school_kind": Text("{zone}{stage}", "{zone} {stage}"),
    "columns": Text(
        "序号|姓名|性别|出生年月|学历|职称|骨干级别|任教学科|现任教学校|学校类别|连续任教年限|交流学校|交流类别|起止时间|备注",
        "no.|name|sex|born|degree|title|backbone level|subject|present school|kind of school|completed years|school of the exchange|kind of exchange|from - to|remarks"),
    "entry_columns": Text("项目|人数|占比|要求|是否达到", "item|people|share|required|met"),
    "item_eligible": Text("符合条件教师总数", "eligible teachers"),
    "item_moved": Text("实际交流教师数（计入比例）", "teachers exchanged (counted in the ratio)"),
    "item_backbone": Text("实际交流骨干数", "backbone teachers exchanged"),
    "item_senior": Text("其中高级职称", "with a senior title"),
    "item_all": Text("交流教师总数（含不计入比例的自愿者）", "all who move (volunteers outside the ratio included)"),
    "item_returns": Text("期满返回", "secondees who return"),
    "of_eligible": Text("占符合条件教师 {share}", "{share} of the eligible"),
    "of_moved": Text("占计入交流 {share}", "{share} of those exchanged"),
    "at_least": Text("不少于 {count} 人", "at least {count}"),
    "indicator_columns": Text(
        "学段|指标|标准|达标学段部 前|达标学段部 后|学段部总数|缺人 前|缺人 后|差异系数 前|差异系数 后|差异系数上限|是否达标",
        "stage|indicator|threshold|sections reaching, before|after|sections|people missing, before|after|CV before|CV after|CV cap|CV holds"),
    "section_columns": Text(
        "学校|学段|学生|教师 前|教师 后|L1 前|L1 后|L2 前|L2 后|L3 前|L3 后|达标项 前|达标项 后|是否达标",
        "school|stage|pupils|teachers before|after|L1 before|after|L2 before|after|L3 before|after|reached before|after|passes"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "undecided": Text("资料不全", "no data"),
    "outside": Text("不计入", "outside"),
}  # fmt: skip


def rule_label(code: str, lang: Language) -> str:
    """Return the name of a rule, its code where nobody has named it."""
    return RULE[code].to(lang) if code in RULE else code


def tier_label(code: str, lang: Language) -> str:
    """Return the name of a tier, the policy's own word where it is not one of ours."""
    return TIER[code].to(lang) if code in TIER else code
