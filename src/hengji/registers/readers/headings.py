"""Which column holds which field (表头对照): by the heading, in any of its spellings, with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from hengji.intake import Cell, Column, Header, Heading, Headings, Sheet, fold, shortened
from hengji.model import COMMON_UNITS, MONEY, UNITS, Place, Problem, Unit, did_you_mean, nearest
from hengji.registers.schema import Register, RegisterField

from .source import ReadColumn

#: Leaves out every column that is not known.
ALL_OTHERS = "*"
#: So many headings are told one by one.
_TOLD = 10
#: What a line above a table says of its amounts (单位：万元).
_STATED_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?([^\s,，;；)）]+)")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What the user says of columns: ``renamed`` maps a field to the heading it has, ``ignored`` are left out."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """The fields' columns, the columns without heading, and what a person should know."""

    columns: dict[str, ReadColumn]
    blank: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


class Matcher:
    """Knows a register's headings, as the user has renamed them."""

    def __init__(self, register: Register, choice: ColumnChoice) -> None:
        self.register, self.choice = register, choice
        self.problems: list[Problem] = []
        by_name = {name: each for each in register.fields for name in (each.title, each.name)}
        renamed: dict[str, str] = {}
        for wanted, heading in choice.renamed.items():
            if wanted in by_name:
                renamed[by_name[wanted].name] = heading
            else:
                self.problems.append(Problem(
                    Place("--columns"), f"台账“{register.name}”没有名为“{wanted}”的字段",
                    suggestion=did_you_mean(wanted, [each.title for each in register.fields])))
        taken = {fold(heading) for heading in renamed.values()}
        self.renamed = renamed
        self._ignored = {fold(name) for name in choice.ignored}
        self.headings = Headings([
            Column(each.name, (renamed[each.name],) if each.name in renamed else tuple(
                name for name in (each.title, *each.accepts, each.name) if fold(name) not in taken) or (each.name,))
            for each in register.fields])

    def matched(self, document: str, headings: Mapping[int, Heading], others: Mapping[int, Cell],
                width: int) -> Matched:
        """The fields' columns, by the headings known and not known; notes problems."""
        columns: dict[str, ReadColumn] = {}
        for at, heading in sorted(headings.items()):
            self._take(at, heading, columns)
        strangers = [] if ALL_OTHERS in self.choice.ignored else [
            cell for cell in others.values() if fold(cell.text) not in self._ignored and fold(cell.text)]
        self._missing(document, columns, strangers)
        self._strangers(strangers, columns)
        absent = [each.title for each in self.register.fields if each.name not in columns and not each.person]
        notes = (f"没有这些列，留空：{'、'.join(absent)}",) if absent else ()
        kept = {name: column for name, column in columns.items() if column.field.person != "dropped"}
        blank = tuple(at for at in range(width) if at not in headings and not (at in others and fold(others[at].text)))
        return Matched(kept, blank, notes)

    def header(self, document: str, header: Header, width: int, sheet: Sheet) -> Matched:
        """The same, of a header that was found in ``sheet``; its columns count from 1."""
        others = {column - 1: cell for column, cell in header.others.items()}
        notes = {column - 1 for column in header.notes}
        matched = self.matched(document, {column - 1: each for column, each in header.headings.items()}, others, width)
        blank = tuple(at for at in matched.blank if at not in notes)
        return _in_unit(Matched(matched.columns, blank, matched.notes), _stated_unit(sheet, header.first_row))

    def _take(self, at: int, heading: Heading, columns: dict[str, ReadColumn]) -> None:
        each, text = self.register.by_name[heading.column.field], heading.cell.text
        if fold(text) in self._ignored:
            return
        if each.name in columns:
            self.problems.append(Problem(
                heading.cell.place, f"“{columns[each.name].heading}”和“{text}”都是“{each.title}”", "只有一列",
                suggestion="用 --ignore 列名 去掉其中一列"))
            return
        scale, wrong = _scale(each, heading)
        if wrong:
            self.problems.append(wrong)
        columns[each.name] = ReadColumn(at, each, text, scale)

    def _missing(self, document: str, columns: Mapping[str, ReadColumn], strangers: Iterable[Cell]) -> None:
        texts = [cell.text for cell in strangers]
        for each in self.register.fields:
            if each.required and each.name not in columns and each.person != "dropped":
                wanted = self.renamed.get(each.name, each.title)
                near = next((nearest(name, texts) for name in (wanted, *each.accepts) if nearest(name, texts)), "")
                self.problems.append(Problem(
                    Place(document), f"没有“{wanted}”这一列，它必须有",
                    "表头：" + "、".join((each.title, *each.accepts)),
                    suggestion=f"如果“{near or '某列'}”就是它，写 --columns {each.title}={near or '某列'}"))

    def _strangers(self, strangers: list[Cell], columns: Mapping[str, ReadColumn]) -> None:
        for cell in strangers[:_TOLD]:
            column = self.headings.near(cell.text)
            near = self.register.by_name[column.field].title if column and column.field not in columns else ""
            self.problems.append(Problem(
                cell.place, f"不认识的列“{shortened(cell.text)}”", suggestion=(
                    f"如果是“{near}”，写 --columns {near}={shortened(cell.text)}；" if near else "")
                + f"不要这一列，写 --ignore {shortened(cell.text)}"))
        if len(strangers) > _TOLD:
            self.problems.append(Problem(
                strangers[_TOLD].place, f"还有 {len(strangers) - _TOLD} 列不认识",
                suggestion="表头可能不是这一行；不认识的列都不要，写 --ignore '*'"))


def _stated_unit(sheet: Sheet, above: int) -> Unit | None:
    """The unit of money that stands in a row before ``above``: the nearest."""
    texts = [cell.text for (row, _), cell in sorted(sheet.cells.items()) if row < above]
    names = [match[1] for text in texts for match in _STATED_UNIT.finditer(text)]
    units = [UNITS[name] for name in names if name in UNITS and UNITS[name].dimension == MONEY]
    return units[-1] if units else None


def _in_unit(matched: Matched, stated: Unit | None) -> Matched:
    """Amounts whose headings name no unit are in the one that is stated above the table."""
    bare = {name: replace(column, scale=stated.scale) for name, column in matched.columns.items()
            if stated is not None and column.field.type == "money" and column.scale is None}
    if not bare:
        return matched
    told = f"表头上面写着“单位：{stated}”，照此读{'、'.join(column.heading for column in bare.values())}"
    return Matched({**matched.columns, **bare}, matched.blank, (*matched.notes, told))


def _scale(each: RegisterField, heading: Heading) -> tuple[Fraction | None, Problem | None]:
    """What a number below the heading is times, by the unit that the heading states."""
    place, text = heading.cell.place, heading.cell.text
    if heading.unknown_unit:
        return None, Problem(place, f"表头“{text}”里的单位“{heading.unknown_unit}”不认识", "已知的单位",
                             suggestion=COMMON_UNITS)
    if not heading.unit:
        return None, None
    unit = UNITS[heading.unit]
    if each.type == "money":
        if unit.dimension == MONEY:
            return unit.scale, None
        return None, Problem(place, f"表头“{text}”的单位不是金额", "元、万元、亿元")
    if each.unit is not None and unit != each.unit:
        return None, Problem(place, f"表头“{text}”的单位是“{unit}”", f"“{each.unit}”")
    if each.unit is None and unit.scale != 1:
        return None, Problem(place, f"表头“{text}”的单位“{unit}”换算不了", "不带倍数的单位")
    return None, None
