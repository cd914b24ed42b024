"""Verifying a sealed scorecard (核验封签): recomputed from the inputs inside it, off line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengji.cases import read_case_node
from hengji.frameworks import Framework, read_framework
from hengji.intake import nodes_from_data, read_text
from hengji.model import Place, Problem, Unusable
from hengji.scoring import SEMANTICS, Change, first_difference, score_case, without_sentences

from .document import SCHEMA, scorecard_document
from .evaluate import Evaluation


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a scorecard holds. ``difference`` names the first thing that does not.

    ``remark`` says when only the wording differs from what this version writes.
    """

    total: str | None
    grade: str | None
    seal: str
    difference: str = ""
    remark: str = ""

    @property
    def holds(self) -> bool:
        """Whether file and recomputation agree in every point."""
        return not self.difference


def verify_scorecard(path: Path) -> Verification:
    """Recomputes the scorecard in ``path``. Raises :class:`Unusable` when it cannot be read."""
    sealed = _read(path)
    again = json.loads(json.dumps(scorecard_document(_evaluated(sealed, path)), ensure_ascii=False))
    difference, remark = _difference(sealed, again), ""
    if not difference:
        wording = first_difference(sealed, again)
        if wording and sealed.get("generator") == again["generator"]:
            difference = _changed(wording)
        elif wording:
            remark = f"由 {sealed.get('generator')} 出具，说明文字与本版本的写法不同，得分和封签不受影响"
    return Verification(again["total"], again["grade"], again["seal"], difference, remark)


def open_scorecard(path: Path) -> Evaluation:
    """The evaluation that the scorecard in ``path`` holds, recomputed from its inputs. Raises :class:`Unusable`."""
    return _evaluated(_read(path), path)


def _difference(sealed: dict[str, Any], again: dict[str, Any]) -> str:
    change = first_difference(_compared(sealed), _compared(again))
    if change is not None:
        return _changed(change)
    if sealed.get("seal") != again["seal"]:
        return (f"封签不符：文件里是 {_short(sealed.get('seal'))}，按文件里的输入重算是 {_short(again['seal'])}；"
                "封签之后，输入与结果被一起改过，或封签本身被改过")
    return ""


def _compared(document: dict[str, Any]) -> Any:
    """What must be equal whichever version wrote it; the seal itself is compared last."""
    return without_sentences({name: entry for name, entry in document.items() if name not in ("generator", "seal")})


def _changed(change: Change) -> str:
    return f"{change.path}：文件里是 {_short(change.left)}，重算得 {_short(change.right)}"


def _short(value: Any) -> str:
    if value is None:
        return "（没有）"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 90 else text[:90] + "…"


def _read(path: Path) -> dict[str, Any]:
    text, problems = read_text(path)
    if text is None:
        raise Unusable(problems)
    try:
        document = json.loads(text, parse_float=_refuse_float, object_pairs_hook=_each_once)
        json.dumps(document, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise _no_scorecard(Place(str(path), error.lineno, error.colno), "不是完整的 JSON 文件") from error
    except RecursionError as error:
        raise _no_scorecard(Place(str(path)), "JSON 层次太深") from error
    except ValueError as error:
        raise _no_scorecard(Place(str(path)), f"JSON 里有衡绩不会写出的内容（{_known(error)}）") from error
    where = Place(str(path))
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise Unusable([Problem(where, "不是评分结果文件", f"schema 为 {SCHEMA}")])
    if document.get("semantics") != SEMANTICS:
        raise Unusable([Problem(where, f"评分语义版本是“{document.get('semantics')}”，本程序是“{SEMANTICS}”",
                                suggestion="请用出具它的版本核验")])
    inputs = document.get("inputs")
    if not isinstance(inputs, dict) or not isinstance(inputs.get("framework"), str) or "case" not in inputs:
        raise Unusable([Problem(where, "文件里没有输入（inputs），不能重算", "未删减的 .json 文件")])
    return document


def _no_scorecard(place: Place, text: str) -> Unusable:
    return Unusable([Problem(place, text, "hengji evaluate 写出的 .json 文件")])


class _Foreign(ValueError):
    """Something that our own files never hold."""


def _refuse_float(text: str) -> None:
    raise _Foreign(f"浮点数 {text[:20]}")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise _Foreign(f"“{twice[:40]}”写了两次")
    return dict(pairs)


def _known(error: ValueError) -> str:
    return str(error) if isinstance(error, _Foreign) else "过长的数或不成对的字符"


def _evaluated(sealed: dict[str, Any], path: Path) -> Evaluation:
    framework, problems = read_framework(sealed["inputs"]["framework"], f"{path}（inputs.framework）")
    if framework is None:
        raise Unusable(problems)
    others = _others(sealed["inputs"].get("frameworks", {}), path)
    case = nodes_from_data(sealed["inputs"]["case"], f"{path}（inputs.case）")
    loaded, problems = read_case_node(case, framework=framework, others=others)
    if loaded is None:
        raise Unusable(problems)
    return Evaluation(score_case(*loaded), framework, others)


def _others(texts: Any, path: Path) -> dict[str, Framework]:
    """The frameworks of projects that the file carries."""
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise _no_scorecard(Place(str(path)), "文件里项目的指标体系（inputs.frameworks）不完整")
    others: dict[str, Framework] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        framework, troubles = read_framework(text, f"{path}（inputs.frameworks.{name}）")
        problems.extend(troubles)
        if framework is not None:
            others[name] = framework
    if problems:
        raise Unusable(problems)
    return others
