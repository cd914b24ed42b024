"""Ways of telling that differ from province to province: what agrees is left alone, what does not is told."""

from __future__ import annotations

import pytest

from hengji.proofreading.judging import Outcome
from hengji.proofreading.relation import Strength
from tests.proofreading.text.saying import unchecked, verdicts, wrong


@pytest.mark.parametrize("paragraphs", [
    # The 预算 of a fund's name is no budget, and what a rate is of is not what grew.
    ("一般公共预算收入完成24,000万元，完成年初预算的48.2%。其中：税务部门完成9,600万元，完成年初预算的51.1%。",),
    ("6月，一般公共预算收入累计完成24,627万元，完成年初预算数60,999万元的40.4%，比上年减收1,070万元，下降4.2%。",),
    ("1-6月收入累计完成61,646万元，占年初预算数109,466万元的56.3%，同比增长10.7%，增收5,939万元。其中税务部门完成"
     "28,684万元，占任务数的56.4%；财政部门完成32,962万元，占任务数的56.3%。",),
    # Growth of the growth, growth of restated values.
    ("上半年，全区财政收入63,795万元，同比增长12.2%，增幅同比回落19个百分点。",),
    # A base belongs to its clause, and to its year.
    ("车辆运行费支出251万元，比上年支出285万元下降34万元，下降11.93%；车辆购置支出56万元比上年增加56万元。",),
    ("2022年接待费11.80万元，运行费10.00万元。", "2021年接待费12.39万元，运行费7.73万元。2022年预算较2021年增加，"
     "其中接待费较上年同期减少0.59万元，减少4.76%。运行费较上年同期增加2.27万元，增长29.37%。"),
    ("机关运行经费支出126.00万元，比年初预算数120.00万元增加6.00万元，增长5%，比2023年减少14.00万元，下降10%。",),
    ("发放补贴3,200万元，惠及农户4.2万户，比上年多发放200万元，增长6.67%。",),
    ("经费由2022年的75.00万元增加到2023年的90.00万元、2024年的99.00万元，分别增长20%和10%。",),
    # After its parts the whole may be meant.
    ("事业运行经费安排1,200.00万元，其中：基本支出200.00万元，项目支出1,000.00万元，同比增加200.00万元，增长20%。",),
    # Lists, their brackets and what is no part.
    ("一批投资3,374.3万元（其中建筑工程3,292万元），二批投资2,069.5万元（其中建筑工程1,975.8万元）。",),
    ("实际支出829.83万元，结余30.17万元。其中支出最多的是中修工程，支出398.76万元。",),
    ("项目支出预算122.1万元。其中人民调解补贴按每件200元的标准测算，计划调解2,130件，需42.6万元。",),
    # Shares with a subject of their own, of a total that stands elsewhere.
    ("货物支出200.00万元、服务支出120.00万元，小微企业合同金额192.00万元；服务采购合同金额占服务支出金额的90.00%。",),
    ("收、支总计均为1,980.25万元。", "本年收入合计1,900.00万元，占收入总计的95.95%，其他收入95.00万元，占5.00%。"),
    ("政府采购预算642.98万元。其中：集中采购预算337.90万元，占政府采购预算的52.55%；分散采购305.08万元，"
     "占政府采购预算的47.45%。",),
    # Rates of several sentences, and rates that only pick out some.
    ("编制数45人，其中行政编制20人、事业编制25人；年末实有43人，其中行政19人、事业24人。在职人员控制率95.56%。",),
    ("项目6个，预算总额760.00万元，实际支出722.00万元，执行率95%。其中：执行率100%的项目3个，金额400.00万元。",),
    ("支出决算5.60万元，比预算8.00万元减少2.40万元，完成预算的70%；比2023年度的7.00万元减少1.40万元，下降20%。",),
    ("决策类得分16.8分（权重20分，得分率84%），产出类得分27分（权重30分，得分率90%）。",),
    ("自评得分98.5分，其中预算执行10分、得分9.6分，产出50分、得分49.4分，效益30分、得分29.5分，满意度10分、得分10分。",),
    ("自评总分100分，自评得分94.6分，其中：投入15分，得14分；过程25分，得23.6分；产出35分，得34分；效果25分，得23分。",),
    ("收回320万元，占年初结转1,280万元的25%，剩余960万元继续执行，已支出816万元，支出率85%。",),
    ("教职工1,286人，其中专任教师902人，占70.14%；具有高级职称的386人，占专任教师的42.79%。",),
    ("下达补助资金48,623万元，市县配套4,377万元，资金总额53,000万元。截至年底支出51,940万元，执行率98%。",),
    ("共访问1,200人，其中满意1,128人，基本满意48人，不满意24人，满意率94%，综合满意率98%。",),
    ("资金总额53,000万元，甲县18,550万元、乙县15,900万元、丙区10,600万元、丁区7,950万元，分别占资金总额的35%、30%、"
     "20%、15%。",),
    ("自评98分。资金执行率得9.8分；产出指标50分，得49.2分；效益指标30分，得29分；满意度指标10分，得10分。",),
    # A balance takes in what was carried over.
    ("总收入3,419.48万元。", "预算数3,452.80万元，总支出3,374.79万元；年末结转结余44.69万元。"),
])
def test_other_ways_of_telling_are_understood(paragraphs: tuple[str, ...]) -> None:
    assert wrong(*paragraphs) == set()


@pytest.mark.parametrize(("paragraphs", "told"), [
    (("6月，收入累计完成24,627万元，完成年初预算数60,999万元的40.4%，比上年减收1,070万元，下降9.2%。",),
     ("ratio", "9.2%")),
    (("2023年支出1,200.00万元，较2022年8,150.00万元增加50.00万元，增长4.35%。",), ("sum", "50.00万元")),
    (("全市支出1,025.5亿元，下降9%。其中：市本级支出417.7亿元，增长0.3%；区级支出607.8亿元，下降6.7%。",),
     ("ratio", "9%")),
    (("2023年基本支出911.70万元，其中：", "人员经费489.18万元，主要包括工资。", "公用经费46.89万元，主要包括办公费。"),
     ("sum", "911.70万元")),
    (("建筑面积为8,013平方米（其中计容面积7,998平方米，不计容面积105平方米）。",), ("sum", "8,013平方米")),
    (("资金总额53,000万元，甲县18,550万元、乙县15,900万元、丙区18,550万元，分别占资金总额的35%、60%、35%。",),
     ("ratio", "60%")),
    (("处置资产，资产覆盖率700%。",), ("ratio", "700%")),
    (("执行率=（实际支出数÷预算数）×300%。",), ("ratio", "300%")),
    (("单价500万元（含）以上设备（不含车辆）0台。",), ("cross-table", "500万元")),
    (("抽检水样160份，合格150份，合格率83.75%。",), ("ratio", "83.75%")),
    (("资金来源为中央资金1,500万元（占62.5%）、省级资金600万元（占25%）、县级资金300万元（占12.5%），"
      "财政投入2,400万元，占总投入的90%。", "总投入2,500万元。"), ("ratio", "90%")),
])
def test_what_does_not_agree_is_told(paragraphs: tuple[str, ...], told: tuple[str, str]) -> None:
    assert told in wrong(*paragraphs)


def test_a_rate_that_keeps_its_limit_is_not_thereby_checked() -> None:
    assert unchecked("网络覆盖率98%。") == ["98%"]


def test_growth_of_restated_values_is_a_note_at_most() -> None:
    found = verdicts("收入（同口径）完成30,161万元，同比增长14.6%，增收4,376万元。")
    assert [v.strength for v in found if v.outcome is Outcome.BROKEN] == [Strength.WEAK]


def test_an_execution_rate_of_a_figure_over_itself_says_nothing() -> None:
    told = wrong("年初预算数为880.00万元。", "收支总计均为836.00万元，预算执行率=(8360000/8360000)×100%=100%。")
    assert told == {("ratio", "100%")}


def test_income_that_takes_in_what_was_carried_over() -> None:
    income = "2023年收入决算数为{}万元。"
    spending = "支出决算数560.20万元，其中包含年初结转结余资金31.40万元。"
    assert ("label", "560.20万元") in wrong(income.format("560.20"), spending)
    assert wrong(income.format("528.80"), spending) == set()


def test_projects_that_leave_more_than_the_department() -> None:
    projects = ("甲项目预算金额为60万元，预算执行率为0；乙项目预算金额为90万元，实际支出30万元；"
                "丙项目预算金额为80万元，实际支出20万元。")
    assert ("cross-table", "150.00万元") in wrong("部门本年度结转结余总额为150.00万元。", projects)
    assert wrong("部门本年度结转结余总额为180.00万元。", projects) == set()


def test_sources_and_uses_that_differ_by_the_last_digit_are_a_tail() -> None:
    found = list(verdicts("# 支出情况", "财政拨款收入712.35万元，年初财政拨款结转和结余96.40万元。", "## 基本支出情况",
                          "2023年决算数为712.36万元。", "## 项目支出情况", "2023年项目支出预算数为96.40万元。"))
    assert [v.outcome for v in found if v.relation.family == "funds"] == [Outcome.TAIL]
