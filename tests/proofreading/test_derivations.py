"""The working of a score: what it takes up, what it comes to, what the rules say of their own figures."""

from __future__ import annotations

import pytest

from hengji.model import Block
from hengji.proofreading.claims.scores import SCORES
from hengji.proofreading.claims.text.formulas import formulas
from hengji.proofreading.judging import Outcome, judge
from hengji.proofreading.number import FIGURES
from hengji.proofreading.relation import Relation
from tests.proofreading.sheets.drawing import reading, table


def relations(*blocks: Block | str) -> list[Relation]:
    read = reading(*blocks)
    return [claim for family in (*SCORES, formulas) for claim in family(read) if isinstance(claim, Relation)]


def broken(*blocks: Block | str) -> list[str]:
    return sorted(relation.name for relation in relations(*blocks)
                  if (verdict := judge(relation)) is not None and verdict.outcome is Outcome.BROKEN)


def quoted(*blocks: Block | str) -> set[str]:
    """Every figure that a broken relation speaks of."""
    return {number.text for relation in relations(*blocks)
            if (verdict := judge(relation)) is not None and verdict.outcome is Outcome.BROKEN
            for number in relation.numbers()}


WORKED = """
编号 | 指标 | 分值 | 得分 | 得分率
B | 管理 | 10 | 7.50 | 75.00%
下级得分合计：B1 4.00 + B2 3.50 = 7.50 | < | < | < | <
B1 | 预算调整率 | 4 | 4.00 | 100.00%
{} | < | < | < | <
B2 | 制度健全性 | 6 | 3.50 | 58.33%
规则：2 个要点，依次占权重的50%、权重的50% | < | < | < | <
"""
RATE = ("依据：调整数 431.57万元（表3）；年初数 420.16万元（表3）\\n规则：不高于10%得满分；每上升1%扣权重的3%\\n"
        "预算调整率 = (调整数 − 年初数) ÷ 年初数 = （431.57万元 − 420.16万元） ÷ 420.16万元 = 2.72%\\n"
        "2.72% ≤ 10%，成立\\n得 4.00 分\\n给定 4.00 分，与复算一致")


def test_a_sound_working_agrees_and_every_figure_of_it_is_checked() -> None:
    blocks = table(WORKED.format(RATE))
    assert not broken(blocks)
    read = reading(blocks)
    checked = {id(number) for family in (*SCORES, formulas) for claim in family(read)
               if isinstance(claim, Relation) for number in claim.numbers()}
    unchecked = [number.text for sentence in read.sentences for number in sentence.numbers
                 if number.kind in FIGURES and sentence.mark.row == 5 and id(number) not in checked]
    assert unchecked == ["1%", "3%"]  # of a rule whose condition is met nothing is calculated


@pytest.mark.parametrize(("right", "wrong"), [
    ("依据：调整数 431.57万元", "依据：调整数 437.51万元"), ("年初数 420.16万元（", "年初数 420.61万元（"),
    ("（431.57万元", "（431.67万元"), ("÷ 420.16万元 =", "÷ 420.1万元 ="), ("= 2.72%", "= 2.27%"),
    ("2.72% ≤", "12.72% ≤"), ("≤ 10%", "≤ 19%"), ("不高于10%", "不高于20%"), ("\\n得 4.00", "\\n得 4.50"),
    ("\\n给定 4.00", "\\n给定 .00"), ("420.16万元）", "420.16元）"),
])
def test_a_figure_changed_in_a_working_is_found(right: str, wrong: str) -> None:
    assert right in RATE
    digits = wrong.strip("\\n（）依据：调整年初数÷=≤不高于得给定 ").split("（")[0].rstrip(" =）≤")
    assert any(digits in text or text in digits for text in quoted(table(WORKED.format(RATE.replace(right, wrong)))))


@pytest.mark.parametrize(("right", "wrong"), [("B1 4.00 +", "B1 4.01 +"), ("B2 3.50 =", "B2 5.30 ="),
                                              ("= 7.50", "= 7.60"), ("| 7.50 |", "| 7.00 |")])
def test_the_sum_of_the_levels_below_is_held_against_the_table(right: str, wrong: str) -> None:
    assert broken(table(WORKED.format(RATE).replace(right, wrong)))


def test_the_lowest_and_highest_score_are_those_worked_out() -> None:
    text = ("最低可能：\\n得分 = 4分 − 1.5分 = 2.5分，得 2.50 分\\n最高可能：\\n得分 = 4分 − 0分 = 4分，得 4.00 分\\n"
            "给定 4.00 分，按规则复算为 {}–4.00")
    assert not broken(table(WORKED.format(text.format("2.50"))))
    assert "复算的下限＝算得的最低得分" in broken(table(WORKED.format(text.format("2.00"))))


def test_parameters_of_a_rule_are_exact_in_its_calculation() -> None:
    text = ("规则：不高于10%得满分；每上升1%扣权重的3%\\n超出部分 = 35.5197% − 10% = 25.52%\\n"
            "得分 = 4分 − 4分 × 3% × 25.5197% ÷ 1% = {}分，得 {} 分")
    assert not broken(table(WORKED.format(text.format("0.9376", "0.94"))))
    assert "按规则计算的得分" in broken(table(WORKED.format(text.format("0.9976", "1.00"))))


BANDED = """
指标 | 分值 | 评分标准 | 得分
公众满意度 | 6 | {} | 6
其他事项 | 4 | 按实际情况评分。 | 4
"""
BANDS = "90%及以上得6分；85%（含）至90%得5分；80%（含）至85%得3分；80%以下得0分。"


def test_bands_follow_on_one_another_and_the_first_earns_the_full_mark() -> None:
    assert not broken(table(BANDED.format(BANDS)))
    swapped = BANDS.replace("80%（含）至85%", "80%（含）至58%")
    assert broken(table(BANDED.format(swapped))) == ["这一档的上限＝上一档的下限"]
    assert broken(table(BANDED.format(BANDS.replace("以上得6分", "以上得9分")))) == ["最高一档的得分＝分值"]


PARTS = """
指标 | 分值 | 评分标准 | 得分
制度健全 | 4 | 三项依次占权重的50%、权重的25%、权重的{}。 | 4
目标明确 | 4 | 两项依次占权重的60%、权重的40%。 | 4
管理规范 | 4 | 两项依次占权重的70%、权重的30%。 | 4
资产安全 | 4 | 两项依次占权重的50%、权重的50%。 | 4
"""


def test_the_parts_of_a_full_mark_make_it_where_other_rules_of_the_document_do() -> None:
    assert not broken(table(PARTS.format("25%")))
    assert broken(table(PARTS.format("52%"))) == ["各部分占权重之和＝100%"]
    assert not broken(table("\n".join(PARTS.format("15%").split("\n")[:4])))  # nothing shows that they list all


COMPARED = """
数字 | 资料印为 | 算得 | 结论 | 算法
基本支出 | 180.10 | {} | 相符 | 人员经费 + 公用经费
执行率 | 97.88% | {} | 相符 | 支出数 ÷ 预算数
各项占比之和 | 100.00% | 99.99% | 相符 | 四项相加
满意度 | 93.32% | 91.03% | 口径不明 | 平均(90.06% + 1.00%, 89.00% + 2.00%)
"""


def test_what_is_told_to_agree_is_the_same_and_calculations_come_to_what_stands_beside_them() -> None:
    assert not broken(table(COMPARED.format("180.10万元", "97.88%")))
    assert quoted(table(COMPARED.format("180.10万元", "97.81%"))) == {"97.88%", "97.81%"}
    assert quoted(table(COMPARED.format("180.01万元", "97.88%"))) == {"180.10", "180.01万元"}
    more = "\n项目支出 | 155.86 | 155.86万元 | 相符 | 三项相加"
    assert quoted(table(COMPARED.format("180.10元", "97.88%").rstrip() + 2 * more)) == {"180.10", "180.10元"}
    other = COMPARED.format("180.10万元", "97.88%").replace("1.00%,", "7.00%,")
    assert broken(table(other)) == ["算得的数＝所列的算式"]


LOST = """
指标 | 分值 | 得分 | 扣分原因
甲项管理 | 4 | 2.50 | {}
乙项管理 | 6 | 5.00 | 扣 1.00：台账不全。
丙项管理 | 5 | 4.50 | 扣 0.50：归档不及时。
丁项管理 | 5 | 3.00 | 扣 2.00：没有验收记录，应扣0.5分而重复出现。
"""


def test_notes_tell_what_was_taken_off() -> None:
    said = "扣 0.50：未分解。\\n扣 1.00：未量化。"
    believed = [r for r in relations(table(LOST.format(said))) if r.family == "deductions"]
    assert len(believed) == 4
    assert not broken(table(LOST.format(said)))
    assert broken(table(LOST.format(said.replace("0.50", "0.60")))) == ["分值－扣分＝得分"]


def test_deductions_in_a_table_of_their_own_make_what_the_scores_lack() -> None:
    scores = table("指标 | 分值 | 得分\nA1甲项 | 4 | 2.50\nA2乙项 | 6 | 5.00\nA3丙项 | 5 | 5.00")
    lost = "指标 | 扣分 | 理由\nA1甲项 | {} | 未分解\nA1甲项 | 1.00 | 未量化\nA2乙项 | 1.00 | 台账不全"
    assert not broken("共扣 2.50 分", scores, table(lost.format("0.50")))
    assert broken("共扣 2.50 分", scores, table(lost.format("0.80"))) == ["分值－扣分＝得分", "各项扣分之和＝共扣"]


LEVELLED = """
一级指标 | 分值 | 得分 | 二级指标 | 分值 | 得分 | 得分率
A投入 | 10 | 7.50 | A1目标 | 4 | 4.00 | 100.00%
^ | ^ | ^ | A2配置 | 6 | 3.50 | 58.33%
B过程 | 20 | {} | B1执行 | 20 | 18.00 | 90.00%
合计 | 30 | 25.50 | | | | 85.00%
"""


def test_each_level_has_its_own_weights_and_scores() -> None:
    assert not broken(table(LEVELLED.format("18.00")))
    assert "“过程”的得分＝下级指标得分之和" in broken(table(LEVELLED.format("18.20")))


NAMED = """
一级指标\\n得分 / 分值 | 二级指标 | 分值 | 得分
A投入\\n7.50 / 10 | A1目标 | 4 | 4.00
^ | A2配置 | 6 | 3.50
B过程\\n{} / 20 | B1执行 | 20 | 18.00
合计 | | 30 | 25.50
"""


@pytest.mark.parametrize(("score", "sound"), [("18.00", True), ("81.00", False), (".00", False)])
def test_scores_in_the_names_of_groups_are_scores(score: str, sound: bool) -> None:
    assert (not broken(table(NAMED.format(score)))) is sound


CODED = """
编号 | 指标 | 分值 | 得分
A | 投入 | 10 | 7.50
A1 | 目标 | 4 | 4.00
A2 | 配置 | 6 | 3.50
B | 过程 | 20 | 18.00
B1 | 执行 | 20 | {}
| 合计 | 30 | 25.50
"""


def test_codes_alone_tell_the_levels() -> None:
    found = [relation for relation in relations(table(CODED.format("18.00")))
             if relation.name.startswith(("A＝", "B＝"))]
    assert len(found) == 4
    assert all((verdict := judge(relation)) and verdict.outcome is Outcome.AGREES for relation in found)
    assert "B＝B1" in broken(table(CODED.format("17.00")))


@pytest.mark.parametrize(("title", "sound"), [
    ("总分 25.50　等级 良　满分 30", True), ("总分 25.05　等级 良　满分 30", False), ("总分 25.50　满分 80", False),
    ("投入 7.50 / 10，75.00%", True), ("投入 7.50 / 10，57.00%", False), ("投入 5.70 / 10，57.00%", False),
])
def test_a_title_tells_the_total_of_the_table(title: str, sound: bool) -> None:
    assert (not broken(title, table(CODED.format("18.00")))) is sound


def test_shares_of_the_total_are_held_against_it() -> None:
    shared = "依据 | 得分 | 占已评得分\n记录 | {} | 19.61%\n核实 | 15.00 | 58.82%\n陈述 | 5.50 | 21.57%"
    assert not broken(table(CODED.format("18.00")), table(shared.format("5.00")))
    assert "得分÷总分＝占得分的比例" in broken(table(CODED.format("18.00")), table(shared.format("5.90")))
