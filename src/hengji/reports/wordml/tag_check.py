"""What is wrong with a template (模板的检查): all that cannot be filled, at once, each with its spot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hengji.model import Place, Problem, did_you_mean
from hengji.reports.papers import Chart, Run

from .expressions import WORDS, Expression, read_statement, read_value
from .names import Named, Passage, kind_of
from .package import Package
from .tag_nesting import Fault, element_of, nesting_faults
from .tags import Line, Tag, W

#: Statements of docxtpl about the cell in which they stand: merging, columns, colour.
OF_CELLS = {"vm", "hm", "colspan", "cellbg"}
_OPENED = b"{{"
#: What is there in every loop, and what this room puts in the place of names.
_OURS = {"loop", "_named"}


@dataclass(slots=True)
class Read:
    """A placeholder with its expression, and the loop variables that it may use: name → the list they run over."""

    tag: Tag
    expression: Expression
    scope: dict[str, str] = field(default_factory=dict)


def read_tags(lines: Sequence[Line], names: list[str]) -> list[Read]:
    """The placeholders of one part, each with the loop variables known where it stands."""
    read: list[Read] = []
    scopes: list[dict[str, str]] = [{}]
    for tag in (tag for line in lines for tag in line.tags):
        expression = read_statement(tag.inner, tag.word, names) if tag.statement else read_value(tag.inner, names)
        if tag.word == "endfor" and len(scopes) > 1:
            scopes.pop()
        read.append(Read(tag, expression, {name: source for scope in scopes for name, source in scope.items()}))
        if tag.word == "for":
            scopes.append(dict(expression.given))
        elif expression.given:
            scopes[-1].update(expression.given)
    return read


def faults(lines: Sequence[Line], read: Sequence[Read], astray: Iterable[tuple[Line, str]], titles: Mapping[str, str],
           name: str) -> Iterator[Problem]:
    """What is wrong whatever the values are; ``titles`` tells the parts as a reader knows them.

    ``astray`` are placeholders where no words are, with what they stand in.
    """
    found: list[tuple[Line, int, Problem]] = []
    for line in lines:
        found += [(line, start, _broken(line, start, signs, titles, name)) for start, signs in line.broken]
    yield from (_misplaced(line, within, titles, name) for line, within in astray)
    faulty = [fault for one in read for fault in _own(one)] + list(nesting_faults([one.tag for one in read]))
    found += [(fault.tag.line, fault.tag.start, problem(fault, titles, name)) for fault in faulty]
    yield from (told for _, _, told in sorted(found, key=lambda spot: (spot[0].number, spot[1])))


def problem(fault: Fault, titles: Mapping[str, str], name: str) -> Problem:
    """A fault with its spot."""
    tag = fault.tag
    return Problem(_place(tag.line, titles, name), fault.text, suggestion=fault.suggestion,
                   excerpt=tag.line.excerpt(tag.start, len(tag.written)))


def _place(line: Line, titles: Mapping[str, str], name: str) -> Place:
    title = titles.get(line.part, "")
    return Place(f"{name}（{title}）" if title else name, paragraph=line.number)


def _broken(line: Line, start: int, signs: str, titles: Mapping[str, str], name: str) -> Problem:
    text, suggestion = f"占位符“{signs}”没有写完", "占位符写成 {{ 名称 }}，语句写成 {% if … %}，不能分在两段里"
    if any(sign in signs for sign in "｛％"):
        text, suggestion = f"占位符的花括号或百分号“{signs}”是全角的", "请改为半角：{{ 名称 }}、{% if … %}"
    elif signs.startswith("{") and signs not in ("{{", "{%", "{#"):
        text, suggestion = "占位符的两个花括号之间有空格", "请写成 {{ 名称 }}"
    elif signs in ("}}", "%}", "#}"):
        text = f"“{signs}”前面没有与它配对的“{'{{' if signs == '}}' else '{' + signs[0]}”"
    return Problem(_place(line, titles, name), text, suggestion=suggestion, excerpt=line.excerpt(start, len(signs)))


def _misplaced(line: Line, within: str, titles: Mapping[str, str], name: str) -> Problem:
    return Problem(_place(line, titles, name), f"占位符写在{within}里，不会填写", found=line.words.strip(),
                   suggestion="请写在正文的文字里")


def _own(read: Read) -> Iterator[Fault]:
    """Faults of one placeholder by itself."""
    tag = read.tag
    if tag.statement and tag.word not in WORDS:
        yield Fault(tag, f"模板里不能用 {tag.written}", did_you_mean(tag.word, WORDS))
        return
    if read.expression.trouble:
        yield Fault(tag, f"{tag.written} 读不懂：{read.expression.trouble}", "占位符里写一个名称，例如 {{ 年度 }}")
        return
    if not tag.statement and tag.prefix in ("tr", "tc", "r"):
        yield Fault(tag, f"{tag.written} 前面不能写 {tag.prefix}", f"请写成 {{{{ {tag.inner} }}}}")
        return
    if tag.statement and tag.prefix == "r":
        yield Fault(tag, f"{tag.written} 前面不能写 r", f"请写成 {{% {tag.inner} %}}")
        return
    if tag.word in OF_CELLS and next(tag.line.element.iterancestors(f"{W}tc"), None) is None:
        yield Fault(tag, f"{tag.written} 不在表格里", "它只能写在单元格里")
        return
    yield from _whole_element(tag)


def _whole_element(tag: Tag) -> Iterator[Fault]:
    """What stands beside a placeholder that takes a whole paragraph, row or cell would be lost."""
    if not tag.prefix:
        return
    element = element_of(tag)
    if element is None:
        yield Fault(tag, f"{tag.written} 不在表格里", f"请去掉 {tag.prefix}，或者把它放进表格")
        return
    if tag.prefix == "p":
        lost = tag.line.besides() or "".join(other.written for other in tag.line.tags if other is not tag)
    else:
        lost = "".join(piece.text or "" for piece in element.iter(f"{W}t")).replace(tag.written, "", 1).strip()
    if lost:
        kind = {"p": "一段", "tr": "一行", "tc": "一个单元格"}[tag.prefix]
        yield Fault(tag, f"{tag.written} 要独占{kind}，同处的“{lost[:20]}”会丢失", f"请把它单独放在{kind}里")


def drawn_faults(package: Package) -> Iterator[Problem]:
    """Placeholders in charts and diagrams, which are parts of their own."""
    for part, content in package.parts.items():
        if part.startswith(("word/charts/chart", "word/diagrams/data")) and _OPENED in content:
            yield Problem(Place(f"{package.name}（{part.removeprefix('word/')}）"), "占位符写在图里，不会填写",
                          suggestion="请写在正文的文字里；图由 {{p 正文 }} 等整节内容带来")


def missing_names(read: Sequence[Read], values: Mapping[str, Named], titles: Mapping[str, str],
                  name: str) -> Iterator[Problem]:
    """What a template asks for and ``values`` do not hold, or hold as something else."""
    for one in read:
        for use in one.expression.uses:
            if use.name in one.scope:
                fault = _field_fault(one, use.field, values.get(one.scope[use.name]))
            elif use.name in values:
                fault = _kind_fault(one, use.name, values[use.name]) or _drawing_fault(one, use.name, values, titles)
            elif use.name in _OURS:
                fault = None
            else:
                known = [known for known in values if known.isprintable()]
                fault = Fault(one.tag, f"没有“{use.name}”这个名称", did_you_mean(use.name, [*known, *one.scope]))
            if fault is not None:
                yield problem(fault, titles, name)


def _drawing_fault(one: Read, used: str, values: Mapping[str, Named], titles: Mapping[str, str]) -> Fault | None:
    """A chart belongs to the text: a header would refer to a part that only the text is related to."""
    title, value = titles.get(one.tag.line.part, ""), values[used]
    if not title or not isinstance(value, Passage) or not any(isinstance(item, Chart) for item in value.items):
        return None
    return Fault(one.tag, f"“{used}”里有图，{title}里放不下", "请把它放在正文里，或者加 --no-charts")


def _field_fault(one: Read, wanted: str, rows: Named | None) -> Fault | None:
    if not wanted or rows is None or kind_of(rows) != "list":
        return None
    assert not isinstance(rows, str | bool | Run)
    first = next(iter(rows), None)  # type: ignore[arg-type]
    if not isinstance(first, Mapping) or wanted in first:
        return None
    return Fault(one.tag, f"{one.tag.written}：每一行里没有“{wanted}”", did_you_mean(wanted, first))


def _kind_fault(one: Read, used: str, value: Named) -> Fault | None:
    """A passage stands alone in its paragraph, words stand in words, a list is run over."""
    kind, tag = kind_of(value), one.tag
    if kind == "passage" and not (tag.prefix == "p" and not tag.statement and one.expression.whole == used):
        return None if tag.statement else Fault(
            tag, f"“{used}”是整段的内容，要独占一段", f"请另起一段，只写 {{{{p {used} }}}}")
    if kind == "list" and not tag.statement and one.expression.whole == used:
        return Fault(tag, f"“{used}”有许多行，不能直接写出",
                     f"请在表格里写 {{%tr for 行 in {used} %}}、{{{{ 行.名称 }}}}、{{%tr endfor %}}")
    if kind == "value" and tag.prefix == "p" and not tag.statement:
        return Fault(tag, f"“{used}”是文字，不是整段的内容", f"请写成 {{{{ {used} }}}}")
    return None
