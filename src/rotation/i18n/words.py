"""Wording of the closed vocabularies in ``rotation.domain.words``."""

from __future__ import annotations

from typing import Final

from rotation.i18n import Language, Text

STAGE: Final = {"primary": Text("小学", "primary"), "junior": Text("初中", "junior")}
ZONE: Final = {"urban": Text("城区", "urban"), "town": Text("镇区", "town"), "rural": Text("乡村", "rural")}
LEVEL: Final = {"strong": Text("优质", "strong"), "ordinary": Text("一般", "ordinary"), "weak": Text("薄弱", "weak")}
SEX: Final = {"male": Text("男", "male"), "female": Text("女", "female")}
PERSONNEL: Final = {"cadre": Text("干部", "cadre"), "worker": Text("工人", "worker")}
DEGREE: Final = {
    "below_associate": Text("中专及以下", "below associate"),
    "associate": Text("大专", "associate"),
    "bachelor": Text("本科", "bachelor"),
    "master": Text("硕士", "master"),
    "doctor": Text("博士", "doctor"),
}
TITLE: Final = {
    "none": Text("未定级", "none"),
    "third": Text("三级教师", "third grade"),
    "second": Text("二级教师", "second grade"),
    "first": Text("一级教师", "first grade"),
    "senior": Text("高级教师", "senior"),
    "full_senior": Text("正高级教师", "full senior"),
}
BACKBONE: Final = {
    "none": Text("无", "none"),
    "school": Text("校级", "school"),
    "county": Text("县级", "county"),
    "city": Text("市级", "city"),
    "province": Text("省级", "province"),
    "national": Text("国家级", "national"),
}
ROLE: Final = {
    "teacher": Text("教师", "teacher"),
    "middle_leader": Text("中层干部", "middle leader"),
    "deputy": Text("副校长", "deputy head"),
    "principal": Text("校长", "principal"),
}
EXEMPTION: Final = {
    "pregnancy": Text("怀孕", "pregnancy"),
    "nursing": Text("哺乳期", "nursing"),
    "illness": Text("重大疾病", "serious illness"),
    "long_leave": Text("长期请假", "long leave"),
    "training": Text("脱产培训", "long training"),
    "signature_course": Text("特色课程负责人", "leader of the school's signature course"),
    "other": Text("其他", "other"),
}
DECISION: Final = {
    "stay": Text("留任", "stay"),
    "move": Text("须交流", "move"),
    "assign": Text("指定", "assign"),
    "forbid": Text("禁止", "forbid"),
}
RULING: Final = {
    "keep": Text("同意", "keep"),
    "refuse": Text("不同意", "refuse"),
    **DECISION,
    "exempt": Text("免交流", "exempt"),
    "close": Text("撤并", "close"),
}
SUBJECT: Final = {
    "morals": Text("道德与法治", "morals and law"),
    "chinese": Text("语文", "Chinese"),
    "maths": Text("数学", "mathematics"),
    "english": Text("外语", "English"),
    "history": Text("历史", "history"),
    "geography": Text("地理", "geography"),
    "science": Text("科学", "science"),
    "biology": Text("生物学", "biology"),
    "physics": Text("物理", "physics"),
    "chemistry": Text("化学", "chemistry"),
    "it": Text("信息科技", "information technology"),
    "pe": Text("体育与健康", "PE and health"),
    "music": Text("音乐", "music"),
    "art": Text("美术", "art"),
    "labour": Text("劳动", "labour"),
    "practice": Text("综合实践", "integrated practice"),
    "local": Text("地方与校本", "local and school courses"),
    "psychology": Text("心理", "psychology"),
    "open": Text("公共课与班主任", "open lessons and homerooms"),
}


def subject(code: str, lang: Language) -> str:
    """Return the name of a subject code; one that is none, of a class's teacher, as it is."""
    return SUBJECT[code].to(lang) if code in SUBJECT else code
