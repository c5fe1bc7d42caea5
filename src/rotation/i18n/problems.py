"""Wording of what is wrong with policy files and with the rows of a plan."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from rotation.i18n import Text

__all__ = ["POLICY", "POSTING", "TOML", "either", "value_problem"]

POLICY: Final = {
    "wrong": Text("{origin}：政策文件有 {count} 处错误", "{origin}: {count} thing(s) wrong in this policy"),
    "no_policy": Text(
        "没有政策“{name}”：请给出一个 .toml 文件，或 {known} 之一{nearest}",
        "there is no policy '{name}': give a .toml file or one of {known}{nearest}"),
    "no_curriculum": Text("没有课程方案“{name}”：已有 {known}{nearest}", "there is no curriculum '{name}': known are {known}{nearest}"),
    "extends_itself": Text("{path}：经由 {chain} 沿用了自己", "{path}: extends itself through {chain}"),
    "extends_name": Text("{path}：extends 应为一个政策的名称", "{path}: extends must be the name of one policy"),
    "missing": Text("缺少 {name}", "{name} is missing"),
    "unknown": Text("不认识 {name}{nearest}", "{name} is not known{nearest}"),
    "nearest": Text("；是不是 {names}？", "; did you mean {names}?"),
    "rules_table": Text("rules 应为一张表，每条规则一项", "rules must be a table, one entry per rule"),
    "settings_table": Text("{where} 应为一张设置表", "{where} must be a table of settings"),
    "value": Text("{place} = {found}：{why}", "{place} = {found}: {why}"),
    "one_of": Text("应为 {choices} 之一{nearest}", "must be one of {choices}{nearest}"),
    "tiers_list": Text("tiers 应为层次名称的列表，最要紧的在前", "tiers must be a list of names, the most important first"),
    "tier_twice": Text("tiers 两次列出 {tier}", "tiers names {tier} twice"),
    "tier_unknown": Text("{place} = '{tier}' 不在 tiers 之中{nearest}", "{place} = '{tier}' is not among tiers{nearest}"),
    "curriculum_table": Text("curriculum 应为按学科的表", "curriculum must be a table of subjects"),
    "weekly_lessons": Text(
        "{place} = {found}：应为每周课时，{least} 至 {most} 的整数",
        "{place} = {found}: must be weekly lessons, a whole number from {least} to {most}"),
    "not_text": Text("{name} = {found}：应为文字，写在引号里", "{name} = {found}: must be text, in quotes"),
    "file": Text("{path}：{reason}", "{path}: {reason}"),
    "curriculum_subject": Text(
        "curriculum.{subject} = {found}：应为按年级的表，如 [curriculum.{subject}] 下写 1 = 2",
        "curriculum.{subject} = {found}: must be a table of grades, such as 1 = 2 under [curriculum.{subject}]"),
    "curriculum_grade": Text(
        "curriculum.{subject}.{grade} 不是年级：应为 1 至 9", "curriculum.{subject}.{grade} is no grade: must be 1 to 9"),
    "no_word": Text(
        "不认识 {place}：应为 {choices} 之一{nearest}", "{place} is not known: must be one of {choices}{nearest}"),
    "pilot_school": Text(
        "classes.pilot.schools：数据中没有学校 {name}{nearest}", "classes.pilot.schools: the data has no school {name}{nearest}"),
}  # fmt: skip

# Why a file is no file of settings; the file's name goes before.
TOML: Final = {
    "too_large": Text("这样的文件不会超过 1 MB", "such a file is never larger than 1 MB"),
    "unreadable": Text("读不出（{reason}）", "cannot be read ({reason})"),
    "not_utf8": Text("不是 UTF-8 文本，请另存为 UTF-8", "is not UTF-8 text; save it as UTF-8"),
    "syntax": Text("不是有效的 TOML：{reason}", "is not valid TOML: {reason}"),
    "deep": Text("表或列表嵌套过深，至多 {most} 层", "tables or lists are nested too deep; at most {most} levels"),
    "digits": Text("有一个数太长，至多 {most} 位", "holds a number that is too long; at most {most} digits"),
    "digits_of": Text("{name} 的数太长，至多 {most} 位", "{name} is a number that is too long; at most {most} digits"),
}  # fmt: skip

POSTING: Final = {
    "do_not_fit": Text("方案的交流安排与数据不符：", "the plan's postings do not fit the data:"),
    "twice": Text("教师 {who} 被安排了两次：请只保留一行", "teacher {who} is posted twice: keep one row"),
    "no_teacher": Text("数据中没有教师 {who}", "teacher {who} is not in the district's data"),
    "origin": Text("教师 {who} 的派出学段部写作 {origin}，实际任教于 {section}", "teacher {who} is posted from {origin} but works at {section}"),
    "no_section": Text("教师 {who} 被安排到 {destination}，本区县没有这个学段部", "teacher {who} is posted to {destination}, which is not a section of the district"),
    "same_school": Text("教师 {who} 被安排在 {school} 校内：交流须换学校", "teacher {who} is posted inside school {school}: a move changes the school"),
    "kind": Text("教师 {who} 的安排类别为 {kind}：应为 move 或 return", "teacher {who} has a posting of kind {kind}: it must be move or return"),
    "not_due": Text("教师 {who} 写作返回，但并未到期应返回", "teacher {who} is posted as a return but is not due to return"),
    "wrong_home": Text("教师 {who} 返回 {destination}，但原学段部是 {home}", "teacher {who} returns to {destination} but the home section is {home}"),
    "is_return": Text("教师 {who} 回到原学段部 {home}：这是返回，不是交流", "teacher {who} goes home to {home}: that is a return, not a move"),
    "no_way": Text("教师 {who} 从 {start} 被安排到 {destination}：无路可达", "teacher {who} is posted from {start} to {destination}: no way leads there"),
}  # fmt: skip

# What pydantic says of a value, by its stable code; English is pydantic's own sentence.
_VALUE: Final = {
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "string_type": "应为文字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "tuple_type": "应为列表",
    "list_type": "应为列表",
    "dict_type": "应为一张表",
    "model_type": "应为一张表",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "应不大于 {le}",
    "literal_error": "应为 {expected} 之一",
    "extra_forbidden": "不认识这一项",
    "number_too_small": "应为 0，或不小于 0.000001",
    "number_too_long": '至多 {most} 个字符，小数至多 {places} 位；三分之一写成 "1/3"',
    "cap_off": "应为 required 或 target：没有班额上限，就定不出班数",
    "staff_target": "应为 required 或 off：课时由 lessons 层尽量减少，并且总会报告",
    "share_above_one": "catchment_share 应不大于 1",
    "class_tiers": "应从 {tiers} 中选取，不重复，按先后次序",
    "class_tiers_open": "须有 classes 或 lessons，否则班数没有节制",
    "no_number": "{table} 缺少 {words} 的数",
    "no_such_day": "应为 1 至 {last}：{month} 月每年都有的日子",
}
# Our own validators raise these sentences.
_OWN: Final = {
    "must be a number, not true or false": "应为数字，不是 true 或 false",
    'must be a number such as 0.15, or a fraction in quotes such as "1/3"': '应为数字，如 0.15，或带引号的分数，如 "1/3"',
}


def value_problem(code: str, message: str, context: dict[str, Any]) -> Text:
    """Return why a value is refused, from the validator's code, English sentence and limits."""
    english = message.removeprefix("Value error, ")
    told = {name: value.replace(" or ", " 或 ") if name == "expected" else value for name, value in context.items()}
    chinese = _OWN.get(english) or _VALUE.get(code, "").format(**told)
    return Text(chinese or f"取值不对（{english}）", english[:1].lower() + english[1:])


def either(names: Iterable[str]) -> Text:
    """Return names as alternatives."""
    listed = list(names)
    return Text(" 或 ".join(listed), " or ".join(listed))
