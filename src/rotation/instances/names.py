"""Invented Chinese names of people, townships, villages and schools, from short lists of our own."""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.instances.randomness import Bools

__all__ = ["people", "townships", "villages"]

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
)  # fmt: skip
_FEMALE: Final = "芳娜敏静丽艳娟霞秀玲桂英红梅兰莉燕慧萍婷雪琳晶洁蓉倩颖欣怡珍玉华云凤琴月蕾薇璐瑶菲"
_MALE: Final = "伟强磊军洋勇杰涛超明刚平辉鹏飞波斌宇浩凯健俊帆志建国文海峰林东阳旭成龙德兴家永春诚毅"
_MIDDLE: Final = "晓小文志建国明春海永家世光玉秀丽雪思佳子金立学新宏庆正红雅若天一俊德"

_PLACE_HEAD: Final = "青白石龙云金柳松竹清古双大长高平新沙枫桃梅兰莲凤鹤鹿桐柏桂麻"
_PLACE_TAIL: Final = "溪河山岭坪坝桥湾塘岗泉洲谷冲寨台店堰浦畈垭潭港渡"
_VILLAGE_HEAD: Final = "上下东西南北前后中新老大小三五李王陈张周刘杨赵"
_VILLAGE_TAIL: Final = "庄坡湾垅坑塆屋畈冲坳墩垸沟口"


def _combinations(heads: str, tails: str, count: int, rng: np.random.Generator) -> list[str]:
    """Return ``count`` different two-character names; beyond the list's size they get a third character."""
    all_names = [head + tail for head in heads for tail in tails if head != tail]
    picked: list[str] = []
    round_number = 0
    while len(picked) < count:
        order = rng.permutation(len(all_names))
        prefix = "" if round_number == 0 else heads[round_number - 1]
        picked += [prefix + all_names[i] for i in order[: count - len(picked)]]
        round_number += 1
    return picked


def townships(count: int, rng: np.random.Generator) -> list[str]:
    """Return different names of townships without 镇 or 乡."""
    return _combinations(_PLACE_HEAD, _PLACE_TAIL, count, rng)


def villages(count: int, rng: np.random.Generator) -> list[str]:
    """Return different names of villages of one township."""
    return _combinations(_VILLAGE_HEAD, _VILLAGE_TAIL, count, rng)


def people(female: Bools, rng: np.random.Generator) -> list[str]:
    """Return one name for each person; as in life, some share a name."""
    count = female.size
    odds = 1.0 / (np.arange(len(_SURNAMES)) + 6.0)
    surname = rng.choice(len(_SURNAMES), size=count, p=odds / odds.sum())
    middle = rng.integers(len(_MIDDLE), size=count)
    short = rng.random(count) < 0.22
    last_female = rng.integers(len(_FEMALE), size=count)
    last_male = rng.integers(len(_MALE), size=count)
    names = []
    for i in range(count):
        last = _FEMALE[last_female[i]] if female[i] else _MALE[last_male[i]]
        given = last if short[i] or _MIDDLE[middle[i]] == last else _MIDDLE[middle[i]] + last
        names.append(_SURNAMES[surname[i]] + given)
    return names
