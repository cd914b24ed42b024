"""What a value must keep to (约束): for each field, when its cell is wrong, and how that is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hengji.intake import shortened
from hengji.model import Exact, did_you_mean, exact, exact_text
from hengji.registers.readers import ReadColumn
from hengji.registers.schema import RegisterField

from .expressions import blank_sql, person_text, quoted, text_literal

_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)
#: What a cell should have been, and an example.
_WANTED = {
    "integer": ("整数", "12"), "decimal": ("数", "12.5"), "date": ("日期", "2022-03-01"),
    "datetime": ("时间", "2022-03-01 09:15:00"), "truth": ("“是”或“否”", "是"), "tags": ("标签", "甲、乙"),
    "money": ("精确到分的金额", "1234.50 或 1.2万元"),
}
#: So many allowed values are listed.
_LISTED = 12
#: What spreadsheets and programs make of a text: digits that are lost (4.10726E+17), a fault of a formula, a text as a
#: formula or behind a mark (="001", '001), a number with decimals (20220001.0); what is told, expected and to be done.
_DAMAGED = {
    r"[+-]?\d(\.\d+)?[Ee]\+\d{1,3}": (
        "是表格软件的科学计数法，原来的数字已经不全", "完整的数字", "请从系统重新导出，不要经表格软件另存"),
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|#+)": (
        "是表格软件的错误值", "原来的内容", "请在原表里改正，再导出"),
    "=\"[^\"]*\"|'[0-9A-Za-z-]+": (
        "带着表格软件的记号，不是内容本身", "只有内容本身",
        "有等号的，用表格软件打开、另存为 .xlsx 再导入；有撇号的，去掉撇号"),
    r"\d{6,}\.0": (
        "是编号，却写成了小数", "不带小数的编号", "导出时请把这一列设为文本"),
}
#: Only such texts are looked at more closely: most are not, and looking takes time.
_ODD = "({0} < '(' OR starts_with({0}, '=') OR contains({0}, '+') OR suffix({0}, '.0'))"
_TOTAL = r"(本页|本月|本年|全年|全县)?[\s\pZ]*[合总小共累][\s\pZ]*计[\s\pZ]*[:：]?[\s\pZ]*"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a cell is wrong, in SQL over the raw text and the value, and what is told: text, expectation, remedy.

    ``passes`` is the same turned round, never NULL; together the conditions of a field pass where none holds, and
    they look no further than they must. ``looks`` is set where a plain row (:mod:`.plain`) passes anyway.
    """

    holds: str
    passes: str
    tell: Callable[[str], tuple[str, str, str]]
    looks: bool = False


def raw_name(field: RegisterField) -> str:
    """The column of a field's text as it was read."""
    return f'"_raw_{field.name}"'


def conditions(column: ReadColumn, today: date) -> Iterator[Condition]:
    """The conditions of a field in the order in which they are told."""
    field, raw, value = column.field, raw_name(column.field), quoted(column.field.name)
    if field.required:
        yield Condition(f"({raw} IS NULL OR {value} IS NULL AND {blank_sql(field, raw)})", f"{value} IS NOT NULL",
                        lambda _: (f"“{field.title}”是空的", "每行必填", ""))
    if field.type != "text" or field.values:
        passes = f"({value} IS NOT NULL OR {raw} IS NULL OR {blank_sql(field, raw)})"
        yield Condition(f"({raw} IS NOT NULL AND {value} IS NULL AND NOT {blank_sql(field, raw)})",
                        "true" if field.required else passes,
                        lambda text: _unreadable(field, text))
    for bound, sign, word in ((field.low, "<", "小于"), (field.high, ">", "大于")):
        if bound is not None:
            yield _bounded(field, bound, sign, word)
    if field.type == "text" and not field.values:
        yield from _no_text(field, raw)
    if field.pattern:
        seen = person_text(raw) if field.person == "hashed" else value
        matches = f"regexp_full_match({seen}, {text_literal(field.pattern)})"
        yield Condition(f"NOT {matches}", f"({value} IS NULL OR {matches})",
                        lambda text: (f"“{_cut(text)}”的写法不对", f"如 {field.example}", ""))
    if field.type in ("date", "datetime"):
        yield from _days(field, value, today)


def alone(key: RegisterField, others: Collection[RegisterField]) -> Condition:
    """Only the ``key`` of a row is there and nothing under the ``others``: what people write below a table."""
    rest = f"coalesce({', '.join(raw_name(each) for each in others)})"
    return Condition(f"({raw_name(key)} IS NOT NULL AND {rest} IS NULL)",
                     f"({raw_name(key)} IS NULL OR {rest} IS NOT NULL)",
                     lambda _: (f"这一行只有“{key.title}”，别的都空着", "一条记录",
                                "像是表下面的说明；不是记录的，请删去这一行"))


def _no_text(field: RegisterField, raw: str) -> Iterator[Condition]:
    """What a program made of a text, and under a key the sums below a table."""
    odd, text = _ODD.format(raw), f"trim({raw})"
    passes = f"({raw} IS NULL OR NOT {odd} OR NOT regexp_full_match({text}, {text_literal('|'.join(_DAMAGED))}))"
    for pattern, told in _DAMAGED.items():
        yield Condition(f"({odd} AND regexp_full_match({text}, {text_literal(pattern)}))", passes, _telling(*told),
                        looks=True)
        passes = "true"  # the first has looked for all
    if field.role == "key":
        holds = f"(contains({raw}, '计') AND regexp_full_match({text}, {text_literal(_TOTAL)}))"
        yield Condition(holds, f"({raw} IS NULL OR NOT {holds})",
                        _telling("像是合计行，不是一条记录", "一条记录", "请删去合计行"), looks=True)


def _telling(what: str, wanted: str, remedy: str) -> Callable[[str], tuple[str, str, str]]:
    return lambda text: (f"“{_cut(text)}”{what}", wanted, remedy)


def _days(field: RegisterField, value: str, today: date) -> Iterator[Condition]:
    yield Condition(f"({value} < DATE '{_FIRST}' OR {value} >= DATE '{_LAST}')",
                    f"({value} IS NULL OR {value} >= DATE '{_FIRST}' AND {value} < DATE '{_LAST}')",
                    lambda text: (f"“{_cut(text)}”的年份不对", f"{_FIRST.year} 年至 {_LAST.year - 1} 年", ""))
    if not field.future:
        tomorrow = f"DATE '{today + timedelta(days=1)}'"
        yield Condition(f"{value} >= {tomorrow}", f"({value} IS NULL OR {value} < {tomorrow})",
                        lambda text: (f"“{_cut(text)}”在今天之后，事情还没有发生", f"不晚于 {today}", "请核对年份"))


def _unreadable(field: RegisterField, text: str) -> tuple[str, str, str]:
    if field.values:
        known = [*field.values, *(spelling for each in field.values.values() for spelling in each)]
        listed = "、".join(list(field.values)[:_LISTED]) + ("等" if len(field.values) > _LISTED else "")
        return f"“{_cut(text)}”不是“{field.title}”认识的值", listed, did_you_mean(text.strip(), known)
    kept = f"，单位写“{field.unit}”或不写" if field.unit and field.type in ("integer", "decimal") else ""
    wanted, example = _WANTED[field.type]
    return f"“{_cut(text)}”不是{wanted}", f"{wanted}，如 {example}{kept}", ""


def _bounded(field: RegisterField, bound: Exact, sign: str, word: str) -> Condition:
    value, other = quoted(field.name), {"<": ">=", ">": "<="}[sign]
    scale = field.unit.scale if field.type == "money" and field.unit is not None else 1
    shown = f" {exact_text(exact(bound / Fraction(scale)))}{field.unit or ''}"
    return Condition(f"{value} {sign} {exact_text(bound)}", f"({value} IS NULL OR {value} {other} {exact_text(bound)})",
                     lambda text: (f"“{_cut(text)}”{word}{shown}", f"不{word}{shown}", "请核对数和单位"))


def _cut(text: str) -> str:
    return shortened(text)
