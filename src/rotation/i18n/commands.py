"""Wording of the command line: help, messages, and the policy file that ``rotation new`` writes."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["COMMAND", "HELP", "LAYOUT", "MESSAGE", "OPTION", "PHASE", "POLICY_FILE", "USAGE"]

HELP: Final = Text(
    "县域义务教育教师交流轮岗：读数据、审现状、做方案、独立复核。",
    "Plans a county's yearly teacher exchange: read the data, audit, plan, check independently.",
)
COMMAND: Final = {
    "demo": Text(
        "用内置的县走完全程：现状审核、求解、独立复核、报告。",
        "The whole job on the embedded county: audit, plan, verify, report."),
    "new": Text(
        "在文件夹里写一个空白工作簿（含下拉、批注、示例行）和一份可修改的政策文件。",
        "Write an empty workbook (drop-downs, notes, an example row) and a policy file to fill in."),
    "check": Text(
        "检查数据：一次列出全部问题，错误与提醒分开。没有错误时退出码为 0，否则为 1。",
        "Diagnose the data: every defect in one pass, errors apart from warnings. Exit 0 without errors, else 1."),
    "audit": Text(
        "现状审核：指标、差异系数、教师余缺（按编制、按课时）、班额、交流条件和任务。",
        "Where the district stands: indicators, CV, posts by pupils and by lessons, class sizes, who is eligible."),
    "solve": Text(
        "求本年交流方案，连同质量证明写入新文件夹。按一次 Ctrl-C 停止并保留当时最好的方案，按两次放弃。",
        "Find this year's plan and write it, with the proof of its quality, into a new folder. Ctrl-C once stops and keeps the best plan so far, twice gives up."),
    "verify": Text(
        "独立复核方案：摘要、每条规则、每个数字都从方案的表重新点算。成立时退出码为 0，否则为 1。",
        "Check a plan independently: digests, every rule and figure counted again from its tables. Exit 0 if it holds, else 1."),
    "generate": Text(
        "按规模和种子生成一个虚构的区县，写成 CSV。",
        "Make a synthetic district of some size from a seed, written as CSV."),
    "classes": Text("班级：把一个年级的学生均衡编班。", "Classes: deal the pupils of a grade into balanced classes."),
    "deal": Text(
        "均衡编班：人数、性别、特殊需要、来源等各班相差不超过 1，要求全部满足；种子公布后结果可由任何人重算。",
        "Deal pupils into classes: sizes, sex, needs and origin within 1 of one another, every request met; anyone can repeat it from the published seed."),
    "draw": Text("阳光分班：先公布摘要，再公开抽签，事后可核验。", "The public draw: publish the digest first, draw in public, verify afterwards."),
    "commit": Text(
        "公开承诺：在种子产生之前，公布学生表、规则、软件版本和方法的摘要。",
        "Commit: before the seed exists, publish the digest of roster, rules, software version and method."),
    "run": Text(
        "公开抽签：合成公开的种子，编班、组队、配对，写出名单、记录和可离线复核的网页。只能运行一次。",
        "Run the draw: combine the public seed, deal pupils, form teams, match them; write lists, record and an offline page that repeats it. Only once."),
    "late": Text("晚到学生：第二次抽签，进入人数最少的班。", "Late arrivals: a second draw into the emptiest classes."),
    "move": Text("以后的调班：逐一记录，超过规则允许的比例即拒绝。", "A later change of class: recorded, and refused beyond the share the rules allow."),
}  # fmt: skip
OPTION: Final = {
    "input": Text("数据：一个工作簿（.xlsx），或一个 CSV 文件夹", "the data: a workbook (.xlsx) or a folder of CSV"),
    "plan": Text("方案文件夹", "a plan's folder"),
    "folder": Text("要写入的文件夹", "the folder to write into"),
    "pupils": Text("学生表：CSV（UTF-8 或 GB18030）或 .xlsx", "the pupils: CSV (UTF-8 or GB18030) or .xlsx"),
    "late_pupils": Text("晚到学生的表", "the table of late arrivals"),
    "classes": Text("编成几个班", "how many classes"),
    "rules": Text("编班规则：random（A 类，不看成绩）、scores（B 类），或一个 .toml 文件", "the rules: random (family A, no scores), scores (family B) or a .toml file"),
    "scores": Text("成绩列，用逗号分开；只有 B 类规则可用", "score columns, parted by commas; family B only"),
    "names": Text("班名，用逗号分开；不给则为 1班、2班……", "names of the classes, parted by commas; Class 1, Class 2 ... if not given"),
    "seed_text": Text("公布的种子，任何文字", "the published seed, any text"),
    "teachers": Text("年级教师表：组成教师团队并与名单配对", "the grade's teachers: formed into teams and matched with the lists"),
    "draw": Text("抽签文件夹", "the folder of the draw"),
    "parts": Text("公开种子的一部分（骰子、彩票号码、家长报数），可多次给出，按次序合成", "one part of the public seed (dice, lottery numbers, parents' digits); given several times, combined in order"),
    "digest": Text("事先公布的摘要：一并核对", "the digest published before: compared as well"),
    "pupil": Text("学生的学籍号", "the pupil's id"),
    "to": Text("调入的班", "the class to move to"),
    "reason": Text("理由", "the reason"),
    "out.deal": Text("结果写入的新文件夹", "the new folder of the lists"),
    "out.commit": Text("抽签的新文件夹", "the new folder of the draw"),
    "district": Text(
        "tiny、town、county，学校数x教师数（如 50x2500），或 taitung、yunlin（真实学校，需 ROTATION_DATA）",
        "tiny, town, county, SCHOOLSxTEACHERS (such as 50x2500), or taitung, yunlin (real schools, needs ROTATION_DATA)"),
    "policy": Text("政策：自带政策的名称，或一个 .toml 文件", "the policy: the name of a shipped one or a .toml file"),
    "out.solve": Text("方案写入的新文件夹", "the new folder of the plan"),
    "out.demo": Text("方案写入的新文件夹；不给则用 rotation-demo，已有则加序号", "the new folder of the plan; rotation-demo, numbered if it is there, if not given"),
    "out.audit": Text("把全部明细表写成 CSV 放入这个文件夹", "write the full tables as CSV into this folder"),
    "out.generate": Text("数据写入的新文件夹", "the new folder of the data"),
    "time_limit": Text("求解时限，秒；不给则不限。到时保留最好的方案，但这样的结果不保证可重现", "seconds for solving, unlimited if not given; keeps the best plan, which then need not be repeatable"),
    "gap": Text("各层与下界的相对差距达到此值即可", "a tier is done at this relative gap to its bound"),
    "seed": Text("公布的种子，决定同等人选的次序", "the published seed that settles ties"),
    "seed.generate": Text("种子：同一种子总是同一区县", "the same seed always gives the same district"),
    "threads": Text("线程数；不影响结果", "threads; they do not change the result"),
    "json": Text("在标准输出只写证书摘要（JSON），不写报告", "write only the certificate's summary (JSON) to standard output, no report"),
    "force": Text("覆盖已有的草案方案", "replace a draft plan that is there"),
    "all": Text("列出每一个问题", "list every single defect"),
    "instance": Text("用哪个内置区县：tiny、town 或 county", "which embedded district: tiny, town or county"),
    "lang": Text("语言：zh 中文，en 英文（默认 zh）", "language: zh or en (default zh)"),
    "debug": Text("出现意外错误时打印详细信息（或设 ROTATION_DEBUG=1）", "print details of unexpected errors (or set ROTATION_DEBUG=1)"),
    "version": Text("显示版本", "show the version"),
    "help": Text("显示帮助", "show this help"),
}  # fmt: skip
LAYOUT: Final = {
    "usage": Text("用法：", "Usage: "),
    "options": Text("选项", "Options"),
    "arguments": Text("参数", "Arguments"),
    "commands": Text("命令", "Commands"),
    "default": Text("默认 {value}", "default {value}"),
    "required": Text("必填", "required"),
    "more": Text("每个命令都有 --help；英文界面用 --lang en。", "Every command has --help; --lang zh for Chinese, the default."),
    "command": Text("命令", "COMMAND"),
    "some_options": Text("[选项]", "[OPTIONS]"),
}
USAGE: Final = {
    "no_option": Text("没有选项 {name}。{nearest}", "There is no option {name}.{nearest}"),
    "nearest": Text("是不是 {names}？", " Did you mean {names}?"),
    "missing": Text("缺少 {name}。", "{name} is missing."),
    "bad": Text("{name} 的值不对：{detail}", "{name} has a wrong value: {detail}"),
    "other": Text("命令用法不对：{detail}", "The command was used wrongly: {detail}"),
    "see": Text("用法见：{command} --help", "See {command} --help"),
    "lang": Text("--lang 只能是 zh 或 en", "--lang is zh or en"),
    "no_command": Text("没有命令 {name}。{nearest}", "There is no command {name}.{nearest}"),
    "value": Text("类型或范围不符（{detail}）", "{detail}"),
    "positive": Text("应大于 0", "must be greater than 0"),
    "size": Text("“{name}”不是区县名，也不是 学校数x教师数（如 50x2500）。可用的名称：{known}。", '"{name}" is neither a known name nor SCHOOLSxTEACHERS such as 50x2500. Known names: {known}.'),
}  # fmt: skip
MESSAGE: Final = {
    "bug": Text("出现了意外错误（{kind}），没有写出任何方案。详细信息在：{file}", "An unexpected error ({kind}) ended this; no plan was written. Details are in {file}"),
    "bug_no_file": Text("出现了意外错误（{kind}），没有写出任何方案。加 --debug 再运行可看到详细信息。", "An unexpected error ({kind}) ended this; no plan was written. Run it again with --debug for details."),
    "given_up": Text("已放弃，没有写出方案。", "Given up; no plan was written."),
    "too_early": Text("停止得太早，还没有找到任何方案，什么也没有写。请给更多时间。", "Stopped before a first plan was found; nothing was written. Give it more time."),
    "stopping": Text("正在停止，保留当时最好的方案……（再按一次 Ctrl-C 放弃）", "Stopping with the best plan so far ... (Ctrl-C again gives up)"),
    "input": Text("数据有 {count} 个错误，不能继续：", "The data has {count} error(s), so this cannot go on:"),
    "input_more": Text("……另有 {count} 个，用 rotation check 查看全部。", "... and {count} more; rotation check lists them all."),
    "exists": Text("{folder} 已存在且不是空的；请换一个文件夹。", "{folder} exists and is not empty; choose another folder."),
    "file_exists": Text("{file} 已存在，不会覆盖；请换一个文件夹。", "{file} exists and is not overwritten; choose another folder."),
    "cannot_write": Text("{path} 写不进去：{reason}。", "{path} cannot be written: {reason}."),
    "new": Text("已写入：", "Written:"),
    "new_next": Text("填好工作簿后运行：rotation check {folder}", "Fill in the workbook, then run: rotation check {folder}"),
    "new_solve": Text("然后运行：rotation solve {folder} --policy {policy} --out 方案", "Then: rotation solve {folder} --policy {policy} --out plan"),
    "generated": Text("{folder}：{schools} 所学校，{teachers} 名教师。", "{folder}: {schools} schools, {teachers} teachers."),
    "reading": Text("读取数据 {path}", "reading {path}"),
    "solving": Text("求解", "solving"),
    "verifying": Text("独立复核", "checking independently"),
    "writing": Text("写方案文件夹", "writing the plan's folder"),
    "done": Text("完成，用时 {seconds} 秒", "done in {seconds} s"),
    "demo": Text("演示：内置区县“{name}”，政策“{policy}”", 'demo: embedded district "{name}", policy "{policy}"'),
    "progress": Text("{phase}{tier}{figures}　{seconds} 秒{left}", "{phase}{tier}{figures}  {seconds} s{left}"),
    "tier": Text("　{tier}", " {tier}"),
    "incumbent": Text("　方案 {value}", "  plan {value}"),
    "bound": Text("　下界 {value}", "  bound {value}"),
    "gap": Text("　差距 {value}", "  gap {value}"),
    "left": Text("，剩 {seconds} 秒", ", {seconds} s left"),
}  # fmt: skip
PHASE: Final = {
    "build": Text("建立模型", "building the model"),
    "relax": Text("求松弛", "relaxing"),
    "round": Text("取整", "rounding"),
    "improve": Text("改进", "improving"),
    "polish": Text("调整人选", "choosing among equals"),
    "search": Text("搜索", "searching"),
    "prove": Text("证明", "proving"),
}

POLICY_FILE: Final = Text(
    """# 本县的交流政策。没有写出的设置都沿用国家基本要求（national）。
# 要改哪一项，就删去行首的 #，改成本县文件规定的数。
# 每条规则可设 mode = "required"（必须）、"target"（目标，尽量接近并报告差额）或 "off"（不用）。

name = "local"
title_zh = "本县交流政策"
title_en = "Local exchange policy"
extends = "national"

# [rules.exchange_ratio]            # 交流比例
# min_ratio = 0.10                  # 交流教师不低于符合条件教师的比例
# count_volunteers = false          # 不符合条件的自愿者是否计入比例
# source = "本县文件文号"

# [rules.backbone_share]            # 骨干教师比例
# min_share = 0.20                  # 交流教师中县级以上骨干的最低比例
# of = "exchanged"                  # 分母："exchanged" 实际交流人数，"eligible_backbone" 符合条件的骨干

# [rules.eligibility]               # 交流条件
# min_years = 6                     # 在现校连续任教满几年
# max_age_men = 50                  # 男教师年龄上限（不写即不限）
# max_age_women = 45                # 女教师年龄上限（不写即不限）
# min_years_to_retirement = 5       # 距法定退休不足几年的不交流

# [rules.travel_limit]              # 交流距离
# maximum_km = 30                   # 学区以外的公路里程上限（公里）

# [rules.senior_share]              # 高级职称比例，默认不用
# mode = "required"
# min_share = 0.30

# [rules.balance]                   # 校际差异系数上限
# max_cv = { primary = 0.50, junior = 0.45 }
""",
    """# This county's exchange policy. Whatever is not written here is as in the national defaults.
# To change a setting, take away the # in front and give the number of the county's own document.
# Every rule may have mode = "required", "target" (come as near as possible, report the rest) or "off".

name = "local"
title_zh = "本县交流政策"
title_en = "Local exchange policy"
extends = "national"

# [rules.exchange_ratio]
# min_ratio = 0.10                  # exchanged teachers, least share of the eligible
# count_volunteers = false          # whether volunteers who are not eligible count
# source = "the county's document"

# [rules.backbone_share]
# min_share = 0.20                  # least share of backbone teachers among the exchanged
# of = "exchanged"                  # or "eligible_backbone"

# [rules.eligibility]
# min_years = 6                     # completed years at the present school
# max_age_men = 50                  # no limit unless written
# max_age_women = 45                # no limit unless written
# min_years_to_retirement = 5       # nearer than this to legal retirement: not exchanged

# [rules.travel_limit]
# maximum_km = 30                   # by road, outside one's own cluster

# [rules.senior_share]              # off by default
# mode = "required"
# min_share = 0.30

# [rules.balance]                   # caps on the CV between schools
# max_cv = { primary = 0.50, junior = 0.45 }
""",
)
