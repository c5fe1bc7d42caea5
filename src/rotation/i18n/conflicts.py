"""Sentences about rules that cannot hold together: what each asks for, and what would make room."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text
from rotation.i18n.findings.parts import Named, named

__all__ = ["CONFLICT", "DECIDED", "FILTER", "LIMIT", "SEVERAL", "UNIT", "decided"]

CONFLICT: Final = {
    "checked": Text(
        "没有方案：必须遵守的规则和决定互相矛盾；请在政策文件里放宽规则，或改动决定，再求一次。下列 {count} 条不能同时成立，去掉其中任何一条，其余就能同时成立（两方面都已复核）：",
        "There is no plan: required rules and decisions contradict each other. Relax a rule in the policy file or change a decision, and plan again. The {count} below cannot hold together, and without any one of them the others can (both ways re-checked):"),
    "unchecked": Text(
        "没有方案：必须遵守的规则和决定互相矛盾；请在政策文件里放宽规则，或改动决定，再求一次。下列 {count} 条不能同时成立（未能在时限内证明缺一不可）：",
        "There is no plan: required rules and decisions contradict each other. Relax a rule in the policy file or change a decision, and plan again. The {count} below cannot hold together (whether each is needed was not settled in time):"),
    "unknown": Text(
        "没有找到能遵守全部必须遵守的规则的方案，也未能在时限内找出互相矛盾的几条。",
        "No plan that keeps every required rule was found, nor, in time, which of them contradict each other."),
    "member": Text("{label}（{rule}）：{sentence}。{room}", "{label} ({rule}): {sentence}. {room}"),
    "room_limit": Text("要消除这一矛盾，可放宽 {amount}。", "To settle this: relax it by {amount}."),
    "room_limits": Text("要消除这一矛盾，可合计放宽 {amount}。", "To settle this: relax them by {amount} in all."),
    "room_filter": Text("要消除这一矛盾，可为 {count} 次调动破例。", "To settle this: make an exception for {count} move(s)."),
    "room_decisions": Text("要消除这一矛盾，可撤回其中 {count} 项决定。", "To settle this: withdraw {count} of these decisions."),
    "room_decision": Text("要消除这一矛盾，可撤回这一决定。", "To settle this: withdraw this decision."),
    "no_room": Text("单独放宽这一条不够，或未能算出。", "Relaxing this alone is not enough, or was not worked out."),
    "nowhere": Text("{sentence}，但没有任何一所有该学段的学校有路可达", "{sentence}, but no way leads to any school that could be meant"),
    "itself": Text("{sentence}，这些决定本身不能同时做到", "{sentence}, which cannot be done together"),
    "everybody": Text("教师（共 {count} 人受此限制）", "teachers ({count} are kept by this)"),
    "and": Text("、", "; "),
}  # fmt: skip

DECIDED: Final = {
    "stay": Text("已定{person}留任", "it is settled that {person} stays"),
    "move": Text("已定{person}须交流", "it is settled that {person} moves"),
    "assign": Text("已定{person}交流到{school}", "it is settled that {person} moves to {school}"),
    "forbid": Text("已定{person}不得到{school}", "it is settled that {person} does not go to {school}"),
}

SEVERAL: Final = {
    "who": Text("{people}等 {count} 人", "{people} and others ({count} people in all)"),
    "stay": Text("已定{who}留任", "it is settled that these stay: {who}"),
    "move": Text("已定{who}须交流", "it is settled that these move: {who}"),
    "assign": Text("已定{who}交流到各自指定的学校", "it is settled that these move to the schools named for them: {who}"),
    "limits": Text("这样的要求共 {count} 项，如{example}", "{count} limits like this: {example}"),
    "forbid": Text("已定{who}不得到各自指定的学校", "it is settled that these do not go to the schools named for them: {who}"),
}  # fmt: skip

LIMIT: Final = {
    "exchange_ratio.least": Text("计入交流的教师至少 {limit} 人（符合条件教师的 {ratio}）", "at least {limit} counted movers ({ratio} of the eligible)"),
    "exchange_ratio.most": Text("计入交流的教师至多 {limit} 人（最低人数之上的余量）", "at most {limit} counted movers (the ceiling above the minimum)"),
    "backbone_share": Text("计入交流的教师中县级以上骨干不低于 {ratio}", "at least {ratio} of the counted movers are backbone teachers"),
    "backbone_share.heads": Text("计入交流的县级以上骨干至少 {limit} 人", "at least {limit} counted movers are backbone teachers"),
    "senior_share": Text("计入交流的教师中高级职称不低于 {ratio}", "at least {ratio} of the counted movers hold a senior title"),
    "graduating_grades": Text("计入交流的教师中毕业年级教师不低于 {ratio}", "at least {ratio} of the counted movers come from graduating grades"),
    "direction": Text("逆向（跟岗）交流不高于全部交流的 {ratio}", "at most {ratio} of the moves go upward"),
    "section_outflow": Text("{section}至多交流出 {limit} 人", "at most {limit} teacher(s) may leave {section}"),
    "subject_core": Text("{section}{subject}教师至多交流出 {limit} 人", "at most {limit} teacher(s) of {subject} may leave {section}"),
    "subject_core.last": Text("{section}须留有能任教{subject}的教师（调出人数减调入人数至多 {limit} 人）", "{section} keeps a teacher qualified for {subject} (at most {limit} more leave than come)"),
    "net_change": Text("{section}净增减至多 {limit} 人", "{section} gains or loses at most {limit} teacher(s) net"),
    "staff_quota": Text("{section}受编制限制，至多净增 {limit} 人（编制 {quota}）", "{section} has posts for at most {limit} more teacher(s) (quota {quota})"),
    "couples": Text("夫妻{people}同年至多交流一人", "at most one of the couple {people} moves in a year"),
    "school_passes": Text("{section}七项指标综合达标", "{section} passes on the seven indicators"),
    "subject_coverage": Text("{section}{subject}课时全部开齐", "every lesson of {subject} is given at {section}"),
    "township_parity.backbone_primary": Text("小学乡镇学校骨干教师占比不低于全县", "backbone teachers are as common at township primary schools as in the county"),
    "township_parity.backbone_junior": Text("初中乡镇学校骨干教师占比不低于全县", "backbone teachers are as common at township junior schools as in the county"),
    "township_parity.bachelor_primary": Text("小学乡镇学校本科及以上学历教师占比不低于全县", "bachelor's degrees are as common at township primary schools as in the county"),
    "township_parity.bachelor_junior": Text("初中乡镇学校本科及以上学历教师占比不低于全县", "bachelor's degrees are as common at township junior schools as in the county"),
    "other": Text("对{about}的要求", "what it asks of {about}"),
    "other_heads": Text("{section}至少净增 {limit} 人才达到要求", "{section} needs at least {limit} more of these teachers"),
    "balance": Text("{about}的校际差异系数不高于上限", "the CV of {about} keeps its cap"),
}  # fmt: skip

FILTER: Final = {
    "eligibility": Text("{who}不符合交流条件，也不能以自愿方式交流{why}", "{who} may not move, being neither eligible nor free to volunteer{why}"),
    "travel_limit": Text("{who}不得交流到 {km} 公里以外的学校（例外情形除外）", "{who} may not go farther than {km} km (exceptions apart)"),
    "stage_certificate": Text("{who}不得到教师资格不覆盖、或政策不允许跨越的学段任教", "{who} may not go to a stage that the certificate does not cover or the policy does not open"),
    "direction": Text("骨干教师不得到条件更好的学校：{who}", "backbone teachers do not go to better placed schools: {who}"),
    "graduating_grades": Text("毕业年级班主任和主科教师留任：{who}", "the core of graduating grades stays: {who}"),
    "couples": Text("交流后与配偶的学校相距至多 {km} 公里，或不比现在远：{who}", "couples stay within {km} km of each other, or no farther apart than now: {who}"),
    "returns": Text("交流期满的教师返回原校：{who}", "secondees whose term has ended go home: {who}"),
    "other": Text("这条规则不允许的调动：{who}", "moves that this rule does not allow: {who}"),
}  # fmt: skip
WHY: Final = Text("（{reasons}）", " ({reasons})")

UNIT: Final = {
    "subject_coverage": Text("{count} 课时", "{count} lesson(s)"), "balance": Text("{count} 单位", "{count} unit(s)"),
    "school_passes": Text("{count} 个学段部", "{count} section(s)"),
}  # fmt: skip
HEADS: Final = Text("{count} 人", "{count} teacher(s)")


def decided(kind: str, person: Named, school: Named | None) -> Text:
    """Return in words what one decision settles about a person."""
    return DECIDED[kind].fill(person=named(person), school="" if school is None else named(school))
