"""Wording of teacher teams and of the public draw: files, log, verification, page."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["CHANGED", "DRAW", "EVENT", "METRIC", "PAGE", "TEAM"]

TEAM: Final = {
    "title": Text("组不成 {count} 个教师团队，没有写出任何文件：", "{count} teams cannot be formed; nothing was written:"),
    "load": Text("{subject}教师合计只能教 {load} 个班，需要 {count} 个。", "{subject} teachers can take {load} classes together, {count} are needed."),
    "heads": Text("可任班主任的教师 {heads} 名，需要 {count} 名。", "{heads} teachers may have a homeroom, {count} are needed."),
    "team": Text("第{number}组", "team {number}"),
    "none": Text("（没有任何一组）", "(no team at all)"),
    "too_rare": Text("抽了 {draws} 次都没有抽到符合回避要求的配对，请减少回避或换一批团队。", "None of {draws} drawings met the recusals: fewer recusals or other teams are needed."),
}  # fmt: skip
METRIC: Final = {
    "experience": Text("教龄合计", "years of experience"), "title": Text("职称级别合计", "title, sum of ranks"),
    "backbone": Text("骨干教师", "backbone teachers"), "female": Text("女教师", "women"), "age": Text("年龄合计", "age, sum"),
    "taught": Text("任教班数", "classes taught"), "most": Text("至多", "at most"),
}  # fmt: skip
DRAW: Final = {
    "committed": Text("已承诺。请在种子产生之前公布下面的摘要：", "Committed. Publish this digest before the seed exists:"),
    "next": Text("种子公开产生后运行：rotation draw run {folder} --seed-part …", "When the seed is public: rotation draw run {folder} --seed-part ..."),
    "seed": Text("种子 {seed}", "seed {seed}"),
    "teams": Text("教师团队 {name}：相差 {spread}，算术下界 {bound}", "teams, {name}: they differ by {spread}, lower bound {bound}"),
    "done": Text("抽签完成并已锁定：名单、配对、log.jsonl、page.html 在 {folder}。", "The draw is done and locked: lists, matching, log.jsonl and page.html are in {folder}."),
    "matching": Text("{class_} — 班主任 {homeroom}", "{class_} - homeroom teacher {homeroom}"),
    "locked": Text("{folder} 已经抽过签，结果已锁定，不能再抽。这次尝试已记入 log.jsonl。", "{folder} has been drawn and is locked; it cannot be drawn again. This attempt is recorded in log.jsonl."),
    "not_drawn": Text("{folder} 还没有抽签。", "{folder} has not been drawn yet."),
    "not_a_draw": Text("{folder} 不是抽签文件夹，或缺少 {file}。", "{folder} is not the folder of a draw, or {file} is missing."),
    "broken_file": Text("{file} 读不出来。", "{file} cannot be read."),
    "no_parts": Text("至少要有一个 --seed-part，且不能为空。", "At least one --seed-part is needed, and none may be empty."),
    "changed_commit": Text("承诺之后有内容变了，不能抽签：{what}。", "Something has changed since the commitment, so there is no draw: {what}."),
    "holds": Text("核验通过：摘要、种子、名单、团队、配对全部重算一致。", "Verified: digests, seed, lists, teams and matching all come out the same."),
    "fails": Text("核验不通过：", "Verification failed:"),
    "late": Text("晚到学生 {count} 名已编入：", "{count} late arrival(s) placed:"),
    "late_one": Text("{name} → {class_}", "{name} -> {class_}"),
    "late_apart": Text("{name} 无处可编：每个班都有要求不同班的学生、或本人亲属任教、或特殊需要学生已满 {most} 名；请减少要求后再编。", "No class can take {name}: each has a pupil to be apart from, or a relative in its team, or {most} pupils with special needs already. Fewer requests are needed."),
    "late_known": Text("学籍号 {id} 已在名单中。", "the id {id} is on the lists already."),
    "moved": Text("已记录：{name} 从 {before} 调到 {after}。累计 {count} 人次，上限 {most}。", "Recorded: {name} from {before} to {after}. {count} change(s) so far, limit {most}."),
    "too_many_moves": Text("不能再调：已调 {count} 人次，上限 {most}（{share} 的学生）。", "No further change: {count} so far, limit {most} ({share} of the pupils)."),
    "unknown_pupil": Text("名单里没有学籍号 {id}。", "The id {id} is not on the lists."),
    "unknown_class": Text("没有“{name}”这个班。", 'There is no class "{name}".'),
    "same_class": Text("{name} 已在 {class_}。", "{name} is in {class_} already."),
    "no_seed": Text("--seed 是空的；应是公开产生的种子，如开奖号码。", "--seed is empty; expected is the published seed, such as a lottery's numbers."),
    "not_utf8": Text("{option} 里有不是 UTF-8 的字节，应是文字；请重新输入。", "{option} holds a byte that is not UTF-8; expected is text. Type it again."),
    "unseen": Text("{option} 里有看不见的字符（{code}），应只有看得见的字符和空格；请删去或重新输入。", "{option} holds a character that cannot be seen ({code}); expected are visible characters and blanks. Delete it or type the text again."),
    "begun": Text("{folder} 已用别的公开部分开始抽签：{parts}。只能用这些部分再运行；要换，请在新文件夹重新承诺并公布摘要。这次尝试已记入 log.jsonl。", "{folder} was begun with other public parts: {parts}. Only these may be run again; for others commit anew in another folder and publish its digest. This attempt is recorded in log.jsonl."),
    "record": Text("{file} 不完整，或不是这份学生表的抽签结果；请从备份恢复抽签时写出的文件。", "{file} is incomplete or not the result for this roster; bring back the file that the draw wrote from a copy."),
    "relative": Text("{name} 的亲属在 {class_} 任教", "{name} has a relative among the teachers of {class_}"),
    "would_break": Text("不能这样编，抽签保证过的要求会被违反（要求同班的可一起调：--pupil 学籍号1,学籍号2）：", "This would break requests that the draw has kept (who asks to be together may move together: --pupil ID1,ID2):"),
    "late_twins": Text("{name} 的双胞胎编号“{mark}”名单里已有；不是同一家请换一个编号。", 'The twins\' mark "{mark}" of {name} is on the lists already: give the late twins another mark.'),
    "log": Text("log.jsonl 共 {count} 条，最后一条的摘要 {digest}；请另处记下，日后删改可以看出。", "log.jsonl has {count} event(s), the last with digest {digest}; note it elsewhere, and what is taken away later will show."),
}  # fmt: skip
CHANGED: Final = {
    "published": Text("承诺摘要与事先公布的不同", "the commitment's digest is not the published one"),
    "commitment": Text("承诺文件被改动（摘要应为 {claimed}…，现为 {counted}…）", "the commitment was altered (digest {claimed}..., now {counted}...)"),
    "roster": Text("学生表被改动", "the roster was altered"), "teachers": Text("教师表被改动", "the teachers were altered"),
    "rules": Text("规则被改动", "the rules were altered"),
    "version": Text("软件版本不同：承诺 {claimed}，现为 {counted}", "the software version differs: committed {claimed}, now {counted}"),
    "method": Text("方法不同：承诺 {claimed}，现为 {counted}", "the method differs: committed {claimed}, now {counted}"),
    "seed": Text("种子的组成部分合成不出记录的种子", "the parts do not combine to the recorded seed"),
    "lists": Text("名单不是由种子重算得到的（{count} 名学生不同）", "the lists do not follow from the seed ({count} pupil(s) differ)"),
    "public": Text("公布的名单被改动", "the public lists were altered"),
    "teams": Text("教师团队不是由种子重算得到的", "the teams do not follow from the seed"),
    "matching": Text("配对不是由种子重算得到的", "the matching does not follow from the seed"),
    "page": Text("网页被改动", "the page was altered"),
    "log": Text("记录 log.jsonl 被改动（第 {line} 行）；应与写入时一字不差，请从备份恢复", "log.jsonl was altered (line {line}); every line must be as it was written: bring it back from a copy"),
    "late": Text("晚到学生的编班不是由其种子得到的（记录第 {line} 行）", "late arrivals do not follow from their seed (line {line} of the log)"),
    "moves": Text("调班超过上限 {most} 人次", "more changes of class than the {most} allowed"),
    "record": Text("抽签记录 draw.json 被改动", "the record draw.json was altered"),
    "requests": Text("名单不满足要求：{text}", "the lists break a request: {text}"),
    "report": Text("报告 report.html 被改动", "report.html was altered"),
    "log_missing": Text("没有 log.jsonl，或它是空的；请从备份恢复", "log.jsonl is missing or empty; bring it back from a copy"),
    "log_end": Text("log.jsonl 的末尾变了：log_head.json 记有 {claimed} 条，现有 {counted} 条；请从备份恢复", "the end of log.jsonl has changed: log_head.json knows {claimed} event(s), {counted} are there; bring it back from a copy"),
    "log_head": Text("log_head.json 缺失或读不出来；请从备份恢复", "log_head.json is missing or unreadable; bring it back from a copy"),
    "log_event": Text("log.jsonl 第 {line} 条与名单对不上；请从备份恢复", "event {line} of log.jsonl does not fit the lists; bring it back from a copy"),
    "log_commit": Text("log.jsonl 的第一条不是这份承诺", "the first event of log.jsonl is not this commitment"),
    "log_runs": Text("log.jsonl 记有 {count} 次抽签，应恰为 1 次", "log.jsonl records {count} run(s), expected is exactly 1"),
    "log_parts": Text("log.jsonl 所记的种子与 draw.json 不同", "the seed recorded in log.jsonl is not that of draw.json"),
    "breaks": Text("记录第 {line} 行的编班违反要求：{text}", "line {line} of the log breaks a request: {text}"),
    "current": Text("{file} 不是由抽签和记录得到的", "{file} does not follow from the draw and the log"),
    "log_noted": Text("log.jsonl 里没有摘要与所记相同的一条：有记录被删或被改", "no event of log.jsonl has the digest that was noted: some were taken away or altered"),
}  # fmt: skip
EVENT: Final = {"commit": Text("承诺", "commit"), "run": Text("抽签", "run"), "refused": Text("拒绝第二次抽签", "second run refused"),
                "late": Text("晚到", "late arrivals"), "move": Text("调班", "move"),
                "begun": Text("开始抽签", "begun"), "failed": Text("未能编成", "failed")}  # fmt: skip
PAGE: Final = {
    "title": Text("阳光分班公开记录", "Record of the public draw"),
    "lead": Text("这一页不需要网络。打开时，浏览器自己重算种子的合成、班名的排列、教师团队的配对，并重新核对人数、性别和摘要。", "This page needs no network. When opened, the browser itself repeats the seed's combination, the permutation of class names and the matching of teams, and checks sizes, sexes and digests again."),
    "checks": Text("浏览器的核对", "Checked by your browser"),
    "commitment": Text("承诺的摘要与承诺文件一致", "the commitment has its published digest"),
    "seed": Text("种子由公开的各部分合成", "the seed follows from its public parts"),
    "names": Text("班名由种子的排列决定", "class names follow from the seed"),
    "matching": Text("名单与教师团队的配对由种子决定，且符合回避要求", "the matching of lists and teams follows from the seed and meets the recusals"),
    "lists": Text("公布名单的摘要一致", "the public lists have their recorded digest"),
    "match": Text("全部一致", "everything matches"), "mismatch": Text("有不一致之处", "something does not match"),
    "no_script": Text("浏览器没有运行脚本，核对没有进行。", "Scripts are off, so nothing was checked."),
    "what": Text("承诺文件", "The commitment"), "parts": Text("种子的公开部分", "The seed's public parts"),
    "howto": Text("种子 = SHA-256（“rotation draw 1”、承诺摘要和各部分，各占一行）。第 i 个随机数 = SHA-256（种子|标签|i）的前 4 个字节；排列用 Fisher-Yates，舍去不完整一轮的数。配对依次抽取排列，直到符合回避要求，故每个允许的配对机会相等。", "Seed = SHA-256 of \"rotation draw 1\", the commitment's digest and the parts, one per line. Random number i = first 4 bytes of SHA-256(seed|label|i); permutations by Fisher and Yates, numbers of the incomplete last round passed over. Matchings are drawn until one meets the recusals, so each permitted one is equally likely."),
    "classes": Text("名单", "Lists"), "other_counts": Text("各项均衡（只公布各班合计）", "What is balanced (totals of each class only)"),
    "spread": Text("相差", "spread"), "bound": Text("算术下界", "lower bound"),
    "open": Text("用学校的原始文件复核全部均衡", "Check every balance against the school's own files"),
    "open_note": Text(
        "上表的特殊需要、来源、成绩等不公布到人。持有 pupils.csv 和 lists.csv 的人（学校、督学、公证人）可在这里同时打开这两个文件：浏览器核对学生表的摘要就是事先承诺的那一个，再逐班重新点数。文件只在本机读取，不会发送。",
        "Needs, origins and scores of the table above are not published by pupil. Whoever holds pupils.csv and lists.csv (the school, an inspector, a notary) may open both here at once: the browser checks that the roster has the digest committed beforehand, then counts every class again. The files are read on this machine and sent nowhere."),
    "open_both": Text("请同时选中 pupils.csv 和 lists.csv。", "Select pupils.csv and lists.csv together."),
    "open_roster": Text("学生表就是抽签前承诺的那一份", "the roster is the one committed before the draw"),
    "open_internal": Text("内部名单的摘要与本页记录一致", "the internal lists have the digest recorded on this page"),
    "open_same_lists": Text("内部名单与本页公布的名单是同一份", "the internal lists are the lists of this page"),
    "open_counts": Text("各班人数、性别、特殊需要、来源等合计与上表一致", "sizes, sexes, needs, origins and all other totals are as published above"),
    "open_means": Text("各班平均分与上表一致", "the mean scores of classes are as published above"),
    "open_requests": Text("同班、不同班的要求全部满足", "every request to be together or apart is met"),
    "colon": Text("：", ": "), "joint": Text("、", ", "),
    "class_line": Text("{name}（{size} 人，女 {girls}，男 {boys}）", "{name} ({size} pupils, {girls} girls, {boys} boys)"),
    "expected_balance": Text("各班人数、女生、男生的差与记录一致", "sizes, girls and boys of the lists are as recorded"),
}  # fmt: skip
