"""How a value came about (推导): a typed tree, recorded while computing, told later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .fact import Value
from .missing import Missing
from .unit import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """What was done at one node; made once when a formula is compiled.

    ``kind`` is one of

    - ``"fact"``: a fact was read, ``name`` is its key;
    - ``"exclusion"``: what may be left out of a fact was read;
    - ``"member"``: the value of a budget unit or project was read;
    - ``"judged"``: a judged point or judged points were read; ``"veto"``: that an event did not happen;
    - ``"literal"``: a constant of the rule;
    - ``"named"``: a named intermediate result, ``text`` its formula;
    - ``"operation"``: ``name`` is the operator, ``form`` how it is written, with
      ``{0}`` for the first operand; ``binding`` tells where brackets are needed.

    ``text`` is the source wording of facts, judged points and literals.
    """

    kind: str
    name: str
    unit: Unit
    text: str = ""
    form: str = ""
    binding: int = 9


class Derivation(NamedTuple):
    """A value with the step that made it and the derivations it was made from.

    ``parts`` are the operands that were evaluated: of a branch (如果) the
    condition and the side taken, nothing else.
    """

    step: Step
    value: Value | Missing
    parts: tuple[Derivation, ...] = ()

    def walk(self) -> Iterator[Derivation]:
        """This node and all below it, operands first; a shared one is met once."""
        seen: set[int] = set()
        stack: list[tuple[Derivation, bool]] = [(self, False)]
        while stack:
            node, below_done = stack.pop()
            if below_done:
                yield node
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((part, False) for part in reversed(node.parts))
