"""Wording of class lists: rules, conflicts, what recounting finds, the report and the public files."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["CONFLICT", "FOUND", "LINE", "REPORT", "RULES", "SAID", "TABLE", "class_name"]


def class_name(number: int) -> Text:
    """Return the name of a class counted from 1."""
    return Text(f"{number}班", f"Class {number}")


RULES: Final = {
    "missing": Text("没有编班规则“{name}”。自带的规则：{known}；也可以给一个 .toml 文件{nearest}", 'There are no rules "{name}". Shipped: {known}; a .toml file may be given too{nearest}'),
    "wrong": Text("编班规则“{name}”有误：", 'The rules "{name}" are wrong:'),
    "unknown": Text("不认识“{key}”；可用：{known}{nearest}", '"{key}" is not known; known: {known}{nearest}'),
    "absent": Text("缺少“{key}”。", '"{key}" is missing.'),
    "value": Text("“{key}”现为 {value}，应为{expected}。", '"{key}" is {value}, expected {expected}.'),
    "no_scores": Text("A 类规则（随机均衡）不看成绩，不能给成绩列；只有当地文件允许时才可用 B 类（--rules scores）。", "Rules of family A (random) use no scores, so no score columns may be named; family B (--rules scores) only where the district's document allows it."),
    "scores_needed": Text("B 类规则要写明成绩列（--scores 语文,数学）。", "Rules of family B need the names of the score columns (--scores reading,maths)."),
    "name": Text("不超过 200 字的一行文字", "a line of at most 200 characters"),
    "title_zh": Text("不超过 200 字的一行文字", "a line of at most 200 characters"),
    "title_en": Text("不超过 200 字的一行文字", "a line of at most 200 characters"),
    "source": Text("文件名称，不超过 200 字", "the document, at most 200 characters"),
    "family": Text("\"A\" 或 \"B\"", '"A" or "B"'),
    "effort": Text("\"quick\" 或 \"fine\"", '"quick" or "fine"'),
    "scores": Text("不重复的列名，至多 12 个", "a list of different column names, at most 12"),
    "total_from": Text("2 至 100 的整数", "a whole number from 2 to 100"),
    "balance": Text("sex、needs、migrant、left_behind、origin、relatives 中的若干项，各写一次", "some of sex, needs, migrant, left_behind, origin, relatives, each once"),
    "most_needs_per_class": Text("1 至 100 的整数", "a whole number from 1 to 100"),
    "most_moves_share": Text("0 至 1 的数", "a number from 0 to 1"),
    "unusable": Text("编班规则“{name}”：{reason}。", 'The rules "{name}": {reason}.'),
}  # fmt: skip

CONFLICT: Final = {
    "title": Text("编成 {classes} 个班办不到，没有写出任何文件。最小的矛盾：", "Dealing into {classes} class(es) is impossible; nothing was written. The smallest conflicts:"),
    "more_classes": Text("要编 {classes} 个班，只有 {pupils} 名学生。", "{classes} classes for {pupils} pupils."),
    "more_classes_groups": Text("要编 {classes} 个班，要求同班的各算一组，只有 {units} 组学生。", "{classes} classes, but only {units} groups where those who ask to be together count as one."),
    "needs": Text("有特殊需要的学生 {needing} 名，每班至多 {most} 名，{classes} 个班放不下；至少要 {least} 个班，或放宽上限。", "{needing} pupils with special needs, at most {most} a class, do not fit into {classes} class(es): at least {least} classes are needed, or a higher limit."),
    "needs_together": Text("要求同班的 {names} 中有 {needing} 名有特殊需要，超过每班 {most} 名的上限；请放宽其一。", "{names} ask to be together, and {needing} of them have special needs, more than {most} a class: one of the two must give."),
    "needs_groups": Text("要求同班的 {groups} 组（{names}）各有不止一名有特殊需要，每班至多 {most} 名，{classes} 个班放不下，少了其中任何一组就可以；请放宽其一。", "{groups} groups who ask to be together ({names}), each with several pupils with special needs, at most {most} a class, do not fit into {classes} class(es), but without any one of them they do: one of the two must give."),
    "both": Text("{names} 既要求同班又要求不同班；请放弃其一。", "{names} are to be both together and apart: one of the two must give."),
    "parting": Text("{names}：这 {count} 方之间有 {links} 条“不同班”要求，{classes} 个班分不开，去掉其中任何一方就可以；至少要 {least} 个班。", "{names}: {links} request(s) to be apart among these {count} cannot be met with {classes} class(es), but without any one of them they can: at least {least} classes are needed."),
    "apart": Text("各项“不同班”要求无法同时满足，没有写出任何文件。", "The requests to be apart cannot all be met; nothing was written."),
    "apart_and_needs": Text("没有找到满足各项同班、不同班要求，又不超过每班特殊需要人数上限的编法，没有写出任何文件；请放宽其一。", "No lists were found that keep every request to be together or apart and the most pupils with special needs of a class; nothing was written. One of them must give."),
    "teams": Text("回避要求使名单与教师团队无法配对，没有写出任何文件。最小的矛盾：{lists} 只能配 {teams}。", "Recusals leave no way to match lists and teams; nothing was written. The smallest conflict: {lists} may only have {teams}."),
}  # fmt: skip

LINE: Final = {
    "size": Text("人数", "pupils"),
    "female": Text("女生", "girls"),
    "male": Text("男生", "boys"),
    "needs": Text("特殊需要", "special needs"),
    "need": Text("特殊需要：{name}", "need: {name}"),
    "migrant": Text("随迁子女", "migrant children"),
    "left_behind": Text("留守儿童", "left-behind children"),
    "relatives": Text("教职工亲属", "relatives of staff"),
    "origin": Text("来源：{name}", "from {name}"),
    "missing": Text("缺{name}成绩", "no {name} score"),
    "mean": Text("{name} 平均", "{name}, mean"),
    "sd": Text("{name} 标准差", "{name}, sd"),
    "total": Text("总分", "total"),
}  # fmt: skip

FOUND: Final = {
    "unknown_pupil": Text("名单里的 {id} 不在学生表中。", "{id} is on a list but not in the roster."),
    "unlisted_pupil": Text("学生 {id} 不在任何名单里。", "pupil {id} is on no list."),
    "classes": Text("名单有 {found} 个班，应为 {expected} 个。", "there are lists for {found} classes instead of {expected}."),
    "together": Text("双胞胎 {names} 要求同班，却分在 {classes}。", "twins {names} asked to be together but are in {classes}."),
    "apart": Text("{names} 应不同班，却都在{class_}。", "{names} must be apart but are both in {class_}."),
    "needs": Text("{class_} 有 {count} 名特殊需要学生，上限 {most} 名。", "{class_} has {count} pupils with special needs, limit {most}."),
    "spread": Text("{line}：各班相差 {spread}，超过算术下界 {bound}。", "{line}: classes differ by {spread}, above the arithmetic bound {bound}."),
}  # fmt: skip

TABLE: Final = {
    "number": Text("序号", "no"), "class": Text("班级", "class"), "name": Text("姓名", "name"), "sex": Text("性别", "sex"),
    "id": Text("学籍号", "id"), "item": Text("项目", "item"), "ours": Text("本次相差", "spread"), "bound": Text("算术下界", "lower bound"),
    "random": Text("随机分", "random deal"), "snake": Text("蛇形分", "snake deal"), "least": Text("最小", "least"), "most": Text("最大", "most"),
    "verdict": Text("结论", "verdict"), "team": Text("教师团队", "team"), "homeroom": Text("班主任", "homeroom teacher"),
    "subject": Text("学科", "subject"), "teacher": Text("教师", "teacher"),
}  # fmt: skip

REPORT: Final = {
    "title": Text("编班结果与均衡性报告", "Class lists and their balance"),
    "lead": Text("{pupils} 名学生编入 {classes} 个班。规则：{rules}。", "{pupils} pupils in {classes} class(es). Rules: {rules}."),
    "clean": Text("独立复核：人数、性别及各项计数全部达到算术下界，各项要求全部满足。", "Counted again independently: every count is at its arithmetic bound and every request is met."),
    "unmet": Text("有 {count} 项计数达不到算术下界；{proven}。", "{count} count(s) above the arithmetic bound; {proven}."),
    "proven": Text("已证明在现有要求下不能更小", "proven: the requests allow nothing smaller"),
    "unproven": Text("这是找到的最好结果，未证明不能更小", "the best found, not proven to be the smallest"),
    "broken": Text("独立复核发现 {count} 个问题：", "Counted again independently: {count} problem(s):"),
    "spreads": Text("各班之间相差多少", "How far classes are apart"),
    "spreads_note": Text(
        "相差 = 最大的班减最小的班。算术下界：计数能整除为 0，否则为 1；平均分按分数最小单位计，各班总分只能取整数倍。成绩缺失者不参加该科的平均和标准差，缺考人数另作一项均衡。随机分与蛇形分（按性别分开的蛇形）用同一批学生，供比较。",
        "Spread = largest class minus smallest. Lower bound: 0 where a count divides evenly, else 1; for means, class sums are whole multiples of one step of the marks. A pupil without a score is left out of that score's mean and sd, and such pupils are balanced as a count of their own. Random deal and snake deal (within sex) of the same pupils are for comparison."),
    "at_bound": Text("达下界", "at bound"), "above": Text("高于下界 {excess}", "{excess} above"), "sd_of": Text("（{share} 标准差）", " ({share} sd)"),
    "chance": Text("有没有班级好于机会", "Is any class better than chance would give"),
    "chance_note": Text(
        "把同一批学生按同样人数随机分 {deals} 次，看每班每项的值随机时有多大比例达到或超过。{tests} 个比较经 Holm 校正后，最小的 p = {least}（{class_}，{line}）。{verdict}",
        "The same pupils are dealt at random {deals} times into classes of the same sizes; how often does chance reach or exceed each class's value? After Holm's correction for {tests} comparisons the smallest p is {least} ({class_}, {line}). {verdict}"),
    "no_class": Text("没有哪个班好于机会所能给出的水平（0.05）。", "No class is better than chance would give (level 0.05)."),
    "some_class": Text("有班级好于机会（0.05），请检查。", "A class is better than chance would give (level 0.05): look into it."),
    "plots": Text("各班的值：实心为本次，空心为随机分", "Each class's value: filled, these lists; hollow, a random deal"),
    "footer": Text("第 &P 页，共 &N 页", "Page &P of &N"),
    "lists": Text("名单", "Lists"), "seed": Text("种子", "Seed"), "digest": Text("学生表摘要（SHA-256）", "Digest of the roster (SHA-256)"),
    "uniform": Text(
        "班名由最后一次均匀的随机排列决定，每名学生进入每个班的机会都是 1/{classes}。所有均衡的分法并非等可能：谁与谁同班的机会由各层人数决定。",
        "A final uniform permutation names the classes, so each pupil has a chance of 1/{classes} of each class. Not all balanced lists are equally likely: who meets whom follows from the quotas of the strata."),
    "version": Text("软件 rotation {version}，方法 {method}", "Software rotation {version}, method {method}"),
}  # fmt: skip

SAID: Final = {
    "exists": Text("{folder} 已存在且不是空的；请换一个文件夹。", "{folder} exists and is not empty; choose another folder."),
    "dealing": Text("编班：{phase}", "dealing: {phase}"),
    "counts": Text("计数均衡", "balancing counts"), "exact": Text("计数有矛盾，求最小差", "counts conflict, looking for the least spread"),
    "scores": Text("成绩均衡", "balancing scores"), "checking": Text("独立复核", "checking independently"), "writing": Text("写文件", "writing"),
    "written": Text("已写入 {folder}：lists.csv（内部，含学籍号）、public_lists.csv 和 .xlsx（公布）、report.html。", "Written to {folder}: lists.csv (internal, with ids), public_lists.csv and .xlsx (to publish), report.html."),
    "classes": Text("--classes 应为 1 至 200", "--classes must be from 1 to 200"),
    "names": Text("--names 应给 {classes} 个不重复的班名", "--names must give {classes} different names"),
    "summary": Text("{pupils} 名学生，{classes} 个班，各班 {sizes} 人", "{pupils} pupils, {classes} class(es) of {sizes}"),
    "no_marks": Text("{name}：有的班没有一个成绩，各班平均无从比较", "{name}: a class has no mark of it, so means cannot be compared"),
    "total_shown": Text(
        "总分只计各科成绩齐全的 {counted} 名学生，另有 {left_out} 名缺成绩；不足 {total_from} 科时（规则的 total_from）只均衡各科，总分列出供参考",
        "the total counts the {counted} pupils who have every score, {left_out} lack one; with fewer than {total_from} scores (total_from in the rules) each score is balanced and the total is only shown"),
    "counts_ok": Text("计数 {met}/{all} 项达到算术下界", "{met} of {all} counts at their arithmetic bound"),
    "score": Text("{name}：各班平均相差 {spread}（{share} 标准差），下界 {bound}；随机分 {random}，蛇形分 {snake}", "{name}: class means differ by {spread} ({share} sd), bound {bound}; random deal {random}, snake deal {snake}"),
}  # fmt: skip
