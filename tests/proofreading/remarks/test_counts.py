"""Counts of things against the things listed."""

import pytest

from hengji.proofreading.claims.remarks import counts, frameworks, repeated
from hengji.proofreading.relation import Strength
from tests.proofreading.remarks.papers import checked, remarks, table, told


@pytest.mark.parametrize(("text", "printed"), [
    ("全局内设机构5个，包括：办公室、造林科、资源科、法规科。", "5个"),
    ("本级设有4个股室，分别为：办公室、种苗股、防火股。", "4个"),
    ("年度目标有四个，主要为：造林更新、封山育林、防火护林、病虫防治、种苗繁育。", "四个"),
    ("该二级指标包括造林面积完成率、苗木成活率3个三级指标。", "3个"),
    ("主要从制度建设、巡护管理2个方面、经费保障3个方面加以考察。", ""),
    ("项目分为造林类、管护类、防火类、科普类等3大类。", "3大类"),
    ("我局制定了《林地管理办法》《巡护考核办法》《档案管理办法》4项制度。", "4项"),
    ("内设办公室、造林科、资源科、法规科、防火科等6个科室。", "6个"),
])
def test_a_count_that_its_list_contradicts_is_told(text: str, printed: str) -> None:
    assert told(counts.inline, text) == ([printed] if printed else [])


@pytest.mark.parametrize("text", [
    "全局内设机构4个，包括：办公室、造林和资源管理科、防火科（应急办、值班室）、法规科。",
    "所属单位3家，分别为：苗圃、林场和森防站。",
    "下属预算单位5家，包括本级和所属事业单位。",
    "共有企业、学校、医院等28个单位，进驻苗圃、林场等12个单位。",
    "审批时限从12个工作日压缩至半天即可办理，免费、上门、限时办结。",
    "行政单位1家，事业单位4家，包括：行政单位1家、事业单位4家。",
    "核定编制数65名，其中：行政编制12名。",
    "内设4个科室：办公室、造林科、资源科、法规科；主要负责护林、防火。",
    "内设4个科室，包括办公室、造林科、资源科、法规科，加挂信访、法制牌子。",
    "大厅设有咨询、受理、出证窗口12个。",
    "内设办公室、造林科、资源科、法规科、防火科等9个科室。",
    "体系共设30个末级指标：造林、管护、防火。",
    "一级指标4个，包括决策、过程、产出、效益；二级指标10个，三级指标22个。",
])
def test_what_a_fair_reading_allows_is_let_be(text: str) -> None:
    assert told(counts.inline, text) == []


def test_one_more_than_a_short_open_list_is_a_note() -> None:
    found = remarks(counts.inline, "制定了《林地管理办法》《巡护考核办法》《档案管理办法》等4项制度。")
    assert [remark.strength for remark in found if remark.marks] == [Strength.WEAK]


def test_a_count_that_agrees_is_told_as_checked() -> None:
    assert checked(remarks(counts.inline, "内设机构4个，包括：办公室、造林科、资源科、法规科。")) == ["4个"]


def test_fewer_than_a_loose_list_promises_is_only_a_note() -> None:
    found, = remarks(counts.inline, "年度目标有4个，主要为造林更新；封山育林；防火护林。")
    assert found.strength is Strength.WEAK


@pytest.mark.parametrize(("text", "number"), [
    ("巡护工作存在以下三个问题：一是路线不明。二是记录不全。", ["三个"]),
    ("巡护工作存在以下两个问题：一是路线不明。二是记录不全。", []),
    ("巡护工作存在3个方面的问题。路线不明，记录不全。", []),
])
def test_points_counted_in_one_paragraph(text: str, number: list[str]) -> None:
    assert told(counts.points, text) == number


def test_points_numbered_in_the_paragraphs_below() -> None:
    lines = ("1.林业局本级。", "2.国有林场。", "3.森林病虫防治站。", "名词解释")
    assert told(counts.points, "本部门中，行政单位1家，事业单位3家，具体包括：", *lines) == ["3家"]
    assert told(counts.points, "本部门中，行政单位1家，事业单位2家，具体包括：", *lines) == []


FRAMEWORK = table(("指标", "分值"), ("A决策", "10"), ("A1立项", "10"), ("A11立项依据", "5"), ("A12立项程序", "5"),
                  ("B过程", "20"), ("B1资金", "20"), ("B11到位率", "10"), ("B12执行率", "10"))


def test_indicators_are_counted_by_their_codes() -> None:
    found = [remark for remark in remarks(
        frameworks.framework_counts, "体系由2个一级指标、2个二级指标、5个三级指标构成。", FRAMEWORK) if remark.marks]
    assert [(remark.printed, remark.strength) for remark in found] == [("5个三级指标", Strength.CERTAIN)]
    assert told(frameworks.framework_counts, "过程类指标共包含1个二级指标，2个三级指标。", FRAMEWORK) == []


def test_options_of_a_question_are_no_indicators() -> None:
    options = table(("A.满意", "B.一般", "C3次以上"), ("5", "3", "1"))
    assert told(frameworks.framework_counts, "体系由2个一级指标、2个二级指标、4个三级指标构成。", FRAMEWORK,
                options) == []


GOALS = "年度目标有4个：完成荒山造林任务；建成林火监控平台；改造老旧苗圃温室；开展护林员培训考核。"


def test_goals_that_the_completion_leaves_out_are_named() -> None:
    done = "目标完成情况：已完成荒山造林任务；林火监控平台已建成；改造了老旧苗圃温室；群众满意。"
    assert told(repeated.unanswered, GOALS, done) == ["开展护林员培训考核"]
    assert told(repeated.unanswered, GOALS, done + "开展了护林员培训考核；其他。") == ["开展护林员培训考核"]
    assert told(repeated.unanswered, GOALS, done.replace("群众满意", "开展护林员培训、考核")) == []


@pytest.mark.parametrize(("text", "wrong"), [
    ("实施内容包括育苗、造林、抚育、管护5项。", ["5项"]), ("实施内容包括育苗、造林、抚育、管护4项。", []),
    ("下设财务组、技术组、巡查组4个工作组。", ["4个"]), ("服务包括咨询、受理、出证窗口12个。", []),
])
def test_a_bare_count_after_its_list(text: str, wrong: list[str]) -> None:
    assert told(counts.inline, text) == wrong


def test_what_stands_above_is_counted() -> None:
    section = ("四、存在的问题", "（一）苗木成活率偏低。", "（二）档案不全。", "五、整改要求")
    assert told(counts.referred, *section, "针对上述3个问题，请于月底前整改。") == ["3个问题"]
    assert told(counts.referred, *section, "针对上述2个问题，请于月底前整改。") == []


def test_less_than_opens_no_bracket() -> None:
    text = "结果分为3个等级：优（90≤得分≤100）、良（80≤得分＜90）、差（得分＜80）。"
    assert told(counts.inline, text) == []


def test_points_numbered_within_a_sentence_are_counted() -> None:
    text = "资金用于{}个方面：（1）育苗；（2）造林；（3）管护。"
    assert told(counts.points, text.format("四")) == ["四个方面"]
    assert told(counts.points, text.format("三")) == []


def test_what_stands_above_is_not_counted_where_its_numbers_are_wrong() -> None:
    section = ("四、存在的问题", "（一）苗木成活率偏低。", "（二）档案不全。", "（二）管护不力。", "五、整改要求")
    assert told(counts.referred, *section, "针对上述3个问题，请于月底前整改。") == []


def test_problems_counted_in_one_paragraph_above() -> None:
    section = ("三、发现的主要问题", "一是成活率偏低。二是档案不全。", "四、措施")
    assert told(counts.referred, *section, "针对存在的三个问题，采取以下措施。") == ["三个问题"]


def test_the_correction_keeps_the_numerals_of_the_text() -> None:
    text = "存在四个问题：一是密度不够，二是成活率低，三是档案不全。"
    found, = (remark for remark in remarks(counts.points, text) if remark.marks)
    assert (found.printed, found.expected) == ("四个", "三个")
    assert "三个问题" in found.correction
