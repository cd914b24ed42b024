"""From a folder to a register (载入台账定义): read and build; all problems at once.

SQL is checked apart (:mod:`.check`), when all registers that it may name are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hengji.formula import Named, Scope, read_formula
from hengji.intake import Located, Record, Values, read_text, read_yaml
from hengji.model import MONEY, PLAIN, Place, Problem, Unit, did_you_mean

from .measure import LeftOut, Measure, Part
from .record import MEASURE, REGISTER
from .schema import Register, RegisterField, RowRule, View

_NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")
_ID = re.compile(r"[a-z][a-z0-9-]{0,50}")
_REFERENCE = re.compile(r"\{([^{}]+)\}")
#: Measures say so where they have no period: how things stand, not what happened.
_NO_TIME = "无"


def load_register(folder: Path) -> tuple[Register | None, tuple[Problem, ...]]:
    """The register in ``folder``: ``register.yaml``, ``measures/*.yaml`` and ``views/*.sql``."""
    problems: list[Problem] = []
    values = _read(folder / "register.yaml", REGISTER, problems)
    register = _Builder(folder, problems).register(values) if values is not None and values.complete else None
    return (None if problems else register), tuple(problems)


def _read(path: Path, record: Record, problems: list[Problem]) -> Values | None:
    text, refused = read_text(path)
    problems.extend(refused)
    if text is None:
        return None
    node, syntax = read_yaml(text, str(path))
    problems.extend(syntax)
    return None if node is None else record.read(node, problems)


class _Builder:
    """Builds one register; notes what is wrong and goes on."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder, self.problems = folder, problems

    def register(self, values: Values) -> Register:
        self._named(values["id"], self.folder.name)
        fields = tuple(self._field(entry) for entry in values["fields"] if entry.complete)
        self._each_once((each.name, each.place) for each in fields)
        self._headings(fields)
        names = [each.name for each in fields]
        rules = tuple(RowRule(rule["holds"].text, rule["says"], self._columns(rule["fields"], names),
                              rule["holds"].place)
                      for rule in values["rules"] or () if rule.complete)
        register = Register(values["id"].text, values["name"], values["english"], values["explain"], fields, rules,
                            serves=values["serves"] or (), folder=self.folder, views=tuple(self._views()))
        if not register.keys:
            self._problem(values.place, "没有编号字段", "至少一个字段写 role: key，它们合起来每行不同")
        measures = tuple(self._measures(register))
        return Register(register.id, register.name, register.english, register.explain, fields, rules, measures,
                        register.views, register.serves, self.folder)

    def _problem(self, place: Place, text: str, expected: str = "", suggestion: str = "") -> None:
        self.problems.append(Problem(place, text, expected, suggestion=suggestion))

    def _named(self, name: Located, wanted: str) -> None:
        if not _ID.fullmatch(name.text) or name.text != wanted:
            self._problem(name.place, f"标识“{name.text}”与名称“{wanted}”不同，或有别的字符",
                          "小写字母、数字和短横线，与文件夹或文件同名")

    def _each_once(self, names: Iterable[tuple[str, Place | None]]) -> None:
        seen: set[str] = set()
        for name, place in names:
            if name in seen and place is not None:
                self._problem(place, f"“{name}”写了两次", suggestion="每个名称只用一次")
            seen.add(name)

    def _headings(self, fields: Iterable[RegisterField]) -> None:
        """A heading that two fields accept would be read as either."""
        owners: dict[str, RegisterField] = {}
        for each in fields:
            for heading in {each.title, *each.accepts, each.name}:
                other = owners.setdefault(heading, each)
                if other is not each and each.place is not None:
                    self._problem(each.place, f"表头“{heading}”既是“{other.title}”又是“{each.title}”",
                                  suggestion="一种写法只给一个字段")

    def _columns(self, names: Iterable[Located], known: list[str]) -> tuple[str, ...]:
        names = tuple(names)
        for name in names:
            if name.text not in known:
                self._problem(name.place, f"没有名为“{name.text}”的字段", suggestion=did_you_mean(name.text, known))
        return tuple(name.text for name in names)

    def _field(self, entry: Values) -> RegisterField:
        name = entry["name"].text
        if not _NAME.fullmatch(name):
            self._problem(entry["name"].place, f"列名“{name}”不能用", "小写字母开头，只有小写字母、数字和下划线")
        unit: Unit | None = entry["unit"]
        if entry["type"] == "money" and (unit is None or unit.dimension != MONEY):
            self._problem(entry.at("unit"), f"金额“{entry['title']}”没有写金额单位", "unit: 元 或 万元")
        bound = unit.scale if unit and entry["type"] == "money" else 1
        low, high = (None if entry[end] is None else entry[end] * bound for end in ("low", "high"))
        return RegisterField(
            name, entry["title"], entry["type"], entry["role"] or "", bool(entry["required"]) or entry["role"] == "key",
            entry["accepts"] or (), {value: spellings for value, _, spellings in entry["values"] or ()}, unit,
            int(entry["decimals"] if entry["decimals"] is not None else 2), low, high, entry["pattern"] or "",
            entry["person"] or "", bool(entry["future"]), self._reference(entry["refers"]), entry["explain"] or "",
            entry["example"], entry.place)

    def _reference(self, words: Located | None) -> tuple[str, str] | None:
        if words is None:
            return None
        register, dot, name = words.text.partition(".")
        if not dot:
            self._problem(words.place, f"“{words.text}”没有写明哪一列", "台账标识.列名，如 service-items.item_code")
        return register, name

    def _views(self) -> Iterable[View]:
        for path in sorted((self.folder / "views").glob("*.sql")):
            text, refused = read_text(path)
            self.problems.extend(refused)
            if text is not None:
                yield View(path.stem, text, Place(str(path), line=1))

    def _measures(self, register: Register) -> Iterable[Measure]:
        for path in sorted((self.folder / "measures").glob("*.yaml")):
            values = _read(path, MEASURE, self.problems)
            if values is not None and values.complete:
                self._named(values["id"], path.stem)
                yield self._measure(values, register)

    def _measure(self, values: Values, register: Register) -> Measure:
        parts = tuple(Part(entry["name"].text, entry["unit"], _text(entry["where"]), _text(entry["sum"]),
                           bool(entry["whole"])) for entry in values["parts"] if entry.complete)
        if any(part.whole for part in parts) and values["split"] is None:
            self._problem(values.at("parts"), "没有写 split，不能写 whole", suggestion="删去 whole，或写明按哪一列分")
        self._each_once((entry["name"].text, entry["name"].place) for entry in values["parts"] if entry.complete)
        time = _text(values["time"]) or (register.time.name if register.time else "")
        columns = tuple(_text(each) for each in values["columns"] or ()) or tuple(
            each.name for each in register.fields if each.role in ("key", "time"))
        self._sentence(values, [part.name for part in parts])
        return Measure(
            values["id"].text, register.id, values["name"], values["english"], values["unit"], parts,
            self._value(values, parts), values["sentence"], _text(values["rows"]), "" if time == _NO_TIME else time,
            tuple(LeftOut(entry["why"], entry["when"].text) for entry in values["left_out"] or () if entry.complete),
            columns, _text(values["split"]), bool(values["overlaps"]), bool(values["yearly"]),
            values["explain"] or "", values.place,
            _places(values))

    def _value(self, values: Values, parts: tuple[Part, ...]) -> Named:
        words: Located = values["value"]
        unit: Unit = values["unit"]
        scope = Scope({part.name: part.unit for part in parts}, {})
        tree, problems = read_formula(words.text, words.place, scope)
        self.problems.extend(problems)
        if tree is not None and tree.unit.dimension not in (unit.dimension, PLAIN):
            self._problem(words.place, f"公式得到的是{tree.unit.dimension.term}，单位却是{unit.name}",
                          unit.dimension.term)
        return Named(values["name"], tree, words.text, unit)  # type: ignore[arg-type]

    def _sentence(self, values: Values, parts: list[str]) -> None:
        known = [*parts, "值"]
        for name in _REFERENCE.findall(values["sentence"]):
            if name not in known:
                self._problem(values.at("sentence"), f"句子里的“{{{name}}}”不是分项",
                              suggestion=did_you_mean(name, known))


def _text(words: Any) -> str:
    return words.text if isinstance(words, Located) else ""


def _places(values: Values) -> dict[str, Place]:
    """Where each SQL text of a measure stands."""
    left_out = [entry["when"] for entry in values["left_out"] or () if entry.complete]
    parts = [entry for entry in values["parts"] if entry.complete]
    texts = {**{name: values[name] for name in ("rows", "time", "split")},
             **{f"left_out:{n}": when for n, when in enumerate(left_out)},
             **{f"{name}:{n}": part[name] for n, part in enumerate(parts) for name in ("where", "sum")},
             **{f"columns:{n}": column for n, column in enumerate(values["columns"] or ())}}
    return {name: text.place for name, text in texts.items() if isinstance(text, Located)}
