"""Wording of the look-up page."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["PAGE"]

PAGE: Final = {
    "title": Text("{district} {year} 年教师交流方案查询", "{district}: teacher exchange {year}"),
    "internal": Text("内部资料，不得公开：含个人信息", "Internal, not to be published: holds personal data"),
    "under": Text("方案 {plan}{number}（{status}）　政策：{policy}", "Plan {plan}{number} ({status}), policy: {policy}"),
    "digests": Text("摘要：数据 {input}　政策 {policy}　安排 {assignments}", "Digests: data {input}, policy {policy}, assignments {assignments}"),
    "skip": Text("跳到内容", "Skip to the content"),
    "contents": Text("目录", "Contents"),
    "search": Text("查询", "Search"),
    "search_for": Text("姓名、教师编号或学校", "Name, teacher id or school"),
    "search_hint": Text("输入后从结果中选择；显示最多 {most} 个。", "Type, then choose a result; at most {most} are shown."),
    "found": Text("找到 {n} 个", "{n} found"),
    "none": Text("没有找到", "nothing found"),
    "filter": Text("筛选", "Filter"),
    "all": Text("全部", "all"),
    "township": Text("乡镇", "township"),
    "subject": Text("学科", "subject"),
    "kind": Text("类别", "kind"),
    "shown": Text("显示 {n} 人，共 {all} 人", "{n} of {all} people shown"),
    "reset": Text("清除筛选", "clear the filter"),
    "print": Text("打印", "print"),
    "summary": Text("概况", "Summary"),
    "map": Text("交流地图", "Map of moves"),
    "map_note": Text("图形大小表示交流后未安排的周课时：圆为城区，方为镇区，三角为乡村；箭头为交流，虚线为返回。选择一所学校可看明细。下面的名单与图内容相同。", "Size shows the weekly lessons left unfilled after the exchange: circles are urban, squares town, triangles rural; arrows are moves, dashed ones returns. Choose a school for details. The list below says the same."),
    "no_place": Text("没有坐标、图上不显示的学校：{names}", "Schools without coordinates, not on the map: {names}"),
    "no_map": Text("没有学校有坐标，不能画图。", "No school has coordinates, so there is no map."),
    "flows": Text("乡镇之间的流动", "Flows between townships"),
    "flows_note": Text("行为派出，列为接收，数为人数（不含返回）；对角线为本乡镇内。", "Rows send, columns receive, numbers are people (returns left out); the diagonal is inside a township."),
    "from": Text("派出", "from"), "to": Text("接收", "to"), "sum": Text("合计", "sum"),
    "indicators": Text("指标前后对照", "Indicators before and after"),
    "indicator_note": Text("差异系数以交流前、后两个数和上限表示；短线为上限。", "CV before and after against the cap; the mark is the cap."),
    "col_stage": Text("学段", "stage"), "col_indicator": Text("指标", "indicator"), "col_threshold": Text("标准", "threshold"),
    "col_reached": Text("达标 前→后", "reached before → after"), "col_of": Text("学段部", "sections"), "col_cv": Text("差异系数 前→后", "CV before → after"),
    "col_cap": Text("上限", "cap"), "col_holds": Text("是否符合", "holds"), "col_chart": Text("图示", "chart"),
    "heat": Text("课时缺口：学校与学科", "Unfilled lessons: school by subject"),
    "heat_note": Text("数为交流后未安排的周课时，颜色越深缺口越大；空白为不缺。", "Weekly lessons unfilled after the exchange, the darker the more; blank is none."),
    "chains": Text("交流链", "Chains of moves"),
    "chains_note": Text("一人到校、另一人离校，首尾相接成链；回到起点的为环。每人只在一条链中。", "One arrives where another leaves: moves joined end to end; a cycle comes back to its beginning. Everyone is in one chain only."),
    "colon": Text("：", ": "), "of_subject": Text("（{subject}）", " ({subject})"),
    "chain": Text("链，{n} 人", "chain of {n}"), "cycle": Text("环，{n} 人", "cycle of {n}"),
    "chain_counts": Text("{cycles} 个环，{chains} 条链，其中两人以上 {long} 条；单独一人的 {single} 条见名单。", "{cycles} cycle(s) and {chains} chain(s), of which {long} of two or more; moves of one person alone, told in the list: {single}."),
    "people": Text("交流名单", "The list"),
    "col_no": Text("序号", "no."), "col_name": Text("姓名", "name"), "col_subject": Text("学科", "subject"), "col_from": Text("现任教学校", "present school"),
    "col_to": Text("交流学校", "school of the exchange"), "col_kind": Text("类别", "kind"), "col_km": Text("公里", "km"),
    "section": Text("学校", "school"),
    "detail": Text("明细", "Details"),
    "detail_none": Text("选择一位教师或一所学校。", "Choose a teacher or a school."),
    "d_goes": Text("{from} → {to}（{kind}，两校相距 {km} 公里）", "{from} → {to} ({kind}, {km} km between the schools)"),
    "d_need": Text("{to}的{subject}：未安排周课时 {tb} → {ta}；{from}的{subject}：{fb} → {fa}。", "{subject} at {to}: unfilled lessons {tb} → {ta}; at {from}: {fb} → {fa}."),
    "d_stays": Text("{group}。", "{group}."),
    "d_school": Text("教师 {before} → {after} 人，编制 {quota}；未安排周课时 {need} 节，拟申请增加 {posts} 人。", "Teachers {before} → {after}, quota {quota}; {need} weekly lessons unfilled, {posts} posts to apply for."),
    "d_out": Text("派出", "leave"), "d_in": Text("接收", "arrive"), "d_nobody": Text("无", "nobody"),
    "moves": Text("交流", "move"), "returns": Text("期满返回", "return"), "eligible": Text("符合条件", "eligible"), "unfilled": Text("未安排周课时", "lessons unfilled"),
    "posts": Text("拟申请增加教师", "posts to apply for"), "passing": Text("综合达标学段部", "sections passing"),
    "notes": Text("全部数字由独立复核程序从方案的表中点算；页面不连接网络。", "Every figure was recounted by the independent check; the page uses no network."),
}  # fmt: skip
