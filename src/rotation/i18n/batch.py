"""Wording of dealing many school-grades at once."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["BATCH"]

BATCH: Final = {
    "name": Text("学校年级", "school and grade"), "state": Text("状态", "state"), "pupils": Text("学生", "pupils"),
    "classes": Text("班数", "classes"), "counts": Text("计数项", "counts"), "counts_at_bound": Text("达下界的计数", "counts at bound"),
    "mean_spread": Text("平均分最大相差（标准差）", "largest mean spread (sd)"), "sd_spread": Text("标准差最大相差（标准差）", "largest sd spread (sd)"),
    "seconds": Text("秒", "seconds"), "seed": Text("本年级的种子", "the grade's seed"), "reason": Text("原因", "reason"),
    "dealt": Text("已编", "dealt"), "there": Text("原已编好", "dealt before"), "refused": Text("未编", "not dealt"),
    "unwritable": Text("写不进 {folder}：{reason}。", "{folder} cannot be written: {reason}."),
    "other_run": Text("{folder} 里没有 grades.csv，却已有别的文件；请换一个文件夹。", "{folder} holds other files and no grades.csv; choose another folder."),
    "missing": Text("没有 {path}。", "There is no {path}."),
    "nothing": Text("{path} 里没有一个学校年级：单个文件要有“学校”或“年级”列，文件夹要每个学校年级一个表。", "{path} holds no school-grade: a file needs a column of school or grade, a folder one table for each."),
    "altered": Text("{folder} 里的名单编成之后被改动（{files}）；请从备份恢复，或移走该文件夹后重新编班。", "The lists in {folder} were altered since they were dealt ({files}): bring them back from a copy, or move the folder away to have them dealt again."),
    "no_classes": Text("没有班数列，也没有给 --cap。", "there is no column of classes and no --cap."),
    "too_many": Text("{classes} 个班超过 200。", "{classes} classes are more than 200."),
    "found": Text("{grades} 个学校年级，{pupils} 名学生，{jobs} 个进程", "{grades} school-grades, {pupils} pupils, {jobs} process(es)"),
    "progress": Text("{done}/{all}  {name}  {state}", "{done}/{all}  {name}  {state}"),
    "stopped": Text("已停止：编好的保留；用同一命令可以接着编。", "Stopped: what is dealt is kept; the same command goes on."),
    "summary": Text("编好 {dealt} 个（其中原已编好 {there} 个），未编 {refused} 个；计数 {met}/{counts} 项达到算术下界；{seconds} 秒。", "{dealt} dealt (of these {there} before), {refused} not; {met} of {counts} counts at their arithmetic bound; {seconds} s."),
    "scores": Text("最大的平均分相差 {mean} 标准差，最大的标准差相差 {sd} 标准差。", "Largest spread of means {mean} sd, of sds {sd} sd."),
    "more_warnings": Text("另有 {count} 条提醒。", "{count} more warnings."),
    "written": Text("已写入 {folder}：每个学校年级一个文件夹，合计表 grades.csv。", "Written to {folder}: a folder for each school-grade, and the table grades.csv."),
}  # fmt: skip
