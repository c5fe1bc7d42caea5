"""Wording of the papers that are filed: roster with decisions, log of the status, files of an export."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = [
    "BOOK", "DECISION", "DECISIONS_PROBLEM", "DECISION_COLUMN", "EXPORT", "FILE", "GROUP", "INDICATOR_UNIT", "JOURNAL", "ROSTER_SHEET", "STATUS_SCREEN",
]  # fmt: skip

ROSTER_SHEET: Final = Text("花名册", "Roster")
DECISION_COLUMN: Final = {
    "teacher": Text("教师编号", "teacher_id"),
    "decision": Text("决定", "decision"),
    "change_to": Text("改派学校", "change_to"),
    "remark": Text("备注", "remark"),
}
DECISION: Final = {
    "agree": Text("同意", "agree"),
    "refuse": Text("不同意", "refuse"),
    "change": Text("改派", "change"),
}
DECISIONS_PROBLEM: Final = {
    "not_roster": Text("{file} 不是本程序导出的花名册（缺少“花名册”表、它的列或隐藏的记录表）；请用 rotation export 重新导出。", "{file} is no roster exported by this program (its sheet, columns or hidden record are missing); export it again with rotation export."),
    "renamed": Text("{file} 的“{sheet}”表已不在，“{found}”表像是改了名的；请把表名改回“{sheet}”。", 'sheet {sheet} of {file} is gone, and sheet {found} looks like it; call it {sheet} again.'),
    "no_sheet": Text("{file} 里已没有“{sheet}”表；请用 rotation export 重新导出，再填写决定。", "{file} no longer has its sheet {sheet}; export it again with rotation export and fill in the decisions."),
    "heading_row": Text("“{sheet}”表的列名应在第 {row} 行，现在第 {found} 行；请删去插入的行，或恢复删去的行。", "sheet {sheet}: the headings belong in row {row} and stand in row {found}; delete the rows put in, or restore those taken out."),
    "heading": Text("“{sheet}”表第 {row} 行没有“{column}”列，{cell} 现为“{found}”；请把列名改回“{column}”。", 'sheet {sheet}, row {row}: there is no column {column}; {cell} is now "{found}". Call the column {column} again.'),
    "blank": Text("（空）", "(blank)"),
    "teacher": Text("花名册第 {row} 行：导出的花名册里没有教师编号“{found}”；请恢复该编号。对花名册以外的人的决定请写入 CSV 决定文件。", 'roster, row {row}: the exported roster has no teacher id "{found}"; restore the id. Decisions on people outside the roster belong in a decisions file (CSV).'),
    "twice": Text("花名册第 {row} 行：教师 {teacher} 已在第 {first} 行有决定；请只保留一行。", "roster, row {row}: teacher {teacher} has a decision in row {first} already; keep one row."),
    "word": Text("花名册第 {row} 行，教师 {teacher}：决定“{found}”不认识；应为同意、不同意或改派。", 'roster, row {row}, teacher {teacher}: the decision "{found}" is not known; agree, refuse or change expected.'),
    "school_alone": Text("花名册第 {row} 行，教师 {teacher}：填了改派学校“{found}”，决定却不是改派；请把决定改为改派，或清空改派学校。", 'roster, row {row}, teacher {teacher}: change_to is "{found}" but the decision is not change; set it to change, or empty change_to.'),
    "no_school": Text("花名册第 {row} 行，教师 {teacher}：决定为改派，但没有改派学校；请从下拉列表中选择。", "roster, row {row}, teacher {teacher}: the decision is change but change_to is empty; choose a school from the list."),
    "unknown_school": Text("花名册第 {row} 行，教师 {teacher}：没有学校“{found}”；请从下拉列表中选择。", 'roster, row {row}, teacher {teacher}: there is no school "{found}"; choose one from the list.'),
    "many_schools": Text("花名册第 {row} 行，教师 {teacher}：有几所学校都叫“{found}”；请从下拉列表中选择。", 'roster, row {row}, teacher {teacher}: several schools are called "{found}"; choose one from the list.'),
    "merged": Text("花名册 {range}：有合并单元格，无法判断各行的决定；请取消合并，逐行填写。", "roster, {range}: merged cells do not say the decision of each row; unmerge them and fill in every row."),
    "formula": Text("花名册第 {row} 行，“{column}”列：公式没有保存计算结果；请在 Excel 中打开并保存一次，或直接填写。", "roster, row {row}, column {column}: the formula has no stored result; open and save the file in Excel, or type the value."),
}  # fmt: skip

JOURNAL: Final = {
    "not_next": Text("方案现为“{now}”，不能直接变为“{to}”；次序是草案、公示、已批准，不能后退。", "the plan is a {now} and cannot become {to}; the order is draft, notice, approved, and never back."),
    "who_missing": Text("缺少 --who：请写明负责人。", "--who is missing: name the person responsible."),
    "period": Text("公示需要公示期：--from 和 --until 都要填，起日不晚于止日。", "a notice needs its period: give --from and --until, the first day not after the last."),
    "not_over": Text("公示期到 {until} 才结束，不能提前批准。", "the notice lasts until {until}; it cannot be approved before it is over."),
    "unanswered": Text("异议 {numbers} 尚未答复；请先用 rotation objection {plan} --answer 序号 --text 答复。", "without an answer yet: objection {numbers}; answer first with rotation objection {plan} --answer N --text TEXT."),
    "changed": Text("交流安排与公示时不同（公示 {noticed}…，现为 {found}…），不能批准。", "the assignments are not those of the notice (then {noticed}..., now {found}...), so this cannot be approved."),
    "not_notice": Text("方案现为“{now}”；异议只在公示期间登记和答复。", "the plan is a {now}; objections are recorded and answered while it is on notice."),
    "no_objection": Text("没有第 {number} 号异议。", "there is no objection {number}."),
    "answered": Text("第 {number} 号异议已经答复，不能改写。", "objection {number} has its answer, which is not rewritten."),
    "empty": Text("{name} 不能为空，也不能超过 20000 字。", "{name} must not be empty nor longer than 20,000 characters."),
    "no_log": Text("没有状态记录", "it has no log of the status"),
    "bad_entry": Text("run.json 的状态记录第 {number} 条无效；记录只由 rotation status 和 rotation objection 书写。", "run.json: entry {number} of the log is not valid; only rotation status and rotation objection write it."),
    "cannot_write": Text("{file} 写不进去：{reason}。如在别的程序里打开着，请先关闭。", "{file} cannot be written: {reason}. Close it if another program has it open."),
    "long": Text("{name} 有 {found} 字，不能超过 {most} 字；请缩短。", "{name} has {found} characters, {most} at most; shorten it."),
    "no_period": Text("公示期 {start} 至 {until} 不合理：起日应不早于 {earliest}，也不晚于今天（{today}）起三年，公示期不超过一年；请核对 --from 和 --until。", "a notice from {start} to {until} cannot be: it must begin on {earliest} or later and within three years from today ({today}), and last a year at most; check --from and --until."),
    "objected_early": Text("异议日期 {day} 早于公示起日 {start}；请核对 --date。", "the objection is dated {day}, before the notice began on {start}; check --date."),
    "answered_early": Text("答复日期 {day} 早于异议日期 {objected}；请核对 --date。", "the answer is dated {day}, before its objection of {objected}; check --date."),
    "future": Text("日期 {day} 在今天（{today}）三年以后；请核对 --date。", "the date {day} is more than three years after today ({today}); check --date."),
}  # fmt: skip

STATUS_SCREEN: Final = {
    "title": Text("方案 {plan}：{status}", "Plan {plan}: {status}"),
    "number": Text("文号：{number}", "Document number: {number}"),
    "step": Text("{at}　{status}　负责人 {who}　账户 {by}", "{at}  {status}  responsible: {who}  account: {by}"),
    "period": Text("公示期 {start} 至 {until}　监督电话 {phone}", "notice from {start} to {until}  line for complaints: {phone}"),
    "objections": Text("异议 {count} 件，未答复 {open} 件", "{count} objection(s), {open} without an answer"),
    "objection": Text("{day}　{person}：{text}", "{day}  {person}: {text}"),
    "answer": Text("{day} 答复：{text}", "answered {day}: {text}"),
    "unanswered": Text("未答复", "not answered"),
    "not_holding": Text("方案复核不通过，状态不变。运行 rotation verify {folder} 查看问题。", "the plan does not hold, so its status stays. Run rotation verify {folder} to see why."),
    "nothing": Text("没有异议。", "No objections."),
    "both": Text("登记异议用 --person 和 --text，答复用 --answer 和 --text。", "Record an objection with --person and --text, an answer with --answer and --text."),
    "day": Text("应为日期，如 2026-07-01", "must be a date such as 2026-07-01"),
    "no_to": Text("{names} 要与 --to 一起用；状态没有变。请加 --to notice 或 --to approved。", "Nothing is changed by {names} without --to; add --to notice or --to approved."),
    "of_notice": Text("{names} 只说明公示，与 --to approved 一起用会丢失；请去掉。", "{names} is about the notice and would be lost with --to approved; leave it out."),
}  # fmt: skip

FILE: Final = {
    "internal": Text("内部", "internal"),
    "public": Text("公开", "public"),
    "plan": Text("1 交流轮岗方案.docx", "1 plan.docx"),
    "roster": Text("2 花名册与决定.xlsx", "2 roster and decisions.xlsx"),
    "approval": Text("3 审批表.docx", "3 approval forms.docx"),
    "page": Text("4 查询页.html", "4 look-up page.html"),
    "rules": Text("5 规则手册.docx", "5 rule book.docx"),
    "notice": Text("公示.docx", "notice.docx"),
}
EXPORT: Final = {
    "opening": Text("读取并复核方案 {plan}", "reading and checking the plan {plan}"),
    "written": Text("已写入 {folder}：", "Written to {folder}:"),
    "public": Text("（可以公开）", "(may be published)"),
    "internal": Text("（内部资料，不得公开）", "(internal, not to be published)"),
    "size": Text("{name}　{size}", "{name}  {size}"),
    "not_holding": Text("方案复核不通过（{count} 个问题），不能导出：", "the plan does not hold ({count} problem(s)), so it is not exported:"),
    "in_the_way": Text("{folder} 里有不是导出的文件（{name}）；请换一个 --to。", "{folder} holds something that no export wrote ({name}); choose another --to."),
    "locked": Text("{file} 写不进去：{reason}。如在 Excel 或 Word 里打开着，请先关闭。", "{file} cannot be written: {reason}. Close it if Excel or Word has it open."),
    "step": Text("生成 {name}", "making {name}"),
    "template": Text("模板 {file} 有错：{reason}。可用的字段见 docs/papers.md。", "template {file} is wrong: {reason}. docs/papers.md lists the fields."),
    "no_templates": Text("{folder}：没有这个模板文件夹，或其中没有 {known} 里的任何一个。", "{folder}: there is no such folder of templates, or none of {known} is in it."),
    "templates": Text("模板已写入 {folder}；改好后用 rotation export 方案 --to 文件夹 --templates {folder}。", "Templates written to {folder}; once changed: rotation export PLAN --to DIR --templates {folder}."),
    "template_there": Text("{file} 已存在，不会覆盖；请换一个文件夹。", "{file} exists and is not overwritten; choose another folder."),
}  # fmt: skip

INDICATOR_UNIT: Final = {
    **dict.fromkeys(("high_degree", "backbone", "specialists"), Text("人/百名学生", "per 100 pupils")),
    **dict.fromkeys(("teaching_area", "sports_area"), Text("平方米/生", "m2 per pupil")),
    "equipment": Text("元/生", "yuan per pupil"),
    "multimedia": Text("间/百名学生", "per 100 pupils"),
}

GROUP: Final = {
    "exempt": Text("免予或暂缓交流", "exempt or deferred"),
    "decided": Text("已定留任", "settled to stay"),
    "not_eligible": Text("不符合交流条件", "not eligible"),
    "eligible": Text("符合条件，本年度未安排", "eligible, not in this year's plan"),
    "stays_on": Text("到期未返回", "due to return, stays on"),
}

BOOK: Final = {
    "internal": Text("内部资料", "internal"),
    "note": Text("方案 {plan}（{status}）　政策 {policy}　安排摘要 {digest}　{internal}", "Plan {plan} ({status}), policy {policy}, assignments {digest}, {internal}"),
    "columns": Text(
        "序号|教师编号|姓名|性别|出生年月|学历|职称|骨干级别|任教学科|现任教学校|学校类别|连续任教年限|交流学校|交流类别|起止时间|说明|决定|改派学校|备注",
        "no.|teacher_id|name|sex|born|degree|title|backbone level|subject|present school|kind of school|completed years|school of the exchange|kind of exchange|from - to|notes|decision|change_to|remark"),
    "staying": Text("不参加交流人员名册", "Not taking part"),
    "staying_title": Text("{district}{year}年不参加交流人员名册", "{district}: not taking part in the exchange {year}"),
    "staying_columns": Text("序号|教师编号|姓名|现任教学校|类别|原因|佐证材料", "no.|teacher id|name|present school|group|reason|evidence"),
    "posts": Text("拟申请增加教师", "Posts to apply for"),
    "posts_title": Text("{district}{year}年交流后拟申请增加教师数", "{district}: posts to apply for after the exchange {year}"),
    "posts_columns": Text("序号|学校|学段|学科|本学科教师|每周应开课时|未安排课时|拟申请增加教师数", "no.|school|stage|subject|teachers|weekly lessons|unfilled lessons|posts to apply for"),
    "posts_none": Text("无：全部课时都有教师承担", "none: every lesson has a teacher"),
    "of_unit": Text("{name}（{unit}）", "{name} ({unit})"),
    "primary": Text("小学指标", "Primary"),
    "junior": Text("初中指标", "Junior"),
    "nine_year": Text("九年一贯制指标", "Nine-year"),
    "indicator_title": Text("{district}{year}年{kind}（交流前后）", "{district}: indicators before and after the exchange {year}, {kind}"),
    "indicator_columns": Text(
        "学校|学段|指标|达标值|实际值 前|实际值 后|是否达标 前|是否达标 后|差异系数 前|差异系数 后|差异系数 上限|差异系数 是否达标",
        "school|stage|indicator|threshold|measured before|measured after|reached before|reached after|CV before|CV after|CV cap|CV holds"),
    "whole": Text("全县{stage}（{sections} 个学段部）", "all {stage} sections ({sections})"),
    "reached": Text("{reached} 个达标", "{reached} reach it"),
    "choose": Text("请从下拉列表中选择：同意、不同意、改派", "choose from the list: agree, refuse or change"),
    "choose_school": Text("决定为改派时，请从下拉列表中选择学校", "where the decision is change, choose a school from the list"),
    "guide": Text("只在“决定、改派学校、备注”三列填写；其余各格不要改动，改动会被查出。", "Fill in decision, change_to and remark only; other cells are not to be changed, changes are found."),
}  # fmt: skip
