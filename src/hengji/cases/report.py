"""The report part of a case (报告部分), read: every reference known, every text free of what cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from hengji.frameworks import Framework
from hengji.intake import Located, Values
from hengji.model import (
    GENERAL,
    LAST_YEAR,
    POINTS_OF,
    RATE_OF,
    VALUE_OF,
    WEIGHT_OF,
    Case,
    PaperTable,
    Place,
    Problem,
    ReportPart,
    StatedProblem,
    Suggestion,
    Target,
    asked,
    did_you_mean,
    name_of,
    references,
    slips,
    spot_in,
)

#: What is written like an id: letters and a number.
_ID, _DIGITS = re.compile(r"[A-Za-z]{1,3}\d{1,4}"), re.compile(r"\d+")


def read_report(values: Values | None, framework: Framework, case: Case, problems: list[Problem]) -> ReportPart:
    """The report part that ``values`` describe; its references are to values of ``case`` and ``framework``."""
    if values is None:
        return ReportPart()
    reader = _Reader(framework, case, problems)
    cover = {label: reader.text(words) for label, _, words in values["cover"] or ()}
    texts = {section: reader.text(words) for section, _, words in values["texts"] or ()}
    stated = _once(values["problems"] or (), problems)
    known = [entry["id"] for entry in stated]
    return ReportPart(
        cover=cover, internal=reader.internal(values["internal"] or (), known), texts=texts,
        tables=tuple(reader.table(entry) for entry in values["tables"] or ()),
        problems=tuple(reader.problem(entry) for entry in stated),
        suggestions=tuple(reader.suggestion(entry, known) for entry in values["suggestions"] or ()),
        targets=tuple(reader.target(entry) for entry in values["targets"] or ()),
        entered={section: spot_in(words.place, words.text, len(words.text) - len(words.text.lstrip()))
                 for section, _, words in values["texts"] or ()},
        listed={words.text.strip(): words.place for words in values["internal"] or ()})


def _once(entries: Iterable[Values], problems: list[Problem]) -> list[Values]:
    """The problems that have an id, each id once."""
    seen: dict[str, Values] = {}
    for entry in entries:
        if entry["id"] in seen:
            problems.append(Problem(entry.at("id"), f"问题“{entry['id']}”列了两次",
                                    found=f"{seen[entry['id']].at('id').spot}已有", suggestion="只留一处"))
        elif entry["id"] is not None:
            seen[entry["id"]] = entry
    return list(seen.values())


@dataclass(slots=True)
class _Reader:
    framework: Framework
    case: Case
    problems: list[Problem]
    named: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.named = frozenset((*GENERAL, *self.framework.facts, *(fact.name for fact in self.case.data),
                                *(figure.name for figure in self.case.figures)))

    def text(self, words: Located | None) -> str:
        """A text, its references and its marks checked."""
        if words is None:
            return ""
        name = name_of(words.text.strip())
        if name is not None:
            self.known(name, words.place)
            return f"{{{name}}}"  # in a workbook, a text that begins with = would be a formula
        for slip in slips(words.text):
            self.problems.append(Problem(
                spot_in(words.place, words.text, slip.start), slip.text, found=words.text[slip.start:slip.end].strip(),
                suggestion=slip.remedy))
        for at, name in references(words.text):
            self.known(name, spot_in(words.place, words.text, at))
        return words.text.strip()

    def known(self, name: str, place: Place) -> None:
        """Whether there is such a value to refer to."""
        prefix, rest = asked(name)
        names: Collection[str] = self.framework.by_code if prefix else self.named
        what = f"指标体系里没有编号“{rest}”"
        if prefix == LAST_YEAR:
            names, what = self.framework.facts, f"指标体系没有列出名为“{rest}”的事实"
        elif not prefix:
            what = f"没有名为“{rest}”的数可以引用" if rest else "花括号里没有写名称"
        elif prefix == VALUE_OF and rest in names and self.framework.by_code[rest].value is None:
            self.problems.append(Problem(place, f"{rest} 没有公式，没有指标值可以引用",
                                         suggestion=f"是否想写“{POINTS_OF}{rest}”？"))
        if rest not in names:
            self.problems.append(Problem(place, what, "事实、补充数据、核对数字的名称，或 "
                                         f"{POINTS_OF}编号、{WEIGHT_OF}编号、{RATE_OF}编号、{VALUE_OF}编号、{LAST_YEAR}名称",
                                         suggestion=did_you_mean(rest, names)))

    def internal(self, entries: Sequence[Located], stated: Sequence[str]) -> tuple[str, ...]:
        """What the public is not to read; what is written like an id must be one."""
        ids = [*(finding.id for finding in self.case.findings), *stated,
               *(document.id for document in self.case.documents)]
        forms = {_DIGITS.sub("0", known) for known in ids if _ID.fullmatch(known)}
        self.problems += [Problem(word.place, f"没有编号为“{word.text}”的问题或资料", "编号，或报告里的词语",
                                  suggestion=did_you_mean(word.text, ids))
                          for word in entries if word.text.strip() not in ids and _DIGITS.sub("0", word.text) in forms]
        return tuple(filter(None, (word.text.strip() for word in entries)))

    def table(self, entry: Values) -> PaperTable:
        """A table whose rows are as wide as its head."""
        head = tuple(self.text(cell) for cell in entry["head"] or ())
        unit = entry["unit"]
        rows = []
        for place, cells in entry["rows"] or ():
            rows.append(tuple(self.text(cell) for cell in cells))
            if head and len(cells) != len(head):
                self.problems.append(Problem(place, f"这一行有 {len(cells)} 格，表头有 {len(head)} 格",
                                             "每行和表头一样多", suggestion="没有内容的格子写成空的"))
            elif not any(cell.text for cell in cells):
                self.problems.append(Problem(place, "这一行是空的", suggestion="请删去这一行"))
        return PaperTable(self.text(entry["title"]), _plain(entry["section"]), head, tuple(rows),
                          unit.name if unit else "", self.text(entry["note"]), entry.place)

    def problem(self, entry: Values) -> StatedProblem:
        """A problem that rests on findings and indicators that there are."""
        return StatedProblem(
            entry["id"], self.text(entry["title"]), self.text(entry["text"]),
            self.listed(entry["findings"], [finding.id for finding in self.case.findings], "发现的问题里没有编号“{}”"),
            self.listed(entry["indicators"], self.framework.by_code, "指标体系里没有编号“{}”"),
            self.text(entry["clause"]), entry.place)

    def suggestion(self, entry: Values, stated: Sequence[str]) -> Suggestion:
        """A suggestion to problems that there are."""
        answered = self.listed(entry["problems"], stated, "报告里没有编号为“{}”的问题")
        return Suggestion(self.text(entry["text"]), answered, self.text(entry["title"]), entry.place)

    def target(self, entry: Values) -> Target:
        """A target, of an indicator that there is."""
        code = _plain(entry["code"])
        if code:
            self.listed((entry["code"],), self.framework.by_code, "指标体系里没有编号“{}”")
        weight, score = entry["weight"], entry["score"]
        if weight is not None and score is not None and score > weight:
            self.problems.append(Problem(entry.at("score"), "得分比分值高", "不超过分值", suggestion="请核对这两个数"))
        return Target(
            name=self.text(entry["name"]), target=self.text(entry["target"]), code=code,
            level1=entry["level1"] or "", level2=entry["level2"] or "", actual=self.text(entry["actual"]),
            weight=weight, score=score, deviation=self.text(entry["deviation"]),
            progress=self.text(entry["progress"]), forecast=self.text(entry["forecast"]), entered=entry.place)

    def listed(self, words: Sequence[Located] | None, known: Collection[str], told: str) -> tuple[str, ...]:
        """Names that must be ``known``."""
        self.problems += [Problem(word.place, told.format(word.text), suggestion=did_you_mean(word.text, known))
                          for word in words or () if word.text not in known]
        return tuple(word.text for word in words or ())


def _plain(words: Located | None) -> str:
    return words.text.strip() if words else ""
