"""What a case file holds (评价案例文件的格式), as data."""

from __future__ import annotations

from typing import Any

from hengji.intake import DAY, TRUTH, Choice, Field, ListOf, MapOf, Quantity, Record, Text, UnitName, Words, Year
from hengji.model import (
    COUNT,
    EXCLUSION_REASONS,
    FOLLOW_UP_STATES,
    KINDS,
    LEVELS,
    POINTS,
    SEVERITIES,
    STATES,
    WINNERS,
    YUAN,
    Evidence,
    standard_unit,
)

from .calendar import CALENDAR_FIELD
from .report_record import REPORT

SCHEMA = "hengji/case/1"
_WHOLE = standard_unit(COUNT)
_LEVEL = Choice(tuple(level.value for level in Evidence), {level.value: level.term for level in Evidence})
#: What a judged point may be: met, not met, or left open by the evidence.
MET = {"是": True, "否": False, "未定": None}

_SOURCE = (
    Field("document", Text(), "资料的标识（见 documents）"),
    Field("line", Quantity(_WHOLE, low=1, high=1_000_000, whole=True), "文本文件里的行号"),
    Field("page", Quantity(_WHOLE, low=1, high=1_000_000, whole=True), "页码"),
    Field("paragraph", Quantity(_WHOLE, low=1, high=1_000_000, whole=True), "第几段"),
    Field("label", Text(), "资料里的位置名称，如 表2-1"),
    Field("printed", Text(), "资料上印的数"),
    Field("who", Text(), "填报人（没有资料、直接填报时）"),
    Field("when", DAY, "填报日期"),
    Field("attachment", Text(), "附件名称"),
)

_FACT = Record("事实", (
    Field("name", Words(), "名称，须是指标体系列出的", required=True),
    Field("value", Words(), "数值，可带单位", required=True),
    Field("unit", UnitName(), "单位；不写则用指标体系规定的单位"),
    Field("previous", TRUTH, "是否上年数", default=False),
    Field("project", Text(), "属于哪个项目（项目编码）"),
    Field("agency", Text(), "属于哪个预算单位（单位编码）"),
    Field("level", _LEVEL, "证据等级：original 原始记录、verified 第三方核实、stated 单位陈述、none 无依据",
          required=True),
    *_SOURCE,
))

_POINT = Record("要点评判", (
    Field("n", Quantity(_WHOLE, low=1, high=1_000_000, whole=True), "第几个要点", required=True),
    Field("met", Choice(tuple(MET)), "是、否，或未定（证据不足以判断）", required=True),
    Field("reason", Text(), "理由；“否”和“未定”必须写"),
    Field("findings", ListOf(Text()), "所依据的问题编号", default=()),
))

_OPINION = Record("一人评分", (
    Field("judge", Text(), "谁评的", required=True),
    Field("score", Quantity(POINTS), "评分", required=True),
    Field("reason", Text(), "理由", required=True),
    Field("band", Text(), "达成程度（定性分档的指标）"),
))

_JUDGEMENT = Record("评判", (
    Field("judge", Text(), "谁评判的", required=True),
    Field("level", _LEVEL, "评判所依据的证据等级", required=True),
    Field("reason", Text(), "总的理由"),
    Field("score", Quantity(POINTS), "评判分（专家评判的指标）"),
    Field("band", Text(), "达成程度（定性分档的指标），如 部分达成"),
    Field("scores", ListOf(_OPINION), "多人评分（规则要多人评的指标）", default=()),
    Field("count", Quantity(_WHOLE, low=0, high=100_000, whole=True), "发生了几次（按次扣分、没有公式的指标）"),
    Field("points", ListOf(_POINT), "逐点评判", default=()),
    Field("findings", ListOf(Text()), "所依据的问题编号", default=()),
    *_SOURCE,
))

_VETO = Record("否决事项的核查", (
    Field("happened", TRUTH, "是否发生", required=True),
    Field("judge", Text(), "谁核查的", required=True),
    Field("level", _LEVEL, "证据等级", required=True),
    Field("reason", Text(), "依据", required=True),
    Field("findings", ListOf(Text()), "所依据的问题编号", default=()),
))

_OVERRIDE = Record("复核调整", (
    Field("code", Words(), "指标编号", required=True),
    Field("score", Quantity(POINTS), "调整后的得分", required=True),
    Field("who", Text(), "谁调整的", required=True),
    Field("reason", Text(), "理由", required=True),
))

_NOT_APPLICABLE = Record("不适用指标", (
    Field("code", Words(), "指标编号", required=True),
    Field("reason", Text(), "为什么不适用", required=True),
))

_SIDE = Record("一方", (
    Field("text", Text(), "这一方怎么说", required=True),
    Field("place", Text(), "在哪里"),
))

_FINDING = Record("问题", (
    Field("id", Text(), "编号，如 F1", required=True),
    Field("text", Text(), "问题是什么", required=True),
    Field("check", Text(), "由哪项检查发现"),
    Field("clause", Text(), "违反哪一条"),
    Field("severity", Choice(tuple(SEVERITIES), SEVERITIES), "high 严重、medium 一般、low 轻微", default="medium"),
    Field("state", Choice(tuple(STATES), STATES),
          "suspicion 疑点、verified 已核实、accepted 单位认可、dismissed 已排除", default="verified"),
    Field("sides", ListOf(_SIDE), "互相矛盾的各方", default=()),
    Field("amount", Quantity(YUAN), "涉及金额"),
    Field("rows", ListOf(Text()), "涉及的记录", default=()),
    Field("remedy", Text(), "怎样整改"),
))

_REGION = Record("地区", (
    Field("name", Text(), "名称", required=True),
    Field("level", Choice(LEVELS), "层级", required=True),
))

_ENTITY = Record("评价对象", (
    Field("name", Text(), "部门（单位）全称", required=True),
    Field("short", Text(), "简称"),
    Field("region", ListOf(_REGION), "所在地区，从省到县", default=()),
))

_DOCUMENT = Record("资料", (
    Field("id", Text(), "标识，事实里用它指资料", required=True),
    Field("title", Text(), "名称", required=True),
    Field("date", DAY, "日期"),
))

_EVALUATION = Record("项目的评价", (
    Field("framework", Words(), "项目用的指标体系", required=True),
    Field("facts", ListOf(_FACT), "事实", default=()),
    Field("judgements", MapOf(_JUDGEMENT), "评判，按指标编号", default=()),
    Field("given", MapOf(Quantity(POINTS)), "给定得分，按指标编号；total 是总分", default=()),
    Field("overrides", ListOf(_OVERRIDE), "复核调整", default=()),
    Field("not_applicable", ListOf(_NOT_APPLICABLE), "不适用的指标", default=()),
    Field("vetoes", MapOf(_VETO), "否决事项的核查，按编号", default=()),
))

_AGENCY = Record("预算单位", (
    Field("code", Text(), "单位编码", required=True),
    Field("name", Text(), "单位名称", required=True),
))

_PROJECT = Record("项目", (
    Field("code", Text(), "项目编码", required=True),
    Field("name", Text(), "项目名称", required=True),
    Field("category", Text(), "项目类别"),
    Field("evaluation", _EVALUATION, "项目自己的评价"),
))

_EXCLUSION = Record("剔除", (
    Field("fact", Words(), "从哪个事实里剔除", required=True),
    Field("amount", Words(), "剔除多少，可带单位", required=True),
    Field("reason", Choice(tuple(EXCLUSION_REASONS), EXCLUSION_REASONS),
          "policy 政策调整、force_majeure 不可抗力、assigned 临时交办、approved_staff 经批准的临聘人员", required=True),
    Field("text", Text(), "具体是什么", required=True),
    Field("level", _LEVEL, "证据等级", required=True),
    *_SOURCE,
))

_FIGURE = Record("核对数字", (
    Field("name", Text(), "叫什么", required=True),
    Field("formula", Words(), "由哪些数怎样算出（公式）", required=True),
    Field("unit", UnitName(), "单位", required=True),
    Field("printed", Words(), "资料上印的数", required=True),
    Field("unclear", TRUTH, "是否口径不明：对不上，也不能断定印错了", default=False),
    Field("note", Text(), "说明"),
    *(field for field in _SOURCE if field.name != "printed"),
))

_OPTION = Record("选项", (
    Field("name", Text(), "选项", required=True),
    Field("count", Quantity(_WHOLE, low=0, high=10**9, whole=True), "多少份", required=True),
    Field("printed", Words(), "印的占比"),
))

_TALLY = Record("问卷计数", (
    Field("name", Text(), "哪一题、哪张表", required=True),
    Field("answers", Quantity(_WHOLE, low=0, high=10**9, whole=True), "共多少份", required=True),
    Field("options", ListOf(_OPTION, least=1), "各选项", required=True),
    Field("printed_sum", Words(), "印的占比之和，如 100.00%"),
    *(field for field in _SOURCE if field.name != "printed"),
))

_FOLLOW_UP = Record("上年问题整改", (
    Field("id", Text(), "编号", required=True),
    Field("text", Text(), "上年的问题", required=True),
    Field("remedy", Text(), "当时要求怎样整改"),
    Field("state", Choice(tuple(FOLLOW_UP_STATES), FOLLOW_UP_STATES),
          "open 未核、done 已整改、partly 部分整改、not_done 未整改",
          default="open"),
    Field("note", Text(), "核查情况"),
))

_REGISTER_VALUE = Record("台账算得的数", (
    Field("value", Words(), "数值", required=True),
    Field("snapshots", ListOf(Words(), least=1), "读的是哪个台账的哪一版，写“台账=版本”", required=True),
    Field("counted", Quantity(_WHOLE, low=0, whole=True), "计入多少行", required=True),
    Field("left_out", ListOf(Words()), "不计入多少行，写“理由=行数”"),
    Field("sentence", Text(), "怎样说这个数"),
))

_MEASURED = Record("台账取数", (
    Field("fact", Words(), "哪个事实，须是指标体系列出的", required=True),
    Field("measure", Words(), "哪个台账的哪个度量，如 service-items/item-count", required=True),
    Field("part", Text(), "取度量的哪个分项；不写就取它的结果"),
    Field("where", ListOf(Words()), "只取哪些行，写“列名=值”，如 办理单位=县市场监管局"),
    Field("wins", Choice(tuple(WINNERS), WINNERS),
          "与 facts 里填的数不同时：measured 以台账为准、stated 以填报的数为准"),
    Field("previous", TRUTH, "是否上年数", default=False),
    Field("project", Text(), "属于哪个项目（项目编码）"),
    Field("agency", Text(), "属于哪个预算单位（单位编码）"),
    Field("level", _LEVEL, "证据等级，默认 original 原始记录", default=Evidence.ORIGINAL.value),
    Field("result", _REGISTER_VALUE, "台账算得的数；由程序写入，不用填"),
))

CASE = Record("评价案例", (
    Field("schema", Choice((SCHEMA,)), f"固定写 {SCHEMA}", required=True),
    Field("id", Text(), "标识，如 yanjin-2022", required=True),
    Field("framework", Words(), "指标体系的标识，或同一文件夹里的 .yaml 文件", required=True),
    Field("entity", _ENTITY, "评价对象", required=True),
    Field("period", Year(), "评价年度", required=True),
    Field("kind", Choice(tuple(KINDS), KINDS), "evaluation 评价、self-evaluation 自评、feedback 反馈", required=True),
    Field("documents", ListOf(_DOCUMENT), "资料目录", default=()),
    Field("agencies", ListOf(_AGENCY), "预算单位（部门有几个的）", default=()),
    Field("projects", ListOf(_PROJECT), "项目", default=()),
    Field("facts", ListOf(_FACT), "事实", default=()),
    Field("store", Text(), "台账库的文件夹；相对于案例所在的文件夹"),
    Field("measured", ListOf(_MEASURED), "由台账取数的事实", default=()),
    Field("judgements", MapOf(_JUDGEMENT), "评判，按指标编号", default=()),
    Field("given", MapOf(Quantity(POINTS)), "给定得分，按指标编号；total 是总分", default=()),
    Field("overrides", ListOf(_OVERRIDE), "复核调整", default=()),
    Field("not_applicable", ListOf(_NOT_APPLICABLE), "不适用的指标", default=()),
    Field("exclusions", ListOf(_EXCLUSION), "剔除：规则允许从事实里剔除的，要有证明", default=()),
    Field("vetoes", MapOf(_VETO), "否决事项的核查，按编号", default=()),
    Field("findings", ListOf(_FINDING), "发现的问题", default=()),
    Field("follow_ups", ListOf(_FOLLOW_UP), "上年问题的整改", default=()),
    Field("data", ListOf(_FACT), "补充数据：报告里有、指标体系没有要的数", default=()),
    Field("figures", ListOf(_FIGURE), "核对数字：资料印的、可由其他数算出的数", default=()),
    Field("tallies", ListOf(_TALLY), "问卷计数：份数和占比", default=()),
    Field("narrative", MapOf(Text()), "评分结果里的文字，按标题", default=()),
    Field("report", REPORT, "报告的封面、文字、表、问题、建议和绩效目标"),
    CALENDAR_FIELD,
))


def json_schema() -> dict[str, Any]:
    """The format as JSON Schema (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **CASE.schema()}
