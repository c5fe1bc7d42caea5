"""Sentences on persons: who moves and should not, or does not and should."""

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = [
    "BACKBONE_UPWARD", "COUPLE_BOTH", "COUPLE_FAR", "COUPLE_NO_WAY", "DECISION_BROKEN", "GRADUATING_HOMEROOM",
    "GRADUATING_MOVED", "GRADUATING_SHARE", "GRADUATING_SUBJECT", "NOT_ELIGIBLE_MOVED", "NO_WAY",
    "RETURN_MISSED", "STAGE_CROSSED", "STAGE_NOT_CERTIFIED", "TOO_FAR", "UPWARD_SHARE", "people_checked",
]  # fmt: skip

PEOPLE_CHECKED: Final = Text(
    "{what}：核对 {checked} 人，违反 {broken} 人次，应为 0。",
    "{what}: {checked} people checked, {broken} violation(s), none allowed.",
)
WHAT: Final = {
    "eligibility": Text("交流资格", "Eligibility"),
    "travel_limit": Text("交流距离", "Travel limit"),
    "stage_certificate": Text("任教学段与教师资格", "Stage and certificate"),
    "graduating_grades": Text("毕业年级教师留任", "Graduating grades"),
    "couples": Text("夫妻教师", "Couples"),
    "decisions": Text("已定事项", "Decisions"),
    "returns": Text("到期返回", "Returns"),
    "direction": Text("骨干教师流向", "Direction of backbone teachers"),
}
NOT_ELIGIBLE_MOVED: Final = Text(
    "{person} 被安排交流，但不符合条件，也不能以自愿方式交流：{reasons}。",
    "{person} is moved but is neither eligible nor free to volunteer: {reasons}.",
)
TOO_FAR: Final = Text(
    "{person} 从{origin}到{destination}单程 {way}，上限 {limit} 公里，超出 {excess}；不在允许的例外之内。",
    "{person} goes from {origin} to {destination}, {way} one way against a limit of {limit} km, {excess} "
    "too far, and no "
    "exception applies.",
)
NO_WAY: Final = Text(
    "{person} 从{origin}到{destination}无路可达，上限 {limit} 公里，不得安排。",
    "{person} is sent from {origin} to {destination}, where no way leads (limit {limit} km).",
)
STAGE_NOT_CERTIFIED: Final = Text(
    "{person} 被安排到{section}，但教师资格学段为：{certificates}，不能任教该学段。",
    "{person} is sent to {section}, but the certificate covers: {certificates}; the stage is not covered.",
)
STAGE_CROSSED: Final = Text(
    "{person} 被安排跨学段到{section}，现任教学段为{stage}；本政策不允许该跨学段交流。",
    "{person} is sent across stages to {section} from the {stage} stage, which this policy does not permit.",
)
GRADUATING_MOVED: Final = Text(
    "{person} 是毕业年级教师（{duty}），应留任，却被安排交流。",
    "{person} belongs to a graduating grade ({duty}) and must stay, but is moved.",
)
GRADUATING_HOMEROOM: Final = Text("{grade} 年级班主任", "homeroom teacher of grade {grade}")
GRADUATING_SUBJECT: Final = Text("{grade} 年级{subject}", "{subject} in grade {grade}")
GRADUATING_SHARE: Final = Text(
    "计入交流 {movers} 人中毕业年级班主任和主科教师 {core} 人，占 {share}；应不低于 {ratio}，即 {need} 人："
    "{margin}。",
    "{core} of {movers} counted movers come from the core of graduating grades, {share}; at least "
    "{ratio}, that is "
    "{need}: {margin}.",
)
COUPLE_BOTH: Final = Text(
    "夫妻 {first} 与 {second} 同年交流 2 人，至多 1 人，超出 1 人。",
    "The couple {first} and {second} both move in one year: 2 movers, at most 1, one too many.",
)
COUPLE_FAR: Final = Text(
    "{person} 交流到{destination}，距配偶所在{spouse_school} {way}；至多 {limit}（{limit_km} "
    "公里或现距离），超出 {excess}。",
    "{person} goes to {destination}, {way} from the spouse's {spouse_school}; at most {limit} "
    "({limit_km} km or the "
    "present way), {excess} too far.",
)
COUPLE_NO_WAY: Final = Text(
    "{person} 交流到{destination}，与配偶所在{spouse_school}之间无路可达；至多 {limit}。",
    "{person} goes to {destination}, from which no way leads to the spouse's {spouse_school}; at most "
    "{limit}.",
)
DECISION_BROKEN: Final = {
    "stay": Text(
        "已定 {person} 留任，却被安排到{where}。",
        "It is settled that {person} stays, but the plan sends them to {where}.",
    ),
    "move": Text(
        "已定 {person} 须交流，却仍在{where}。",
        "It is settled that {person} moves, but they remain at {where}.",
    ),
    "assign": Text(
        "已定 {person} 交流到{school}，方案中却在{where}。",
        "It is settled that {person} moves to {school}, but the plan has them at {where}.",
    ),
    "forbid": Text(
        "已定 {person} 不得到{school}，却被安排到{where}。",
        "It is settled that {person} does not go to {school}, but the plan sends them to {where}.",
    ),
}
RETURN_MISSED: Final = Text(
    "{person} 交流期 {end} 届满，应返回{home}，方案中却在{where}。",
    "The term of {person} ends on {end}; they should return to {home}, but the plan has them at {where}.",
)
BACKBONE_UPWARD: Final = Text(
    "骨干教师 {person} 从{origin}到条件更好的{destination}，骨干教师不得逆向交流。",
    "Backbone teacher {person} goes from {origin} up to the better placed {destination}; backbone teachers "
    "may not.",
)
UPWARD_SHARE: Final = Text(
    "逆向（跟岗）交流 {upward} 人，占全部交流 {moves} 人的 {share}；应不高于 {ratio}，即 {most} 人："
    "{margin}。",
    "{upward} of {moves} moves go upward, {share}; at most {ratio}, that is {most}: {margin}.",
)


def people_checked(rule: str, checked: int, broken: int) -> Text:
    """Return the summary of a rule that looks at people one by one."""
    return PEOPLE_CHECKED.fill(what=WHAT[rule], checked=checked, broken=broken)
