"""A register's workbook to fill in (填报模板): its headings, what each column holds, drop-downs, an example.

The rows go on the first sheet, which an import finds by its headings. Sheets whose names begin with ``#`` are for
reading, and no import looks at them.
"""

from __future__ import annotations

from collections.abc import Sequence

from hengji.intake import Book, BookSheet
from hengji.model import Exact, Unit, exact, exact_text

from .schema import PERSON, TAG_MARK, TYPES, Register, RegisterField

#: So many rows have their drop-downs and look; texts typed there stay texts, be they eighteen digits.
_ROWS = 200
_HINT, _HEADINGS, _BODY = 0, 1, 2
_EXPLAINED = ("列", "类型", "必填", "填什么", "示例", "表头的其他写法", "系统里的列名")
_WIDTHS = (22, 12, 7, 60, 24, 36, 18)
#: Beside a column, what its cells look like.
_STYLES = {"integer": "input plain", "decimal": "input plain", "money": "input plain", "truth": "input centred"}


def register_workbook(register: Register) -> bytes:
    """The workbook's bytes."""
    book = Book(f"{register.name}填报模板")
    fields = [each for each in register.fields if each.person != "dropped"]
    _rows(book.sheet(register.name), register, fields)
    _explained(book.sheet("#填写说明"), register, fields)
    _example(book.sheet("#示例"), fields)
    return book.content()


def heading(field: RegisterField) -> str:
    """A column's heading: a star where every row must be filled in, money with the unit of its cells."""
    unit = f"（{field.unit.name}）" if field.type == "money" and field.unit is not None else ""
    return f"{'*' if field.required else ''}{field.title}{unit}"


def _rows(sheet: BookSheet, register: Register, fields: Sequence[RegisterField]) -> None:
    sheet.widths(*(_width(each) for each in fields))
    sheet.put(_HINT, 0, f"{register.explain}。带 * 的必填；指着表头看说明，例子见“#示例”。"
              "列的次序可以变，可以另加列（表头以 # 开头的不导入）。", "bare soft")
    for at, each in enumerate(fields):
        sheet.put(_HEADINGS, at, heading(each), "heading bold" if each.required else "heading")
        sheet.note(_HEADINGS, at, described_field(each) or each.title)
        options = _options(each)
        if options:
            sheet.choices((_BODY, at), (_BODY + _ROWS - 1, at), options)
        for row in range(_BODY, _BODY + _ROWS):
            sheet.put(row, at, None, _STYLES.get(each.type, "input text verbatim"))
    sheet.freeze(_BODY, len([each for each in fields if each.role == "key"]))
    sheet.page((_BODY + _ROWS - 1, len(fields) - 1), (_HEADINGS, _HEADINGS), roomy=True)


def _explained(sheet: BookSheet, register: Register, fields: Sequence[RegisterField]) -> None:
    sheet.widths(*_WIDTHS)
    sheet.put(0, 0, f"{register.name}：{register.explain}", "wrapped bare", to=(0, len(_EXPLAINED) - 1))
    for at, name in enumerate(_EXPLAINED):
        sheet.put(1, at, name, "heading")
    lines = [(heading(each), TYPES[each.type][0], "必填" if each.required else "", described_field(each), each.example,
              "、".join(each.accepts), each.name) for each in fields]
    below = sheet.rows(2, lines, ("wrapped", "centred", "centred", "wrapped", "wrapped", "wrapped soft", "soft text"))
    if register.rules:
        sheet.put(below + 1, 0, "每行都要合乎：", "section")
        for row, rule in enumerate(register.rules, below + 2):
            titles = "、".join(register.by_name[name].title for name in rule.fields)
            sheet.put(row, 0, f"不能有：{rule.says}（{titles}）", "wrapped bare", to=(row, len(_EXPLAINED) - 1))
    sheet.freeze(2, 1)
    sheet.page((below + 1 + len(register.rules), len(_EXPLAINED) - 1), (1, 1))


def _example(sheet: BookSheet, fields: Sequence[RegisterField]) -> None:
    sheet.widths(*(_width(each) for each in fields))
    for at, each in enumerate(fields):
        sheet.put(0, at, heading(each), "heading bold" if each.required else "heading")
        sheet.put(1, at, each.example, "verbatim text soft")
    sheet.page((1, len(fields) - 1), (0, 0), roomy=True)


def described_field(field: RegisterField) -> str:
    """What a cell of the column holds, in words."""
    return "；".join(words for words in (
        field.explain,
        f"只能填：{'、'.join(field.values)}" if field.values else "",
        f"几个标签用“{TAG_MARK}”隔开" if field.type == "tags" else "",
        "日期写成 2022-03-01" if field.type == "date" else "",
        "时间写成 2022-03-01 09:15，只有日期也可以" if field.type == "datetime" else "",
        "填 是 或 否" if field.type == "truth" else "",
        _bounds(field),
        f"{field.unit.name}，表头可改成别的金额单位" if field.type == "money" and field.unit else "",
        f"个人信息，{PERSON[field.person]}" if field.person else "",
        "可以晚于导入那天" if field.future else "",
    ) if words)


def _bounds(field: RegisterField) -> str:
    unit = field.unit if field.type == "money" else None
    low, high = _told(field.low, unit), _told(field.high, unit)
    if low and high:
        return f"{low} 到 {high}"
    return f"不小于 {low}" if low else f"不大于 {high}" if high else ""


def _told(bound: Exact | None, unit: Unit | None) -> str:
    return "" if bound is None else exact_text(exact(bound / unit.scale if unit is not None else bound))


def _options(field: RegisterField) -> tuple[str, ...]:
    """What a cell is chosen from; several tags can only be typed."""
    if field.type == "truth":
        return ("是", "否")
    return tuple(field.values) if field.type != "tags" else ()


def _width(field: RegisterField) -> int:
    least = {"datetime": 20, "date": 12}.get(field.type, 10)
    return min(40, max(least, 2 * len(heading(field)) + 2, len(field.example.encode("gb18030")) + 2))
