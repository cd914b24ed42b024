"""The evaluation report: every case makes one, it holds every figure of the scorecard, what lacks is seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hengji.frameworks import framework_ids
from hengji.model import Missing, PaperTable, ReportPart, Scorecard, StatedProblem, Suggestion, paragraphs
from hengji.reports.numerals import numeral
from hengji.reports.papers import PAPERS, Chart, Paper, Section, Table, Text, plain_text
from hengji.reports.papers.evaluation import evaluation_paper
from hengji.services import show_framework
from hengji.telling import points_shown, rate_shown, shown, shown_fact, weight_shown
from tests.making import case, framework, judged, leaf, score
from tests.reports.papers.written import evaluated, with_part, written

CASES = ("yanjin-2022", "xinzheng-2021", "heshan-2021", "jingdezhen-2023", "zhengzhou-2022")


def paper_of(name: str) -> Paper:
    evaluation = evaluated(name)
    return evaluation_paper(evaluation.scorecard, evaluation.framework)


def full() -> Paper:
    return evaluation_paper(written().scorecard, written().framework)


def section(paper: Paper, key: str) -> Section:
    return next(one for one in paper.all_sections() if one.key == key)


def words(one: Section) -> str:
    own = "\n".join(block.words for block in one.blocks if isinstance(block, Text))
    return "\n".join([own, *(f"{inner.title}\n{words(inner)}" for inner in one.sections)])


def tables(paper: Paper) -> list[Table]:
    return [block for one in paper.all_sections() for block in one.blocks if isinstance(block, Table)]


def charts(paper: Paper) -> list[Chart]:
    return [block for one in paper.all_sections() for block in one.blocks if isinstance(block, Chart)]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_kind_of_every_case_is_made_and_is_the_same_twice(name: str, kind: str) -> None:
    evaluation = evaluated(name)
    made = PAPERS[kind].make(evaluation.scorecard, evaluation.framework)
    assert made == PAPERS[kind].make(evaluation.scorecard, evaluation.framework)
    assert made.sections
    assert evaluation.scorecard.case.entity.name in made.title


def figures(card: Scorecard) -> set[str]:
    """Everything that the scorecard says in figures, as it is printed."""
    told = {points_shown(card.total), weight_shown(card.full)}
    for node in card.nodes:
        if node.weighted:
            told |= {weight_shown(node.weight), points_shown(node.score), rate_shown(node.rate)}
        if node.quantity is not None and not isinstance(node.quantity.value, Missing):
            told.add(shown(*node.quantity))
        told |= {points_shown(deduction.points) for deduction in node.deductions}
        told |= {shown_fact(fact) for fact in node.facts}
    for tally in card.case.tallies:
        told |= {str(option.count) for option in tally.options}
    return told


@pytest.mark.parametrize("name", CASES)
def test_every_figure_of_the_scorecard_stands_in_the_paper(name: str) -> None:
    text = plain_text(paper_of(name))
    assert not {figure for figure in figures(evaluated(name).scorecard) if figure not in text}


@pytest.mark.parametrize("name", CASES)
def test_tables_are_whole(name: str) -> None:
    for table in tables(paper_of(name)):
        held = [0] * len(table.widths)
        for line in (*table.head, *table.rows):
            free = sum(not rows for rows in held)
            assert sum(cell.right for cell in line) == free, table.title
            place = 0
            for cell in line:
                while held[place]:
                    place += 1
                held[place:place + cell.right] = [cell.down] * cell.right
            held = [rows - 1 for rows in held]
        assert not any(held), table.title


@pytest.mark.parametrize("name", CASES)
def test_what_lacks_is_seen_and_listed(name: str) -> None:
    paper = paper_of(name)
    seen = {run.text for one in paper.all_sections() for block in one.blocks if isinstance(block, Text)
            for run in block.runs if run.flagged}
    seen |= {told for _, told in paper.cover if told.startswith("【缺：")}
    assert seen == {f"【缺：{what}】" for what in paper.missing}


def test_a_case_without_a_report_part_lacks_what_only_its_author_knows() -> None:
    plain = evaluated("zhengzhou-2022")
    missing = evaluation_paper(with_part(plain.scorecard, ReportPart()), plain.framework).missing
    assert {"委托单位", "主要职责", "绩效目标申报表", "B205结转结余率：结转结余总额"} <= set(missing)


@pytest.mark.parametrize("name", CASES)
def test_nothing_that_the_author_wrote_is_lost(name: str) -> None:
    text, part = plain_text(paper_of(name)), evaluated(name).scorecard.case.report
    wrote = [piece.text.strip() for told in part.texts.values() for paragraph in paragraphs(told)
             for piece in paragraph.pieces if not piece.reference]
    wrote += [table.title for table in part.tables if "{" not in table.title]
    assert not [words for words in wrote if words.lstrip("个名人项件份") not in text]


def test_with_the_author_s_part_nothing_lacks() -> None:
    paper = full()
    assert paper.missing == ()
    assert paper.cover == (("被评价单位", "延津县政务服务和大数据管理局"), ("委托单位", "某县财政局"),
                           ("评价机构", "某会计师事务所"), ("报告日期", "2023年11月"))
    assert [one.title for one in paper.sections if one.title] == [
        "部门概况", "部门预算和资金安排情况", "绩效评价开展情况", "综合评价情况及评价结论", "绩效评价指标分析",
        "绩效目标完成情况和成效", "主要经验做法", "存在的问题", "有关建议", "其他需要说明的问题", "附注"]
    assert [annex.title for annex in paper.annexes] == [
        "附件1　部门整体支出绩效评价指标体系和得分表", "附件2　绩效评价调查问卷结果分析", "附件3　指标评价工作底稿",
        "附件4　扣分、问题、建议和依据对照表"]


def test_the_author_s_texts_stand_in_their_sections() -> None:
    paper = full()
    duties = section(paper, "主要职责").blocks
    assert [block.words for block in duties if isinstance(block, Text)] == [
        "部门负责：", "（1）统筹推进全县政务服务；", "（2）管理政务数据和政务服务大厅。"]
    assert any(run.bold and run.text == "政务数据" for block in duties if isinstance(block, Text) for run in block.runs)
    assert "机关行政编制8名" in words(section(paper, "人员编制"))
    assert "政府性基金收入32.00万元" in words(section(paper, "政府性基金预算"))
    assert "2168项可以在网上办理" in words(section(paper, "C2"))
    assert "放在哪一节" in words(section(paper, "附注"))


def test_the_author_s_tables_take_values_in_their_unit() -> None:
    table = next(block for block in section(full(), "收入情况").blocks if isinstance(block, Table))
    assert [[cell.text for cell in line] for line in table.rows] == [
        ["一般公共预算财政拨款", "322.31", "278.64", "278.64"], ["政府性基金预算财政拨款", "32.00", "32.00", "32.00"],
        ["本年收入合计", "354.31", "310.64", "310.64"]]
    assert table.unit == "万元"
    assert all(cell.align == "right" for line in table.rows for cell in line[1:])
    assert all(cell.bold for cell in table.rows[-1])


def test_targets_make_two_tables() -> None:
    declared = next(block for block in section(full(), "绩效目标").blocks if isinstance(block, Table))
    reached = next(block for block in section(full(), "目标完成情况").blocks if isinstance(block, Table))
    assert [cell.text for cell in declared.rows[0]] == ["产出指标", "数量指标", "政务服务事项网上办理率", "≥98%"]
    assert declared.rows[0][0].down == 2
    assert reached.rows[0][-2].text == "99.50%"
    assert reached.rows[1][-1].text == "部分事项要跑几趟"


def test_money_is_told_from_first_budget_to_account() -> None:
    told = words(section(paper_of("yanjin-2022"), "支出情况"))
    assert ("年初预算354.31万元；调整后预算335.96万元，比年初减少18.35万元，下降5.18%；"
            "实际支出335.96万元，为调整后预算的100.00%。") in told
    assert "其中，基本支出180.10万元，占53.61%；项目支出155.86万元，占46.39%。" in told
    assert "基本支出年初预算126.35万元；调整后预算180.10万元，比年初增加53.75万元，增长42.54%" in told


def test_an_analysis_puts_the_numbers_in() -> None:
    told = words(section(paper_of("yanjin-2022"), "指标分析"))
    assert ("预算调整率=（调整预算数−年初预算数）÷年初预算数=（335.96万元−354.31万元）÷354.31万元=−5.18%；"
            "−5.18%不高于10%，得满分2.00分。") in told
    assert "3个要点都符合，得满分2.00分。" in told
    assert "“专家库建设”是否做到，现有资料还不能认定。" in told
    assert "计划任务没有落到科室，扣0.50分；" in told
    assert ("得分=10分×65.00%=6.5分。扣分原因：监管体系建设的任务没有全部完成，按完成比率得分。"
            "扣3.50分，得6.50分。") in told


def test_problems_are_stated_then_found_and_every_suggestion_is_tied() -> None:
    paper = full()
    problems = section(paper, "存在的问题").sections
    assert [one.title for one in problems][:2] == [
        "采购没有按规定竞价", "年度工作计划的任务没有分到科室，时间、经费和人手的安排不清楚"]
    stated = words(problems[0])
    assert stated.count("依据是") == 1
    assert "管理制度执行情况（B32）2.00分、政府采购规范性（B61）1.00分" in stated
    advice = section(paper, "建议").sections
    assert words(advice[0]).strip() == "采购合同到期前三个月启动新一轮采购。（对应问题（一））"
    numbers = [f"（{numeral(number + 1)}）" for number in range(len(problems))]
    assert all(any(number in words(one) for one in advice) for number in numbers)


def test_suspicions_are_no_problems() -> None:
    told = words(section(paper_of("yanjin-2022"), "存在的问题"))
    assert "没有列出哪些任务没有完成" not in told


def test_the_matrix_names_problem_suggestion_and_evidence_for_each_deduction() -> None:
    matrix = next(one for one in tables(full()) if one.title == "扣分、问题、建议和依据对照表")
    lines = [[cell.text for cell in line] for line in matrix.rows]
    assert len(lines) == sum(len(node.deductions) for node in written().scorecard.nodes)
    purchase = next(line for line in lines if line[0].startswith("B61"))
    assert purchase[1:5] == ["1.00", "物业服务到期后没有重新竞价就续约", "采购没有按规定竞价", "规范采购"]
    assert "2019年竞价一次" in purchase[5]


def test_shares_of_a_survey_are_computed() -> None:
    first = next(table for table in tables(paper_of("yanjin-2022")) if table.title == "第1题 接待和协助")
    assert [cell.text for cell in first.rows[0]] == ["份数", "57", "18", "3", "0", "0", "78"]
    assert [cell.text for cell in first.rows[1]][1:4] == ["73.08%", "23.08%", "3.85%"]


def test_charts_show_budget_heads_indicators_and_survey() -> None:
    assert {chart.form for chart in charts(paper_of("yanjin-2022"))} == {"column", "radar", "bar"}


def test_the_score_table_merges_its_parents() -> None:
    table = next(table for table in tables(paper_of("yanjin-2022")) if table.title.endswith("指标得分表"))
    assert table.landscape
    assert (table.rows[0][0].text, table.rows[0][0].down) == ("A部门决策\n（10分）", 5)
    assert [cell.text for cell in table.rows[-1]] == ["合计", "100", "", "", "86.00", "86.00%"]


SMALL = framework([{"code": "A", "name": "管理", "weight": "60", "children": [leaf("A1", "40"), leaf("A2", "20")]},
                   {"code": "B", "name": "效果", "weight": "40", "children": [leaf("B1", "40")]}])


def test_what_is_not_scored_is_said_to_lack() -> None:
    card = score(SMALL, judgements={"A1": judged("40"), "A2": judged("15")})
    paper = evaluation_paper(card, SMALL)
    assert "B1指标B1的得分" in paper.missing
    assert "还不能得出总分：【缺：B1指标B1的得分】" in plain_text(paper)


def test_what_does_not_apply_is_said() -> None:
    card = score(SMALL, judgements={"A1": judged("40"), "B1": judged("40")},
                 not_applicable=[{"code": "A2", "reason": "没有这类支出"}])
    text = plain_text(evaluation_paper(card, SMALL))
    assert "该指标不适用：没有这类支出，权重已调剂到其他指标。" in text
    assert "各项指标都得满分。" in text


def test_a_missing_reference_is_flagged_where_it_stands() -> None:
    needs = framework([leaf("A", "100")], facts=[{"name": "年初预算数", "unit": "万元"}])
    card = with_part(score(needs, judgements={"A": judged("100")}), ReportPart(
        texts={"主要任务": "年初预算{年初预算数}。"},
        tables=(PaperTable("表", "主要任务", ("项目", "金额"), (("预算", "=年初预算数"),), "万元"),)))
    paper = evaluation_paper(card, needs)
    text, table = section(paper, "主要任务").blocks
    assert isinstance(text, Text)
    assert [run.text for run in text.runs if run.flagged] == ["【缺：年初预算数】"]
    assert isinstance(table, Table)
    assert table.rows[0][1].flagged
    assert "年初预算数" in paper.missing


def test_a_problem_without_a_suggestion_gets_one_of_its_kind() -> None:
    card = with_part(score(SMALL, judgements={"A1": judged("40"), "A2": judged("15"), "B1": judged("40")}), ReportPart(
        problems=(StatedProblem("P1", "资产没有盘点", "两年没有盘点。", indicators=("A2",)),
                  StatedProblem("P2", "另一件事", "具体情况。")),
        suggestions=(Suggestion("马上改。", ("P2",)),)))
    advice = section(evaluation_paper(card, SMALL), "建议").sections
    assert [one.title for one in advice] == ["针对失分逐项整改", "健全资产管理"]
    assert words(advice[1]).strip().startswith("建议资产定期盘点")
    assert words(advice[1]).strip().endswith("（对应问题（一））")


def test_a_case_without_problems_says_so() -> None:
    card = score(SMALL, judgements={"A1": judged("40"), "A2": judged("20"), "B1": judged("40")})
    text = plain_text(evaluation_paper(card, SMALL))
    assert "本次评价没有发现需要列出的问题。" in text
    assert "对照表" not in text


def test_only_rules_of_the_time_are_grounds() -> None:
    early = case(SMALL, period="2016")
    card = replace(score(SMALL, judgements={"A1": judged("40")}), case=early)
    blocks = section(evaluation_paper(card, SMALL), "评价依据").blocks
    named = next(block for block in blocks if isinstance(block, Table))
    titles = [line[0].text for line in named.rows]
    assert "《预算绩效评价共性指标体系框架》（财预〔2013〕53号）" in titles
    assert not any("财预〔2020〕10号" in title or "政府采购" in title for title in titles)


def test_a_unit_written_once_more_behind_a_value_is_left_out() -> None:
    part = ReportPart(texts={"主要任务": "配了{编制数}人，实有{在职人员数}。"})
    card = with_part(evaluated("yanjin-2022").scorecard, part)
    told = words(section(evaluation_paper(card, evaluated("yanjin-2022").framework), "主要任务"))
    assert told.strip() == "配了21人，实有20人。"


def everything() -> Paper:
    evaluation = evaluated(str(Path(__file__).parents[2] / "services" / "everything"))
    return evaluation_paper(evaluation.scorecard, evaluation.framework)


def test_vetoes_projects_and_follow_ups_are_told() -> None:
    paper = everything()
    assert "2项否决事项，经核查都没有发生。" in words(section(paper, "评价结论"))
    projects = next(block for block in section(paper, "项目评价").blocks if isinstance(block, Table))
    assert [cell.text for cell in projects.rows[0]] == ["X1", "平台", "经常性", "86.00", "差"]
    assert "问题有2项，现在未核1项、部分整改1项。" in words(section(paper, "上年问题整改"))


def test_judges_and_amounts_left_out_are_told() -> None:
    told = words(section(everything(), "指标分析"))
    assert "4人分别评分，最高10.00分，最低8.00分。" in told
    assert "预算数中剔除5.00万元（政策调整，压减）。" in told
    assert "按评分标准扣0.20分，得9.80分。" in told


def test_a_reason_that_says_nothing_makes_no_heading() -> None:
    titles = [one.title for one in section(everything(), "存在的问题").sections]
    assert titles == ["采购不规范", "预算执行率没有得满分", "职能履行没有得满分", "综合评价没有得满分",
                      "项目绩效没有得满分", "照录没有得满分"]


def test_money_of_units_is_added_up() -> None:
    assert "调整后预算151.00万元" in words(section(everything(), "支出情况"))


@pytest.mark.parametrize("name", framework_ids())
def test_an_empty_case_of_any_framework_makes_a_paper(name: str) -> None:
    under = show_framework(name)
    paper = evaluation_paper(score(under), under)
    assert paper.missing
    assert plain_text(paper)


def test_a_head_with_several_losses_has_a_chart_of_its_indicators() -> None:
    titles = [chart.title for chart in charts(paper_of("yanjin-2022"))]
    assert "部门产出的三级指标得分率" in titles
    assert "部门效益的三级指标得分率" not in titles
