"""Forms and letters: every box says what the case knows, what it does not know is seen, nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from hengji.model import FollowUp, Scorecard, Target
from hengji.reports.papers import PAPERS, Cell, Paper, Table, plain_text
from hengji.reports.papers.forms import levelled, signed_by, under
from hengji.reports.papers.placed import lines
from tests.making import case, framework, judged, leaf, score
from tests.reports.papers.written import evaluated, with_part, written

FORMS = ("targets", "monitoring", "feedback", "rectification", "working-paper", "request-list")
CASES = ("yanjin-2022", "xinzheng-2021", "heshan-2021", "jingdezhen-2023", "zhengzhou-2022")


def made(kind: str, card: Scorecard | None = None) -> Paper:
    """The paper of the Yanjin case with the author's words, or of another card of it."""
    return PAPERS[kind].make(card or written().scorecard, written().framework)


def tables(paper: Paper) -> list[Table]:
    return [block for one in paper.all_sections() for block in one.blocks if isinstance(block, Table)]


def row(paper: Paper, *first: str) -> list[str]:
    """The first line that holds these words as cells."""
    for table in tables(paper):
        for line in (*table.head, *table.rows):
            cells = [cell.text for cell in line]
            if set(first) <= set(cells):
                return cells
    raise AssertionError(first)


def with_fact(card: Scorecard, name: str, value: Fraction | int | str, like: str = "年初预算数") -> Scorecard:
    """``card`` with one more datum, of the unit of another."""
    fact = next(fact for fact in (*card.case.facts, *card.case.data) if fact.name == like)
    return replace(card, case=replace(card.case, data=(*card.case.data, replace(fact, name=name, value=value))))


@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("name", CASES)
def test_every_table_is_a_grid_without_holes(name: str, kind: str) -> None:
    evaluation = evaluated(name)
    for table in tables(PAPERS[kind].make(evaluation.scorecard, evaluation.framework)):
        for part in (table.head, table.rows):
            assert len(list(lines(part, len(table.widths)))) == len(part)


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_a_case_that_says_nothing_makes_every_kind_too(kind: str) -> None:
    frame = framework([leaf("A", "60"), leaf("B", "40")])
    paper = PAPERS[kind].make(score(frame, judgements={"A": judged("50")}), frame)
    assert "测试局" in plain_text(paper)
    for table in tables(paper):
        assert list(lines(table.rows, len(table.widths)))


def test_like_levels_stand_once_over_their_lines() -> None:
    built = list(levelled([(("甲", "乙"), (Cell("1"),)), (("甲", "乙"), (Cell("2"),)), (("甲", "丙"), (Cell("3"),)),
                           (("丁", "乙"), (Cell("4"),))]))
    assert [[(cell.text, cell.down) for cell in line] for line in built] == [
        [("甲", 3), ("乙", 2), ("1", 1)], [("2", 1)], [("丙", 1), ("3", 1)], [("丁", 1), ("乙", 1), ("4", 1)]]
    assert [[cell.text for cell in line] for line in under(("空", ()), ("有", ((Cell("1"),), (Cell("2"),))))] == [
        ["有", "1"], ["2"]]
    assert signed_by("甲", "乙").split() == ["甲：", "乙："]


def test_targets_are_declared_with_money_tasks_and_values() -> None:
    paper = made("targets")
    assert row(paper, "年度资金总额") == ["年度资金总额", "354.31"]
    assert row(paper, "其中：基本支出") == ["其中：基本支出", "126.35"]
    assert row(paper, "政务服务事项网上办理率") == ["产出指标", "数量指标", "政务服务事项网上办理率", "≥98%"]
    assert row(paper, "年度主要任务")[1] == "当年的任务是让更多事项在网上办理，方便群众办事。"
    assert not paper.missing


def test_monitoring_leaves_open_what_nobody_has_told_and_says_so() -> None:
    paper = made("monitoring")
    assert paper.missing == ("监控期执行数", "全年预计执行数", "3个绩效指标的监控期执行情况和全年预计")
    assert "待填：【缺：3个绩效指标的监控期执行情况和全年预计】" in plain_text(paper)
    assert row(paper, "群众满意度")[-12:] == [""] * 12
    assert [cell.text.replace("\n", "") for cell in tables(paper)[1].head[1]] == [
        "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能"]


def test_monitoring_compares_execution_with_the_calendar_and_forecasts_the_year() -> None:
    card = written().scorecard
    part = replace(card.case.report, targets=(Target("网上办理率", "≥98%", progress="90%",
                                                     forecast="95%，有可能",
                                                     deviation="硬件条件保障：系统没有对接；八月底前对接"),))
    card = with_fact(with_part(card, part), "1-7月执行数", 167_980_000)
    card = with_fact(with_fact(card, "1-3月执行数", 1), "全年预计执行数", 325_960_000)
    paper = made("monitoring", card)
    assert row(paper, "年度资金总额")[-6:] == ["354.31", "335.96", "167.98", "50.00%", "325.96", "−10.00"]
    assert row(paper, "执行进度")[1] == "1—7月执行率50.00%，慢于时间进度58.33%。"
    assert row(paper, "纠偏措施")[1] == "网上办理率：系统没有对接；八月底前对接"
    assert row(paper, "网上办理率")[-13:] == [
        "≥98%", "90%", "95%", "", "", "", "√", "", "系统没有对接；八月底前对接", "", "√", "", ""]
    assert row(paper, "其中：基本支出")[:3] == ["其中：基本支出", "126.35", "180.10"]
    assert not paper.missing


def test_feedback_says_result_problems_suggestions_and_until_when() -> None:
    paper = made("feedback")
    assert row(paper, "评价分值") == ["评价分值", "86.00", "评价结论", "良"]
    assert row(paper, "评价组织机构") == ["评价组织机构", "某县财政局", "被评价部门", "延津县政务服务和大数据管理局"]
    words = plain_text(paper)
    assert "（一）采购没有按规定竞价。物业服务合同到期后没有重新竞价就续约。" in words
    assert "（一）规范采购。采购合同到期前三个月启动新一轮采购。" in words
    assert paper.missing == ("整改期限",)
    dated = with_fact(written().scorecard, "整改期限", "2024年3月31日")
    assert row(made("feedback", dated), "整改期限")[1].startswith("2024年3月31日")


def test_a_feedback_without_a_total_shows_that_it_lacks() -> None:
    paper = made("feedback", replace(written().scorecard, total=None, grade=None))
    assert row(paper, "评价分值")[1:] == ["【缺：总分】", "评价结论", "【缺：等级】"]


def test_the_ledger_has_a_line_for_each_problem_with_its_cost_and_measure() -> None:
    paper = made("rectification")
    ledger = tables(paper)[0]
    first = [cell.text for cell in ledger.rows[0]]
    assert first[:2] == ["1", "采购没有按规定竞价"]
    assert first[5] == "规范采购。采购合同到期前三个月启动新一轮采购。"
    heads = [cell.text for cell in ledger.head[0]]
    assert heads[6:] == ["责任单位", "责任人", "整改期限", "状态", "证明材料"]
    assert (first[heads.index("责任人")], first[heads.index("状态")]) == ("", "待整改")
    assert "依据是《政府采购业务管理办法》。涉及金额18.90万元。" in plain_text(paper)
    costs = [line[3].text for line in ledger.rows[:-1]]
    assert ledger.rows[-1][1].text == "14.00"
    assert sum(Fraction(cost) for cost in costs if cost != "—") == 14
    assert paper.annexes[0].title == "附件　整改台账"


def test_problems_of_earlier_years_stand_with_how_they_are_now() -> None:
    card = written().scorecard
    earlier = (FollowUp("1", "账实不符", "盘点资产", "done", "已盘点"), FollowUp("2", "没有制度", state="not_done"))
    paper = made("rectification", replace(card, case=replace(card.case, follow_ups=earlier)))
    assert [annex.title for annex in paper.annexes] == ["附件1　整改台账", "附件2　以前年度问题整改情况"]
    assert row(paper, "账实不符") == ["1", "账实不符", "盘点资产", "已整改", "已盘点"]
    assert row(paper, "没有制度")[3] == "未整改"
    assert tables(paper)[1].note == "共2个问题，其中已整改1个。"


def test_a_department_without_problems_gets_no_ledger() -> None:
    frame = framework([leaf("A", "100")])
    paper = PAPERS["rectification"].make(score(frame, judgements={"A": judged("100")}), frame)
    assert not paper.annexes
    assert "没有发现需要整改的问题" in plain_text(paper)


def test_every_indicator_has_a_working_paper_to_sign() -> None:
    paper = made("working-paper")
    leaves = [node for node in written().scorecard.nodes if node.leaf]
    assert [table.title for table in tables(paper)] == [f"{leaf.code}{leaf.name}工作底稿" for leaf in leaves]
    for table in tables(paper):
        assert [line[0].text for line in table.rows[-2:]] == ["编制人", "复核人"]


def test_the_list_says_what_is_asked_for_and_what_is_there() -> None:
    frame = framework([
        leaf("A", "50", formula="收入 / 支出", rule={"kind": "proportional"}, materials=["决算报表"]), leaf("B", "50")],
        [{"name": "收入", "unit": "万元"}, {"name": "支出", "unit": "万元"}])
    card = score(frame, documents=[{"id": "决算", "title": "部门决算"}],
                 facts=[{"name": "收入", "value": "3万元", "level": "original", "document": "决算"}])
    assert case(frame).entity.name in PAPERS["request-list"].make(card, frame).title
    paper = PAPERS["request-list"].make(card, frame)
    assert row(paper, "A指标A") == ["1", "A指标A", "决算报表", "收入", "支出", "部分"]
    assert row(paper, "B指标B")[-2:] == ["评判分和理由", "未交"]
    assert "共2个指标，其中部分1个、未交1个。" in plain_text(paper)
