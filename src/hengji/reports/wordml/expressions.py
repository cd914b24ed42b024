"""What stands inside a placeholder (占位符的写法): names as people write them become names as Jinja reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from hengji.model import LAST_YEAR, POINTS_OF, RATE_OF, VALUE_OF, WEIGHT_OF

#: One name with signs that Jinja would take apart: 得分:B11, “三公”经费, 2022年收入.
_NAME = re.compile(r"[\w:（）“”‘’、《》〈〉·—～%-]+")
_QUOTES = str.maketrans("“”‘’＂＇", "\"\"''\"'")
WORDS = ("if", "elif", "else", "endif", "for", "endfor", "set", "vm", "hm", "colspan", "cellbg")
_WHOLE = {"if": "{%% if %s %%}{%% endif %%}", "elif": "{%% if %s %%}{%% endif %%}",
          "for": "{%% for %s %%}{%% endfor %%}", "set": "{%% set %s %%}"}
#: Words in quotes, which are kept as they are, and the signs of calculation as Chinese keyboards give them.
_STRINGS = re.compile(r"""("[^"]*"|'[^']*')""")
_NARROW = str.maketrans("（）＝＜＞！＋－＊／，．｜［］", "()=<>!+-*/,.|[]")
#: Names with a colon, which Jinja would take apart.
_PREFIXED = re.compile("(?:" + "|".join(
    prefix[:-1] for prefix in (LAST_YEAR, VALUE_OF, RATE_OF, POINTS_OF, WEIGHT_OF)) + r")[:：]\w+")
_PRINTED = re.compile(r"\s*([-−]?\d[\d,]*(?:\.\d+)?)\D*")
_ALONE = re.compile(r"(?<![=!<>])=(?!=)(?!.*(?:set |\())")


def environment() -> SandboxedEnvironment:
    """Jinja as templates have it: closed in, escaping, and nothing undefined passes as empty."""
    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    # Jinja's own give 0 for 86.00分.
    made.filters |= {"数": _number, "float": _number, "int": lambda value: int(_number(value))}
    return made


def _number(value: Any) -> Decimal:
    """The number that a value is printed as, in its own unit. Raises :class:`ValueError` where there is none."""
    found = _PRINTED.fullmatch(str(value))
    if found is None:
        raise ValueError(value)
    return Decimal(found[1].replace(",", "").replace("−", "-"))


_PARSER = environment()


class Use(NamedTuple):
    """A name in a placeholder, and the field of it that is asked for."""

    name: str
    field: str


@dataclass(slots=True)
class Expression:
    """The inside of a placeholder: ``source`` for Jinja, the names that it uses, those that it gives to others.

    ``whole`` is the name that stands there alone; ``trouble`` is why Jinja cannot read it.
    """

    source: str
    uses: list[Use] = field(default_factory=list)
    given: list[tuple[str, str]] = field(default_factory=list)
    whole: str = ""
    trouble: str = ""


def plain_name(inner: str) -> str:
    """The name that ``inner`` is, when it is nothing but one; a colon typed in Chinese is a colon."""
    told = inner.replace("：", ":")
    return told if _NAME.fullmatch(told) and not told.isdecimal() else ""


def read_value(inner: str, names: list[str]) -> Expression:
    """The inside of ``{{ … }}``; a name that Jinja cannot hold is put into ``names``, and asked for by its place."""
    name = plain_name(inner)
    if name and not name.isidentifier():
        if name not in names:
            names.append(name)
        return Expression(f"_named({names.index(name)})", [Use(name, "")], whole=name)
    inner = inner.translate(_QUOTES)
    found, inner, asked = _read("{{ %s }}", inner, names) if inner else ("里面没有名称", "", [])
    if isinstance(found, str):
        return Expression(inner, trouble=found)
    return Expression(inner, asked + _uses(found), whole=name)


def read_statement(inner: str, word: str, names: list[str]) -> Expression:
    """The inside of ``{% … %}``."""
    inner = inner.translate(_QUOTES)
    rest = inner[len(word):].strip()
    if word in ("colspan", "cellbg"):
        found, rest, asked = _read("{{ %s }}", rest, names)
    elif word in _WHOLE:
        found, rest, asked = _read(_WHOLE[word], rest, names)
    else:
        return Expression(inner, trouble=f"“{word}”后面不应再有“{rest}”" if rest else "")
    if isinstance(found, str):
        return Expression(inner, trouble=found)
    return Expression(f"{word} {rest}", asked + _uses(found), _given(found))


def _read(form: str, inner: str, names: list[str]) -> tuple[nodes.Template | str, str, list[Use]]:
    """The tree of ``inner`` in ``form`` (or why there is none), ``inner`` as Jinja reads it, the names so asked for."""
    asked: list[Use] = []

    def by_place(match: re.Match[str]) -> str:
        name = match.group().replace("：", ":")
        asked.append(Use(name, ""))
        if name not in names:
            names.append(name)
        return f"_named({names.index(name)})"

    def told(*, narrow: bool) -> str:
        return "".join(part if part[:1] in ("'", '"') else _PREFIXED.sub(by_place, part).translate(
            _NARROW if narrow else {}) for part in _STRINGS.split(inner))

    source = told(narrow=False)
    found = _parsed(form % source)
    if isinstance(found, str) and (again := told(narrow=True)) != source:
        second = _parsed(form % again)
        found, source = (found, source) if isinstance(second, str) else (second, again)
    return found, source, list(dict.fromkeys(asked))


def _parsed(source: str) -> nodes.Template | str:
    try:
        tree = _PARSER.parse(source)
    except TemplateSyntaxError as error:
        return _reason(error.message or "", source)
    for kind, known in ((nodes.Filter, _PARSER.filters), (nodes.Test, _PARSER.tests)):
        for found in tree.find_all(kind):
            if found.name not in known:
                return f"没有“{found.name}”这种加工或判断"
    return tree


def _reason(message: str, source: str) -> str:
    """Jinja's English in words that help."""
    if _ALONE.search(source):
        return "比较是否相等要写两个等号（==）"
    if "unexpected char" in message:
        return f"有不能用的符号：{message.removeprefix('unexpected char ').partition(' at ')[0]}"
    if "got" in message or "unexpected" in message:
        return "名称之间多了或少了符号"
    return "写法不对"


def _uses(tree: nodes.Template) -> list[Use]:
    """The names that are read, with the fields asked of them."""
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    fields: dict[int, str] = {}
    for found in (*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Getitem)):
        assert isinstance(found, nodes.Getattr | nodes.Getitem)
        fields[id(found.node)] = _field(found)
    return [Use(name.name, fields.get(id(name), "")) for name in tree.find_all(nodes.Name)
            if name.ctx == "load" and name.name not in stored]


def _field(found: Any) -> str:
    if isinstance(found, nodes.Getattr):
        return found.attr
    return str(found.arg.value) if isinstance(found.arg, nodes.Const) and isinstance(found.arg.value, str) else ""


def _given(tree: nodes.Template) -> list[tuple[str, str]]:
    """The names that a loop or ``set`` gives, with the list that they come from."""
    given: list[tuple[str, str]] = []
    for found in tree.find_all((nodes.For, nodes.Assign)):
        assert isinstance(found, nodes.For | nodes.Assign)
        source = found.iter.name if isinstance(found, nodes.For) and isinstance(found.iter, nodes.Name) else ""
        single = isinstance(found.target, nodes.Name)
        given += [(name.name, source if single else "") for name in
                  ([found.target] if isinstance(found.target, nodes.Name) else found.target.find_all(nodes.Name))]
    return given
