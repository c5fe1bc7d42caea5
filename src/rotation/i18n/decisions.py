"""Wording of decisions on a plan, of its repair, and of what the repair changed."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["DECISIONS", "REPAIR"]

DECISIONS: Final = {
    "wrong": Text("有 {count} 项决定不能照办，原方案没有改动：", "{count} decision(s) cannot be carried out; the plan is untouched:"),
    "ruling": Text("第 {row} 行“{kind}{to}”", 'row {row}, "{kind}{to}"'),
    "to": Text("（{school}）", " ({school})"),
    "contradict": Text("{who}：{one}与{other}互相矛盾，请只保留其中之一", "{who}: {one} and {other} contradict each other; keep one of them"),
    "nobody": Text("{ruling}没有涉及任何人：{what}", "{ruling} is about nobody: {what}"),
    "no_such_move": Text("原方案中没有这样的交流", "the plan has no such move"),
    "no_move": Text("{who}在原方案中本来就不交流", "{who} does not move in the plan anyway"),
    "no_such_teacher": Text("没有同时符合所填教师、学校和学科的人", "nobody fits the teacher, school and subject given"),
    "impossible": Text("{who}：{ruling}做不到：{why}", "{who}: {ruling} cannot be done: {why}"),
    "makes_defect": Text("撤并之后的数据有错：{defect}", "with the schools closed the data would be wrong: {defect}"),
    "remarked": Text("{line}（{remark}）", "{line} ({remark})"),
    "own_school": Text("现在就在这所学校", "this is the present school"),
    "no_section": Text("{school}没有{stage}部", "{school} has no {stage} section"),
    "no_way": Text("没有路可达：{who}", "no way leads there: {who}"),
    "closing_gone": Text("{ruling}做不到：{school}在同一文件中也要撤并", "{ruling} cannot be done: {school} closes too in the same file"),
    "none": Text("{file} 里没有一项决定；请填写后再试。", "{file} holds no decision; fill in at least one."),
    "roster_edits": Text(
        "花名册中决定列以外有 {count} 处改动，不会采用：{list}。请改回，或改用 CSV 决定文件。",
        "the roster was edited in {count} place(s) outside the decision columns: {list}. Undo that, or use a decisions file."),
    "roster_wrong": Text("花名册 {file} 有 {count} 个问题，没有采用，原方案没有改动：", "the roster {file} has {count} problem(s) and was not used; the plan is untouched:"),
    "roster_record": Text(
        "花名册所带的隐藏记录已被改动，查不出其他单元格有没有改过。请重新导出一份再填，或改用 CSV 决定文件。",
        "the roster's hidden record was altered, so that edits elsewhere cannot be found out. Fill in a new export, or use a decisions file."),
    "roster_other": Text("花名册属于方案 {found}，不是 {plan}。", "the roster belongs to plan {found}, not {plan}."),
    "edit": Text("“{sheet}”表第 {row} 行“{column}”由“{before}”改为“{after}”", 'sheet {sheet}, row {row}, {column}: "{before}" became "{after}"'),
    "edit_blank": Text("（空）", "(blank)"),
    "row_gone": Text("“{sheet}”表原第 {row} 行已不在：{before}", "sheet {sheet}: what was row {row} is gone: {before}"),
    "row_new": Text("“{sheet}”表第 {row} 行是新加的：{after}", "sheet {sheet}: row {row} is new: {after}"),
    "column_gone": Text("“{sheet}”表的“{before}”列（原 {column} 列）已不在", "sheet {sheet}: column {before} (it was {column}) is gone"),
    "column_new": Text("“{sheet}”表 {column} 列“{after}”是新加的", "sheet {sheet}: column {column}, {after}, is new"),
    "sheet_gone": Text("“{sheet}”表已不在", "sheet {sheet} is gone"),
    "sheet_new": Text("“{sheet}”表是新加的", "sheet {sheet} is new"),
    "sep": Text("；", "; "),
}  # fmt: skip

REPAIR: Final = {
    "title": Text("修复方案 {old} → {new}：{district} {year} 年", "Plan {old} repaired as {new}: {district} {year}"),
    "fewest": Text(
        "决定使 {ruled_out} 人的原安排不能再用；此外有 {others} 人的安排改变，已证明不能更少。",
        "The decisions rule out {ruled_out} posting(s); {others} more change, proven to be the fewest."),
    "not_fewest": Text(
        "决定使 {ruled_out} 人的原安排不能再用；此外有 {others} 人的安排改变，最少也要 {fewest} 人。",
        "The decisions rule out {ruled_out} posting(s); {others} more change, and at least {fewest} must."),
    "within": Text(
        "以下各层的值是在改动人数不变的前提下求得的；下界也只对这样的方案成立，“无”表示未求下界。",
        "The tiers below were optimised with that number of changes held; bounds hold among such plans, and \"none\" means not bounded."),
    "people": Text("一、安排改变的人（{count} 人）", "1. People posted differently ({count})"),
    "chains": Text("二、改动的链和环（人数的去向）", "2. The changes as chains and cycles"),
    "chain": Text("链：{path}", "chain: {path}"),
    "cycle": Text("环：{path}", "cycle: {path}"),
    "step": Text(" →{who}→ ", " -{who}-> "),
    "figures": Text("三、数字对照", "3. Figures"),
    "no_changes": Text("没有人的安排改变。", "Nobody is posted differently."),
    "decided": Text("按决定", "decided"),
    "follows": Text("随之改变", "follows"),
    "stays": Text("不动", "stays"),
    "closed": Text("{place}（撤并）", "{place} (closed)"),
    "next": Text("下一步：rotation verify {folder}　独立复核新方案。", "Next: rotation verify {folder} checks the new plan."),
    "untouched": Text("原方案 {old} 没有改动。", "The old plan {old} is untouched."),
    "more": Text("另有 {count} 人，见 changes.csv。", "and {count} more, see changes.csv."),
    "moves": Text("交流人数", "moves"),
    "counted": Text("计入交流人数", "counted movers"),
    "backbone": Text("其中骨干", "backbone among them"),
    "unfilled": Text("每周未安排课时", "lessons unfilled a week"),
    "missing": Text("{indicator}缺人", "{indicator} missing"),
    "cv": Text("{stage}{what}差异系数", "CV of {what}, {stage}"),
    "tier": Text("{tier}（层）", "tier {tier}"),
}  # fmt: skip
