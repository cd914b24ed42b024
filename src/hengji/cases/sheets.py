"""What a case's workbook says (评价案例工作簿的用语): sheets, headings and words, each once."""

from __future__ import annotations

from hengji.intake import Wording, lay_out
from hengji.model import (
    EXCLUSION_REASONS,
    FOLLOW_UP_STATES,
    KINDS,
    LEVELS,
    SEVERITIES,
    STATES,
    WINNERS,
    Evidence,
)

from .record import CASE

FORM, GUIDE, MATERIALS, DERIVED, PROGRESS = "基本信息", "填表说明", "资料清单", "自动计算的数", "#进度和核对"

_SHEETS = {
    "documents": "资料", "agencies": "预算单位", "projects": "项目", "facts": "数据",
    "judgements": "评判", "judgements.points": "要点评判", "judgements.scores": "多人评分", "given": "给定得分",
    "overrides": "复核调整", "not_applicable": "不适用指标", "exclusions": "剔除", "vetoes": "否决事项",
    "findings": "问题", "findings.sides": "各方说法", "follow_ups": "上年问题整改", "data": "补充数据",
    "figures": "核对数字", "tallies": "问卷计数", "tallies.options": "问卷选项", "narrative": "报告文字",
    "calendar": "放假安排",
    "measured": "台账取数",
    "report.cover": "报告封面", "report.texts": "报告章节", "report.tables": "报告表格", "report.targets": "绩效目标",
    "report.problems": "报告问题", "report.suggestions": "报告建议",
    "evaluation.facts": "项目评价数据", "evaluation.judgements": "项目评价评判",
    "evaluation.judgements.points": "项目评价要点评判", "evaluation.judgements.scores": "项目评价多人评分",
    "evaluation.given": "项目评价给定得分", "evaluation.overrides": "项目评价复核调整",
    "evaluation.not_applicable": "项目评价不适用指标", "evaluation.vetoes": "项目评价否决事项",
}

_HEADINGS = {
    "schema": "格式", "id": "案例标识", "framework": "指标体系", "period": "评价年度", "kind": "评价类型",
    "entity.name": "部门（单位）全称", "entity.short": "简称",
    "documents.id": "资料标识", "documents.title": "资料名称", "documents.date": "日期",
    "agencies.code": "单位编码", "agencies.name": "单位名称",
    "projects.code": "项目编码", "projects.name": "项目名称", "projects.category": "项目类别",
    "evaluation.framework": "评价用的指标体系",
    "name": "名称", "value": "数值", "unit": "单位", "previous": "上年数", "project": "所属项目", "agency": "所属单位",
    "level": "证据等级", "document": "资料标识", "line": "行号", "page": "页码", "paragraph": "段落",
    "label": "在资料中的位置", "printed": "资料上印的数", "who": "填报人", "when": "填报日期", "attachment": "附件名称",
    "#": "指标编号", "judge": "评判人", "reason": "理由", "score": "评判分", "band": "达成程度", "count": "次数",
    "findings": "问题编号", "points.n": "第几点", "points.met": "是否符合",
    "scores.judge": "评分人", "scores.score": "评分", "given.=": "得分",
    "overrides.code": "指标编号", "overrides.score": "调整后得分", "overrides.who": "调整人",
    "not_applicable.code": "指标编号",
    "vetoes.#": "事项编号", "vetoes.happened": "是否发生", "vetoes.judge": "核查人", "vetoes.reason": "依据",
    "exclusions.fact": "从哪个数里剔除", "exclusions.amount": "剔除金额", "exclusions.reason": "剔除理由",
    "exclusions.text": "具体事项",
    "findings.id": "问题编号", "findings.text": "问题", "check": "发现的检查", "clause": "违反的条款",
    "severity": "严重程度", "state": "状态", "findings.amount": "涉及金额", "rows": "涉及的记录", "remedy": "整改要求",
    "sides.text": "说法", "sides.place": "出处",
    "follow_ups.id": "编号", "follow_ups.text": "上年的问题", "follow_ups.note": "核查情况",
    "store": "台账库", "measured.fact": "事实", "measure": "台账和度量", "part": "分项", "where": "只取哪些行",
    "wins": "以哪个为准", "result.value": "台账算得的数", "snapshots": "台账版本", "counted": "计入行数",
    "sentence": "台账怎样说", "left_out": "不计入的行",
    "formula": "公式", "figures.printed": "印的数", "unclear": "口径不明", "note": "说明",
    "tallies.name": "题目或表名", "answers": "总份数", "printed_sum": "印的占比之和",
    "options.name": "选项", "options.count": "份数", "options.printed": "印的占比",
    "narrative.#": "标题", "narrative.=": "正文",
    "internal": "公开版隐去", "cover.#": "封面项目", "cover.=": "内容", "texts.#": "章节", "texts.=": "章节文字",
    "title": "标题", "tables.title": "表名", "tables.section": "所在章节", "head": "表头", "tables.rows": "各行内容",
    "tables.note": "表下的注", "problems.id": "报告问题编号", "problems.text": "具体情况",
    "problems.findings": "依据的问题编号", "indicators": "涉及的指标编号", "suggestions.text": "建议",
    "suggestions.problems": "针对的报告问题编号", "targets.code": "指标编号", "targets.name": "指标名称",
    "level1": "一级指标", "level2": "二级指标", "target": "年度指标值", "actual": "实际完成值", "weight": "分值",
    "targets.score": "得分", "deviation": "偏差原因和改进措施", "progress": "监控时完成情况",
    "forecast": "预计全年完成情况",
    "calendar.#": "年份", "off": "放假的工作日", "on": "上班的周末",
}

_TOTAL = {"total": "总分"}
_REGION = dict(zip(LEVELS, ("所在省", "所在市", "所在县（区）", "所在乡（镇、街道）", "所在村（社区）"), strict=True))

LAYOUT = lay_out(CASE, Wording(
    form=FORM, sheets=_SHEETS, headings=_HEADINGS,
    words=(KINDS, {level.value: level.term for level in Evidence}, SEVERITIES, STATES, EXCLUSION_REASONS,
           FOLLOW_UP_STATES, WINNERS),
    aliases={"given.#": _TOTAL, "overrides.code": _TOTAL},
    spread={"entity.region": _REGION},
    information={
        "facts": ("口径说明", "证明资料"), "judgements": ("指标名称", "分值", "怎样评判"),
        "judgements.points": ("指标名称", "要点", "分值"), "judgements.scores": ("指标名称", "分值"),
        "given": ("指标名称", "权重"), "vetoes": ("事项", "发生后等级最高")},
    prefilled={
        "facts": ("name", "unit", "previous", "project", "agency"), "judgements": ("#",), "points": ("n",),
        "given": ("#",), "vetoes": ("#",), "narrative": ("#",), "cover": ("#",), "texts": ("#",)},
    amounts=("value", "amount"), figures=("printed", "printed_sum"),
    others=(GUIDE, MATERIALS, DERIVED), start="请用 hengji template 生成一本模板，在模板里填"))
