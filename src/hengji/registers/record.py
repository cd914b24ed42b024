"""What the files of a register hold (台账文件的格式), as data."""

from __future__ import annotations

from hengji.intake import TRUTH, Choice, Field, ListOf, MapOf, Quantity, Record, Text, UnitName, Words
from hengji.model import PLAIN_UNIT

from .schema import PERSON, ROLES, TYPES

REGISTER_SCHEMA = "hengji/register/1"
MEASURE_SCHEMA = "hengji/measure/1"

_NUMBER = Quantity(PLAIN_UNIT)

FIELD = Record("字段", (
    Field("name", Words(), "英文列名，小写字母、数字和下划线；SQL 里用这个名称", required=True),
    Field("title", Text(), "中文名称，也是表头", required=True),
    Field("type", Choice(tuple(TYPES), {name: term for name, (term, _) in TYPES.items()}), "类型", required=True),
    Field("role", Choice(tuple(ROLES), ROLES), "用途"),
    Field("required", TRUTH, "每行必填；编号总是必填", default=False),
    Field("accepts", ListOf(Text()), "表头的其他写法"),
    Field("values", MapOf(ListOf(Text())), "只能是哪些值，各有哪些写法"),
    Field("unit", UnitName(), "金额或数量的单位；表头写明了单位的，以表头为准"),
    Field("decimals", Quantity(PLAIN_UNIT, 0, 9, whole=True), "小数保留几位，默认 2"),
    Field("low", _NUMBER, "最小是多少；金额按 unit"),
    Field("high", _NUMBER, "最大是多少；金额按 unit"),
    Field("pattern", Text(), "要符合的正则表达式"),
    Field("person", Choice(tuple(PERSON), PERSON), "个人信息怎样保存；不写就不是个人信息"),
    Field("future", TRUTH, "日期可以晚于导入那天", default=False),
    Field("refers", Words(), "指向哪个台账的哪一列，如 service-items.item_code"),
    Field("explain", Text(), "口径说明"),
    Field("example", Text(), "填写示例", required=True),
))

_RULE = Record("行规则", (
    Field("holds", Words(), "每行都要成立的条件（SQL）；有空值而无法判断的算成立", required=True),
    Field("says", Text(), "不成立时说什么", required=True),
    Field("fields", ListOf(Words(), least=1), "涉及哪些字段（英文列名）", required=True),
))

REGISTER = Record("台账", (
    Field("schema", Choice((REGISTER_SCHEMA,)), f"固定写 {REGISTER_SCHEMA}", required=True),
    Field("id", Words(), "标识，如 service-cases，与文件夹同名", required=True),
    Field("name", Text(), "中文名称", required=True),
    Field("english", Text(), "英文名称", required=True),
    Field("explain", Text(), "一行是什么", required=True),
    Field("serves", ListOf(Text()), "哪些系统或机制的数据填在这里"),
    Field("fields", ListOf(FIELD, least=1), "字段", required=True),
    Field("rules", ListOf(_RULE), "每行都要成立的规则"),
))

_LEFT_OUT = Record("不计入的行", (
    Field("why", Text(), "为什么不计入", required=True),
    Field("when", Words(), "条件（SQL）", required=True),
))

_PART = Record("分项", (
    Field("name", Words(), "中文名称，公式和句子里用", required=True),
    Field("unit", UnitName(), "单位", required=True),
    Field("where", Words(), "哪些行算（SQL 条件）；不写就是全部计入的行"),
    Field("sum", Words(), "加什么（SQL 整数表达式，金额是分）；不写就是数行数"),
    Field("whole", TRUTH, "写了 split 的度量里：不分各值，是全部的数，用作占比的分母", default=False),
))

MEASURE = Record("度量", (
    Field("schema", Choice((MEASURE_SCHEMA,)), f"固定写 {MEASURE_SCHEMA}", required=True),
    Field("id", Words(), "标识，如 closing-rate，与文件同名", required=True),
    Field("name", Text(), "中文名称", required=True),
    Field("english", Text(), "英文名称", required=True),
    Field("unit", UnitName(), "结果的单位", required=True),
    Field("explain", Text(), "口径说明"),
    Field("rows", Words(), "一行一个被数的东西（SQL 查询）；不写就是台账自己的行"),
    Field("time", Words(), "按哪一列划分年度；写“无”就不分年度；默认是台账的发生时间"),
    Field("left_out", ListOf(_LEFT_OUT), "哪些行不计入，第一个成立的理由算数"),
    Field("parts", ListOf(_PART, least=1), "分项：计入的行里各加起来的数", required=True),
    Field("value", Words(), "结果的公式，用分项的名称", required=True),
    Field("sentence", Text(), "怎样说这个结果，{名称} 是分项，{值} 是结果", required=True),
    Field("columns", ListOf(Words()), "列出行时显示哪些列；默认是编号和发生时间"),
    Field("split", Words(), "按哪一列的每个值各算一次"),
    Field("yearly", TRUTH, "一个东西每年各有一行：问几年的，按年度分开算", default=False),
    Field("overlaps", TRUTH, "一行可以属于几个值，各值之和会多于总数", default=False),
))
