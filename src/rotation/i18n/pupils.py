"""Wording of the tables of pupils and of a grade's teachers: headings, vocabulary, defects."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import COMMA, Text
from rotation.i18n.tables import Heading, Vocabulary, Wording, column, error, warning

__all__ = [
    "CLASS_TEACHERS", "DEFECTS", "NAMES", "PART", "PUPILS", "PUPILS_REQUIRED", "SCORE_WORDS", "TEACHERS_REQUIRED", "TWINS",
    "columns",
]  # fmt: skip

NAMES: Final = {"pupils": Text("学生", "pupils"), "class_teachers": Text("年级教师", "class teachers")}

PART: Final = {"school": Text("学校", "school"), "grade": Text("年级", "grade")}

_YES: Final = ("是或否", "yes or no")
PUPILS: Final[tuple[Heading, ...]] = (
    column("id", "学籍号", "学号|全国学籍号|学籍辅号|考号|编号|pupil id|student id|no", ("各人不同，不会公布", "an id of its own; never published"), "示例：G2026001"),
    column("name", "姓名", "学生姓名|pupil|student", ("学生姓名", "the pupil's name"), ("张三", "Zhang San")),
    column("sex", "性别", "gender", ("男或女", "male or female"), ("女", "female")),
    column("born", "出生日期", "出生年月|出生年月日|生日|birth date|date of birth|birthday", ("2013-09-15 的形式", "such as 2013-09-15"), "2013-09-15"),
    column("origin", "来源", "毕业学校|毕业小学|来源学校|原就读学校|生源学校|生源|村|村（社区）|户籍村|origin school|village|previous school", (
        "毕业小学或村", "the school or village the pupil comes from"), ("中心小学", "Central School")),
    column("needs", "特殊需要", "特殊需求|特殊教育需要|残疾类别|随班就读|特殊学生|special needs|need", (
        "可写多项，用顿号分开；没有留空或填否", "several are parted by commas; empty or no without any"), ("听力", "hearing")),
    column("migrant", "随迁子女", "是否随迁|进城务工人员随迁子女|migrant child", _YES, ("否", "no")),
    column("left_behind", "留守儿童", "是否留守|留守|left behind child|left-behind", _YES, ("否", "no")),
    column("twins", "双胞胎", "多胞胎|双胞胎组|双胞胎编号|同胞组|twin group|twins group", ("同胞填同一个编号", "the same mark on each of them"), ("甲组", "A")),
    column("twins_wish", "双胞胎意愿", "多胞胎意愿|家长意愿|同班意愿|twins request", ("同班或不同班", "together or apart"), ("同班", "together")),
    column("keep_apart", "不同班", "不宜同班|不能同班|回避同学|分开|not with", ("对方的学籍号，用顿号分开", "ids of the others, parted by commas"), ""),
    column("staff_relatives", "教职工亲属", "亲属教师|教师子女|教工子女|回避教师|relatives on the staff", (
        "亲属教师的工号或姓名", "ids or names of relatives who teach here"), ""),
)  # fmt: skip

CLASS_TEACHERS: Final[tuple[Heading, ...]] = (
    column("id", "工号", "教师编号|编号|职工号|teacher id|staff id", ("各人不同", "an id of its own"), "示例：T001"),
    column("name", "姓名", "教师姓名|teacher", ("教师姓名", "the teacher's name"), ("李四", "Li Si")),
    column("sex", "性别", "gender", ("男或女", "male or female"), ("男", "male")),
    column("born", "出生年月", "出生日期|birth date|date of birth", ("1985-07 的形式", "such as 1985-07"), "1985-07"),
    column("hired", "参加工作时间", "工作时间|从教时间|入职时间|hired on", ("2008-08 的形式", "such as 2008-08"), "2008-08"),
    column("title", "现职称", "职称|title", ("职称", "title"), ("一级教师", "first")),
    column("backbone", "骨干称号", "骨干级别|骨干|backbone level", ("骨干称号，没有留空", "backbone level"), ""),
    column("subject", "任教课程", "任教学科|学科|科目|main subject", ("学科名称", "subject"), ("语文", "Chinese")),
    column("homeroom", "班主任", "是否班主任|可任班主任|homeroom teacher", ("是否担任班主任", "whether a homeroom teacher"), ("是", "yes")),
    column("classes", "任教班数", "可任教班数|最多班数|classes taught|most classes", ("最多教几个班", "how many classes at most"), "2"),
)  # fmt: skip

PUPILS_REQUIRED: Final = ("id", "name", "sex")
TEACHERS_REQUIRED: Final = ("id", "name", "sex", "born", "hired", "subject")


def columns(headings: tuple[Heading, ...], required: tuple[str, ...]) -> Text:
    """Return which columns a table must have and which it may have; a heading's English name is its field."""
    must = [heading.name for heading in headings if heading.name.en in required]
    may = [heading.name for heading in headings if heading.name.en not in required]
    return Text(
        f"必有列：{COMMA.zh.join(name.zh for name in must)}；可有列：{COMMA.zh.join(name.zh for name in may)}",
        f"Columns required: {COMMA.en.join(name.en for name in must)}; optional: {COMMA.en.join(name.en for name in may)}",
    )


TWINS: Final = Vocabulary(
    {"together": Text("同班", "together"), "apart": Text("不同班", "apart")},
    {"together": "一起|编在一个班|同一班|同一个班|合|same class", "apart": "分开|分班|不同|异班|分|separate|different classes"},
)

SCORE_WORDS: Final = ("成绩", "分数", "总分", "score", "marks", "语文", "数学", "英语", "外语", "chinese", "maths", "math", "english", "reading")
"""Headings that look like marks, for the warning that family A does not read them."""

_CHECK: Final = ("请核对这一行。", "Check this row.")
DEFECTS: Final[dict[str, Wording]] = {
    "unknown_score": error(("没有“{name}”这一列成绩。", 'there is no column of scores "{name}".'), (
        "请核对 --scores 或规则里的成绩列名。", "Check the names of the score columns in --scores or the rules."), ("{known}", "{known}")),
    "scores_unread": warning(("规则不许按成绩编班，成绩列没有读取。", "the rules do not allow scores; this column was not read."), (
        "不必处理。", "Leave it.")),
    "score_unlisted": warning(("像是成绩，但 --scores 和规则都没有写这一列，没有读取。", "this looks like marks, but neither --scores nor the rules name it; it was not read."), (
        "如应参与均衡请写进 --scores，否则不必处理。", "Name it in --scores if it is to be balanced; else leave it.")),
    "twins_alone": error(("这个双胞胎编号只有一名学生。", "only one pupil bears this mark of twins."), (
        "请补上另一名，或删去编号。", "Give the other one the same mark or delete it.")),
    "twins_disagree": error(("同一组双胞胎的意愿不一致（见第 {first} 行）。", "twins of one group ask for different things (see row {first})."), (
        "请与家长核实，填成一样。", "Ask the parents and write the same on each row.")),
    "wish_without_twins": error(("有双胞胎意愿，却没有双胞胎编号。", "a wish for twins without the mark that says whose."), (
        "请给同胞填同一个编号。", "Give the twins the same mark.")),
    "twins_without_wish": warning(("没有写明同班还是不同班，按没有要求处理。", "neither together nor apart is asked for; taken as no request."), (
        "如家长有要求请补上。", "Add it if the parents ask.")),
    "twins_unclear": error(("{count} 名学生的双胞胎编号都是这个词，看不出谁和谁是同胞。", "{count} pupils bear this word as their mark of twins, which does not say who belongs to whom."), (
        "请给每一家填一个自己的编号，如甲组、乙组；不是双胞胎的留空。", "Give each family a mark of its own, such as A, B; leave it empty for all others.")),
    "relative_unnamed": warning(("没有写明亲属是哪位教师，只均衡这些学生（{count} 名）的人数，不能让他们回避亲属任教的班。", "the relative is not named: these pupils ({count}) are spread over the classes, but cannot be kept from the relative's class."), (
        "如要回避，请填亲属教师的工号或姓名。", "Write the relative's id or name if the pupil is to be kept from that teacher.")),
    "keep_apart_unknown": error(("没有学籍号或姓名为“{other}”的学生。", 'there is no pupil with the id or name "{other}".'), (
        "请改正。", "Correct it."), ("本表中的学籍号，或不重名的姓名", "an id, or a name borne by one pupil only, of this table")),
    "keep_apart_ambiguous": error(("有几名学生叫“{other}”。", 'several pupils bear the name "{other}".'), ("请改填学籍号。", "Write the id.")),
    "keep_apart_self": error(("不同班的对方是本人。", "a pupil cannot be kept apart from itself."), ("请改正。", "Correct it.")),
    "same_pupil_twice": warning(("姓名、性别、出生日期与第 {first} 行相同。", "name, sex and birth date are those of row {first}."), (
        "如是同一人请删去一行。", "Delete one row if they are one person.")),
    "born_in_future": error(("出生日期在今天之后，或早于 1990 年。", "born in the future, or before 1990."), _CHECK),
    "born_far": warning(("与本年级居中的出生日期 {middle} 相差 {years} 年。", "{years} years from the grade's middle birth date, {middle}."), _CHECK),
    "births_unlikely": warning(("本年级居中的出生日期是 {middle}，年龄不在 {low} 至 {high} 岁之间。", "the grade's middle birth date is {middle}, which is no age between {low} and {high}."), (
        "请核对这一列是不是出生日期。", "Check whether this column holds birth dates.")),
    "mark_far": warning(("这一成绩远离其他学生，其余约八成在 {low} 至 {high} 之间；一名学生的成绩会左右全班的平均分和标准差。", "this mark is far from all others, about eight tenths of which are from {low} to {high}; one such mark decides its class's mean and spread."), (
        "请核对小数点；缺考请留空。", "Check the decimal point; leave the cell empty for an absence.")),
    "published_long": error(("这一栏会公布，写了 {count} 个字，名单上排不下。", "this column is published and holds {count} characters, more than a list can show."), (
        "请缩短。", "Shorten it."), ("最多 {most} 个字", "at most {most} characters")),
    "number_published": error(("这一栏会公布，里面却有 8 位以上的号码，像是身份证号、学籍号或电话。", "this column is published, but holds a number of 8 digits or more, such as an identity, register or telephone number."), (
        "请把号码移到学籍号（工号）栏或删去，这一栏只写名称。", "Move the number to the column of ids or delete it; leave only the name here.")),
    "no_grade_columns": error(("表里没有“学校”列，也没有“年级”列，分不出各个年级。", "there is neither a column of school nor one of grade, so grades cannot be told apart."), ("请加上“学校”“年级”列，或每个学校年级一个文件。", "Add columns of school and grade, or use one file for each.")),
    "no_grade_named": error(("学校和年级都是空的。", "neither school nor grade is filled in."), ("请填写。", "Fill it in.")),
    "grade_classes": error(("{name} 的班数是“{found}”。", "the classes of {name} are \"{found}\"."), ("同一年级各行应是同一个 1 至 200 的整数，或留空。", "All rows of a grade need the same whole number from 1 to 200, or none.")),
    "no_pupils": error(("表里没有学生。", "there are no pupils in the table."), ("请填写。", "Fill it in.")),
    "no_class_teachers": error(("表里没有教师。", "there are no teachers in the table."), (
        "请填写，或不给 --teachers。", "Fill it in, or leave --teachers out.")),
    "table_elsewhere": error(("这张表的列与“{other}”表相同，不知以哪张为准。", 'this sheet has the columns of "{other}", and only one of them can be read.'), (
        "请合成一张表，或删去一张（隐藏的表也要删）。", "Put all on one sheet, or delete one, even a hidden one.")),
    "sheet_without_grade": error(("这张表有学生，却没有“{other}”表那样的学校列、年级列。", 'this sheet has pupils, but no column of school or grade like "{other}".'), (
        "请补上学校列、年级列，或删去这张表。", "Add the columns of school and grade, or delete the sheet.")),
    "grade_half_named": error(("这一行没有填{part}。", "this row does not say the {part}."), ("每一行都要填写；合计行请删去。", "Fill in every row; delete rows of totals.")),
    "grade_twice": error(("“{name}”在{other}已经有了。", '"{name}" is in {other} already.'), ("请合在一处，或改正其中之一的名称。", "Put its pupils in one place, or correct one of the names.")),
    "grade_spelt_twice": error(("“{name}”与{other}是同一个学校年级的两种写法，会当作两个年级分别编班。", '"{name}" and {other} are two spellings of one school-grade, which would be dealt as two.'), (
        "请统一写法。", "Write both alike.")),
    "grade_named_alike": error(("学校和年级连起来是“{name}”，与{other}的另一个学校年级一样，分不开。", 'school and grade make "{name}", as another school-grade in {other} does, and cannot be told apart.'), (
        "请改写其中一个的学校或年级名称。", "Write school or grade of one of them differently.")),
    "pupil_in_two_grades": warning(("学籍号和姓名与“{other}”第 {first} 行的学生相同，两处都会编班。", 'id and name are those of a pupil of "{other}", row {first}; both will be dealt.'), (
        "如是同一人请删去一处。", "Delete one of them if it is the same pupil.")),
    "id_in_two_grades": warning(("“{other}”第 {first} 行另一名学生也用这个学籍号；这样的学籍号共 {count} 个。", 'another pupil, of "{other}", row {first}, has this id too; there are {count} such ids.'), (
        "全国学籍号请核对；各校自编的号不必处理。", "Check them if ids are national; leave them if schools number their own pupils.")),
}  # fmt: skip
