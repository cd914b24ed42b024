"""What tables of weights and scores say: rows, levels, rules beside the score, values, grades."""

import pytest

from hengji.model import Block
from hengji.proofreading.claims.scores import SCORES
from hengji.proofreading.judging import Outcome, judge
from hengji.proofreading.relation import Relation, Remark, Strength
from tests.proofreading.sheets.drawing import reading, table


def claims(*blocks: Block | str) -> list[Relation | Remark]:
    return [claim for family in SCORES for claim in family(reading(*blocks))]


def broken(*blocks: Block | str) -> list[Relation]:
    return [claim for claim in claims(*blocks)
            if isinstance(claim, Relation) and (verdict := judge(claim)) and verdict.outcome is Outcome.BROKEN]


def told(*blocks: Block | str) -> list[Remark]:
    return [claim for claim in claims(*blocks) if isinstance(claim, Remark) and claim.marks]


LEVELS = """
一级指标 | 二级指标 | 三级指标 | 自评分
投入（{}分） | 目标（5分） | 合理性（2分） | 2
^ | ^ | 明确性（3分） | {}
^ | 配置（15分） | 控制率（15分） | 15
过程（40分） | 执行（40分） | 执行率（40分） | 39
产出（40分） | 履职（40分） | 完成率（40分） | 40
总分 | | | {}
"""


def test_a_sound_table_breaks_nothing() -> None:
    assert not broken(table(LEVELS.format(20, 3, 99)))


@pytest.mark.parametrize(("values", "name"), [
    ((30, 3, 99), "“投入”的分值＝下级指标分值之和"),
    ((20, 4, 100), "“明确性”的得分不超过分值"),
    ((20, 3, 89), "各指标得分之和＝总得分"),
])
def test_a_wrong_weight_score_or_total_is_found(values: tuple[int, int, int], name: str) -> None:
    assert name in {relation.name for relation in broken(table(LEVELS.format(*values)))}


def test_a_name_printed_again_on_the_next_page_keeps_its_weight() -> None:
    (relation,) = broken(table("""
一级指标 | 二级指标 | 得分
过程（30分） | 预算（20分） | 20
过程（35分） | 资产（10分） | 10
"""))
    assert relation.check == "cross-table"


def test_rates_are_of_the_column_of_scores_that_they_fit() -> None:
    text = """
指标 | 分值 | 自评得分 | 评价得分 | 得分率
甲 | 10 | 10 | 8 | 80%
乙 | 20 | 20 | 15 | 75%
丙 | 40 | 40 | 30 | {}
"""
    assert not broken(table(text.format("75%")))
    (relation,) = broken(table(text.format("57%")))
    assert [number.text for number in relation.numbers()] == ["57%", "30", "40"]


def test_weights_in_parts_of_one_stand_for_a_hundred() -> None:
    assert not broken(table("""
指标 | 权重 | 得分 | 得分率
甲 | 0.2 | 18 | 90%
乙 | 0.3 | 27 | 90%
丙 | 0.5 | 45 | 90%
合计 | 1 | 90 | 90%
"""))


def test_what_was_taken_off_is_what_is_missing() -> None:
    (relation,) = broken(table("""
指标 | 分值 | 扣分 | 得分
甲 | 10 | 2 | 8
乙 | 20 | 3 | 16
"""))
    assert relation.name == "分值－扣分＝得分"


def test_weights_between_levels_add_up() -> None:
    text = """
一级指标 | 权重 | 二级指标 | 权重 | 得分
投入 | 20 | 目标 | {} | 5
^ | ^ | 配置 | 15 | 14
产出 | 80 | 履职 | 80 | 80
"""
    assert not broken(table(text.format(5)))
    assert [relation.name for relation in broken(table(text.format(8)))] == ["“投入”的分值＝下级指标分值之和"]


RULED = """
指标 | 分值 | 评分标准 | 得分
{} | {} | {} | {}
其他事项完成 | 10 | 按完成情况评分。 | 9
"""
BANDS = "满意度≥90%得满分；\\n85%≤满意度＜90%得{}分；\\n80%≤满意度＜85%得3分；\\n满意度＜80%不得分。"


def test_the_tiers_of_a_rule_must_fall() -> None:
    assert not told(table(RULED.format("公众满意度", 6, BANDS.format(5), 6)))
    (remark,) = told(table(RULED.format("公众满意度", 5, BANDS.format(5), 5)))
    assert (remark.check, remark.strength) == ("rule-vs-score", Strength.LIKELY)
    assert remark.printed == "5分"


def test_parts_of_a_rule_that_are_no_bands_may_be_worth_the_same() -> None:
    rule = "①甲类办结率≥95%得2分；②乙类办结率≥90%得2分；③丙类办结率≥85%得2分。"
    assert not told(table(RULED.format("各类事项办结", 6, rule, 6)))


@pytest.mark.parametrize(("weight", "rule", "score", "reachable"), [
    (6, BANDS.format(5), 4, False), (6, BANDS.format(5), 3, True),
    (2, "每存在一点不符扣除权重分的 1/3，扣完为止。", "1.33", True),
    (2, "每存在一点不符扣除权重分的 1/3，扣完为止。", "1.5", False),
    (2, "每存在一点不符扣 1 分，扣完为止。", 1, True), (2, "每存在一点不符扣 1 分，扣完为止。", "0.5", False),
    (2, "每存在一点不符扣除相应权重分的 25%，扣完为止。", "0.5", True),
    (5, "预算执行率每降低1%，扣权重的3%，扣完为止。", "4.2", True),
    (5, "制度健全得2分，每缺一项扣1分。", "4.5", True), (5, "每有一处不符扣1分，酌情给分。", "4.5", True),
])
def test_a_score_is_one_that_its_rule_can_give(weight: int, rule: str, score: object, reachable: bool) -> None:
    found = told(table(RULED.format("制度执行情况", weight, rule, score)))
    assert (not found) is reachable


@pytest.mark.parametrize(("rule", "sentence", "score", "sound"), [
    ("执行率≥95%得满分，每低1%扣0.5分。", "2021年专项预算执行率为96.2%。", 5, True),
    ("执行率≥95%得满分，每低1%扣0.5分。", "2021年专项预算执行率为96.2%。", 4, False),
    ("执行率≥95%得满分，每低1%扣0.5分。", "2021年专项预算执行率为91.2%。", 5, False),
    ("执行率≥95%得满分，每低1%扣0.5分。", "2021年专项预算执行率为91.2%。", 3, True),
    ("执行率=支出数/预算数×100%。", "2021年专项预算执行率为100%。", 4, False),
    ("执行率=支出数/预算数×100%。", "2021年专项预算执行率为98%。", 4, True),
    ("1.执行率≥95%得满分；2.其余酌情扣分。", "2021年专项预算执行率为91.2%。", 5, True),
])
def test_a_score_follows_from_the_value_that_is_told(rule: str, sentence: str, score: int, sound: bool) -> None:
    found = told(sentence, table(RULED.format("专项预算执行率", 5, rule, score)))
    assert (not found) is sound


@pytest.mark.parametrize(("score", "grade", "sound"), [("81.5", "良", True), ("91.5", "良", False), ("59", "差", True)])
def test_a_grade_in_a_form_is_that_of_its_score(score: str, grade: str, sound: bool) -> None:
    found = told(table(f"""
评价对象 | 某县图书馆 | 评价年度 | 2021年
评价分值 | {score} | 评价结论 | {grade}
"""))
    assert (not found) is sound


FORM = """
项目名称 | < | 管网维护费 | < | < | < | <
项目资金（万元） | < | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 110.00 | 104.50 | 10 | 95.00% | {}
^ | 其中：当年财政拨款 | 110.00 | 104.50 | — | | —
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值 | 得分 | 偏差原因
产出指标（60分） | 数量指标 | 维护次数 | ≥12次 | 30 | 30 |
^ | 质量指标 | 修复率 | ≥98% | 30 | 28 | 设备老化
效益指标（30分） | 社会效益 | 服务保障 | 保障 | 30 | 30 |
总分 | < | < | < | 100 | 97.5 |
"""


def test_the_total_of_a_form_takes_in_the_points_for_its_money() -> None:
    assert not broken(table(FORM.format(9.5)))
    (relation,) = broken(table(FORM.format(6.5)))
    assert relation.name == "各指标得分之和＝总得分"
