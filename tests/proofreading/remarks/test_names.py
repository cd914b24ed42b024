"""Names written in two ways."""

import pytest

from hengji.proofreading.claims.remarks import names
from hengji.proofreading.claims.remarks.likeness import drawn_from, slip
from hengji.proofreading.relation import Strength
from tests.proofreading.remarks.papers import remarks, table, told

TITLE = "平山市南岭县林业和草原局2023年度部门整体支出绩效评价报告"


@pytest.mark.parametrize(("one", "other", "how"), [
    ("一网统管", "一网通管", "同音字"), ("林长办巡护", "林长巡办护", "字序颠倒"), ("政府债务咨询费", "政府债券咨询费",
                                                          "一字之差"),
    ("年初预算数", "年末预算数", ""), ("第一批苗木", "第二批苗木", ""), ("预算编制表", "决算编制表", ""), ("林业站",
                                                                             "林业局站", ""),
])
def test_slips_are_told_from_other_names(one: str, other: str, how: str) -> None:
    assert slip(one, other) == how


def test_a_short_form_is_drawn_from_the_whole() -> None:
    assert drawn_from("林草局", "林业和草原局")
    assert not drawn_from("林草站", "林业和草原局")


def test_a_quoted_term_in_two_spellings() -> None:
    text = ("推行“一林统管”改革。", "“一林通管”平台上线。", "“一林通管”覆盖全县。")
    assert told(names.terms, *text) == ["一林统管"]
    assert told(names.terms, text[0], text[1]) == []
    assert told(names.terms, "“林长巡山”制度与“林长护山”制度。", "“林长护山”行动。") == []


def test_a_project_in_two_spellings_apart_from_one_another() -> None:
    first = "项目包括苗圃温室改造维护经费、林区道路债务中介咨询费。"
    assert told(names.projects, first,
                "决算包含办公经费、林区道路债券中介咨询费、水电费。") == ["林区道路债券中介咨询费"]
    assert told(names.projects, first + "林区道路债券中介咨询费、水电费。") == []


def test_projects_of_two_places_are_two_projects() -> None:
    assert told(names.projects, "红旗镇道路硬化改造工程，拨款3万元。", "红星镇道路硬化改造工程，拨款4万元。") == []


def test_one_code_with_two_names() -> None:
    tree = table(("指标", "分值"), ("A决策", "9"), ("A1立项", "9"), ("A11立项依据", "5"), ("A12立项程序", "4"),
                 ("B过程", "9"), ("B1资金", "9"), ("B11资金到位率", "9"))
    found, = remarks(names.indicators, tree, "A12巡护管理程序（4分）：依据齐全。", "B11资金到位率（9分）：已到位。")
    assert (found.printed, found.strength) == ("A12巡护管理程序", Strength.LIKELY)


def test_a_table_of_another_entity() -> None:
    assert told(names.entities, TITLE, "表1 平山市南岭县林草局部门整体支出得分表") == []
    assert told(names.entities, TITLE.replace("南岭县", ""),
                "表1 2023平山市林业中心部门整体支出得分表") == ["平山市林业中心"]
    assert told(names.entities, TITLE, "平山市林业和草原局2023年度部门决算表") == ["平山市林业和草原局"]
    assert told(names.entities, TITLE, "南岭县林草局2023年度部门决算表") == []


def test_the_own_name_with_a_character_changed() -> None:
    assert told(names.entities, TITLE, "平山市南岭县林业与草原局无此项支出。") == ["平山市南岭县林业与草原局"]
    assert told(names.entities, TITLE, "平山市南岭县林业和草原站。") == []
    assert told(names.entities, "南岭县财政局2023年度绩效自评报告", "南岭县民政局、南岭县教育局。") == []


def test_a_table_of_another_body_of_the_same_place() -> None:
    own = "平山市民政局2023年度绩效评价报告"
    assert told(names.entities, own, "平山市财政局整体支出绩效评价得分表") == []
    assert told(names.entities, "平山市林业局2023年度绩效评价报告", "平山市林业科学院收支情况表") == []


def test_a_document_with_two_numbers() -> None:
    one = "依据《护林员管理办法》（平林〔2021〕12号）"
    assert told(names.documents, one, "按照《护林员管理办法》(平林〔2021〕21号)执行") == ["平林〔2021〕21号"]
    assert told(names.documents, one, "按照《护林员考核办法》(平林〔2021〕21号)执行") == []


def test_a_form_of_the_same_body_of_another_place() -> None:
    title = "东山县林业局2022年度苗圃改造项目绩效评价报告"
    assert told(names.entities, title, "西山县林业局2022年度苗圃改造项目绩效评价评分表") == ["西山县林业局"]
    assert told(names.entities, title, "东山县林业局2022年度苗圃改造项目绩效评价评分表") == []
