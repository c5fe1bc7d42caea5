"""Wording of the classes to open: conflicts, findings, tables and the terminal's summary."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = [
    "BASIS", "CHECK_LABEL", "CONFLICT", "FINDING", "GIVES", "OPENING", "OPENING_COLUMNS", "STATES", "TIER",
    "grade_name",
]  # fmt: skip

_NUMERALS: Final = "一二三四五六七八九"


def grade_name(grade: int) -> Text:
    """Return how a grade is called."""
    return Text(f"{_NUMERALS[grade - 1]}年级", f"grade {grade}")


CONFLICT: Final = {
    "title": Text(
        "按必须遵守的限制，{year} 年开不出班：{count} 处矛盾。什么也没有写。",
        "No class plan for {year} satisfies every required limit: {count} conflict(s). Nothing was written."),
    "core": Text("不能同时成立：{limits}。只放宽一项时，至少要：{ways}。", "cannot all hold: {limits}. One of them has to give, by at least: {ways}."),
}  # fmt: skip
STATES: Final = {
    "cap": Text("{school}{grade} {pupils} 人，每班不超过 {limit} 人（至少 {classes} 个班）", "{school}, {grade}: {pupils} pupils, at most {limit} in a class ({classes} class(es))"),
    "rooms": Text("{school}可用教室 {limit} 间（{grades} 个年级有学生，各至少 1 个班）", "{school} has {limit} classroom(s) for use ({grades} grade(s) with pupils, a class each at least)"),
    "school_size": Text("{school} {pupils} 人，规模不超过 {limit} 人", "{school} has {pupils} pupils, at most {limit} allowed"),
    "quota": Text("{school}（{stage}）编制 {limit} 人（每个有学生的年级至少 1 个班，教师按课时折算）", "{school}, {stage}: its staff quota is {limit} (every grade with pupils needs a class and teachers for its lessons)"),
    "running": Text("{school}{grade}原有 {limit} 个班不合并", "{school}, {grade}: its running classes are kept ({limit})"),
    "growth": Text("{school}{grade}已是大班额（{limit} 人），不得再增加", "{school}, {grade}: its classes of {limit} are oversized and may not grow"),
    "staff": Text("{stage}教师每周可为各班承担 {limit} 节课（每个有学生的年级至少 1 个班）", "the {stage} teachers can give the classes {limit} lessons a week (every grade with pupils needs a class)"),
    "catchment": Text("{stage}新生最多 {limit} 人在片区外就读", "at most {limit} {stage} entrants outside their catchment"),
}  # fmt: skip
GIVES: Final = {
    "cap": Text("允许 {amount} 人超过班额", "{amount} pupil(s) beyond the class cap"),
    "rooms": Text("增加 {amount} 间教室", "{amount} more classroom(s)"),
    "school_size": Text("允许 {amount} 人超过学校规模", "{amount} pupil(s) beyond the school's size"),
    "quota": Text("增加 {amount} 个编制", "{amount} more post(s)"),
    "running": Text("合并原有班，减少 {amount} 个", "{amount} running class(es) merged away"),
    "growth": Text("允许大班额合计再增加 {amount} 人", "{amount} more pupil(s) in oversized classes"),
    "staff": Text("每周增加 {amount} 节课的教师", "teachers for {amount} more lesson(s) a week"),
    "catchment": Text("多 {amount} 人在片区外就读", "{amount} more entrant(s) outside their catchment"),
}  # fmt: skip
BASIS: Final = {
    "data": Text("年级表", "grades sheet"),
    "entrants": Text("新生表", "entrants sheet"),
    "moved_up": Text("由上一年级升入", "moved up"),
    "assumed": Text("假定", "assumed"),
}
TIER: Final = {
    "oversized": Text("大班额超出人数", "pupils in oversize"),
    "over_cap": Text("超班额人数", "pupils over the cap"),
    "rooms": Text("缺教室", "rooms missing"),
    "school_size": Text("超规模人数", "pupils over school size"),
    "posts": Text("超编制教师数", "teachers beyond the quota"),
    "classes": Text("班级数", "classes"),
    "lessons": Text("每周课时", "lessons a week"),
    "directed": Text("调剂新生", "entrants directed"),
    "distance": Text("调剂里程（人×0.1公里）", "way (0.1 km)"),
}
FINDING: Final = {
    "totals": Text("{school}{grade}应有 {limit} 人，开班表 {measured} 人", "{school}, {grade}: {measured} pupil(s) in the plan, {limit} expected"),
    "sizes": Text("{school}{grade}各班合计 {measured} 人，该年级 {limit} 人", "{school}, {grade}: the classes hold {measured} of {limit} pupils"),
    "size_difference": Text("{school}{grade}各班人数最多相差 {measured} 人（限 {limit}）", "{school}, {grade}: sizes differ by {measured} (at most {limit})"),
    "cap": Text("{school}{grade}最大班 {measured} 人，班额 {limit} 人", "{school}, {grade}: the largest class has {measured}, the cap is {limit}"),
    "oversized": Text("{school}{grade}最大班 {measured} 人，大班额界限 {limit} 人以内", "{school}, {grade}: the largest class has {measured}, not oversized up to {limit}"),
    "rooms": Text("{school}开 {measured} 个班，可用教室 {limit} 间", "{school} opens {measured} class(es) in {limit} classroom(s)"),
    "school_size": Text("{school} {measured} 人，规模上限 {limit} 人", "{school} has {measured} pupils, at most {limit}"),
    "quota": Text("{school}（{stage}）各班按课时需教师 {measured} 人，编制 {limit} 人", "{school}, {stage}: the classes' lessons ask for {measured} teacher(s), the staff quota is {limit}"),
    "running": Text("{school}{grade}开 {measured} 个班，原有 {limit} 个班", "{school}, {grade}: {measured} classes, {limit} were running"),
    "growth": Text("{school}{grade}最大班 {measured} 人，原大班额 {limit} 人", "{school}, {grade}: the largest class has {measured}, oversized at {limit} before"),
    "staff": Text("{stage}各班需 {measured} 节课，教师可承担 {limit} 节", "{stage}: the classes ask for {measured} lessons, the teachers give {limit}"),
    "route": Text("{school}{grade}调往{neighbour} {measured} 人，最多 {limit} 人", "{school}, {grade}: {measured} directed to {neighbour}, at most {limit}"),
    "siblings": Text("{school}{grade}单独调出 {measured} 人，可单独调出 {limit} 人", "{school}, {grade}: {measured} directed alone, {limit} may be"),
    "twins": Text("{school}{grade}调出双胞胎 {measured} 对，共有 {limit} 对", "{school}, {grade}: {measured} pairs of twins directed of {limit}"),
    "relay": Text("{school}{grade}接收调剂，又调出 {measured} 人", "{school}, {grade} receives entrants and directs {measured} away"),
    "receives": Text("{school}{grade}接收调剂，超班额 {measured} 人", "{school}, {grade} receives entrants with {measured} beyond the cap"),
    "full": Text("{school}接收调剂，超规模 {measured} 人", "{school} receives entrants with {measured} beyond its size"),
    "catchment": Text("{stage}新生在片区就读 {measured}，要求 {limit}", "{stage}: {measured} of the entrants in their catchment, {limit} asked for"),
}  # fmt: skip
OPENING: Final = {
    "title": Text("{district} {year} 年开班方案（政策：{policy}）", "{district}: classes to open in {year} (policy: {policy})"),
    "totals": Text("学校 {schools} 所，学生 {pupils} 人；原有 {before} 个班，开 {classes} 个班（{change}）。",
                   "{schools} school(s), {pupils} pupil(s); {before} class(es) now, {classes} to open ({change})."),
    "stopped": Text("没有开班方案：还没有找到一个方案，搜索就停止了。", "the classes were not planned: the search was stopped before there was a plan"),
    "exhausted": Text("搜索达到计算量的限度，没有找到开班方案。", "the search for classes reached its limit of work without a plan"),
    "proven": Text("已证明最优：每一层的方案值都等于下界。", "Proven optimal: every tier's value is its bound."),
    "feasible": Text("搜索未到证明即结束，为目前最好的方案；差距见下表，标“-”的层没有求下界。",
                     "The search ended before the proof: the best plan so far. Gaps below; a tier marked - was not bounded."),
    "stages": Text("一、按学段", "1. By stage"),
    "staff_line": Text("{stage}：各班需课时 {demanded} 节（含中层减课），现有教师可承担 {supplied} 节，{verdict}。",
                       "{stage}: {demanded} lessons a week asked for (relief of leaders included), {supplied} given, {verdict}."),
    "short": Text("缺 {lessons} 节", "{lessons} short"),
    "spare": Text("余 {lessons} 节", "{lessons} to spare"),
    "tiers": Text("二、目标：先后次序、方案值与下界", "2. Tiers in order, value and bound"),
    "changes": Text("三、班数变化最大的年级（前 {shown} 个，共 {all} 个）", "3. Grades whose number of classes changes (first {shown} of {all})"),
    "no_changes": Text("三、班数变化：无", "3. No grade changes its number of classes"),
    "changes_all": Text("三、班数变化的年级（共 {all} 个）", "3. Grades whose number of classes changes ({all})"),
    "directed_all": Text("四、新生调剂（共 {all} 条）", "4. Entrants directed ({all} route(s))"),
    "directed": Text("四、新生调剂（前 {shown} 条，共 {all} 条）", "4. Entrants directed (first {shown} of {all} routes)"),
    "not_directed": Text("四、新生调剂：无（可调剂的路线 {routes} 条）", "4. No entrants directed (routes that were open: {routes})"),
    "share": Text("{stage}新生 {entrants} 人，在片区就读 {inside} 人（{share}，要求 {least}），调剂 {directed} 人。",
                  "{stage}: {inside} of {entrants} entrants in their catchment ({share}, {least} asked for), {directed} directed."),
    "missed": Text("五、未达到的目标", "5. Targets missed"),
    "none_missed": Text("五、未达到的目标：无", "5. No target is missed"),
    "missed_line": Text("{label}：{count} 处，如{example}。", "{label}: {count}, such as {example}."),
    "costs": Text("六、不同班额上限的代价（各校收本片区学生，不限房间和教师）", "6. What other caps would cost (own catchments; rooms and teachers unlimited)"),
    "years": Text("七、以后各年", "7. The years to come"),
    "years_note": Text("“假定”是没有新生表时的假定：一年级同今年片区人数，七年级按六年级毕业人数分摊。教师、教室按现在计。",
                       "Assumed entrants: grade 1 as many as this year's catchment, grade 7 the leavers of grade 6 shared out. Teachers and rooms as they are now."),
    "present": Text("现状", "now"),
    "folder": Text("方案文件夹：{folder}", "Folder: {folder}"),
    "hint": Text("明细表和 Excel：加 --out 文件夹。", "Full tables and a workbook: add --out DIR."),
    "workbook": Text("开班方案.xlsx", "classes.xlsx"),
    "sheet_grades": Text("开班", "classes"),
    "sheet_schools": Text("学校汇总", "schools"),
    "sheet_directed": Text("新生调剂", "directed"),
    "sheet_costs": Text("班额测算", "caps"),
    "sheet_title": Text("{district} {year} 年{sheet}", "{district} {year}: {sheet}"),
    "sheet_note": Text("政策 {policy}　状态：{status}", "Policy {policy}, {status}"),
    "status_proven": Text("已证明最优", "proven optimal"),
    "status_feasible": Text("未证明最优", "not proven optimal"),
    "footer": Text("第 &P 页，共 &N 页", "Page &P of &N"),
    "cap_wrong": Text("班额应为 1 至 200 的整数，如 40，或 小学/初中 如 45/50", "a cap is a whole number from 1 to 200 such as 40, or primary/junior such as 45/50"),
    "running_wrong": Text("--running 只能是 keep 或 free", "--running is keep or free"),
    "planned_feasible": Text("班级方案未证明最优，为目前最好的方案", "these classes are the best so far, not proven optimal"),
    "planned": Text("规划班级：原有 {before} 个班，开 {classes} 个班", "planning the classes: {before} now, {classes} to open"),
}  # fmt: skip
CHECK_LABEL: Final = {
    "cap": Text("超过班额", "over the class cap"),
    "oversized": Text("大班额", "oversized classes"),
    "rooms": Text("教室不够", "classrooms short"),
    "school_size": Text("超过学校规模", "schools over their size"),
    "quota": Text("按课时所需教师超过编制", "lessons beyond the staff quota"),
    "staff": Text("课时超过教师可承担", "lessons beyond the teachers"),
    "catchment": Text("片区就读比例不足", "catchment share missed"),
}
OPENING_COLUMNS: Final = {
    "grade": Text("年级", "grade"),
    "basis": Text("人数来源", "basis"),
    "expected": Text("片区人数", "catchment"),
    "classes_now": Text("原有班", "classes now"),
    "opened": Text("开班", "to open"),
    "more_classes": Text("增减", "change"),
    "smallest": Text("最小班", "smallest"),
    "largest_class": Text("最大班", "largest"),
    "cap_of_class": Text("班额", "cap"),
    "over_cap_classes": Text("超班额班", "over cap"),
    "oversized_classes": Text("大班额班", "over size"),
    "over_cap_pupils": Text("超班额人数", "pupils over"),
    "sizes": Text("各班人数", "sizes"),
    "rooms": Text("可用教室", "rooms"),
    "rooms_left": Text("余教室", "rooms left"),
    "most_pupils": Text("规模上限", "most pupils"),
    "neighbour": Text("调往学校编号", "neighbour"),
    "neighbour_name": Text("调往学校", "neighbour name"),
    "singles": Text("单独", "singles"),
    "pairs": Text("双胞胎对数", "pairs"),
    "directed": Text("调剂人数", "directed"),
    "check": Text("核对", "check"),
    "caps": Text("班额上限", "cap"),
    "rooms_short": Text("缺教室", "rooms short"),
    "lessons": Text("周课时", "lessons"),
    "posts_by_lessons": Text("按课时需教师", "posts by lessons"),
    "posts_by_pupils": Text("按编制应有", "posts by pupils"),
    "year": Text("年度", "year"),
    "entrants_assumed": Text("假定新生", "entrants assumed"),
}  # fmt: skip
