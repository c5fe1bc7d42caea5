"""Sentences on sections and stages: heads, lessons, indicators, balance."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from rotation.i18n import Text, joined
from rotation.i18n.findings.parts import percent

__all__ = [
    "BALANCE", "CORE_LAST", "CORE_OUTFLOW", "COVERAGE", "INDICATOR", "NET_CHANGE", "OUTFLOW",
    "PASS_VERDICT", "PER_HUNDRED", "QUOTA", "SCHOOL_PASSES", "TOWNSHIP_PARITY", "TOWNSHIP_SHARE", "missed_indicators",
    "with_visitors",
]  # fmt: skip

OUTFLOW: Final = Text(
    "{section} {staff} 名教师中交流出 {leaving} 人（{share}）；至多 {limit} 人（{ratio}，至少可 1 人）："
    "{margin}。",
    "{leaving} of {staff} teachers leave {section} ({share}); at most {limit} may ({ratio}, one always): "
    "{margin}.",
)
CORE_OUTFLOW: Final = Text(
    "{section} {subject} {staff} 名教师中交流出 {leaving} 人（{share}）；至多 {limit} 人（{ratio}，至少可 "
    "1 人）：{margin}。",
    "{leaving} of {staff} teachers of {subject} leave {section} ({share}); at most {limit} may ({ratio}, "
    "one always): "
    "{margin}.",
)
CORE_LAST: Final = Text(
    "{section} 交流前有 {before} 名、交流后有 {after} 名能任教{subject}的教师；至少 1 人：{margin}。",
    "{section} has {after} teacher(s) qualified for {subject} after the exchange, {before} before; at "
    "least 1: {margin}.",
)
QUOTA: Final = Text(
    "{section} 交流后 {after} 人，编制 {quota} 名，期满返回后、交流前 {staff} 人；至多 {limit} 人：{margin}。",
    "{section} has {after} teachers after the exchange, quota {quota}, {staff} before (secondees back home); at most "
    "{limit}: {margin}.",
)
NET_CHANGE: Final = Text(
    "{section} 由期满返回后的 {staff} 人变为 {after} 人，净变化 {change}；增减至多 {limit} 人（{ratio}，至少可 1 人）："
    "{margin}。",
    "{section} goes from {staff} teachers (secondees back home) to {after}, net change {change}; at most {limit} "
    "either way ({ratio}, one always): {margin}.",
)
PER_HUNDRED: Final = Text(
    "{section} 学生 {pupils} 人，{what} {heads} 人，每百名 {value} 人；应不低于 {threshold}，即 {need} 人："
    "{margin}。",
    "{section}: {heads} {what} for {pupils} pupils, {value} per hundred; at least {threshold}, that is "
    "{need}: {margin}.",
)
INDICATOR: Final = {
    "high_degree": Text("高于规定学历教师", "teachers of high degree"),
    "backbone": Text("县级以上骨干教师", "backbone teachers"),
    "specialists": Text("体音美教师", "teachers of PE, music and art"),
    "teaching_area": Text("教学及辅助用房面积", "teaching rooms"),
    "sports_area": Text("体育运动场馆面积", "sports ground and hall"),
    "equipment": Text("教学仪器设备值", "equipment"),
    "multimedia": Text("网络多媒体教室", "multimedia classrooms"),
    "senior_title": Text("高级职称教师", "teachers with a senior title"),
}
_WITH_VISITORS: Final = Text(
    "体音美教师（含走教 {count} 人）", "teachers of PE, music and art ({count} of them visiting)"
)


def with_visitors(count: int) -> Text:
    """Return the name of L3's teachers, with how many of them visit where some do."""
    return _WITH_VISITORS.fill(count=count) if count else INDICATOR["specialists"]


SCHOOL_PASSES: Final = Text(
    "{section} 七项指标达到 {reached} 项{missed}；应至少达到 {least} 项、其余不低于标准的 {share}：{verdict}。",
    "{section} reaches {reached} of the seven indicators{missed}; at least {least} are asked, and {share} of the "
    "threshold of each other: {verdict}.",
)
PASS_VERDICT: Final = {
    "passes": Text("综合达标", "passes"),
    "fails": Text("综合未达标", "does not pass"),
    "hopeless": Text("综合未达标，靠教师交流不能改变", "does not pass, whoever teaches there"),
}
_MISSED: Final = Text("{code} 为标准的 {share}", "{code} at {share} of its threshold")
_WITHOUT_DATA: Final = Text("{code} 无数据", "{code} without data")
_LIST: Final = Text("（{list}）", " ({list})")


def missed_indicators(values: Iterable[tuple[str, Fraction | None, Fraction]], near: Fraction) -> Text:
    """Return in brackets how near the indicators are that are missed, by code, value and threshold; else nothing."""
    parts = []
    for code, value, threshold in values:
        if value is None:
            parts.append(_WITHOUT_DATA.fill(code=code))
        elif value < threshold:
            share = value / threshold
            limit = near if share < near else Fraction(1)
            parts.append(_MISSED.fill(code=code, share=percent(share.numerator, share.denominator, limit)))
    return _LIST.fill(list=joined(parts)) if parts else Text("", "")


COVERAGE: Final = Text(
    "{section} 每周应开 {demanded} 节：主科目教师 {main} 节，兼教 {other} 节，未安排 {unfilled} 节{list}；"
    "应为 0 节：{margin}。",
    "{section} needs {demanded} lessons a week: {main} by main subject, {other} by another certificate, "
    "{unfilled} "
    "unfilled{list}; none should be: {margin}.",
)
BALANCE: Final = Text(
    "{stage}{what}校际差异系数 {cv}（{sections} 个学段部，{heads} 人）；应不高于 {limit}：{margin}。",
    "CV of {what}, {stage}: {cv} over {sections} sections and {heads} heads; at most {limit}: {margin}.",
)
TOWNSHIP_PARITY: Final = Text(
    "{stage}乡镇学校 {teachers} 名教师中{what} {heads} 人，占 {share}；应不低于全县的 {limit}（{part}/{total}），即 "
    "{need} 人：{margin}。",
    "{heads} of {teachers} teachers at township schools, {stage}, {what}: {share}; the county's share is {limit} "
    "({part} of {total}), that is {need}: {margin}.",
)
TOWNSHIP_SHARE: Final = {
    "backbone": Text("县级以上骨干教师", "are backbone teachers"),
    "bachelor": Text("本科及以上学历教师", "have a bachelor's degree or more"),
}
