"""A report part as an author would write it for the Yanjin case, in words of our own; for tests of papers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hengji.model import PaperTable, ReportPart, Scorecard, StatedProblem, Suggestion, Target
from hengji.services import Evaluation, evaluate_case

PART = ReportPart(
    cover={"委托单位": "某县财政局", "评价机构": "某会计师事务所", "报告日期": "2023年11月"},
    texts={
        "部门概况": "{单位名称}是县政府工作部门，设4个内设机构。",
        "主要职责": "部门负责：\n\n1. 统筹推进全县政务服务；\n2. 管理**政务数据**和政务服务大厅。",
        "机构设置": "纳入预算管理的单位只有本级一家。",
        "人员编制": "机关行政编制{机关行政编制}，事业编制{事业编制}。",
        "主要任务": "当年的任务是让更多事项在网上办理，方便群众办事。",
        "绩效目标": "年初申报的绩效目标如下。",
        "收入情况": "收入来自一般公共预算财政拨款和政府性基金预算财政拨款。",
        "政府性基金预算": "政府性基金收入{政府性基金决算数}，与年初预算一致。",
        "三公经费": "当年没有安排“三公经费”预算，也没有支出。",
        "评价过程": "评价分前期准备、现场评价、撰写报告三个阶段。",
        "C21": "单位逐项核对了事项清单，{网上办理事项数}可以在网上办理。",
        "主要成效": "全年受理业务{一网通办受理件数}。",
        "其他说明": "评价所用资料由单位提供，单位对资料的真实性负责。",
        "附注": "这一段放在哪一节，由模板决定。",
    },
    tables=(PaperTable("收入预算执行情况表", "收入情况", ("项目", "年初预算数", "调整预算数", "决算数"), (
        ("一般公共预算财政拨款", "=一般公共预算年初数", "=一般公共预算调整数", "=一般公共预算决算数"),
        ("政府性基金预算财政拨款", "=政府性基金年初数", "=政府性基金调整数", "=政府性基金决算数"),
        ("本年收入合计", "=本年收入合计·年初", "=本年收入合计·调整", "=本年收入合计·决算")), "万元"),),
    problems=(StatedProblem("P1", "采购没有按规定竞价", "物业服务合同到期后没有重新竞价就续约。", ("F1", "F2"),
                            ("B32", "B61"), "《政府采购业务管理办法》"),),
    suggestions=(Suggestion("采购合同到期前三个月启动新一轮采购。", ("P1",), "规范采购"),),
    targets=(Target("政务服务事项网上办理率", "≥98%", "C21", "产出指标", "数量指标", "=指标值:C21"),
             Target("一次办成的群众比例", "≥90%", "C13", "产出指标", "质量指标", "=一次办成群众比例",
                    deviation="部分事项要跑几趟"),
             Target("群众满意度", "≥90%", "D31", "效益指标", "满意度指标", "=群众满意度")))


@cache
def evaluated(name: str) -> Evaluation:
    """A bundled case, evaluated once for all tests."""
    return evaluate_case(name)


@cache
def written() -> Evaluation:
    """The Yanjin case with :data:`PART`."""
    plain = evaluated("yanjin-2022")
    return replace(plain, scorecard=with_part(plain.scorecard, PART))


def with_part(card: Scorecard, part: ReportPart) -> Scorecard:
    """``card`` with another report part: no score depends on it."""
    return replace(card, case=replace(card.case, report=part))
