"""Wording of the classes to open: conflicts, findings, tables and the terminal's summary."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["BASIS", "CONFLICT", "FINDING", "GIVES", "OPENING", "OPENING_COLUMNS", "STATES", "TIER", "grade_name"]

_NUMERALS: Final = "一二三四五六七八九"


def grade_name(grade: int) -> Text:
    """Return how a grade is called."""
    return Text(f"{_NUMERALS[grade - 1]}年级", f"grade {grade}")


CONFLICT: Final = {
    "title": Text(
        "按必须遵守的限制，开不出班：{count} 处矛盾。什么也没有写。",
        "No class plan satisfies every required limit: {count} conflict(s). Nothing was written."),
    "core": Text("不能同时成立：{limits}。只放宽一项时，至少要：{ways}。", "cannot all hold: {limits}. One of them has to give, by at least: {ways}."),
}  # fmt: skip
STATES: Final = {
    "cap": Text("{school}{grade} {pupils} 人，每班不超过 {limit} 人（至少 {classes} 个班）", "{school}, {grade}: {pupils} pupils, at most {limit} in a class ({classes} classes)"),
    "rooms": Text("{school}可用教室 {limit} 间", "{school} has {limit} classrooms for use"),
    "school_size": Text("{school} {pupils} 人，规模不超过 {limit} 人", "{school} has {pupils} pupils, at most {limit} allowed"),
    "running": Text("{school}{grade}原有 {limit} 个班不合并", "{school}, {grade}: its {limit} running classes are kept"),
    "growth": Text("{school}{grade}已是大班额（{limit} 人），不得再增加", "{school}, {grade}: its classes of {limit} are oversized and may not grow"),
    "staff": Text("{stage}教师每周可为各班承担 {limit} 节课", "the {stage} teachers can give the classes {limit} lessons a week"),
    "catchment": Text("{stage}新生最多 {limit} 人在片区外就读", "at most {limit} {stage} entrants outside their catchment"),
}  # fmt: skip
GIVES: Final = {
    "cap": Text("允许 {amount} 人超过班额", "{amount} pupil(s) beyond the class cap"),
    "rooms": Text("增加 {amount} 间教室", "{amount} more classroom(s)"),
    "school_size": Text("允许 {amount} 人超过学校规模", "{amount} pupil(s) beyond the school's size"),
    "running": Text("合并原有班，减少 {amount} 个", "{amount} running class(es) merged away"),
    "growth": Text("允许大班额合计再增加 {amount} 人", "{amount} more pupil(s) in oversized classes"),
    "staff": Text("每周增加 {amount} 节课的教师", "teachers for {amount} more lesson(s) a week"),
    "catchment": Text("多 {amount} 人在片区外就读", "{amount} more entrant(s) outside their catchment"),
}  # fmt: skip
BASIS: Final = {
    "data": Text("年级表", "grades sheet"),
    "entrants": Text("新生表", "entrants sheet"),
    "moved_up": Text("由上一年级升入", "moved up"),
    "assumed": Text("假定", "assumed"),
}
TIER: Final = {
    "oversized": Text("大班额人数（56 人起）", "pupils in oversize"),
    "over_cap": Text("超班额人数", "pupils over the cap"),
    "rooms": Text("缺教室", "rooms missing"),
    "school_size": Text("超规模人数", "pupils over school size"),
    "classes": Text("班级数", "classes"),
    "lessons": Text("每周课时", "lessons a week"),
    "directed": Text("调剂新生", "entrants directed"),
    "distance": Text("调剂里程（人×0.1公里）", "way (0.1 km)"),
}
FINDING: Final[dict[str, Text]] = {}
OPENING: Final[dict[str, Text]] = {}
OPENING_COLUMNS: Final[dict[str, Text]] = {}
