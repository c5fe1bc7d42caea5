"""Wording of the input tables: names of sheets and columns, their synonyms, notes and examples, and of values.

The English name of a column is its field in ``rotation.domain``. Synonyms are compared without case, spaces,
punctuation and full-width forms, so only real alternatives are listed, separated by ``|``.
"""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text, pupils, words
from rotation.i18n.tables import Heading, SheetName, Vocabulary
from rotation.i18n.tables import column as _column

__all__ = [
    "EXAMPLE_MARKS", "EXPLANATION", "GUIDE", "HEADINGS", "IGNORED_SHEETS", "SHEETS", "TABLE_HEADINGS", "TEMPLATE_NAME", "UNITS",
    "UNUSED", "VOCABULARIES", "Heading", "SheetName", "Vocabulary",
]  # fmt: skip


EXAMPLE_MARKS: Final = ("示例:", "example:")
"""A row with a cell that begins so (full-width colons too) is an example and is not read."""

EXPLANATION: Final = Text("填写说明", "notes")
TEMPLATE_NAME: Final = Text("教师交流数据.xlsx", "district.xlsx")
GUIDE: Final = {
    "required": Text("必填", "required"),
    "optional": Text("可不填", "optional"),
    "example": Text("例：{example}", "Example: {example}"),
    "choose": Text("请从下拉列表中选择。", "Choose from the list."),
    "table": Text("表|列|是否必填|含义|示例|也认识的标题", "sheet|column|needed|meaning|example|other headings that are read"),
    "text": Text(
        "填写说明（本表不读取）\n"
        "1. 各表从第 3 行起填写；第 2 行是示例，凡有单元格以“{mark}”开头的行都不读取，可以删去。\n"
        "2. 标题底色为黄色的列必填，绿色的可不填。列的顺序不限，可以加自己的列（原样保留，不参与计算）。\n"
        "3. “意愿”“决定”“路程”“课程”“新生”“相邻学校”六张表可以不填，也可以删去。\n"
        "4. 日期写成 1998-07 或 1998-07-15，年份四位；不要合并单元格，不要写小计。\n"
        "5. 填好后运行：rotation check 本文件夹。",
        "How to fill this in (this sheet is not read)\n"
        "1. Fill in from row 3. Row 2 is an example: a row with a cell that begins with \"{mark}\" is not read.\n"
        "2. Columns with yellow headings are required, green ones optional. Order is free; columns of your own are kept.\n"
        "3. The sheets preferences, decisions, travel, curriculum, entrants and neighbours may be left empty or deleted.\n"
        "4. Write dates as 1998-07 or 1998-07-15. No merged cells, no subtotals.\n"
        "5. When done, run: rotation check with this folder."),
}  # fmt: skip
IGNORED_SHEETS: Final = "填写说明|说明|填表说明|填报说明|notes|readme|explanation|instructions"

SHEETS: Final[dict[str, SheetName]] = {
    "district": SheetName(Text("区县", "district"), "县区|县|区|地区|基本信息|county", Text(
        "一行：县（市、区）名称和计划年度", "one row: the county and the planning year")),
    "schools": SheetName(Text("学校", "schools"), "学校信息|学校名单|学校基本情况|school", Text(
        "每所学校一行", "one row per school")),
    "sections": SheetName(Text("学段部", "sections"), "学段|编制|学段编制|学校编制|section", Text(
        "每所学校每个学段一行（九年一贯制学校两行）", "one row per stage of a school (two for a nine-year school)")),
    "grades": SheetName(Text("年级", "grades"), "年级班级|班级|学生|年级学生|grade|pupils|classes", Text(
        "每所学校每个年级一行", "one row per grade of a school")),
    "teachers": SheetName(
        Text("教师", "teachers"), "教师信息|教师名册|教师花名册|教师基本情况|花名册|teacher|staff|staff master", Text(
        "每位教师一行", "one row per teacher")),
    "preferences": SheetName(Text("意愿", "preferences"), "志愿|交流意愿|交流志愿|preference|wishes", Text(
        "可不填：教师志愿学校，第1志愿最想去", "optional: schools a teacher wants, rank 1 the most")),
    "decisions": SheetName(Text("决定", "decisions"), "已定事项|已有决定|人工决定|decision", Text(
        "可不填：已经定下的事", "optional: what has already been settled")),
    "travel": SheetName(Text("路程", "travel"), "距离|校际距离|校际路程|里程|distance|distances", Text(
        "可不填：两校之间的路程，往返相同只填一次；未列出的由经纬度推算",
        "optional: the way between two schools, given once for both directions; others follow from coordinates")),
    "curriculum": SheetName(Text("课程", "curriculum"), "课程设置|课时|课程方案|lessons", Text(
        "可不填：每班每周课时；不填则按政策文件", "optional: weekly lessons per class; without it the policy's own")),
    "entrants": SheetName(Text("新生", "entrants"), "新生人数|招生|入学|片区新生|适龄儿童|entrant|intake", Text(
        "可不填：各校片区内一年级、七年级新生数；计划年度的数代替“年级”表中的数",
        "optional: children entering grades 1 and 7 by catchment; those of the planning year replace the grades sheet's")),
    "neighbours": SheetName(Text("相邻学校", "neighbours"), "邻校|多校划片|片区重叠|相邻片区|neighbour|neighbors|neighbor", Text(
        "可不填：片区重叠、可调剂新生的学校", "optional: catchments that overlap: where entrants may be directed")),
}  # fmt: skip

_SCHOOL_REF = ("学校编号，或不重名的学校名称", "the school's id, or its name where only one school has it")
_TEACHER_REF = ("教师编号，或不重名的姓名", "the teacher's id, or the name where only one teacher has it")
_DATE = "1998-07、1998.07、1998年7月、1998-07-15"
_DATE_EN = "1998-07, 1998.07 or 1998-07-15"
_EXAMPLE_SCHOOL = ("示例：青山镇中心小学", "example: Qingshan Central School")

_DISTRICT: Final = (
    _column("name", "名称", "区县名称|县名|区县|县区|district|county", ("县（市、区）名称", "name of the county"),
            ("示例：青山县", "example: Qingshan County")),
    _column("year", "计划年度", "年度|年份|计划年份|planning year", ("交流轮岗的年份，四位数字", "planning year"), "2026"),
    _column("source", "数据来源", "来源|provenance", ("可不填：数据从何而来", "optional: where the data come from")),
)  # fmt: skip

_SCHOOLS: Final = (
    _column("id", "学校编号", "编号|学校代码|学校标识码|代码|学校id|school id|code|school code", (
        "各表用它指称学校；不填则以学校名称为编号", "names the school in every sheet; without it the name serves"), "S001"),
    _column("name", "学校名称", "名称|学校|校名|单位名称|school|school name", ("学校全称", "full name"), _EXAMPLE_SCHOOL),
    _column("zone", "城乡类别", "城乡|学校类别|城乡类型|所在区域|urban rural", ("城区、镇区或乡村", "urban, town or rural"), (
        "镇区", "town")),
    _column("township", "乡镇", "所在乡镇|乡镇街道|街道|所属乡镇|town", ("所在乡镇或街道", "township or street"), (
        "青山镇", "Qingshan")),
    _column("cluster", "学区", "教育集团|集团|共同体|学区集团|教育共同体|城乡教育共同体", (
        "学区、教育集团或共同体名称；不填即无", "schools that share staff; empty: none"), ("青山学区", "Qingshan cluster")),
    _column("level", "学校水平", "办学水平|水平|强弱|学校层次|strength", (
        "优质、一般或薄弱；不填即一般", "strong, ordinary or weak; empty: ordinary"), ("一般", "ordinary")),
    _column("teaching_point", "教学点", "是否教学点|是教学点", ("是或否；不填即否", "yes or no; empty: no"), ("否", "no")),
    _column("central_school", "中心校", "所属中心校|中心学校|所属中心学校", (
        "教学点所属中心校的编号或名称", "of a teaching point: id or name of its central school")),
    _column("latitude", "纬度", "北纬|lat|y", ("十进制度数，3 至 54", "degrees, decimal"), "30.1234"),
    _column("longitude", "经度", "东经|lon|lng|long|x", ("十进制度数，73 至 136", "degrees, decimal"), "110.5678"),
    _column("island", "岛屿", "所在岛屿|海岛", ("海岛学校填岛名；不填即大陆", "the island's name; empty: mainland")),
    _column("classrooms", "教室数", "教室|普通教室|普通教室数", ("间", "count")),
    _column("teaching_area_m2", "教学及辅助用房面积", "教学用房面积|教学及教学辅助用房面积|教学辅助用房面积|teaching area", (
        "平方米", "square metres")),
    _column("sports_area_m2", "体育运动场馆面积", "运动场馆面积|体育场馆面积|运动场地面积|体育运动场地面积|sports area", (
        "平方米", "square metres")),
    _column("equipment_yuan", "教学仪器设备值", "设备值|仪器设备值|教学仪器设备总值|equipment", ("元", "yuan")),
    _column("multimedia_classrooms", "多媒体教室数", "多媒体教室|网络多媒体教室|网络多媒体教室数", ("间", "count")),
    _column("music_rooms", "音乐教室数", "音乐教室|音乐专用教室|音乐专用教室数", ("间", "count")),
    _column("art_rooms", "美术教室数", "美术教室|美术专用教室|美术专用教室数", ("间", "count")),
)  # fmt: skip

_SECTIONS: Final = (
    _column("school", "学校", "学校编号|学校名称|所在学校|学校代码|school id|school name", _SCHOOL_REF, _EXAMPLE_SCHOOL),
    _column("stage", "学段", "学部|学段部", ("小学或初中", "primary or junior"), ("小学", "primary")),
    _column("staff_quota", "编制数", "编制|核定编制|教职工编制|编制人数|核定编制数|quota|posts", ("人", "posts"), "36"),
    _column("visiting_specialists", "走教音体美教师数", "走教体音美教师数|走教音体美教师|走教体音美教师|走教教师数", (
        "每周到本校走教的外校音体美教师人数；只有50至99人的乡村学校计入 L3",
        "teachers of PE, music and art from other schools who teach here every week; rural schools of 50-99 count them in L3")),
)  # fmt: skip

_GRADES: Final = (
    _column("school", "学校", "学校编号|学校名称|所在学校|学校代码|school id|school name", _SCHOOL_REF, _EXAMPLE_SCHOOL),
    _column("grade", "年级", "年级名称|year group", ("1 至 9，或一年级至九年级", "1 to 9"), "3"),
    _column("pupils", "学生数", "学生|学生人数|在校生数|人数|在校学生数|students|enrolment", ("人", "count"), "84"),
    _column("classes", "班级数", "班数|班级|教学班数|教学班", ("个", "count"), "2"),
)  # fmt: skip

_TEACHERS: Final = (
    _column("id", "教师编号", "编号|工号|教师代码|人员编号|教师id|teacher id|staff number", (
        "可整列不填：此时用姓名、出生年月和学校组成编号", "may be absent: then made from name, birth month and school"), "T0001"),
    _column("name", "姓名", "教师姓名|教师|teacher|full name", ("教师姓名", "the teacher's name"), ("示例：张三", "example: Zhang San")),
    _column("sex", "性别", "gender", ("男或女", "male or female"), ("女", "female")),
    _column("born", "出生年月", "出生日期|出生时间|生日|出生年月日|birth|date of birth|birthday|birth date|dob", (
        _DATE, _DATE_EN), "1985-07"),
    _column("hired", "参加工作时间", "参加工作年月|工作时间|入职时间|参加工作日期|date hired|hire date", (
        "可不填；" + _DATE, "optional; " + _DATE_EN), "2008-09"),
    _column("arrived", "到现校时间", "到校时间|来校时间|进校时间|到本校时间|到现校年月|到校年月|现校起始时间|date arrived", (
        "连续任教年限由此起算；" + _DATE, "years at the present school count from here; " + _DATE_EN), "2015-09"),
    _column("school", "所在学校", "学校|现任教学校|任教学校|学校编号|学校名称|单位|学校代码|school id|school name", _SCHOOL_REF,
            ("青山镇中心小学", "Qingshan Central School")),
    _column("stage", "任教学段", "学段|任教学部", ("小学或初中", "primary or junior"), ("小学", "primary")),
    _column("subject", "任教课程", "任教学科|学科|主教学科|课程|主教课程|科目|main subject", ("主要任教的一门学科", "the main one"), (
        "语文", "Chinese")),
    _column("other_subjects", "其他可任教学科", "兼教学科|其他学科|可任教学科|兼任学科|兼课学科|further subjects", (
        "有资格的其他学科，用顿号隔开", "further certified subjects, separated by commas"), ("道德与法治", "morals")),
    _column(
        "certificate_stages", "教师资格", "教师资格学段|教师资格(学段,学科)|教师资格证|资格证|教师资格种类|资格学段|certificate|certificates",
        ("学段，可连学科，如“小学”“初中数学”；多项用顿号隔开；没有填“无”",
         "stages, with the subject if wanted; several separated by commas; without any: none"), ("小学", "primary")),
    _column("degree", "学历", "最高学历|文化程度|education", (
        "中专及以下、大专、本科、硕士、博士", "below associate, associate, bachelor, master, doctor"), ("本科", "bachelor")),
    _column("title", "现职称", "职称|专业技术职务|职称等级|professional title|rank title", (
        "不填即未定级", "empty: none"), ("一级教师", "first grade")),
    _column("backbone", "骨干称号", "骨干级别|骨干教师|骨干教师级别|骨干|名师骨干|backbone level", (
        "校级、县级、市级、省级、国家级；不填即无", "school, county, city, province, national; empty: none"), ("无", "none")),
    _column("role", "行政职务", "职务|校内职务|position", (
        "教师、中层干部、副校长、校长；不填即教师", "teacher, middle leader, deputy head, principal; empty: teacher"), (
        "教师", "teacher")),
    _column("personnel", "人员身份", "身份|干部或工人|个人身份|编制身份", (
        "干部或工人，决定女职工退休年龄；不填即干部", "cadre or worker (retirement age of women); empty: cadre"), ("干部", "cadre")),
    _column("grades", "任教年级", "所教年级|授课年级|grades taught", (
        "如 3 或 1-3 或 七、八", "such as 3, 1-3 or 1,2"), "3"),
    _column("homeroom_grade", "班主任", "班主任年级|担任班主任|是否班主任|班主任班级|homeroom", (
        "所带班的年级，如 3；任教一个年级时可填是；不是则不填", "grade of the homeroom class; empty: none"), "3"),
    _column("weekly_lessons", "周课时", "周课时数|周课时量|每周课时|lessons per week", ("节", "lessons")),
    _column("exemption", "免交流原因", "不参加原因|暂缓原因|免予交流原因|免交流情形|不参加交流原因|exempt", (
        "怀孕、哺乳期、重大疾病、长期请假、脱产培训、特色课程负责人、其他",
        "pregnancy, nursing, serious illness, long leave, long training, signature course, other")),
    _column("evidence", "佐证材料", "证明材料|佐证|证明|proof", ("有免交流原因的必须填写", "needed with every exemption")),
    _column("exemption_end", "免交流截止日期", "暂缓截止日期|免予交流截止日期|免交流到期", (
        "不填即未定；" + _DATE, "empty: open; " + _DATE_EN)),
    _column("locked_until", "服务期截止日期", "服务期|服务期满|服务期满日期|服务期到期|service lock", (
        "特岗、公费师范等服务期的最后一天；" + _DATE, "end of a service lock; " + _DATE_EN)),
    _column("seconded_from", "派出学校", "交流派出学校|原学校|人事关系学校|人事关系所在学校|原单位名称", (
        "正在本校交流而关系不动的，填人事关系所在学校", "of a secondee: the school that holds the personnel file")),
    _column("secondment_end", "交流截止日期", "交流期满日期|交流结束时间|交流到期|交流期满时间", (
        "有派出学校的必须填写；" + _DATE, "needed with seconded_from; " + _DATE_EN)),
    _column("home_latitude", "家庭纬度", "住址纬度|居住地纬度|home lat", ("可不填，十进制度数", "optional, degrees")),
    _column("home_longitude", "家庭经度", "住址经度|居住地经度|home lon", ("可不填，十进制度数", "optional, degrees")),
    _column("spouse", "配偶", "配偶编号|配偶姓名|夫妻", (
        "配偶也是本县教师的，填其编号（双方都要填）", "the spouse's id where also a teacher here (given on both rows)")),
    _column("volunteer", "自愿交流", "自愿|是否自愿|志愿交流|主动申请", ("是或否；不填即否", "yes or no; empty: no"), ("否", "no")),
    _column("needs_rural_year", "需乡村任教经历", "晋升需农村经历|需农村经历|职称晋升需乡村经历|需乡村经历", (
        "晋升高级职称尚缺乡村任教经历；不填即否", "still needs a rural year for promotion; empty: no"), ("否", "no")),
)  # fmt: skip

_EXAMPLE_TEACHER = ("示例：T0001", "example: T0001")
_PREFERENCES: Final = (
    _column("teacher", "教师", "教师编号|姓名|教师姓名|工号|teacher id|name", _TEACHER_REF, _EXAMPLE_TEACHER),
    _column("school", "志愿学校", "意愿学校|学校|学校编号|学校名称|拟交流学校", _SCHOOL_REF, ("S002", "S002")),
    _column("rank", "志愿顺序", "顺序|志愿序号|志愿|顺位|order|choice", ("1 为第一志愿", "1 is wanted most"), "1"),
)  # fmt: skip
_DECISIONS: Final = (
    _column("teacher", "教师", "教师编号|姓名|教师姓名|工号|teacher id|name", _TEACHER_REF, _EXAMPLE_TEACHER),
    _column("kind", "决定", "决定类型|处理|处理意见|decision", (
        "留任、须交流、指定（到某校）、禁止（到某校）", "stay, move, assign (to a school), forbid (a school)"), ("留任", "stay")),
    _column("school", "学校", "指定学校|交流学校|学校编号|学校名称", (
        "指定和禁止必须填写", "needed with assign and forbid")),
    _column("remark", "备注", "说明|理由|note|reason", ("可不填", "optional"), ("党委会 5 月 6 日议定", "settled on 6 May")),
)  # fmt: skip
_TRAVEL: Final = (
    _column("origin", "起点学校", "起点|出发学校|学校甲|学校1|from", _SCHOOL_REF, _EXAMPLE_SCHOOL),
    _column("destination", "终点学校", "终点|到达学校|学校乙|学校2|to", _SCHOOL_REF, ("S002", "S002")),
    _column("km", "公里", "里程|路程|距离|公里数|路程公里|kilometres|kilometers|distance", (
        "公路里程，公里，一位小数；空白表示不通", "road kilometres, one decimal; empty: no way"), "12.5"),
    _column("minutes", "分钟", "时间|用时|车程|分钟数|time", ("可不填", "optional"), "25"),
)  # fmt: skip
_CURRICULUM: Final = (
    _column("subject", "学科", "课程|科目|course", ("学科名称", "subject"), ("示例：语文", "example: Chinese")),
    _column("grade", "年级", "年级名称", ("1 至 9", "1 to 9"), "3"),
    _column("weekly_lessons", "周课时", "课时|每周课时|周课时数|lessons", ("每班每周节数，整数", "whole lessons per class"), "7"),
)  # fmt: skip
_ENTRANTS: Final = (
    _column("school", "学校", "片区学校|学校编号|学校名称|所在学校|学校代码|school id|school name", _SCHOOL_REF, _EXAMPLE_SCHOOL),
    _column("grade", "年级", "入学年级|年级名称", ("1 或 7", "1 or 7"), "1"),
    _column("year", "入学年度", "年度|年份|入学年份|entry year", ("不填即计划年度", "empty: the planning year"), "2027"),
    _column("pupils", "新生数", "新生|新生人数|人数|学生数|适龄儿童数|children|entrants", ("片区内的人数", "children of the catchment"), "92"),
    _column("staying", "随兄姐在本校人数", "有兄姐在校|随兄姐就读|长幼随学", (
        "有兄姐在本校、不调剂的人数；不填即 0", "have a brother or sister at the school and stay; empty: 0"), "6"),
    _column("twin_pairs", "双胞胎对数", "双胞胎|多胞胎对数|twins", (
        "一同入学的双胞胎，调剂时不拆开；不填即 0", "pairs of twins, placed together; empty: 0"), "1"),
)  # fmt: skip
_NEIGHBOURS: Final = (
    _column("school", "片区学校", "学校|学校编号|学校名称|原片区学校|school id|school name", _SCHOOL_REF, _EXAMPLE_SCHOOL),
    _column("neighbour", "可调剂学校", "相邻学校|邻校|接收学校|neighbor", _SCHOOL_REF, ("S002", "S002")),
    _column("stage", "学段", "学部", ("小学或初中", "primary or junior"), ("小学", "primary")),
    _column("most_entrants", "最多调剂人数", "可调剂人数|调剂上限|上限", ("不填即不限", "empty: no limit"), "20"),
)  # fmt: skip

HEADINGS: Final[dict[str, dict[str, Heading]]] = {
    sheet: {heading.name.en: heading for heading in headings}
    for sheet, headings in {
        "district": _DISTRICT, "schools": _SCHOOLS, "sections": _SECTIONS, "grades": _GRADES, "teachers": _TEACHERS,
        "preferences": _PREFERENCES, "decisions": _DECISIONS, "travel": _TRAVEL, "curriculum": _CURRICULUM,
        "entrants": _ENTRANTS, "neighbours": _NEIGHBOURS,
        "pupils": pupils.PUPILS, "class_teachers": pupils.CLASS_TEACHERS,
    }.items()
}  # fmt: skip

_RULINGS: Final = (
    _column("kind", "决定", "决定类型|处理|处理意见|decision|ruling", (
        "同意、不同意、留任、须交流、指定（改派）、禁止、免交流、撤并", "keep, refuse, stay, move, assign, forbid, exempt, close"), ("不同意", "refuse")),
    _column("teacher", "教师", "教师编号|姓名|教师姓名|工号|teacher id|name", _TEACHER_REF, "T0001"),
    _column("school", "学校", "现任教学校|所在学校|学校编号|学校名称|present school", _SCHOOL_REF, "S001"),
    _column("subject", "学科", "任教学科|任教课程|科目", ("学科名称", "subject"), ("音乐", "music")),
    _column("to", "去向学校", "交流学校|改派学校|指定学校|接收学校|并入学校|change to|destination", _SCHOOL_REF, "S002"),
    _column("reason", "免交流原因", "原因|exemption", ("怀孕、哺乳期、重大疾病等", "pregnancy, nursing, illness, ..."), ("重大疾病", "serious illness")),
    _column("evidence", "佐证材料", "佐证|证明材料", ("免交流必须写明", "needed with exempt"), ("县医院证明", "hospital certificate")),
    _column("until", "免交流截止日期", "截止日期|到期日期|until date|end", ("可不填：不填即无期限", "optional: empty means open"), "2027-08"),
    _column("remark", "备注", "说明|理由|note", ("可不填", "optional")),
)  # fmt: skip
TABLE_HEADINGS: Final[dict[str, dict[str, Heading]]] = HEADINGS | {
    "rulings": {heading.name.en: heading for heading in _RULINGS}
}
"""The headings of every table that is read, also of those that are no part of a district's data."""

UNUSED: Final = (
    "序号|民族|毕业院校|所学专业|任教节数|交流轮岗情况|备注|政治面貌|联系电话|电话|身份证号|身份证号码|no|remark|remarks|note|notes"
)
"""Columns of usual staff masters that planning does not use: kept, and never taken for a misspelling."""

UNITS: Final = (
    "人|名|个|位|节|节/周|节/周/人|课时|班|个班|间|所|年|岁|公里|千米|km|米|元|万元|平方米|㎡|m2|m²|台|套|件|册|对|分|%|是/否|年月|年.月|"
    "people|persons|pupils|teachers|lessons|classes|rooms|years|yuan|yes/no"
)
"""What a row below the headings says that gives the unit of each column."""

VOCABULARIES: Final[dict[str, Vocabulary]] = {
    "stage": Vocabulary(words.STAGE, {
        "primary": "小学部|小学段|小", "junior": "初中部|初中段|初级中学|中学|junior high|junior secondary"}),
    "zone": Vocabulary(words.ZONE, {
        "urban": "城市|市区|city|主城区|城乡结合区", "town": "镇|集镇|镇乡结合区", "rural": "农村|乡|村|village|country"}),
    "level": Vocabulary(words.LEVEL, {
        "strong": "强校|强|优质学校|优质校", "ordinary": "普通|普通学校|一般学校", "weak": "弱校|弱|薄弱学校|薄弱校"}),
    "sex": Vocabulary(words.SEX, {"male": "m|man|男性", "female": "f|woman|女性"}),
    "personnel": Vocabulary(words.PERSONNEL, {"cadre": "干部身份|专业技术人员|专技", "worker": "工人身份|工勤|工勤人员|职工"}),
    "degree": Vocabulary(words.DEGREE, {
        "below_associate": "中专|中师|高中|中等师范|高中及以下|中专以下|初中",
        "associate": "专科|大学专科|高职|college",
        "bachelor": "大学|大学本科|学士|本科学历|undergraduate",
        "master": "研究生|硕士研究生|硕士学位|postgraduate",
        "doctor": "博士研究生|博士学位|phd|doctorate"}),
    # Grades of the system before the reform of 2015 are read by the official table of correspondence.
    "title": Vocabulary(words.TITLE, {
        "none": "无|未评|未评定|无职称|未评职称|见习",
        "third": "三级|员级|中学三级教师|中教三级|小学二级教师|小教二级|小学三级教师|小教三级",
        "second": "二级|助理级|初级|中小学二级教师|中学二级教师|中教二级|小学一级教师|小教一级",
        "first": "一级|中级|中小学一级教师|中学一级教师|中教一级|小学高级教师|小教高级",
        "senior": "高级|副高|副高级|中小学高级教师|中学高级教师|中教高级|高级职称",
        "full_senior": "正高|正高级|正高级职称|中小学正高级教师"}),
    "backbone": Vocabulary(words.BACKBONE, {
        "none": "否|不是|非骨干",
        "school": "校级骨干|校级骨干教师|校骨干|校骨干教师",
        "county": "县级骨干|县级骨干教师|县骨干|县骨干教师|区级|区级骨干|区级骨干教师|县区级|区县级|县级学科带头人|县级名师",
        "city": "市级骨干|市级骨干教师|市骨干|市骨干教师|地市级|州级|市级学科带头人|市级名师|municipal|prefecture",
        "province": "省级骨干|省级骨干教师|省骨干|省骨干教师|省级学科带头人|省级名师|provincial",
        "national": "国家级骨干|国家级骨干教师|国家级名师"}),
    "role": Vocabulary(words.ROLE, {
        "teacher": "无|专任教师|普通教师|任课教师|教师无职务",
        "middle_leader": "中层|主任|副主任|教导主任|教务主任|副教导主任|德育主任|政教主任|总务主任|办公室主任|教科室主任|团委书记"
                         "|大队辅导员|中层正职|中层副职|middle",
        "deputy": "副校级|副书记|deputy principal|vice principal|deputy headteacher",
        "principal": "书记|正校级|党支部书记|党总支书记|head|headteacher|head teacher"}),
    "exemption": Vocabulary(words.EXEMPTION, {
        "pregnancy": "孕期|妊娠|pregnant", "nursing": "哺乳", "illness": "疾病|重病|大病|重大疾病|患病",
        "long_leave": "长假|长期病假|长期事假|请长假|leave", "training": "培训|脱产进修|进修|长期培训|long leave training",
        "signature_course": "特色课程|特色课程带头人|特色项目负责人", "other": "其它"}),
    "decision": Vocabulary(words.DECISION, {
        "stay": "留|不动|保留|不交流|keep", "move": "交流|必须交流|应交流|须走", "assign": "指派|派往|指定到|安排到",
        "forbid": "不得|不得去|禁止到|不派往"}),
    "ruling": Vocabulary(words.RULING, {
        "keep": "保留原安排|agree|agreed|照办", "refuse": "拒绝|否决|disagree|refused", "stay": "留|不动|不交流",
        "move": "交流|必须交流|应交流|须走", "assign": "改派|指派|派往|指定到|安排到|change", "forbid": "不得|不得去|禁止到|不派往",
        "exempt": "豁免|免除|暂缓", "close": "撤销|合并|并入|merge"}),
    "subject": Vocabulary({code: text for code, text in words.SUBJECT.items() if code != "open"}, {
        "morals": "道法|品德|思想品德|思品|政治|思政|品德与社会|品德与生活|morality|politics",
        "chinese": "中文", "maths": "mathematics|math", "english": "英语|英文|foreign language",
        "history": "", "geography": "", "science": "自然|小学科学", "biology": "生物", "physics": "", "chemistry": "",
        "it": "信息技术|信息|计算机|电脑|computing|computer", "pe": "体育|体健|physical education|sport",
        "music": "", "art": "arts|fine art", "labour": "劳技|劳动教育|劳动技术|劳动与技术|labor",
        "practice": "综合实践活动|综合|综合与实践", "local": "地方课程|校本课程|地方|校本|地方校本",
        "psychology": "心理健康|心理健康教育|心理教育"}),
    "yes": Vocabulary({"yes": Text("是", "yes"), "no": Text("否", "no")}, {
        "yes": "y|1|true|✓|√|✔|有|对", "no": "n|0|false|×|✗|✘|无|没有"}),
    "twins": pupils.TWINS,
}  # fmt: skip
