"""Sentences of the verifier: one for each thing counted, with subject, measured, limit and margin.

Counts stand beside percentages, and a value that misses its limit never reads like one that meets it: digits
are added until the two differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor, sqrt
from typing import Final, Protocol

from rotation.i18n import Text
from rotation.i18n.words import STAGE, SUBJECT

__all__ = [
    "Named", "at_least", "at_most", "cv_margin", "decimal", "eligibility_sentence", "joined", "kilometres",
    "km", "named", "none_unfilled", "people_checked", "percent", "plain", "ratio", "section",
    "subjects_listed",
    "target_sentence",
]  # fmt: skip

MOST_DIGITS: Final = 9


# --- parts of sentences -----------------------------------------------------------------------------------


class Named(Protocol):
    """A school or a person: what is named by name and id."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def named(who: Named) -> Text:
    """Return how a person or a school is named: name and id."""
    return Text(f"{who.name}（{who.id}）", f"{who.name} ({who.id})")


def section(school: Named, stage: str) -> Text:
    """Return how a section is named: school, id and stage."""
    return Text(
        f"{school.name}（{school.id}）{STAGE[stage].zh}部",
        f"{school.name} ({school.id}), {STAGE[stage].en} section",
    )


def subjects_listed(lessons: Mapping[str, int]) -> Text:
    """Return the subjects with lessons in brackets, nothing where there are none."""
    some = [(SUBJECT[code], count) for code, count in sorted(lessons.items()) if count]
    if not some:
        return Text("", "")
    return Text(
        "（" + "、".join(f"{name.zh} {count}" for name, count in some) + "）",
        " (" + ", ".join(f"{name.en} {count}" for name, count in some) + ")",
    )


def decimal(value: Fraction | float, limit: Fraction | float | None = None, digits: int = 2) -> str:
    """Return a value with ``digits`` decimals, with more where it would read like a limit that it is not."""
    if limit is not None and value != limit:
        while digits < MOST_DIGITS and f"{float(value):.{digits}f}" == f"{float(limit):.{digits}f}":
            digits += 1
    return f"{float(value):.{digits}f}"


def percent(part: int, whole: int, limit: Fraction | None = None) -> str:
    """Return part / whole as a percentage of one decimal or more; an empty whole counts as 0."""
    share = Fraction(100 * part, whole) if whole else Fraction(0)
    return decimal(share, None if limit is None else 100 * limit, 1) + " %"


def ratio(limit: Fraction) -> str:
    """Return a limit as a percentage, as short as it can be told."""
    value = 100 * limit
    return f"{floor(value)} %" if value.denominator == 1 else f"{float(value):.4g} %"


def kilometres(hectometres: int | None) -> Text:
    """Return a way in kilometres with one decimal."""
    if hectometres is None:
        return Text("无路可达", "no way")
    whole, tenth = divmod(hectometres, 10)
    return Text(f"{whole}.{tenth} 公里", f"{whole}.{tenth} km")


HEADS: Final = Text("人", "head(s)")


def km(value: Fraction) -> Text:
    """Return exact kilometres as short as they can be told."""
    return Text(f"{plain(value)} 公里", f"{plain(value)} km")


def none_unfilled(lessons: int) -> Text:
    """Return the margin of lessons that nobody gives; none should be."""
    return (
        Text(f"缺 {lessons} 节", f"{lessons} lesson(s) short")
        if lessons
        else Text("全部开齐", "all are given")
    )


def at_least(measured: int, limit: int, unit: Text = HEADS) -> Text:
    """Return the margin to a lower limit in whole units."""
    if measured < limit:
        return Text(f"缺 {limit - measured} {unit.zh}，未达到", f"{limit - measured} {unit.en} short")
    if measured == limit:
        return Text("恰好达到", "exactly reached")
    return Text(
        f"多 {measured - limit} {unit.zh}，达到", f"reached with {measured - limit} {unit.en} to spare"
    )


def at_most(measured: int, limit: int, unit: Text = HEADS) -> Text:
    """Return the margin to an upper limit in whole units."""
    if measured > limit:
        return Text(f"超出 {measured - limit} {unit.zh}，不符合", f"{measured - limit} {unit.en} too many")
    if measured == limit:
        return Text("恰好用满，符合", "exactly used up, holds")
    return Text(
        f"尚余 {limit - measured} {unit.zh}，符合", f"holds with {limit - measured} {unit.en} to spare"
    )


# --- exchange_ratio, backbone_share, senior_share ---------------------------------------------------------

EXCHANGE_MINIMUM: Final = Text(
    "计入交流 {movers} 人，占符合条件教师 {eligible} 人的 {share}；应不低于 {ratio}，即 {minimum} 人："
    "{margin}。",
    "{movers} counted movers are {share} of {eligible} eligible teachers; at least {ratio}, that is "
    "{minimum}: {margin}.",
)
EXCHANGE_CEILING: Final = Text(
    "计入交流 {movers} 人；最低 {minimum} 人，至多可到 {ceiling} 人：{margin}。",
    "{movers} counted movers; the minimum is {minimum}, at most {ceiling} may be exchanged: {margin}.",
)
BACKBONE_OF_EXCHANGED: Final = Text(
    "计入交流 {movers} 人中县级以上骨干 {backbone} 人，占 {share}；应不低于 {ratio}，即 {need} 人："
    "{margin}。",
    "{backbone} of {movers} counted movers are backbone teachers, {share}; at least {ratio}, that is "
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
    "{senior} of {movers} counted movers hold a senior title, {share}; at least {ratio}, that is {need}: "
    "{margin}.",
)

# --- persons ----------------------------------------------------------------------------------------------

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

# --- sections ---------------------------------------------------------------------------------------------

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
    "{section} 交流后 {after} 人，编制 {quota} 名，交流前 {staff} 人；至多 {limit} 人：{margin}。",
    "{section} has {after} teachers after the exchange, quota {quota}, {staff} before; at most {limit}: "
    "{margin}.",
)
NET_CHANGE: Final = Text(
    "{section} 由 {staff} 人变为 {after} 人，净变化 {change}；增减至多 {limit} 人（{ratio}，至少可 1 人）："
    "{margin}。",
    "{section} goes from {staff} to {after} teachers, net change {change}; at most {limit} either way "
    "({ratio}, one "
    "always): {margin}.",
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

# --- what is only made small ------------------------------------------------------------------------------

TRAVEL_BURDEN: Final = Text(
    "{movers} 名交流教师单程合计 {total}，平均 {mean}，最远 {longest}；不设上限，越短越好。",
    "{movers} movers travel {total} one way in all, {mean} on average, {longest} at most; no limit, the "
    "less the better.",
)
PREFERENCES: Final = Text(
    "填报志愿的交流教师 {wishing} 人：第一志愿 {first} 人，其他志愿 {listed} 人，志愿之外 {unlisted} 人；"
    "扣分 {cost}，不设上限，越少越好。",
    "{wishing} movers named schools: {first} go to their first, {listed} to a later one, {unlisted} "
    "elsewhere; cost "
    "{cost}, no limit, the less the better.",
)
DISRUPTION: Final = Text(
    "交流 {movers} 人，其中班主任 {homerooms} 人；扣分 {cost}，不设上限，越少越好。",
    "{movers} movers, {homerooms} of them homeroom teachers; cost {cost}, no limit, the less the better.",
)
CLAIM_ORDER: Final = Text(
    "交流 {movers} 人：自愿 {volunteers} 人，需乡村经历 {rural} 人，其他 {others} 人；次序扣分 {cost}，"
    "不设上限，越少越好。",
    "{movers} movers: {volunteers} volunteers, {rural} who need a rural year, {others} others; cost of "
    "the claim order "
    "{cost}, no limit, the less the better.",
)

# --- eligibility and targets ------------------------------------------------------------------------------

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
        "免交流：{exemption}（至 {exemption_end}）", "exempt: {exemption} (until {exemption_end})"
    ),
    "service_lock": Text("服务期至 {locked_until}", "service lock until {locked_until}"),
    "too_few_years": Text("不足 {min_years} 年", "fewer than {min_years} years"),
    "over_age": Text("年龄 {age} 岁，超过 {max_age} 岁", "aged {age}, over {max_age}"),
    "near_retirement": Text(
        "法定退休 {retires}，距退休 {months} 个月，不足 {min_months} 个月",
        "legal retirement {retires}, {months} months away, fewer than {min_months}",
    ),
}
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


def joined(texts: Iterable[Text]) -> Text:
    """Return several parts as one, in order."""
    texts = list(texts)
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def eligibility_sentence(arrived: Text, reasons: list[Text], volunteer: bool, may_move: bool) -> Text:
    """Return the answer to "why me?" or "why not me?"."""
    if not reasons:
        return ELIGIBLE.fill(arrived=arrived)
    sentence = NOT_ELIGIBLE.fill(arrived=arrived, reasons=joined(reasons))
    if not volunteer:
        return sentence
    return (VOLUNTEERS if may_move else CANNOT_VOLUNTEER).fill(sentence=sentence)


def cv_margin(square: Fraction, limit: Fraction) -> tuple[str, Text]:
    """Return a CV for display, told apart from its cap, and the sentence of its margin; decided exactly."""
    value, cap = sqrt(square), float(limit)
    shown = decimal(value, cap if square != limit**2 else None, 4)
    if square == limit**2:
        return shown, Text("恰好达到，符合", "exactly met, holds")
    gap = f"{abs(value - cap):.4f}" if abs(value - cap) >= 0.00005 else f"{abs(value - cap):.2g}"
    if square > limit**2:
        return shown, Text(f"高出 {gap}，不符合", f"{gap} too high")
    return shown, Text(f"低 {gap}，符合", f"holds with {gap} to spare")


def people_checked(rule: str, checked: int, broken: int) -> Text:
    """Return the summary of a rule that looks at people one by one."""
    return PEOPLE_CHECKED.fill(what=WHAT[rule], checked=checked, broken=broken)


def plain(value: Fraction) -> str:
    """Return an exact number as short as it can be told."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"


OTHER_SUBJECTS: Final = Text(
    "每周有 {lessons} 课时由持有该学科证书、但主教其他学科的教师承担。",
    "{lessons} lessons a week are given by teachers certified for them whose main subject is another.",
)
