"""Small frameworks and cases for tests, made from data and read the way files are read."""

from __future__ import annotations

import json
from typing import Any

from hengji.cases import read_case
from hengji.frameworks import Framework, read_framework
from hengji.model import Case, NodeScore, Scorecard
from hengji.scoring import score_case

GRADES = [{"name": "优", "from": "90"}, {"name": "良", "from": "80"}, {"name": "中", "from": "60"},
          {"name": "差", "from": "0"}]


def framework(indicators: list[dict[str, Any]], facts: list[dict[str, Any]] | None = None,
              **settings: Any) -> Framework:
    """A framework of these indicators; it must be without problems."""
    document = {"schema": "hengji/framework/1", "id": "t", "version": "1", "title": "测试体系", "source": "测试",
                "grades": GRADES, "facts": facts or [], "indicators": indicators, **settings}
    made, problems = read_framework(json.dumps(document, ensure_ascii=False), "体系")
    assert made is not None, problems
    return made


def case(under: Framework, **parts: Any) -> Case:
    """A case under that framework; it must be without problems."""
    document = {"schema": "hengji/case/1", "id": "t", "framework": "t", "entity": {"name": "测试局"},
                "period": "2022", "kind": "evaluation", **parts}
    loaded, problems = read_case(json.dumps(document, ensure_ascii=False), "案例", framework=under)
    assert loaded is not None, problems
    return loaded[0]


def score(under: Framework, **parts: Any) -> Scorecard:
    """The scorecard of such a case."""
    return score_case(case(under, **parts), under)


def node(card: Scorecard, code: str) -> NodeScore:
    """One node of a scorecard."""
    return next(node for node in card.nodes if node.code == code)


def leaf(code: str, weight: str, **settings: Any) -> dict[str, Any]:
    """A leaf that an expert judges, or has the rule given."""
    return {"code": code, "name": f"指标{code}", "weight": weight, "rule": {"kind": "judgement"}, **settings}


def judged(points: str) -> dict[str, Any]:
    """An expert's judgement."""
    return {"judge": "专家", "level": "verified", "reason": "理由", "score": points}
