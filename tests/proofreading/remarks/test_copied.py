"""Sentences copied from their neighbours."""

from hengji.proofreading.claims.remarks import copied
from hengji.proofreading.relation import Strength
from tests.proofreading.remarks.papers import remarks, table, told

FORM = "{}.“农林水支出（类）林业（款）{}（项）”{}万元，主要用于{}。2022年执行数{}万元，2023年预算安排{}万元，增加{}%。"


def item(number: int, name: str, amount: str, use: str = "", before: str = "100.00", again: str = "",
         rate: str = "10.00") -> str:
    """One item of a budget by its template."""
    return FORM.format(number, name, amount, use or name, before, again or amount, rate)


def test_an_item_with_the_figures_of_the_one_before() -> None:
    lines = (item(1, "森林管护", "441.25", rate="60.54"), item(2, "湿地保护", "220.63", "", "132.59", "441.25",
                                                           "60.54"))
    found, = remarks(copied.figures, *lines)
    assert (found.strength, found.printed, found.expected) == (Strength.CERTAIN, "441.25万元", "220.63万元")
    assert told(copied.figures, lines[0], item(2, "湿地保护", "220.63", rate="66.40")) == []


def test_items_that_truly_have_the_same_amount_are_let_be() -> None:
    assert told(copied.figures, item(1, "森林管护", "30.00"), item(2, "湿地保护", "30.00")) == []


def test_an_item_that_names_the_subject_of_another() -> None:
    lines = [item(at, name, f"{at}0.00") for at, name in enumerate(("森林管护", "湿地保护", "种苗繁育", "防火减灾"), 1)]
    assert told(copied.subjects, *lines) == []
    assert told(copied.subjects, *lines, item(5, "病虫防治", "50.00", "湿地保护")) == ["湿地保护"]
    assert told(copied.subjects, *lines, item(5, "病虫防治", "50.00", "药剂采购")) == []


def test_an_amount_cannot_grow_by_more_than_it_is() -> None:
    text = "专项支出预算42.50万元，比上年预算增加30.20万元；基金支出预算0万元，比上年预算增加30.20万元。"
    found, = remarks(copied.growth, text)
    assert (found.check, found.strength) == ("copied", Strength.CERTAIN)
    assert told(copied.growth, "年末结余2万元，比上年增加3万元。") == []
    assert told(copied.growth, text.replace("0万元，比上年预算增加30.20万元。", "0万元，与上年持平。")) == []


def test_a_section_with_a_word_of_the_section_before() -> None:
    lines = ("一、国有林场经营支出情况", "本部门无国有林场经营支出。", "二、国有林场维护支出情况")
    assert told(copied.headings, *lines, "本部门无国有林场经营支出。") == ["国有林场经营支出"]
    assert told(copied.headings, *lines, "本部门无国有林场维护支出。") == []
    assert told(copied.headings, *lines, "三、国有林场经营收入情况") == []


def test_a_rule_that_speaks_of_another_system() -> None:
    rule = "①是否已制定资产管理制度；②相关{}管理制度是否完整；③相关资产管理制度是否执行。"
    assert told(copied.rules, table((rule.format("资金"),))) == ["资金管理制度"]
    assert told(copied.rules, table((rule.format("资产"),))) == []
