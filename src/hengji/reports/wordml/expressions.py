"""What stands inside a placeholder (占位符的写法): names as people write them become names as Jinja reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

#: One name with signs that Jinja would take apart: 得分:B11, “三公”经费, 2022年收入.
_NAME = re.compile(r"[\w:（）“”‘’、《》〈〉·—～%-]+")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
WORDS = ("if", "elif", "else", "endif", "for", "endfor", "set", "vm", "hm", "colspan", "cellbg")
_WHOLE = {"if": "{%% %s %%}{%% endif %%}", "elif": "{%% %s %%}{%% endif %%}", "for": "{%% %s %%}{%% endfor %%}",
          "set": "{%% %s %%}"}


def environment() -> SandboxedEnvironment:
    """Jinja as templates have it: closed in, escaping, and nothing undefined passes as empty."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


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
    found = _parsed("{{ %s }}" % inner) if inner else "里面没有名称"  # noqa: UP031 - braces
    if isinstance(found, str):
        return Expression(inner, trouble=found)
    return Expression(inner, _uses(found), whole=name)


def read_statement(inner: str, word: str) -> Expression:
    """The inside of ``{% … %}``."""
    inner = inner.translate(_QUOTES)
    rest = inner[len(word):].strip()
    if word in ("colspan", "cellbg"):
        found = _parsed("{{ %s }}" % rest)  # noqa: UP031 - braces
    elif word in _WHOLE:
        found = _parsed(_WHOLE[word] % (inner.removeprefix("el") if word == "elif" else inner))
    else:
        return Expression(inner, trouble=f"“{word}”后面不应再有“{rest}”" if rest else "")
    if isinstance(found, str):
        return Expression(inner, trouble=found)
    return Expression(inner, _uses(found), _given(found))


def _parsed(source: str) -> nodes.Template | str:
    try:
        return _PARSER.parse(source)
    except TemplateSyntaxError as error:
        return _reason(error.message or "")


def _reason(message: str) -> str:
    """Jinja's English in words that help."""
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
