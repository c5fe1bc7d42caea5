"""Wording of planning many districts at once."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["REGION"]

REGION: Final = {
    "input": Text("数据", "input"), "district": Text("区县", "district"), "year": Text("年度", "year"),
    "folder": Text("方案文件夹", "plan folder"), "state": Text("状态", "state"), "status": Text("证明", "proof"),
    "moves": Text("交流人数", "moves"), "returns": Text("期满返回", "returns"), "seconds": Text("秒", "seconds"), "reason": Text("原因", "reason"),
    "value": Text("{tier}", "{tier}"), "bound": Text("{tier}下界", "{tier} bound"), "gap": Text("{tier}差距", "{tier} gap"),
    "largest": Text("最大差距", "largest gap"), "total": Text("合计", "total"),
    "planned": Text("已求解", "planned"), "there": Text("原已求解", "planned before"), "failed": Text("未成", "failed"),
    "proven": Text("已证", "proven"), "feasible": Text("可行", "feasible"), "stopped": Text("已停止", "stopped"),
    "begin": Text("{count} 个区县，{workers} 个进程", "{count} district(s), {workers} process(es)"),
    "progress": Text("{done}/{all}  {name}  {state}  {seconds} 秒", "{done}/{all}  {name}  {state}  {seconds} s"),
    "interrupted": Text("已停止：做完的保留；用同一命令可以接着做。", "Stopped: what is done is kept; the same command goes on."),
    "summary": Text("{done} 个区县有方案（其中原已求解 {there} 个），{failed} 个未成；{seconds} 秒。", "{done} district(s) with a plan ({there} of them from before), {failed} without; {seconds} s."),
    "written": Text("已写入 {folder}：每个区县一个方案文件夹，合计表 region.csv。", "Written to {folder}: a plan folder for each district, and the table region.csv."),
    "other_plan": Text("{folder} 里是另一份方案：数据、政策或种子与这次不同。请换一个 --out，或先移走它。", "{folder} holds a plan of other data, another policy or seed. Choose another --out, or move it away."),
    "no_note": Text("{note} 缺失或已损坏，无法确认 {folder} 里的方案出自这份数据、这份政策和这个种子。请换一个 --out，或先移走该文件夹。", "{note} is missing or damaged, and nobody can tell whether the plan in {folder} is one of this data, policy and seed. Choose another --out, or move the folder away."),
    "no_certificate": Text("{folder} 里有文件，却没有 certificate.json，不是完整的方案；请先移走它，再重新求解。", "{folder} holds files and no certificate.json: it is no whole plan. Move it away to have it solved again."),
    "altered": Text("{folder} 里的方案复核不通过（{count} 个问题）；运行 rotation verify {folder} 看是哪些，移走它后重新求解。", "The plan in {folder} does not hold ({count} problem(s)); rotation verify {folder} names them. Move it away to have it solved again."),
    "not_a_region": Text("{folder} 里没有 region.csv，却已有别的文件；请换一个文件夹。", "{folder} holds other files and no region.csv; choose another folder."),
    "missing": Text("没有 {path}。", "There is no {path}."),
    "no_word": Text("进程结束（代码 {code}），没有说明。", "The process ended (code {code}) without a word."),
    "unwritable": Text("写不进 {folder}：{reason}。", "{folder} cannot be written: {reason}."),
    "twice": Text(
        "{first} 和 {path} 是同一份数据，合计会算两遍；请只写一次。",
        "{first} and {path} are the same data, which the totals would count twice; name it once."),
}  # fmt: skip
