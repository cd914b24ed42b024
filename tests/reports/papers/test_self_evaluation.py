"""The department's own report: the eight sections, the standard form, the points that targets bear themselves."""

from __future__ import annotations

from dataclasses import replace

from hengji.model import PaperTable, Target
from hengji.reports.papers import PAPERS, Paper, Table, plain_text
from hengji.telling import points_shown
from tests.reports.papers.written import evaluated, with_part, written

SECTIONS = ("基本情况", "绩效自评工作开展情况", "综合评价结论", "绩效目标实现情况分析", "发现的主要问题和改进措施",
            "绩效自评结果拟应用和公开情况", "绩效自评工作的经验、问题和建议", "其他需要说明的问题")


def made(name: str) -> Paper:
    evaluation = evaluated(name)
    return PAPERS["self-evaluation"].make(evaluation.scorecard, evaluation.framework)


def form(paper: Paper) -> tuple[Table, Table]:
    section = next(one for one in paper.all_sections() if one.key == "自评表")
    first, second = (block for block in section.blocks if isinstance(block, Table))
    return first, second


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in line] for line in table.rows]


def test_it_has_the_eight_sections() -> None:
    assert tuple(section.title for section in made("zhengzhou-2022").sections) == SECTIONS


def test_money_is_the_first_thing_of_what_was_reached() -> None:
    reached = next(one for one in made("zhengzhou-2022").sections if one.key == "绩效目标实现情况")
    assert [one.title for one in reached.sections][:3] == ["部门资金情况分析", "年度绩效目标完成情况", "主要成效"]


def test_measures_name_problems_by_the_numbers_of_their_headings() -> None:
    told = plain_text(made("zhengzhou-2022"))
    assert "1.预算执行率没有达到目标" in told
    assert "下年核减。（对应问题1）" in told
    assert "对应问题（一）" not in told


def test_the_four_budgets_and_the_effects_stand_where_the_case_has_texts() -> None:
    titles = [section.title for section in made("heshan-2021").all_sections()]
    for title in ("一般公共预算支出情况", "政府性基金预算支出情况", "国有资本经营预算支出情况",
                  "社会保险基金预算支出情况", "经济性分析", "效率性分析", "效益性分析"):
        assert title in titles
    assert "经济性分析" not in [section.title for section in made("zhengzhou-2022").all_sections()]


def test_the_verdict_is_that_of_a_self_evaluation() -> None:
    words = plain_text(made("zhengzhou-2022"))
    assert "部门整体支出绩效自评得99.68分，等级为“优”。" in words
    assert "附件1　部门整体支出绩效自评表" in words


def test_the_form_has_funds_with_execution_and_its_points() -> None:
    funds, indicators = form(made("zhengzhou-2022"))
    assert ["年度资金总额", "2538.07", "3082.64", "2699.18", "10", "87.56%", "9.73"] in cells(funds)
    assert not any("A预算执行情况" in line for line in cells(indicators))
    assert cells(indicators)[-1] == ["总分（含预算执行10分）", "100", "99.68", "等级：优"]


def test_no_points_stand_twice_in_the_form() -> None:
    funds, indicators = form(made("yanjin-2022"))
    assert ["年度资金总额", "354.31", "335.96", "335.96", "—", "100.00%", "—"] in cells(funds)
    assert any("B12预算执行率" in line for line in cells(indicators))


def test_a_deviation_that_nobody_explained_is_seen_to_lack() -> None:
    paper = made("heshan-2021")
    assert "C11实际完成率的偏差原因" in paper.missing
    assert "【缺：C11实际完成率的偏差原因】" in plain_text(paper)


def test_points_of_a_parent_stand_with_it_where_its_leaves_have_none() -> None:
    _, indicators = form(made("zhengzhou-2022"))
    assert "投入管理指标\n（30分，得29.95分）" in [line[0] for line in cells(indicators)]


def test_every_leaf_has_its_line_and_the_total_is_the_card_s() -> None:
    card = evaluated("yanjin-2022").scorecard
    _, indicators = form(made("yanjin-2022"))
    lines = cells(indicators)
    words = [word for line in lines for word in line]
    assert all(f"{node.code}{node.name}" in words for node in card.nodes if node.leaf)
    assert ["总分", "100", points_shown(card.total), "等级：良"] in lines


def test_targets_that_bear_all_points_are_the_form() -> None:
    evaluation = written()
    targets = (Target("办件数", "≥100件", "", "产出指标", "数量指标", "120件", 60, 60),
               Target("满意度", "≥95%", "", "效益指标", "满意度指标", "90%", 40, 35, "窗口少；增开窗口"))
    card = with_part(evaluation.scorecard, replace(evaluation.scorecard.case.report, targets=targets))
    _, indicators = form(PAPERS["self-evaluation"].make(card, evaluation.framework))
    assert cells(indicators)[:3] == [
        ["产出指标", "数量指标", "办件数", "≥100件", "120件", "60", "60.00", ""],
        ["效益指标", "满意度指标", "满意度", "≥95%", "90%", "40", "35.00", "窗口少；增开窗口"],
        ["总分", "100", "95.00", "等级：良"]]


def test_deviations_are_the_author_s_else_those_of_the_deductions() -> None:
    _, indicators = form(made("yanjin-2022"))
    reasons = {line[-6]: line[-1] for line in cells(indicators) if len(line) >= 6}
    assert "措施：" in reasons["B32管理制度执行情况"]
    assert reasons["A11部门职能明确性"] == ""


def test_a_table_under_a_name_of_its_own_is_not_lost() -> None:
    evaluation = written()
    table = PaperTable("大事记", "大事记", ("日期", "事项"), (("2022年3月", "新大厅启用"),))
    card = with_part(evaluation.scorecard, replace(evaluation.scorecard.case.report, tables=(table,)))
    for kind in ("evaluation", "self-evaluation"):
        paper = PAPERS[kind].make(card, evaluation.framework)
        assert [section.key for section in paper.sections][-2:] == ["附注", "大事记"]


def test_where_the_problems_are_is_said_by_their_number() -> None:
    words = plain_text(made("yanjin-2022"))
    assert "五、发现的主要问题和改进措施" in words
    assert "见第五部分" in words
