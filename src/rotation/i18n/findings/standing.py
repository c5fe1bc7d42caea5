"""Sentences on where people stand before the exchange: eligible or why not, and the targets in heads."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from rotation.i18n import Text
from rotation.i18n.findings.parts import joined, ratio

__all__ = [
    "ARRIVED", "OPEN_END", "PAST_RETIREMENT", "REASON", "REASON_LABEL", "eligibility_sentence", "target_sentence",
]  # fmt: skip

ARRIVED: Final = Text(
    "到现校 {arrived}，连续任教 {years} 年", "at this school since {arrived}, {years} completed year(s)"
)
REASON: Final = {
    "due_return": Text(
        "交流期 {secondment_end} 届满，应返回{home}", "term ends {secondment_end}, due to return to {home}"
    ),
    "on_secondment": Text("正在交流期内（至 {secondment_end}）", "on secondment until {secondment_end}"),
    "role": Text(
        "现任{role}，不在普通教师交流范围", "serves as {role}, outside the exchange of ordinary teachers"
    ),
    "exempt": Text(
        "免交流（{exemption}，截止 {exemption_end}）", "exempt: {exemption} (until {exemption_end})"
    ),
    "service_lock": Text("服务期至 {locked_until}", "service lock until {locked_until}"),
    "too_few_years": Text("不足 {min_years} 年", "fewer than {min_years} years"),
    "over_age": Text("年龄 {age} 岁，超过 {max_age} 岁", "aged {age}, over {max_age}"),
    "near_retirement": Text(
        "法定退休 {retires}，距退休 {months} 个月，不足 {min_months} 个月",
        "legal retirement {retires}, {months} months away, fewer than {min_months}",
    ),
}
PAST_RETIREMENT: Final = Text("法定退休 {retires}，已到退休时间", "legal retirement {retires}, already past")
REASON_LABEL: Final = {
    "due_return": Text("交流期满，应返回原校", "due to return home"),
    "on_secondment": Text("正在交流期内", "on secondment"),
    "role": Text("所任职务不在交流范围", "role outside the exchange"),
    "exempt": Text("免交流", "exempt"),
    "service_lock": Text("服务期未满", "service lock"),
    "too_few_years": Text("在现校任教年限不足", "too few years at the school"),
    "over_age": Text("超过年龄上限", "over the age limit"),
    "near_retirement": Text("临近法定退休", "near legal retirement"),
}
OPEN_END: Final = Text("未定", "open")
ELIGIBLE: Final = Text("{arrived}，符合交流条件", "{arrived}: eligible")
NOT_ELIGIBLE: Final = Text("{arrived}，不符合：{reasons}", "{arrived}: not eligible: {reasons}")
VOLUNTEERS: Final = Text("{sentence}；自愿报名，可以交流", "{sentence}; volunteers and may move")
CANNOT_VOLUNTEER: Final = Text(
    "{sentence}；自愿报名，但上述原因不能因自愿免除", "{sentence}; volunteers, but that does not lift this"
)
TARGET: Final = Text("符合条件 {eligible} 人{parts}。", "{eligible} eligible{parts}.")
TARGET_MINIMUM: Final = Text(
    "，应交流至少 {minimum} 人（{ratio}）", ": at least {minimum} to be exchanged ({ratio})"
)
TARGET_CEILING: Final = Text("，至多 {ceiling} 人", ", at most {ceiling}")
TARGET_BACKBONE: Final = Text("，其中县级以上骨干至少 {backbone} 人", ", of them {backbone} backbone")
TARGET_SENIOR: Final = Text("，高级职称至少 {senior} 人", ", {senior} with a senior title")


def eligibility_sentence(arrived: Text, reasons: list[Text], volunteer: bool, may_move: bool) -> Text:
    """Return the answer to "why me?" or "why not me?"."""
    if not reasons:
        return ELIGIBLE.fill(arrived=arrived)
    sentence = NOT_ELIGIBLE.fill(arrived=arrived, reasons=joined(reasons))
    if not volunteer:
        return sentence
    return (VOLUNTEERS if may_move else CANNOT_VOLUNTEER).fill(sentence=sentence)


def target_sentence(
    eligible: int,
    min_ratio: Fraction,
    minimum: int | None,
    ceiling: int | None,
    backbone: int | None,
    senior: int | None,
) -> Text:
    """Return what the ratios mean in heads, leaving out what no rule asks for."""
    parts = Text("", "")
    for number, wording in (
        (minimum, TARGET_MINIMUM),
        (ceiling, TARGET_CEILING),
        (backbone, TARGET_BACKBONE),
        (senior, TARGET_SENIOR),
    ):
        if number is not None:
            values = {"minimum": number, "ceiling": number, "backbone": number, "senior": number}
            more = wording.fill(**values, ratio=ratio(min_ratio))
            parts = Text(parts.zh + more.zh, parts.en + more.en)
    return TARGET.fill(eligible=eligible, parts=parts)
