"""Sentences on the exchange as a whole: its ratios, and what is only made small."""

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = [
    "BACKBONE_OF_ELIGIBLE", "BACKBONE_OF_EXCHANGED", "CLAIM_ORDER", "DISRUPTION", "EXCHANGE_CEILING",
    "EXCHANGE_MINIMUM", "OTHER_SUBJECTS", "PREFERENCES", "SENIOR_SHARE", "TRAVEL_BURDEN",
]  # fmt: skip

EXCHANGE_MINIMUM: Final = Text(
    "计入交流 {movers} 人，占符合条件教师 {eligible} 人的 {share}；应不低于 {ratio}，即 {minimum} 人："
    "{margin}。",
    "{movers} counted mover(s), {share} of {eligible} eligible teacher(s); at least {ratio}, that is "
    "{minimum}: {margin}.",
)
EXCHANGE_CEILING: Final = Text(
    "计入交流 {movers} 人；最低 {minimum} 人，至多可到 {ceiling} 人：{margin}。",
    "{movers} counted mover(s); the minimum is {minimum}, at most {ceiling} may be exchanged: {margin}.",
)
BACKBONE_OF_EXCHANGED: Final = Text(
    "计入交流 {movers} 人中县级以上骨干 {backbone} 人，占 {share}；应不低于 {ratio}，即 {need} 人："
    "{margin}。",
    "{backbone} of {movers} counted mover(s) of backbone rank, {share}; at least {ratio}, that is "
    "{need}: {margin}.",
)
BACKBONE_OF_ELIGIBLE: Final = Text(
    "符合条件的县级以上骨干 {eligible} 人中计入交流 {backbone} 人，占 {share}；应不低于 {ratio}，即 {need} "
    "人：{margin}。",
    "{backbone} counted movers against {eligible} eligible backbone teachers, {share}; at least {ratio}, "
    "that is "
    "{need}: {margin}.",
)
SENIOR_SHARE: Final = Text(
    "计入交流 {movers} 人中高级职称 {senior} 人，占 {share}；应不低于 {ratio}，即 {need} 人：{margin}。",
    "{senior} of {movers} counted mover(s) with a senior title, {share}; at least {ratio}, that is {need}: "
    "{margin}.",
)
TRAVEL_BURDEN: Final = Text(
    "{movers} 名交流教师单程合计 {total}，平均 {mean}，最远 {longest}；不设上限，越短越好。",
    "{movers} mover(s), {total} one way in all, {mean} on average, {longest} at most; no limit, the "
    "less the better.",
)
PREFERENCES: Final = Text(
    "填报志愿的交流教师 {wishing} 人：第一志愿 {top} 人，其他志愿 {listed} 人，志愿之外 {unlisted} 人；"
    "扣分 {cost}，不设上限，越少越好。",
    "{wishing} mover(s) named schools: {top} to the first, {listed} to a later one, {unlisted} "
    "elsewhere; cost "
    "{cost}, no limit, the less the better.",
)
DISRUPTION: Final = Text(
    "交流 {movers} 人，其中班主任 {homerooms} 人；扣分 {cost}，不设上限，越少越好。",
    "{movers} mover(s), of them {homerooms} homeroom teacher(s); cost {cost}, no limit, the less the better.",
)
CLAIM_ORDER: Final = Text(
    "交流 {movers} 人：自愿 {volunteers} 人，需乡村经历 {rural} 人，其他 {others} 人；次序扣分 {cost}，"
    "不设上限，越少越好。",
    "{movers} mover(s): {volunteers} volunteer(s), {rural} for a rural year, {others} other(s); cost of "
    "the claim order "
    "{cost}, no limit, the less the better.",
)
OTHER_SUBJECTS: Final = Text(
    "每周有 {lessons} 课时由持有该学科证书、但主教其他学科的教师承担。",
    "Lessons a week given by teachers certified for them whose main subject is another: {lessons}.",
)
