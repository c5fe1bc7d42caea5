"""Wording of what is refused about districts that are generated or come with the package."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from typing import Final

from rotation.i18n import Text

__all__ = ["INSTANCE"]

INSTANCE: Final = {
    "no_profile": Text("没有名为 {name} 的规模；可用的有 {known}。", "no profile named {name}; there are {known}"),
    "no_size": Text("请给规模的名称，或同时给学校数和教师数。", "give the name of a profile, or both schools and teachers"),
    "size": Text(
        "{schools} 所学校、{teachers} 名教师生成不了：学校至少 12 所，平均每校教师 20 至 120 人。",
        "{schools} schools, {teachers} teachers: give 12 schools or more and 20 to 120 teachers a school"),
    "no_county": Text("没有名为 {name} 的县；可用的有 {known}。", "no county named {name}; there are {known}"),
    "no_embedded": Text("没有名为 {name} 的内置区县；可用的有 {known}。", "no embedded instance named {name}; there are {known}"),
    "no_real": Text(
        "{folder} 里没有真实数据：请把 ROTATION_DATA 设为含有 taitung/ 和 yunlin/ 的文件夹。",
        "no real data at {folder}: set ROTATION_DATA to the folder that holds taitung/ and yunlin/"),
    "no_part": Text(
        "缺少 {path}：一个县的真实学校在 elementary.csv 和 juniorhigh.csv 里。",
        "{path} is missing: the real schools of a county lie in elementary.csv and juniorhigh.csv"),
}  # fmt: skip
