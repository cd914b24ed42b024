"""How a cell's text becomes a value (换算), in SQL: first as it is mostly written, then as people write it too.

Every expression gives NULL for what is no such value; nothing is rounded but decimals, to the places that are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from hengji.formula import DIALECTS
from hengji.model import MONEY, UNITS
from hengji.registers.readers import ReadColumn
from hengji.registers.schema import TAG_MARK, RegisterField

#: A text and a column's name, as SQL writes them.
text_literal, quoted = DIALECTS["duckdb"].string, DIALECTS["duckdb"].identifier

_SPACES = "' \t\r\n\u3000\u00a0\ufeff\u200b'"
#: Full-width signs, and what they stand for.
_WIDE, _NARROW = "０１２３４５６７８９．，：／（）－−＋％　", "0123456789.,:/()--+% "
_TRUE = ("是", "√", "✓", "✔", "1", "有", "对", "Y", "YES", "TRUE", "T")
_FALSE = ("否", "×", "✗", "✘", "0", "无", "错", "N", "NO", "FALSE", "F", "没有", "不是", "X")
#: What people write in a cell for nothing; of numbers it might mean zero.
_NONE = ("/", "-", "—", "——", "--")
_EMPTY_BY_MARK = ("date", "datetime", "truth")
#: What parts the tags of a cell.
_PARTED = r"[、,，;；/|\s]+"
_DAY = r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_TIME = r"(?:[T\s]*(\d{1,2})\s*[:时点]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2})(\.\d{1,6})?\d*\s*秒?|\s*分)?)?"
_ZONE = r"\s*(Z|\+0?8(?::?00)?|[+-]00(?::?00)?)?$"
_COMPACT = r"^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$"
#: Days as spreadsheets count them: from 1954 to 2119.
_SERIAL = r"^[2-7]\d{4}(\.\d+)?$"
_NUMBER = r"^([-+△▲]?)[￥¥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(\D*)$"


def among(sql: str, texts: Sequence[str]) -> str:
    """Whether the text that ``sql`` gives is one of ``texts``; NULL of NULL.

    Not by IN: DuckDB makes a join of a list of more than a few, for all rows, whether they come to it or not.
    """
    return f"regexp_full_match({sql}, {text_literal('|'.join(map(re.escape, texts)))})"


def value_sql(column: ReadColumn, raw: str) -> str:
    """The value of the text ``raw`` under the field of ``column``."""
    field = column.field
    if field.values and field.type == "text":
        return _term(field, raw)
    return _BY_TYPE[field.type](column, raw)


def blank_sql(field: RegisterField, raw: str) -> str:
    """Whether the text ``raw`` is as good as empty."""
    marks = _NONE if field.type in _EMPTY_BY_MARK or field.values else ()
    return among(f"trim({raw}, {_SPACES})", ("", *marks)) if marks else f"trim({raw}, {_SPACES}) = ''"


def clean_text(raw: str) -> str:
    """A text without spaces around it; NULL where nothing is left."""
    # Most texts have none around: the last sign is looked at, and few hold a wide space at all.
    return (f"CASE WHEN {raw} > '!' AND {raw}[-1] > ' ' AND NOT contains({raw}, '\u3000')"
            f" AND NOT contains({raw}, '\u00a0') THEN {raw} ELSE nullif(trim({raw}, {_SPACES}), '') END")


def person_text(raw: str) -> str:
    """What identifies a person, written in one way: no spaces, no full width, capital letters."""
    narrow = f"regexp_replace(translate({raw}, '{_WIDE}ｘＸ', '{_NARROW}XX'), '\\s', '', 'g')"
    plain = f"replace(trim({raw}, {_SPACES}), ' ', '')"
    return f"upper(nullif(CASE WHEN strlen({raw}) = length({raw}) THEN {plain} ELSE {narrow} END, ''))"


def _folded(raw: str) -> str:
    return f"translate(trim({raw}, {_SPACES}), '{_WIDE}', '{_NARROW}')"


def _term(field: RegisterField, raw: str) -> str:
    """The term that a text is, or is a spelling of; first as most are written, without spaces around."""
    terms = {**{spelling: term for term, each in field.values.items() for spelling in each},
             **{term: term for term in field.values}}
    mapped = "".join(f" WHEN {text_literal(spelling)} THEN {text_literal(term)}" for spelling, term in terms.items())
    kept = "".join(f" WHEN {raw} = {text_literal(term)} THEN {raw}" for term in field.values)
    return (f"CASE{kept} WHEN {raw} IS NOT NULL THEN coalesce(CASE {raw}{mapped} END,"
            f" CASE trim({raw}, {_SPACES}){mapped} END) END")


def _tags(column: ReadColumn, raw: str) -> str:
    field = column.field
    parts = f"list_filter(regexp_split_to_array(trim({raw}, {_SPACES}), '{_PARTED}'), lambda part: part <> '')"
    if not field.values:
        return f"nullif(array_to_string({parts}, '{TAG_MARK}'), '')"
    terms = tuple(field.values)
    mapped = "".join(f" WHEN {text_literal(spelling)} THEN {text_literal(term)}"
                     for term, each in field.values.items() for spelling in each)
    known = f"list_transform({parts}, lambda part: CASE WHEN {among('part', terms)} THEN part ELSE CASE part{mapped}" \
            " WHEN '' THEN '' END END)"
    kept = f"list_filter(str_split({raw}, '{TAG_MARK}'), lambda part: {among('part', terms)})"
    whole = "".join(f" WHEN {raw} = {text_literal(term)} THEN {raw}" for term in terms)
    return (f"CASE{whole}"
            f" WHEN array_to_string({kept}, '{TAG_MARK}') = {raw} THEN nullif({raw}, '')"
            f" WHEN len(list_filter({known}, lambda part: part IS NULL)) = 0"
            f" THEN nullif(array_to_string({known}, '{TAG_MARK}'), '') END")


def _truth(_: ReadColumn, raw: str) -> str:
    return (f"CASE WHEN {raw} = '是' THEN true WHEN {raw} = '否' THEN false"
            f" WHEN {among(f'upper(trim({raw}, {_SPACES}))', _TRUE)} THEN true"
            f" WHEN {among(f'upper(trim({raw}, {_SPACES}))', _FALSE)} THEN false END")


def _moment(raw: str) -> str:
    """A time that is written in any of the ways that people have."""
    folded = f"regexp_replace({_folded(raw)}, '{_COMPACT}', '\\1-\\2-\\3 0\\4:0\\5:0\\6')"
    # What is not written gives “0”, and a leading nought before two digits is dropped below.
    spelled = f"regexp_replace(regexp_replace({folded}, '([ :])0(\\d\\d)', '\\1\\2', 'g'), '  +', ' ', 'g')"
    names = "['y', 'm', 'd', 'h', 'i', 's', 'f', 'z']"
    found = f"regexp_extract({spelled}, '{_DAY}{_TIME}{_ZONE}', {names})"
    text = (f"{found}.y || '-' || {found}.m || '-' || {found}.d || ' ' || if({found}.h = '', '0', {found}.h) || ':'"
            f" || if({found}.i = '', '0', {found}.i) || ':' || if({found}.s = '', '0', {found}.s) || {found}.f")
    shifted = f"if({found}.z = '' OR {found}.z LIKE '+%8%', 0, 8)"
    serial = f"CAST(try_cast({_folded(raw)} AS DECIMAL(20, 10)) * 86400 AS BIGINT)"
    return (f"CASE WHEN regexp_matches({_folded(raw)}, '{_SERIAL}') THEN TIMESTAMP '1899-12-30' + to_seconds({serial})"
            f" ELSE try_cast({text} AS TIMESTAMP) + to_hours({shifted}) END")


def _datetime(_: ReadColumn, raw: str) -> str:
    return (f"coalesce(CASE WHEN strlen({raw}) = 19 AND {raw}[17] = ':' THEN try_cast({raw} AS TIMESTAMP) END,"
            f" CASE WHEN {raw} IS NOT NULL THEN {_moment(raw)} END)")


def _date(_: ReadColumn, raw: str) -> str:
    return (f"CASE WHEN strlen({raw}) = 10 AND substr({raw}, 5, 1) = '-' THEN try_cast({raw} AS DATE)"
            f" WHEN {raw} IS NOT NULL THEN CAST({_moment(raw)} AS DATE) END")


def _number(raw: str) -> str:
    """A number's sign, digits, decimals and what stands behind it, of the ways that people write one."""
    folded = f"regexp_replace({_folded(raw)}, '^\\((.+)\\)$', '-\\1')"
    return f"regexp_extract({folded}, '{_NUMBER}', ['sign', 'whole', 'part', 'unit'])"


def _plain(found: str) -> str:
    return f"if({found}.sign IN ('', '+'), '', '-') || replace({found}.whole, ',', '') || {found}.part"


def _integer(column: ReadColumn, raw: str) -> str:
    found = _number(raw)
    unit = _unit_names(column.field)
    return (f"CASE WHEN try_cast({raw} AS BIGINT)::VARCHAR = {raw} THEN try_cast({raw} AS BIGINT)"
            f" WHEN {among(f'{found}.unit', unit)} AND regexp_full_match({found}.part, '(\\.0*)?')"
            f" THEN try_cast(if({found}.sign IN ('', '+'), '', '-') || replace({found}.whole, ',', '') AS BIGINT) END")


def _decimal(column: ReadColumn, raw: str) -> str:
    found, kept = _number(raw), column.field.decimals
    return (f"CASE WHEN try_cast({raw} AS DECIMAL(18, {kept}))::VARCHAR = {raw}"
            f" THEN try_cast({raw} AS DECIMAL(18, {kept}))::DECIMAL(38, {kept})"
            f" WHEN {among(f'{found}.unit', _unit_names(column.field))}"
            f" THEN try_cast({_plain(found)} AS DECIMAL(38, {kept})) END")


def _money(column: ReadColumn, raw: str) -> str:
    """Whole fen: what is finer is no amount."""
    assert column.field.unit is not None
    scale, found = column.scale or column.field.unit.scale, _number(raw)
    scales = "".join(f" WHEN {text_literal(name)} THEN {_whole(unit.scale)}"
                     for name, unit in UNITS.items() if unit.dimension == MONEY)
    number = f"try_cast({_plain(found)} AS DECIMAL(25, 10))"
    times = f"(CASE {found}.unit WHEN '' THEN {_whole(scale)}{scales} END)::DECIMAL(11, 0)"
    fen = f"({number} * {times})"
    general = (f"CASE WHEN length({found}.part) <= 11 AND length({found}.whole) <= 19 AND"
               f" try_cast({fen} AS BIGINT) = {fen} THEN try_cast({fen} AS BIGINT) END")
    if scale != UNITS["元"].scale:
        return f"CASE WHEN {raw} IS NOT NULL THEN {general} END"
    return (f"CASE WHEN try_cast({raw} AS DECIMAL(16, 2))::VARCHAR = {raw}"
            f" THEN (try_cast({raw} AS DECIMAL(16, 2)) * 100)::BIGINT WHEN {raw} IS NOT NULL THEN {general} END")


def _whole(scale: Fraction) -> int:
    assert scale.denominator == 1
    return scale.numerator


def _unit_names(field: RegisterField) -> tuple[str, ...]:
    return ("", field.unit.name) if field.unit and field.unit.name else ("",)


_BY_TYPE: dict[str, Callable[[ReadColumn, str], str]] = {
    "text": lambda _, raw: clean_text(raw), "tags": _tags, "truth": _truth, "datetime": _datetime, "date": _date,
    "integer": _integer, "decimal": _decimal, "money": _money,
}
