"""How alike two names are (近似): one character of the same sound, two turned round, one character changed."""

from __future__ import annotations

import re
from functools import lru_cache

#: Characters that differ by right in names that are otherwise the same: each pair means two things.
_CONTRASTS = tuple(map(frozenset, (
    "上下", "本上", "去今", "收支", "预决", "市县", "市区", "区县", "省市", "城乡", "大小", "增减", "进出", "内外",
    "有无", "前后",
    "男女", "年月", "月日", "初末", "党政", "人物", "中小", "高低", "多少", "左右", "东西", "南北", "新旧", "主次",
    "甲乙", "乙丙",
    "正副", "水电", "优良", "街镇", "镇乡", "村镇", "款项", "类款", "类项", "老幼", "医药", "局科", "科室", "股室",
    "县乡", "不未",
    "总分", "始末", "是否", "购租", "车船", "法规",
)))
_COUNTED = re.compile(r"[\dA-Za-z一二三四五六七八九十甲乙丙丁ⅠⅡⅢⅣ①-⑳]")


def slip(one: str, other: str) -> str:
    """How ``other`` may be ``one`` mistyped: 同音字, 字序颠倒, 一字之差; empty where it is another name."""
    if len(one) != len(other) or one == other:
        return ""
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) == 2 and different[0] == different[1][::-1]:
        at = changed_at(one, other)
        return "字序颠倒" if one[at:at + 2] == other[at:at + 2][::-1] else ""
    if len(different) != 1 or any(_COUNTED.search(sign) for sign in different[0]):
        return ""
    if frozenset(different[0]) in _CONTRASTS:
        return ""
    return "同音字" if sound(different[0][0]) == sound(different[0][1]) else "一字之差"


@lru_cache(maxsize=4096)
def sound(character: str) -> str:
    """The sound of a character without its tone; the character itself where it has none."""
    from pypinyin import Style, lazy_pinyin  # a tenth of a second that many documents do not need

    return lazy_pinyin(character, style=Style.NORMAL)[0]


def changed_at(one: str, other: str) -> int:
    """Where two names of one length first differ."""
    return next(at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


def neighbourhood(name: str) -> set[str]:
    """Keys of which a name one character away, or with two neighbours turned round, has one too."""
    return {f"{name[:at]}*{name[at + 1:]}" for at in range(len(name))} | {
        f"{name[:at]}{min(name[at:at + 2])}^{max(name[at:at + 2])}{name[at + 2:]}" for at in range(len(name) - 1)}


def drawn_from(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with characters left out, in the same order: a short form of it."""
    rest = iter(long)
    return all(character in rest for character in short)
