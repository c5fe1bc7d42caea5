"""Sentences of ``rotation explain``."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["WHY"]

WHY: Final = {
    "person": Text("{who}，{subject}，{section}", "{who}, {subject}, {section}"),
    "moves": Text("交流到{section}。", "moves to {section}."),
    "returns": Text("交流期满，返回{section}。", "returns to {section} at the end of the term."),
    "stays": Text("不交流。", "does not move."),
    "eligibility": Text("交流条件：{sentence}。", "Eligibility: {sentence}."),
    "served": Text("一、补了什么", "1. What the move serves"),
    "there": Text("{section}的{subject}：每周未安排 {before} 节变为 {after} 节。", "{subject} at {section}: {before} lessons unfilled a week before, {after} after."),
    "left": Text("派出学校{section}的{subject}：每周未安排 {before} 节变为 {after} 节。", "{subject} at {section}, which they leave: {before} lessons unfilled a week before, {after} after."),
    "traits": Text("计入{list}。", "Counts towards: {list}."),
    "trait_counted": Text("交流人数", "the exchange ratio"),
    "trait_backbone": Text("交流骨干和接收学校骨干教师数", "the backbone share and the school's backbone teachers"),
    "trait_degree": Text("接收学校高学历教师数", "the school's teachers of high degree"),
    "trait_specialist": Text("接收学校体音美教师数", "the school's teachers of PE, music and art"),
    "none": Text("无", "none"),
    "others": Text("二、还有谁可以去", "2. Who else could have gone"),
    "nobody_else": Text("没有别的{subject}教师可以到这个学段部。", "No other teacher of {subject} may go to this section."),
    "others_count": Text("可以到这个学段部的其他{subject}教师 {count} 人；按路程取最近的 {shown} 人换位重算：", "{count} other teacher(s) of {subject} may go there; the nearest {shown} were put in their place and everything recounted:"),
    "other_moves": Text("{who}：已另有安排，到{section}。", "{who}: moves to {section} already."),
    "other_broken": Text("{who}：换位会违反“{label}”：{text}", "{who}: in their place this breaks {label}: {text}"),
    "other_worse": Text("{who}：换位使{tier}层变差 {amount}（先看这一层）。", "{who}: in their place tier {tier} is worse by {amount}, which decides."),
    "other_better": Text("{who}：换位使{tier}层好 {amount}；本方案未达最优，这是余地所在。", "{who}: in their place tier {tier} is better by {amount}; the plan has a gap, and this is part of it."),
    "other_equal": Text("{who}：换位后各层完全相同。", "{who}: in their place every tier is the same."),
    "if_stays": Text("三、如果不去", "3. If they stay"),
    "if_moves": Text("如果要交流", "If they were to move"),
    "no_plan": Text(
        "必须遵守的规则不允许。下列各项不能同时成立，其中这个人的“已定”是本问的假设：",
        "Required rules do not permit it. These cannot all hold; that it is settled of this person is what was asked:"),
    "exact": Text("重新求解（已证明最优）后各层的变化，正数为变差：", "Change of each tier after solving anew, proven best; plus is worse:"),
    "local": Text("在这个人周围重新求解后各层的变化，正数为变差；全县重解只会更好或相同，所以真实损失不超过这些：", "Change of each tier after a search around this person; plus is worse. Solving everything anew can only be better, so the true loss is at most this:"),
    "tier": Text("{tier}：{old} 变为 {new}（{change}）", "{tier}: {old} becomes {new} ({change})"),
    "first": Text("层次先后有序：前面的层一旦变差，后面的层变好也不能抵偿。", "Tiers count in order: what a later one gains does not make up for an earlier one."),
    "others_change": Text("那样的方案里，另有 {count} 人的去处不同。", "In that plan {count} other(s) would work elsewhere than in this one."),
    "instead": Text("{who}：{old} → {new}", "{who}: {old} -> {new}"),
    "others_more": Text("另有 {count} 人从略。", "{count} more are left out here."),
    "could_go": Text("可以去的学段部 {count} 个。", "Sections open to them: {count}."),
    "kept_by": Text("没有可以去的学段部；各规则各自排除的去处：", "No section is open to them; what each rule alone excludes:"),
    "kept": Text("{label}：{count} 个（共 {all} 个）：{why}", "{label}: {count} of {all}: {why}"),
    "road": Text("道路", "roads"),
    "school": Text("{school}", "{school}"),
    "comes": Text("来的人（{count}）", "Who comes ({count})"),
    "goes": Text("走的人（{count}）", "Who goes ({count})"),
    "comes_line": Text("{who}，{subject}，来自{section}{kind}", "{who}, {subject}, from {section}{kind}"),
    "goes_line": Text("{who}，{subject}，到{section}{kind}", "{who}, {subject}, to {section}{kind}"),
    "return_mark": Text("（期满返回）", " (returns)"),
    "unfilled": Text("未安排的课时，交流前后（每周）", "Lessons unfilled before and after the exchange (a week)"),
    "unfilled_line": Text("{section}{subject}：{before} 节变为 {after} 节", "{subject}, {section}: {before} before, {after} after"),
    "binding": Text("起约束作用的限值", "Limits that bind here"),
    "missed": Text("未达到的目标", "Targets missed here"),
    "rule": Text("{label}（{rule}），{mode}", "{label} ({rule}), {mode}"),
    "required": Text("必须遵守", "required"),
    "target": Text("目标", "a target"),
    "off": Text("未启用", "off"),
    "margin": Text("余量最小的（共核对 {count} 项）", "The least margins (of {count} counts)"),
    "people": Text("有关教师：{people}。", "People concerned: {people}."),
    "and_more": Text("{people}等 {count} 人", "{people} and others, {count} in all"),
    "keeps": Text("这条规则单独排除的调动：{moves} 个（涉及 {people} 人），即其他规则都允许。", "Moves that this rule alone excludes: {moves} ({people} people); every other rule would allow them."),
    "keeps_home": Text("这条规则单独促成的返回：{people} 人；没有它，这些人可以不返回。", "Returns that this rule alone sees to: {people}; without it they need not go home."),
    "off_line": Text("这条规则没有启用，不约束任何人。", "This rule is off and binds nobody."),
    "no_teacher": Text("没有编号或唯一姓名为“{name}”的教师。{nearest}", 'No teacher, or more than one, goes by "{name}".{nearest}'),
    "no_school": Text("没有编号或唯一名称为“{name}”的学校。{nearest}", 'No school, or more than one, goes by "{name}".{nearest}'),
    "no_rule": Text("没有规则“{name}”。{nearest}", 'There is no rule "{name}".{nearest}'),
    "nearest": Text("最接近的是 {near}。", " Nearest: {near}."),
    "one": Text("请给 --teacher、--school、--rule 中的一个。", "Give one of --teacher, --school, --rule."),
}  # fmt: skip
