"""A framework's fields in Chinese (工作簿用语): headings, enumerations and notes of its workbook."""

from __future__ import annotations

import re

from hengji.intake import Field

from .kinds import KINDS
from .tree import BENCHMARKS, MEMBERS, ROLL_UPS

#: Field → heading, and behind ``|`` what else it may be called; ``sheet.field`` goes before ``field``.
HEADINGS = {
    "id": "标识", "version": "版本", "title": "名称|体系名称", "source": "出处|依据", "region": "适用地区",
    "valid_from": "适用起始日期|起始日期", "valid_to": "适用截止日期|截止日期", "as_printed": "照原文记录",
    "full": "满分", "places": "得分小数位数|小数位数", "rounding": "在哪里舍入",
    "redistribution": "不适用指标的权重给谁",
    "等级.name": "等级|等级名称", "等级.from": "从几分起|起始分",
    "code": "编号", "text": "事项", "caps": "等级最高为|最高等级",
    "name": "名称", "unit": "单位|计量单位", "explain": "口径说明|说明", "material": "证明资料|资料", "formula": "公式",
    "benchmark": "标准值来源", "over": "由谁汇总", "roll_up": "汇总方式", "所需数据.each": "逐个的公式",
    "by": "加权的权数", "members": "缺数时",
    "指标.code": "编号|指标编号", "指标.name": "指标|指标名称", "指标.weight": "权重|分值|指标权重|指标分值",
    "指标.explain": "指标解释|指标说明", "指标.formula": "公式|计算公式", "reading": "所用口径",
    "inferred": "推断说明", "deduction": "扣分表述", "materials": "资料|所需资料",
    "indicator": "指标编号|编号", "under": "其他口径|口径", "part": "分项|分项名称",
    "评分规则.worth": "分项分值", "评分规则.formula": "分项公式",
    "kind": "评分规则种类|规则种类|种类", "zero_when": "不得分的条件", "reason_when": "要说明原因的条件",
    "without_reason": "没有合理原因最多得", "veto": "一票否决的事项", "at_most": "不高于", "at_least": "不低于",
    "per": "每一步", "deduct": "每步扣", "step": "零头怎么算", "floor": "最低得分", "target": "目标值",
    "cap": "最高得分", "way": "要点计分方式", "each": "每点分值", "condition": "得满分的条件",
    "otherwise": "未达标时", "combine": "多人评分合并", "least": "至少几人评分",
    "要点.text": "要点|内容", "worth": "分值|得分",
    "分档.name": "档名", "from": "下限（含）|下限", "to": "上限（不含）|上限",
    "其他口径.name": "口径|口径名称",
}

#: Field → its words in Chinese.
TERMS: dict[str, dict[str, str]] = {
    "kind": {name: kind.term for name, kind in KINDS.items()},
    "benchmark": BENCHMARKS, "over": MEMBERS, "roll_up": ROLL_UPS,
    "members": {"all": "都要有数", "reported": "只汇总有数的"},
    "rounding": {"leaf": "末级得分", "total": "总分"},
    "redistribution": {"siblings": "同级指标", "all": "全部指标"},
    "step": {"continuous": "按比例", "full": "满一步才扣", "started": "不足一步按一步"},
    "way": {"deduct": "不符扣分", "earn": "符合得分"},
    "otherwise": {"zero": "不得分", "proportional": "按比例得分", "unruled": "没有规定"},
    "combine": {"mean": "取平均", "trimmed_mean": "去掉最高最低后取平均", "median": "取中位数"},
}

#: Names that formats write and workbooks do not have as columns.
_OTHERS = {"rule": "评分规则", "readings": "其他口径", "children": "下级指标", "grades": "等级", "vetoes": "否决事项",
           "facts": "所需数据", "indicators": "指标", "points": "要点", "bands": "分档", "aspects": "方面",
           "parts": "分项"}
_NAME = re.compile(r"(?<![\w/-])[a-z][a-z_]+(?![\w/-])")
_QUOTED = re.compile(r"(“[^”]*”)")


def headings(sheet: str, name: str) -> tuple[str, ...]:
    """What the column of field ``name`` may be called on ``sheet``, the usual heading first."""
    return tuple((HEADINGS.get(f"{sheet}.{name}") or HEADINGS.get(name, name)).split("|"))


def shown_word(name: str, text: str) -> str:
    """The word of an enumeration in Chinese; any other text as it is."""
    return TERMS.get(name, {}).get(text, text)


def word_meant(name: str, text: str) -> str | None:
    """The word that formats write, for Chinese or English; None when it is not known."""
    terms = TERMS[name]
    return text if text in terms else {term: word for word, term in terms.items()}.get(text)


def note(sheet: str, field: Field) -> str:
    """What ``field`` is for, without the words that only text files write."""
    return _named(_wordless(field.doc, field.name), sheet)


def in_chinese(text: str, sheet: str) -> str:
    """What is said of a framework, with headings instead of field names; what it quotes stays as it is."""
    lacking = re.search(r"缺“(\w+)”", text)
    if lacking:
        text = _wordless(text.replace(lacking[0], f"缺“{_heading(sheet, lacking[1])}”"), lacking[1])
    text = text.replace("as_printed: 是", f"“{HEADINGS['as_printed']}”写“是”")
    told = "".join(piece if piece.startswith("“") else _named(piece, sheet) for piece in _QUOTED.split(text))
    told = re.sub(r"“([^”]*)”（\1）", r"“\1”", told)
    columns = {known.partition("|")[0] for name, known in HEADINGS.items() if name.startswith(f"{sheet}.")}
    sheets = set(_OTHERS.values()) - columns
    return re.sub(r"“([^”]*)”: … ?", lambda m: f"“{m[1]}”" + ("表" if m[1] in sheets else "这一栏"), told)


def _wordless(text: str, name: str) -> str:
    """``text`` without the English words of the enumeration ``name``; their meaning stands behind them."""
    words = TERMS.get(name, {})
    return re.sub(rf"{_NAME.pattern} ?", lambda m: "" if m[0].strip() in words else m[0], text)


def _named(text: str, sheet: str) -> str:
    def named(match: re.Match[str]) -> str:
        heading = _heading(sheet, match[1])
        return match[0] if heading == match[1] else f"“{heading}”"

    return re.sub(f"(?<![A-Za-z0-9]) ?({_NAME.pattern}) ?", named, text)


def _heading(sheet: str, name: str) -> str:
    if name in _OTHERS or name in KINDS:
        return _OTHERS.get(name) or KINDS[name].term
    # Beside a rule, what is said of a formula is said of the indicator's; parts may go without one.
    own = HEADINGS.get(f"{sheet}.{name}") if name != "formula" else None
    known = own or HEADINGS.get(name)
    return known.split("|")[0] if known else name
