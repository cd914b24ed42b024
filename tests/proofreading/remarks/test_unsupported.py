"""Claims without support, grouped."""

import pytest

from hengji.proofreading.claims.remarks import scored, unsupported
from hengji.proofreading.relation import Strength
from tests.proofreading.remarks.papers import remarks, table, told

SCORES = table(("二级指标", "三级指标", "自评分"), ("预算", "预算执行率（4分）", "4"), ("预算",
                                                                   "“三公经费”控制率（2分）", "2"),
               ("产出", "造林任务质量（8分）", "7"), ("效益", "生态效益（5分）", "5"), ("总分", "合计", "18"))


def test_scores_without_a_value_or_a_reason_are_grouped() -> None:
    found = remarks(scored.scores, SCORES, "预算执行率为96.30%。", "林场组织了巡护和培训。" * 80)
    assert [(len(remark.marks), remark.strength) for remark in found] == [
        (1, Strength.LIKELY), (1, Strength.LIKELY), (1, Strength.WEAK)]
    assert "三公经费控制率" in found[0].explanation


def test_scores_with_value_and_reason_are_let_be() -> None:
    text = ("预算执行率为96.30%。“三公经费”控制率为88%。", "造林任务质量有两处不达标，扣1分。", "林区生态明显改善。")
    assert told(scored.scores, SCORES, *text) == []
    form = table(("三级指标", "分值", "实际完成值", "得分", "偏差原因"), ("苗木成活率", "10", "92%", "9", "干旱少雨"))
    assert told(scored.scores, form) == []


def test_shares_without_a_sample_tell_the_smallest_that_fits() -> None:
    text = "有14.71%的受访对象表示不满意，有12.5%的受访对象表示不了解。"
    found, = remarks(unsupported.shares, text)
    assert "136" in found.explanation
    assert told(unsupported.shares, text, "共发放问卷136份。") == []


def test_references_to_what_is_not_there() -> None:
    assert told(unsupported.references, "得分详见附件2。", "附件1：得分表") == ["附件2"]
    assert told(unsupported.references, "收入详见表 2-1。", "表2-1  2023年收入表", "附件1：得分表") == []


def test_a_grade_without_bands_is_a_note() -> None:
    found, = remarks(unsupported.grades, "综合得分86分，评价等级为“良”。")
    assert found.strength is Strength.WEAK
    assert told(unsupported.grades, "80（含）-90分为良。综合得分86分，评价等级为“良”。") == []


def test_a_rate_that_only_the_score_knows() -> None:
    text = "巡护体系建设实现率=10*65%*100%=6.5。"
    assert told(unsupported.factors, text) == ["65%"]
    assert told(unsupported.factors, text, "已建成13处，占20处的65%。") == []


@pytest.mark.parametrize(("lines", "wrong"), [
    (("（一）项目支出情况", "年初项目支出预算数为44.80万元。"), ["预算数为44.80万元"]),
    (("（一）项目支出情况", "年初项目支出预算数为44.80万元，实际支出40万元。"), []),
    (("2.效率性分析", "在县委领导下，各项工作稳步推进。"), ["在县委领导下，各项工作稳步推进。"]),
    (("2.效率性分析", "审批时间由5天缩短到2天。"), []),
])
def test_sections_that_leave_out_the_result(lines: tuple[str, ...], wrong: list[str]) -> None:
    assert told(unsupported.outturns, "平山县林业局2023年度绩效自评报告", *lines) == wrong


def test_a_budget_has_no_outturn_by_right() -> None:
    lines = ("（一）项目支出情况", "项目支出预算数为44.80万元。")
    assert told(unsupported.outturns, "平山县林业局2023年部门预算", *lines) == []


def test_amounts_listed_without_their_total() -> None:
    text = "".join(f"3月{day}日，支付苗木运费，涉及金额{day}00元；" for day in range(1, 7))
    found, = remarks(unsupported.totals, text)
    assert found.expected == "2100元"
    assert told(unsupported.totals, text + "合计2100元。") == []


def test_standards_and_comparisons_without_figures_are_notes() -> None:
    assert told(unsupported.vague, "按照每人每天40元标准发放护林补助。") == ["每人每天40元标准"]
    assert told(unsupported.vague, "按照每人每天40元标准向120名护林员发放补助。") == []
    assert told(unsupported.vague, "车辆经费总额小，低于年初预算。") == ["低于年初预算"]
    assert told(unsupported.vague, "车辆经费3.20万元，低于年初预算。") == []


def test_figures_beside_a_score_support_it_whatever_their_head() -> None:
    rows = table(("三级指标", "分值", "得分", "评分说明"), ("资金到位率", "3", "3", "到位48万元，到位率100%"))
    assert told(scored.scores, rows) == []


def test_how_many_were_graded_so_is_no_grade() -> None:
    assert told(unsupported.grades, "6个项目中自评等级为“优”的5个、“良”的1个。") == []


def test_rates_without_any_number_are_told_once() -> None:
    text = ("苗圃设备利用率仅为50.19%。", "育苗任务完成率为87.5%。")
    found, = remarks(unsupported.measured_rates, *text)
    assert (len(found.marks), found.strength) == (2, Strength.LIKELY)
    assert "育苗任务完成率为87.5%" in found.explanation


@pytest.mark.parametrize("text", [
    "计划育苗80万株，完成70万株，完成率为87.5%。", "育苗任务完成率达到90%以上。",
    "目标为成活率不低于85%，合格率为90%。", "资金到位率为100%。",
])
def test_rates_with_their_numbers_aims_and_the_whole_are_let_be(text: str) -> None:
    assert told(unsupported.measured_rates, text) == []


def test_text_on_a_sheet_tells_why_points_were_lost() -> None:
    sheet = table(("成活率为85%，满分10分，扣1分，得9分。",), ("三级指标", "分值", "得分"), ("成活率", "10", "9"))
    assert told(scored.scores, sheet) == []


def test_a_rate_may_be_told_in_other_words() -> None:
    rows = table(("三级指标", "分值", "得分"), ("“三公经费”变动率", "5", "5"), ("预算完成率", "5", "5"))
    text = ("2022年“三公”经费支出4万元，比上年下降8%。", "决算支出50万元，完成调整预算的98%。")
    assert told(scored.scores, rows, *text) == []
    assert told(scored.scores, rows, text[0]) == ["5"]
