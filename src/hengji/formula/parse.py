"""From words to a tree (语法). Recursive descent; the first thing that does not fit is reported."""

from __future__ import annotations

from collections.abc import Callable

from hengji.model import COMMON_UNITS, PLAIN_UNIT, TRUTH_UNIT, Place, Problem, did_you_mean

from .operators import FUNCTIONS, SPELLED
from .tokens import Token, tokens
from .tree import Apply, Literal, Node, Read, Span
from .trouble import shortened, trouble

_COMPARISONS = ("<", "<=", ">", ">=", "=", "<>")
#: Chinese writes without spaces, so that 甲并且乙 would be one name.
CONNECTIVES_APART = "“并且”“或者”的两边要空一格"
#: Words that take one fact in brackets: the kind of reading, and how it is spoken of.
_OF_ONE_FACT = {"上年": ("fact", "上年"), "剔除": ("exclusion", "可剔除的")}
_TRUTHS = {"是": True, "否": False}
#: Deeper nesting than this is a slip or an attack, and would exhaust the stack.
MAX_DEPTH = 60
#: A formula of more words is no formula that a person reads.
MAX_WORDS = 400


def parse(text: str, place: Place) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of the formula ``text`` that stands at ``place``, or why there is none."""
    try:
        return _Parser(text).whole(), ()
    except _Misfit as misfit:
        return None, (trouble(text, misfit.span, place, misfit.message, suggestion=misfit.suggestion),)


class _Misfit(Exception):
    def __init__(self, span: Span, message: str, *, suggestion: str = "") -> None:
        self.span, self.message, self.suggestion = span, message, suggestion
        super().__init__(message)


def _bad(word: Token) -> _Misfit:
    match word.text:
        case '"':
            return _Misfit(word.span, "引号没有闭合，缺“\"”")
        case "[" | "【":
            return _Misfit(word.span, f"方括号没有闭合，缺“{'】' if word.text == '【' else ']'}”")
        case "“" | "”" | "「" | "」" | "‘" | "’" | "'":
            hint = '文字用直引号括起来，如 "公开招标"'
        case "%" | "‰":
            hint = "单位要紧跟在数后面，如 3万元、10%"
        case _:
            hint = "名称里有特殊符号时，用方括号括起来，如 [维修（护）费]"
    return _Misfit(word.span, f"“{word.text}”不能用在公式里", suggestion=hint)


def _numeric(word: Token) -> bool:
    return word.kind == "literal" and not isinstance(word.value, str)


class _Parser:
    def __init__(self, text: str) -> None:
        self.words = list(tokens(text))
        self.at = 0
        self.depth = 0

    @property
    def word(self) -> Token:
        return self.words[self.at]

    def take(self) -> Token:
        word = self.word
        self.at += 1
        return word

    def sees(self, *texts: str) -> bool:
        return self.word.kind in ("sign", "name") and self.word.text in texts

    def expect(self, text: str, after: str) -> Token:
        if not self.sees(text):
            raise self.misfit(f"{after}缺“{text}”")
        return self.take()

    def misfit(self, message: str) -> _Misfit:
        word, previous = self.word, self.words[max(self.at - 1, 0)]
        match word.kind:
            case "bad":
                return _bad(word)
            case "no-day":
                return _Misfit(word.span, f"“{word.text}”不是日历上有的日期")
            case "long":
                return _Misfit(word.span, f"“{shortened(word.text)}”这个数太长")
            case "name" if previous.unit is PLAIN_UNIT and previous.span[1] == word.span[0] and _numeric(previous):
                return _Misfit(word.span, f"不认识的单位“{shortened(word.text)}”", suggestion=COMMON_UNITS)
        glued = any(c in text for c in ("并且", "或者") for text in (previous.text, word.text))
        hint = CONNECTIVES_APART if glued and word.kind != "end" else ""
        return _Misfit(word.span, message, suggestion=hint)

    def whole(self) -> Node:
        if len(self.words) > MAX_WORDS:
            raise _Misfit(self.words[MAX_WORDS].span, f"公式太长（超过{MAX_WORDS}个词）",
                          suggestion="把中间结果另列为一个有名称的公式")
        node = self.either()
        if self.word.kind != "end":
            raise self.misfit("这里应是运算符或公式结尾")
        return node

    def either(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Misfit(self.word.span, f"括号套得太深（超过{MAX_DEPTH}层）",
                          suggestion="把中间结果另列为一个有名称的公式")
        node = self._chain(("或者",), self.both)
        self.depth -= 1
        return node

    def both(self) -> Node:
        return self._chain(("并且",), self.comparison)

    def comparison(self) -> Node:
        left = self.sum()
        if self.sees(*_COMPARISONS):
            left = self._join(left, self.take(), self.sum())
        if self.sees(*_COMPARISONS):
            raise _Misfit(self.word.span, "比较不能连写",
                          suggestion="拆成两个条件，用“并且”连接，如 80% <= 率 并且 率 < 90%")
        return left

    def sum(self) -> Node:
        return self._chain(("+", "-"), self.product)

    def product(self) -> Node:
        return self._chain(("*", "/"), self.signed)

    def signed(self) -> Node:
        signs = []
        while self.sees("-", "非"):
            signs.append(self.take())
        node = self.primary()
        for sign in reversed(signs):
            operator = SPELLED["负" if sign.text == "-" else "非"]
            node = Apply(operator, (node,), (sign.span[0], node.span[1]))
        return node

    def primary(self) -> Node:
        word = self.word
        if word.kind == "literal":
            self.take()
            return Literal(word.value, word.unit, word.text, word.span)
        if self.sees("("):
            self.take()
            inner = self.either()
            self.expect(")", "括号没有闭合，")
            return inner
        if word.kind == "name" and not self.sees("并且", "或者"):
            return self.named(self.take())
        raise self.misfit("公式没有写完" if word.kind == "end" else "这里应是事实名称、数或括号")

    def named(self, word: Token) -> Node:
        if word.text in _OF_ONE_FACT:
            return self.of_one_fact(word)
        if self.sees("("):
            return self.call(word)
        if word.text in _TRUTHS:
            return Literal(_TRUTHS[word.text], TRUTH_UNIT, word.text, word.span)
        return Read(word.text, word.span, text=word.text)

    def of_one_fact(self, word: Token) -> Node:
        """``上年(事实)`` and ``剔除(事实)``."""
        self.expect("(", f"“{word.text}”后面")
        if self.word.kind != "name":
            raise self.misfit(f"“{word.text}”的括号里应是一个事实名称")
        name = self.take()
        if not self.sees(")") and self.word.kind != "end":
            raise self.misfit(f"“{word.text}”的括号里只能有一个事实名称")
        end = self.expect(")", f"“{word.text}”的括号没有闭合，")
        kind, spoken = _OF_ONE_FACT[word.text]
        return Read(f"{word.text}:{name.text}", (word.span[0], end.span[1]), kind, spoken + name.text)

    def call(self, word: Token) -> Node:
        operator = FUNCTIONS.get(word.text)
        if operator is None:
            known = [*FUNCTIONS, *_OF_ONE_FACT]
            raise _Misfit(word.span, f"没有名为“{shortened(word.text)}”的函数",
                          suggestion=did_you_mean(word.text, known) or "可用的有：" + "、".join(known))
        self.take()
        operands = [] if self.sees(")") else [self.either()]
        while self.sees(","):
            self.take()
            operands.append(self.either())
        end = self.expect(")", f"“{word.text}”的括号没有闭合，")
        span = (word.span[0], end.span[1])
        low, high = operator.operands
        if not low <= len(operands) <= high:
            wanted = f"{low}个" if low == high else f"至少{low}个"
            raise _Misfit(span, f"“{word.text}”要{wanted}数，这里有{len(operands)}个")
        return Apply(operator, tuple(operands), span)

    def _chain(self, signs: tuple[str, ...], operand: Callable[[], Node]) -> Node:
        node = operand()
        while self.sees(*signs):
            node = self._join(node, self.take(), operand())
        return node

    @staticmethod
    def _join(left: Node, sign: Token, right: Node) -> Node:
        return Apply(SPELLED[sign.text], (left, right), (left.span[0], right.span[1]))
