"""Wording of the command line: help, messages, and the policy file that ``rotation new`` writes."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text
from rotation.i18n.pupils import CLASS_TEACHERS, PUPILS, PUPILS_REQUIRED, TEACHERS_REQUIRED, columns

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
    "run": Text(
        "按一个情景文件求解：数据、政策、改动和求解选项都在文件里，一个文件总是同一次运行。",
        "Solve a scenario file: data, policy, changes and run options are all in it; one file is always the same run."),
    "compare": Text(
        "并列比较 2 个以上方案：设置、各层、目标、指标、差异系数、缺口、人员、里程；哪些人不同；只有在每一层都不差时才给建议。",
        "Put plans side by side: settings, tiers, targets, indicators, CV, shortages, people, km; who is placed differently; a recommendation only where one is as good on every tier."),
    "sweep": Text(
        "让一至三项设置取一串值，逐点求解（多进程，可中断后接着算）；给出表、图、取舍前沿和拐点。",
        "Solve for a range of values of one to three settings, in several processes, resumable; gives table, plot, frontier and knee."),
    "region": Text(
        "一次规划多个区县：每个区县各自求解（多进程，互不影响，可中断后接着做），一张合计表。",
        "Plan many districts at once: each by itself, in several processes, resumable; one table of results."),
    "classes": Text(
        "开班：每所学校每个年级开几个班，新生往哪里调剂，不同班额的代价。rotation classes 数据 即 classes open。",
        "Classes: how many each grade opens, where entrants are directed, what other caps cost. rotation classes INPUT means classes open."),
    "open": Text(
        "按班额、教室、规模、师资确定各校各年级的班数，附最优证明；限制互相矛盾时说明矛盾，什么也不写。",
        "Settle the classes of every grade within caps, rooms, school size and staff, with proof; limits that contradict each other are told and nothing is written."),
    "repair": Text(
        "照决定修复方案：同意、不同意、改派、禁止、免交流、撤并；其余的人改动最少，再依次优化各层，写入新文件夹。原方案不动。",
        "Repair a plan by decisions (keep, refuse, assign, forbid, exempt, close): fewest other changes, then the tiers, into a new folder. The old plan is untouched."),
    "explain": Text(
        "说明缘由：某人为何交流或不交流、某校进出和缺口、某条规则的余量和约束了谁。",
        "Say why: why a person moves or not, who comes to and leaves a school, a rule's margin and whom it binds."),
    "export": Text(
        "生成全套文件：方案、花名册工作簿、审批表、公示、查询页、规则手册；公开的与内部的分开放。复核不通过的方案不导出。",
        "Make the papers: plan, roster workbook, approval forms, public notice, look-up page, rule book; public apart from internal. A plan that does not hold is not exported."),
    "templates": Text(
        "把 Word 模板写入文件夹，供本县修改。",
        "Write the Word templates into a folder for a county to change."),
    "status": Text(
        "查看方案状态，或推进一步：草案、公示、已批准。已批准的方案不会被覆盖。",
        "Show a plan's status or take it a step on: draft, notice, approved. An approved plan is never overwritten."),
    "objection": Text(
        "公示期间登记异议（--person、--text）或答复（--answer、--text）；不加选项则列出。",
        "Record an objection to the notice (--person, --text) or its answer (--answer, --text); list them without options."),
    "generate": Text(
        "按规模和种子生成一个虚构的区县，写成 CSV。",
        "Make a synthetic district of some size from a seed, written as CSV."),
    "deal": Text(
        "均衡编班：人数、性别、特殊需要、来源等各班相差不超过 1，要求全部满足；种子公布后结果可由任何人重算。",
        "Deal pupils into classes: sizes, sex, needs and origin within 1 of one another, every request met; anyone can repeat it from the published seed."),
    "deal-all": Text(
        "一次编完全县各校各年级：一个带“学校”“年级”列的表，或每个学校年级一个表的文件夹；各年级的种子由一个公开的种子导出；可中断后接着编。",
        "Deal every school-grade of a county: one table with columns of school and grade, or a folder of tables; each grade's seed follows from one public seed; resumable."),
    "draw": Text("阳光分班：先公布摘要，再公开抽签，事后可核验。", "The public draw: publish the digest first, draw in public, verify afterwards."),
    "commit": Text(
        "公开承诺：在种子产生之前，公布学生表、规则、软件版本和方法的摘要。",
        "Commit: before the seed exists, publish the digest of roster, rules, software version and method."),
    "draw verify": Text(
        "核验抽签：按存档重新编班、组队、配对，说明学生表、规则、种子、版本哪一处不同。一致时退出码为 0，否则为 1。",
        "Verify a draw: deal, form teams and match again from the record; say which of roster, rules, seed or version differs. Exit 0 if all agrees, else 1."),
    "draw run": Text(
        "公开抽签：合成公开的种子，编班、组队、配对，写出名单、记录和可离线复核的网页。只能运行一次。",
        "Run the draw: combine the public seed, deal pupils, form teams, match them; write lists, record and an offline page that repeats it. Only once."),
    "late": Text("晚到学生：第二次抽签，进入人数最少的班。", "Late arrivals: a second draw into the emptiest classes."),
    "move": Text("以后的调班：逐一记录，超过规则允许的比例即拒绝。", "A later change of class: recorded, and refused beyond the share the rules allow."),
}  # fmt: skip
OPTION: Final = {
    "input": Text("数据：一个工作簿（.xlsx），或一个 CSV 文件夹", "the data: a workbook (.xlsx) or a folder of CSV"),
    "plan": Text("方案文件夹", "a plan's folder"),
    "folder": Text("要写入的文件夹", "the folder to write into"),
    "pupils": Text(
        f"学生表：CSV（UTF-8 或 GB18030）或 .xlsx。{columns(PUPILS, PUPILS_REQUIRED).zh}",
        f"the pupils: CSV (UTF-8 or GB18030) or .xlsx. {columns(PUPILS, PUPILS_REQUIRED).en}"),
    "grades": Text("学生表：一个带“学校”“年级”（可有“班数”）列的表，或每个学校年级一个表的文件夹", "the pupils: one table with columns of school and grade (and classes, if you like), or a folder of one table for each school-grade"),
    "cap.deal-all": Text("没有班数列时：每班至多几人，据此定班数", "where there is no column of classes: at most so many a class, which gives their number"),
    "workers.deal-all": Text("同时编班的进程数；不影响结果", "processes that deal at the same time; they do not change the result"),
    "out.deal-all": Text("结果的文件夹；已有同一次编班则接着编", "the folder of the lists; goes on where the same run is there already"),
    "late_pupils": Text("晚到学生的表", "the table of late arrivals"),
    "classes": Text("编成几个班", "how many classes"),
    "rules": Text("编班规则：random（A 类，不看成绩）、scores（B 类），或一个 .toml 文件", "the rules: random (family A, no scores), scores (family B) or a .toml file"),
    "scores": Text("成绩列，用逗号分开；只有 B 类规则可用", "score columns, parted by commas; family B only"),
    "names": Text("班名，用逗号分开；不给则为 1班、2班……", "names of the classes, parted by commas; Class 1, Class 2 ... if not given"),
    "seed_text": Text("公布的种子，任何文字", "the published seed, any text"),
    "teachers": Text(
        f"年级教师表：组成教师团队并与名单配对。{columns(CLASS_TEACHERS, TEACHERS_REQUIRED).zh}",
        f"the grade's teachers: formed into teams and matched with the lists. {columns(CLASS_TEACHERS, TEACHERS_REQUIRED).en}"),
    "draw": Text("抽签文件夹", "the folder of the draw"),
    "parts": Text("公开种子的一部分（骰子、彩票号码、家长报数），可多次给出，按次序合成", "one part of the public seed (dice, lottery numbers, parents' digits); given several times, combined in order"),
    "digest": Text("事先公布的摘要：一并核对", "the digest published before: compared as well"),
    "pupil": Text("学生的学籍号；一起调的几名用逗号分开", "the pupil's id; several who move together are parted by commas"),
    "to.move": Text("调入的班", "the class to move to"),
    "reason": Text("理由", "the reason"),
    "out.deal": Text("结果写入的新文件夹", "the new folder of the lists"),
    "out.commit": Text("抽签的新文件夹", "the new folder of the draw"),
    "district": Text(
        "tiny、town、county，学校数x教师数（如 50x2500），区县数x学校数x教师数（一个省，如 100x100x5000），或 taitung、yunlin（真实学校，需 ROTATION_DATA）",
        "tiny, town, county, SCHOOLSxTEACHERS (such as 50x2500), DISTRICTSxSCHOOLSxTEACHERS (a province as one file, such as 100x100x5000), or taitung, yunlin (real schools, needs ROTATION_DATA)"),
    "scenario": Text("情景：一个 .toml 文件，或自带情景的名称", "the scenario: a .toml file or the name of a shipped one"),
    "plans": Text("2 至 9 个方案文件夹，第一个是对照的基准", "2 to 9 plan folders; the first is what the others are compared with"),
    "to.compare": Text("把对照写成 CSV 和 Excel 放入这个新文件夹", "write the comparison as CSV and Excel into this new folder"),
    "input.sweep": Text("数据：一个工作簿（.xlsx）、一个 CSV 文件夹，或一个情景文件（.toml）", "the data: a workbook (.xlsx), a folder of CSV, or a scenario file (.toml)"),
    "inputs": Text("各区县的数据：工作簿（.xlsx）或 CSV 文件夹，一个或多个", "the districts' data: workbooks (.xlsx) or folders of CSV, one or more"),
    "out.region": Text("各方案和合计表 region.csv 写入的文件夹；已有同样数据、政策和种子的方案则不再求解", "the folder of the plans and of the table region.csv; plans of the same data, policy and seed stay"),
    "workers.region": Text("同时求解的进程数；不给则为处理器核数，不影响结果", "processes at the same time, as many as there are cores if not given; they do not change the results"),
    "time_limit.region": Text("每个区县的求解时限，秒；不给则不限", "seconds for solving each district, unlimited if not given"),
    "json.region": Text("在标准输出只写各区县的结果（JSON），不写报告", "write only the districts' results (JSON) to standard output, no report"),
    "vary": Text("设置=起:止:步长，两端都含；或 设置=值,值。可写一至三次", "setting=from:to:step, both ends included, or setting=value,value; one to three times"),
    "measure": Text("取舍前沿的指标，两个或三个（默认 exchange_ratio 与 unfilled）：exchange_ratio、unfilled、cv、km、moves，或层次名", "measures of the frontier, two or three (exchange_ratio and unfilled if not given): exchange_ratio, unfilled, cv, km, moves, or a tier"),
    "prove": Text("每点另解一次，求所选指标更紧的已证下界", "solve each point once more per measure for a tighter proven bound"),
    "workers": Text("同时求解的进程数；不影响结果", "processes that solve at the same time; they do not change the result"),
    "restart": Text("不用已有的点，全部重算", "solve every point anew"),
    "out.sweep": Text("扫描的文件夹；已有同一扫描则接着算", "the sweep's folder; goes on where the same sweep is there already"),
    "policy.sweep": Text("政策：自带政策的名称，或一个 .toml 文件；不给则用 national，情景文件用它自己的", "the policy: a shipped name or a .toml file; national if not given, a scenario's own for a scenario"),
    "time_limit.sweep": Text("每个点的求解时限，秒；不给则不限", "seconds for solving each point, unlimited if not given"),
    "policy": Text("政策：自带政策的名称，或一个 .toml 文件", "the policy: the name of a shipped one or a .toml file"),
    "decisions": Text("决定文件：CSV（列：决定、教师、学校、学科、去向学校……），或改过决定列的花名册", "the decisions: a CSV (columns kind, teacher, school, subject, to ...) or the roster with its decision columns filled in"),
    "out.repair": Text("新方案写入的新文件夹", "the new folder of the repaired plan"),
    "json.repair": Text("在标准输出只写修复摘要（JSON），不写报告", "write only the repair's summary (JSON) to standard output, no report"),
    "teacher": Text("教师编号，或不重名的姓名", "a teacher's id, or a name that only one bears"),
    "school": Text("学校编号，或不重名的名称", "a school's id, or a name that only one bears"),
    "rule": Text("规则代码，如 exchange_ratio", "a rule's code, such as exchange_ratio"),
    "out.solve": Text("方案写入的新文件夹", "the new folder of the plan"),
    "out.run": Text("方案写入的新文件夹", "the new folder of the plan"),
    "out.demo": Text("方案写入的新文件夹；不给则用 rotation-demo，已有则加序号", "the new folder of the plan; rotation-demo, numbered if it is there, if not given"),
    "out.audit": Text("把全部明细表写成 CSV 放入这个文件夹", "write the full tables as CSV into this folder"),
    "out.generate": Text("数据写入的新文件夹", "the new folder of the data"),
    "time_limit": Text("求解时限，秒；不给则不限。到时保留最好的方案，但这样的结果不保证可重现", "seconds for solving, unlimited if not given; keeps the best plan, which then need not be repeatable"),
    "gap": Text("各层与下界的相对差距达到此值即可", "a tier is done at this relative gap to its bound"),
    "quick": Text("各层只求一遍即停，差距照实列出；适合先比较多种政策", "pass over the tiers once and stop, with the gaps told as they are; to compare many policies first"),
    "thorough": Text("每个点都像 solve 那样求到 --gap 为止；不给则各层只求一遍（solve --quick）", "solve every point until --gap as solve does; if not given, one pass over the tiers (solve --quick)"),
    "seed": Text("公布的种子，决定同等人选的次序", "the published seed that settles ties"),
    "seed.generate": Text("种子：同一种子总是同一区县", "the same seed always gives the same district"),
    "threads": Text("大区域分片同时求解的进程数，默认为处理器数；不影响结果", "pieces of a large district planned at a time, by default one per processor; no change of the result"),
    "json": Text("在标准输出只写证书摘要（JSON），不写报告", "write only the certificate's summary (JSON) to standard output, no report"),
    "json.compare": Text("在标准输出只写对照（JSON），不写报告", "write only the comparison (JSON) to standard output, no report"),
    "json.sweep": Text("在标准输出只写各点、前沿和拐点（JSON），不写报告", "write only points, frontier and knees (JSON) to standard output, no report"),
    "proof": Text("并用 proof.npz 重新推算每一层的下界，不用求解器", "also work every tier's bound out again from proof.npz, without a solver"),
    "force": Text("覆盖已有的草案方案", "replace a draft plan that is there"),
    "cap": Text("班额上限，代替政策的：40，或 小学/初中 如 45/50", "class cap instead of the policy's: 40, or primary/junior such as 45/50"),
    "caps": Text("测算哪些班额的代价，如 45/50,40,35；不给则按政策", "caps whose cost is shown, such as 45/50,40,35; the policy's if not given"),
    "running": Text("原有班：keep 不合并，free 可重新编；不给则按政策", "running classes: keep, or free to be formed anew; the policy's if not given"),
    "years": Text("连同以后几年一起规划，共几年", "how many years to plan, the planning year included"),
    "out.open": Text("把明细表、Excel 和摘要写入这个新文件夹", "write tables, a workbook and the summary into this new folder"),
    "plan_classes": Text("先规划班级，再按规划的班级求交流方案；不给则用数据里的班级数（或按政策）", "plan the classes first and the exchange upon them; else the data's classes (or as the policy says)"),
    "json.open": Text("在标准输出只写摘要（JSON），不写报告", "write only the summary (JSON) to standard output, no report"),
    "all": Text("列出每一个问题", "list every single defect"),
    "instance": Text("用哪个内置区县：tiny、town 或 county", "which embedded district: tiny, town or county"),
    "to.export": Text("写入文件的文件夹", "the folder to write the papers into"),
    "templates": Text("本县自己的 Word 模板所在的文件夹", "a folder with the county's own Word templates"),
    "folder.templates": Text("模板写入的文件夹", "the folder to write the templates into"),
    "to.status": Text("下一状态：notice 公示，approved 已批准", "the next status: notice or approved"),
    "who": Text("负责人", "the person responsible"),
    "number": Text("文号", "the bureau's document number"),
    "start": Text("公示起日，如 2026-07-01", "first day of the notice, such as 2026-07-01"),
    "until": Text("公示止日", "last day of the notice"),
    "phone": Text("监督电话", "the line for complaints"),
    "person": Text("提出异议的人", "who objects"),
    "text": Text("异议或答复的内容", "what the objection or the answer says"),
    "answer": Text("答复第几号异议", "the number of the objection that is answered"),
    "date": Text("日期；不给则为今天", "its date; today if not given"),
    "lang": Text("语言：zh 中文，en 英文", "language: zh or en"),
    "debug": Text("出现意外错误时打印详细信息（或设 ROTATION_DEBUG=1）", "print details of unexpected errors (or set ROTATION_DEBUG=1)"),
    "version": Text("显示版本", "show the version"),
    "help": Text("显示帮助", "show this help"),
    "log_digest": Text("另处记下的 log.jsonl 某时最后一条的摘要：一并核对", "the digest, noted elsewhere, of what was once the last event of log.jsonl: looked for as well"),
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
    "at_least": Text("应不小于 {limit}", "must be at least {limit}"),
    "more": Text("应大于 {limit}", "must be greater than {limit}"),
    "at_most": Text("应不大于 {limit}", "must be at most {limit}"),
    "less": Text("应小于 {limit}", "must be less than {limit}"),
    "integer": Text("应是整数", "must be a whole number"),
    "number": Text("应是数", "must be a number"),
    "positive": Text("应大于 0", "must be greater than 0"),
    "size": Text("“{name}”不是区县名，也不是 学校数x教师数（如 50x2500）或 区县数x学校数x教师数（如 100x100x5000）。可用的名称：{known}。", '"{name}" is neither a known name nor SCHOOLSxTEACHERS such as 50x2500 or DISTRICTSxSCHOOLSxTEACHERS such as 100x100x5000. Known names: {known}.'),
    "empty": Text("是空的；应是文件或文件夹的名称（当前文件夹写作 .）", "is empty; expected is the name of a file or folder (the current one is .)"),
    "no_value": Text("{name} 后面要有值。", "{name} needs a value."),
    "no_sub": Text("命令没有写完：后面还要有子命令或数据。", "The command is not complete: a further command or the data must follow."),
    "flag": Text("{name} 后面不带值。", "{name} takes no value."),
    "extra": Text(
        "命令用法不对：多出了 {names}。内含空格的名称或路径要加引号。",
        "The command was used wrongly: {names} is too much. A name or path with blanks needs quotation marks."),
    "finite": Text("应是有限的数", "must be a finite number"),
}  # fmt: skip
MESSAGE: Final = {
    "resuming": Text("接着上次中断的求解：从 {file} 里的方案开始", "going on from the plan of a run that was cut off: {file}"),
    "bug": Text("出现了意外错误（{kind}）；要写的文件夹要么完整，要么没有写。详细信息在：{file}", "An unexpected error ({kind}) ended this; folders are written whole or not at all. Details are in {file}"),
    "bug_no_file": Text("出现了意外错误（{kind}）；要写的文件夹要么完整，要么没有写。加 --debug 再运行可看到详细信息。", "An unexpected error ({kind}) ended this; folders are written whole or not at all. Run it again with --debug for details."),
    "full_disk": Text("磁盘满了：{reason}。临时文件写在 {folder}。请腾出空间再运行；要写的文件夹要么完整，要么没有写。", "A disk is full: {reason}. Temporary files go to {folder}. Free some space and run it again; folders are written whole or not at all."),
    "given_up": Text("已放弃；要写的文件夹要么完整，要么没有写。", "Given up; folders are written whole or not at all."),
    "too_early": Text("停止得太早，还没有找到任何方案，什么也没有写。请给更多时间。", "Stopped before a first plan was found; nothing was written. Give it more time."),
    "stopping": Text("正在停止，保留当时最好的方案……（再按一次 Ctrl-C 放弃）", "Stopping with the best plan so far ... (Ctrl-C again gives up)"),
    "input": Text("数据有 {count} 个错误，不能继续：", "The data has {count} error(s), so this cannot go on:"),
    "input_more": Text("……另有 {count} 个；改正这些后再试，就会列出其余的。", "... and {count} more, which are told once these are mended."),
    "input_check": Text("……另有 {count} 个，查看全部：rotation check {path}", "... and {count} more; for all of them: rotation check {path}"),
    "exists": Text("{folder} 已存在且不是空的；请换一个文件夹。", "{folder} exists and is not empty; choose another folder."),
    "file_exists": Text("{file} 已存在，不会覆盖；请换一个文件夹。", "{file} exists and is not overwritten; choose another folder."),
    "cannot_write": Text(
        "{path} 写不进去：{reason}。其中的文件如在 Excel 中打开，请先关闭；否则请检查权限和磁盘空间。",
        "{path} cannot be written: {reason}. Close its files if Excel has one open; else check permissions and disk space."),
    "new": Text("已写入：", "Written:"),
    "new_next": Text("填好工作簿后运行：rotation check {folder}", "Fill in the workbook, then run: rotation check {folder}"),
    "new_solve": Text("然后运行：rotation solve {folder} --policy {policy} --out 方案", "Then: rotation solve {folder} --policy {policy} --out plan"),
    "generated": Text("{folder}：{schools} 所学校，{teachers} 名教师。", "{folder}: {schools} school(s), {teachers} teacher(s)."),
    "reading": Text("读取数据 {path}", "reading {path}"),
    "solving": Text("求解", "solving"),
    "repairing": Text("修复", "repairing"),
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
    "warnings": Text("数据有 {count} 条提醒，不影响求解；用 rotation check {path} 查看。", "The data has {count} warning(s); this goes on, and rotation check {path} lists them."),
    "own_policy": Text("注意：没有给 --policy，按“{title}”计算，没有用 {policy}。要用它，请加 --policy {policy}", "Note: without --policy this goes by {title}, not by {policy}. To use that, add --policy {policy}"),
    "finishing": Text("方案已求得，正在写完……（再按一次 Ctrl-C 放弃）", "The plan is found and being written ... (Ctrl-C again gives up)"),
    "output": Text("结果输出不了：{reason}。已写好的文件夹不受影响；请检查输出去向的空间。", "The output cannot be written: {reason}. Folders that were written are whole; check the space where the output goes."),
}  # fmt: skip
PHASE: Final = {
    "build": Text("建立模型", "building the model"),
    "pieces": Text("分片求方案", "planning the pieces"),
    "relax": Text("求松弛", "relaxing"),
    "fewest": Text("求最少改动", "seeking the fewest changes"),
    "round": Text("取整", "rounding"),
    "improve": Text("改进", "improving"),
    "polish": Text("调整人选", "choosing among equals"),
    "search": Text("搜索", "searching"),
    "prove": Text("证明", "proving"),
    "conflict": Text("查找互相矛盾的规则", "seeking what contradicts"),
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

# [classes]                         # 开班：rotation classes，以及 solve --plan-classes
# plan = true                       # solve 按规划的班级编制方案，不用年级表里的班数
# running = "keep"                  # 行进班级："keep" 不拆并，"free" 各年级均可重编
# tiers = ["oversized", "over_cap", "school_size", "directed", "distance", "posts", "classes"]   # 目标次序

# [classes.cap]                     # 班额上限
# mode = "target"                   # "required" 时教室不够即无方案
# primary = 45
# junior = 50

# [classes.pilot]                   # 小班化试点
# schools = ["学校编号"]
# grades = [1, 2]
# cap = 35

# [classes.quota]                   # 各校开班所需教师（按课时）不超过编制
# mode = "target"

# [classes.staff]                   # 各学段开班所需课时不超过现有教师可承担的课时
# mode = "off"                      # "required" 时按此限制；most_shortage 为允许超出的比例
# most_shortage = 0.03

# [classes.direction]               # 新生调剂到相邻学校
# within_km = 3                     # 没有相邻学校表时，公路里程多少公里以内可调剂（不写即只按表）
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

# [classes]                         # classes to open: rotation classes, and solve --plan-classes
# plan = true                       # solve plans the classes instead of taking them from the grades sheet
# running = "keep"                  # "keep": no running class is merged away; "free": all grades formed anew
# tiers = ["oversized", "over_cap", "school_size", "directed", "distance", "posts", "classes"]   # in order

# [classes.cap]                     # most pupils in a class
# mode = "target"                   # "required": no plan at all where rooms are too few
# primary = 45
# junior = 50

# [classes.pilot]                   # small classes
# schools = ["school id"]
# grades = [1, 2]
# cap = 35

# [classes.quota]                   # teachers that a section's classes ask for (by lessons) within its posts
# mode = "target"

# [classes.staff]                   # lessons of all classes of a stage within what its teachers can give
# mode = "off"                      # "required" makes it a limit, exceeded by most_shortage at most
# most_shortage = 0.03

# [classes.direction]               # entrants directed to neighbouring schools
# within_km = 3                     # by road, where there is no sheet of neighbours (unset: the sheet only)
""",
)
