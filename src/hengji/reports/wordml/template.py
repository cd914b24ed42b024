"""A Word file as a template (模板): read and compiled once, checked, and rendered many times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from traceback import walk_tb
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from hengji.model import Place, Problem, Unusable

from .attachments import Attached, ChartMaker
from .compiling import Part, compile_part, compile_properties, end_of_text, free_sections, sources, spots, take_sections
from .contents import Paging
from .dressing import dress, parse
from .expressions import environment
from .mending import mended
from .names import Named
from .package import Package
from .rendering import Rendering, functions
from .tag_check import OF_CELLS, drawn_faults, faults, missing_names, problem, read_tags
from .tag_nesting import Fault
from .tags import Line, misplaced, read_lines, read_properties
from .writer import Writer
from .zipped import pack, unzip, zipped

_STATIC_LEVEL = 9
_SAME_KIND = "比较和计算只能用同类的值；值都是文字，要当数用，写成 名称|数，如 {% if 总分|数 >= 80 %}"


class WordTemplate:
    """A template from the bytes of a ``.docx`` file; ``name`` is how messages call it.

    Raises :class:`Unusable` with every placeholder that is broken, all at once.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        package = Package(unzip(content, name), name)
        self._named: list[str] = []
        self._looks: list[str] = []
        self._titles = package.titles | {package.core: "文件属性"}
        lines = {part: read_lines(part, root) for part, root in package.roots.items()}
        core = parse(package.parts[package.core]) if package.core in package.parts else None
        if core is not None:
            lines[package.core] = read_properties(package.core, core)
        self._read = {part: read_tags(found, self._named) for part, found in lines.items()}
        astray = {part: misplaced(part, root) for part, root in package.roots.items()}
        found = [told for part, read in self._read.items()
                 for told in faults(lines[part], read, astray.get(part, ()), self._titles, name)]
        found += drawn_faults(package)
        if not found and not any(self._read.values()):
            found.append(Problem(Place(name), "模板里一个占位符也没有，写不成报告", "如 {{ 标题 }}、{{p 正文 }}",
                                 suggestion="请核对是不是拿错了文件；随附的模板可用 hengji report template 取出"))
        if found:
            raise Unusable(found)
        self._environment = environment()
        self._environment.globals.clear()
        self._environment.globals.update(functions(self._named, self._looks))
        self._main = package.main
        self._dressed = dress(package.parts, package.related, package.main, contents=self._has_contents())
        self._parts = self._compiled(package, lines, core)
        self._keep(package)
        self._proved = False

    def _has_contents(self) -> bool:
        return any(one.expression.whole == "目录" for read in self._read.values() for one in read)

    def _compiled(self, package: Package, lines: Mapping[str, Sequence[Line]], core: Any) -> dict[str, Part]:
        """Every part that has placeholders; the main one in any case."""
        parts: dict[str, Part] = {}
        self._sections: list[str] = []
        free_sections(lines[package.main])
        for name, root in package.roots.items():
            if not self._read[name] and name != package.main:
                continue
            where = spots(lines[name], root, main=name == package.main)
            told = sources(self._read[name], where)
            if name == package.main:
                end_of_text(root)
                self._sections = take_sections(root)
            try:
                parts[name] = compile_part(root, lines[name], told, self._environment, self._looks)
            except TemplateSyntaxError as error:
                raise Unusable([self._told(name, error.source or "", error.lineno, "放在这里读不懂",
                                           "请把它单独放在一个格子或一段里")]) from error
        if core is not None and self._read[package.core]:
            told = sources(self._read[package.core], {})
            parts[package.core] = compile_properties(core, lines[package.core], told, self._environment)
        return parts

    def _keep(self, package: Package) -> None:
        """Holds the parts that are the same in every document, compressed already."""
        folder, _, file = package.main.rpartition("/")
        self._relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        self._types_text = package.parts["[Content_Types].xml"].decode("utf-8")
        self._relations_text = package.parts[self._relations].decode("utf-8")
        self._static = {name: pack(content, _STATIC_LEVEL) for name, content in package.parts.items()}

    def problems(self, names: Mapping[str, Named]) -> tuple[Problem, ...]:
        """What the template asks for and ``names`` do not hold: all of it, each with its spot."""
        return tuple(told for read in self._read.values()
                     for told in missing_names(read, names, self._titles, self.name))

    def render(self, names: Mapping[str, Named], charts: ChartMaker | None = None,
               paging: Paging = Paging()) -> bytes:  # noqa: B008 - never changed
        """The document, whole; ``charts`` draws, ``paging`` says how the contents get their pages.

        Raises :class:`Unusable` with every problem when it cannot be.
        """
        found = self.problems(names)
        if found:
            raise Unusable(found)
        writer = Writer(self._dressed.ids, charts, self._dressed.first_annex)
        rendering = Rendering(self._sections, writer, paging)
        texts = {name: self._text(name, part, names, rendering) for name, part in self._parts.items()}
        texts = {name: rendering.filled(text) for name, text in texts.items()}
        written = {name: rendering.finished(text).encode("utf-8", "replace") for name, text in texts.items()}
        if not self._proved:
            self._prove(written)
        changed = {name: pack(content) for name, content in written.items()} | self._extra(rendering.writer.attached)
        return zipped(self._static | changed | dict(rendering.writer.attached.parts))

    def _text(self, name: str, part: Part, names: Mapping[str, Named], rendering: Rendering) -> str:
        try:
            text = part.template.render({**names, "_rendering": rendering})
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            line = next((line for frame, line in reversed(list(walk_tb(error.__traceback__)))
                         if frame.f_code.co_filename == "<template>"), 0)
            raise Unusable([self._told(name, part.source, line, "算不出来",
                                       _SAME_KIND)]) from error
        read = self._read[name]
        return mended(text, columns=any(one.tag.prefix == "tc" for one in read),
                      cells=any(one.tag.word in OF_CELLS for one in read))

    def _extra(self, attached: Attached) -> dict[str, Any]:
        """The lists of parts and relationships, with those of the charts."""
        if not attached.parts:
            return {}
        types = _before_end(self._types_text, "Types", attached.types)
        relations = _before_end(self._relations_text, "Relationships", attached.relations)
        return {"[Content_Types].xml": pack(types.encode()), self._relations: pack(relations.encode())}

    def _prove(self, written: Mapping[str, bytes]) -> None:
        """The first document is read again: a template that tears its own elements apart gives none."""
        for content in written.values():
            try:
                parse(content)
            except etree.XMLSyntaxError as error:
                raise Unusable([Problem(Place(self.name), "模板里的语句把文档的结构拆开了，写不成文件",
                                        suggestion="请让 {%p … %}、{%tr … %} 各自独占一段或一行")]) from error
        self._proved = True

    def _told(self, name: str, source: str, line: int, text: str, suggestion: str) -> Problem:
        """What Jinja could not do in this line of its source, at the placeholder that stands there."""
        begun = re.split(r"\{[{%] ?", source.split("\n")[line - 1])[-1] if line else ""
        for one in self._read[name]:
            if one.expression.source in begun:
                return problem(Fault(one.tag, f"{one.tag.written} {text}", suggestion), self._titles, self.name)
        return Problem(Place(self.name), f"模板里有占位符{text}", suggestion=suggestion)


def _before_end(text: str, element: str, added: Sequence[str]) -> str:
    head, closing, rest = text.rpartition(f"</{element}>")
    return head + "".join(added) + closing + rest

