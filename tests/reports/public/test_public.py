"""The public version: what is masked, what is left out, and that nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from hengji.model import Case, StatedProblem
from hengji.reports import Masks, public_paper, without_internal
from hengji.reports.papers import PAPERS, Cell, Chart, Paper, Run, Section, Series, Table, Text, plain_text
from hengji.reports.public.persons import is_person, labelled, persons_of, short_of
from tests.reports.papers.written import evaluated


@pytest.mark.parametrize(("text", "masked"), [
    ("电话13812345678。", "电话138****5678。"),
    ("手机 138 1234 5678", "手机 138****5678"),
    ("联系电话：0373-7611234", "联系电话：0373-****"),
    ("身份证号41072619900101123X", "身份证号410*************3X"),
    ("邮箱 zhang.san@example.gov.cn", "邮箱 ***@example.gov.cn"),
    ("见2022年3月记字第15号凭证", "见2022年3月记字第**号凭证"),
    ("记-0012号", "记-**号"),
    ("记账凭证第128号", "记账凭证第**号"),
    ("发票号码：04512345", "发票号码：**"),
    ("合同编号：HT-2022-015", "合同编号：**"),
    ("账号：4100 1234 5678 9012", "账号：****9012"),
    ("填报人：欧阳明华，审核人：王五", "填报人：欧阳某某，审核人：王某"),
    ("手机１３８１２３４５６７８", "手机138****5678"), ("8613812345678", "86138****5678"),
    ("138.1234.5678", "138****5678"),
    ("1381 2345 678", "138****5678"), ("电话（0373） 7611234", "电话（0373） ****"), ("03737611234", "037****"),
    ("010-8888 8888转803", "010-****"), ("座机：7611234、7611235", "座机：****"),
    ("联系方式：7611234", "联系方式：****"),
    ("身份证号码 410726 19900101 1230", "身份证号码 410*************30"), ("身份证410726900101123", "身份证****"),
    ("6222 0212 3456 7890 123", "****0123"), ("卡号：6228-4800-1234-5678-901", "卡号：****8901"),
    ("记账凭证15#", "记账凭证**#"), ("凭证号：记0015", "凭证号：记**"), ("3月第15号凭证", "3月第**号凭证"),
    ("记账凭证（2022-03-0015）", "记账凭证（**）"), ("№12345678", "№**"),
    ("合同编号：（2022）采字第15号", "合同编号：**"), ("邮箱 zhang＠x.com", "邮箱 ***@x.com"),
    ("QQ：12345678，微信号：zhangsan123", "QQ：**，微信号：**"), ("车牌号豫G·12345", "车牌号豫G*****"),
    ("豫G 8K888", "豫G*****"),
    ("护照G12345678", "护照**"), ("住址：某县文化路12号，", "住址：****，"),
    ("联系人张三丰，", "联系人张某某，"), ("联系人：张　三", "联系人：张某"),
    ("办公室主任李四（主持工作）", "办公室主任李某（主持工作）"),
    ("出纳赵六、会计钱七", "出纳赵某、会计钱某"), ("组员李四、赵六", "组员李某、赵某"),
    ("与张三同志谈话", "与张某同志谈话"),
    ("李四（财务科科长）说", "李某（财务科科长）说"), ("评价组成员：吴十、郑一", "评价组成员：吴某、郑某"),
])
def test_what_is_masked(text: str, masked: str) -> None:
    masks = Masks()
    assert masks.masked(text, "正文") == masked
    assert masks.list()
    assert masks.masked(masked, "正文") == masked


@pytest.mark.parametrize("text", [
    "财预〔2013〕53号", "拨打12345热线", "年末实有21人，支出13812.35万元", "支付第3季度费用", "2022年收入354.31万元",
    "统一社会信用代码11410726MB1234567X", "合同金额189000元", "负责人：财务科", "第15号", "预算编制：于年初完成",
    "13812345678元", "回收13712345678份", "支出138 1234 5678.00元", "电话1234567元", "电话费7611234",
    "账户余额41001234567.90元",
    "凭证号码齐全，共3张", "应付-20万元", "负责人高度重视", "会计金额，核算", "财预[2020]10号", "2080505",
    "张三营村、王楼镇",
    "国道G107", "2022-01-01至2022-12-31", "人员：高效", "组长：副局长"])
def test_what_everybody_may_read_stays(text: str) -> None:
    masks = Masks()
    assert masks.masked(text, "正文") == text
    assert masks.list() == ()


def test_an_internal_amount_is_hidden_in_every_unit() -> None:
    masks = Masks(internal=("189000元",))
    assert masks.masked("金额189000元，即18.90万元，不是18.91万元或189,001元", "正文") == \
        "金额×××，即×××，不是18.91万元或189,001元"
    assert [one.words for one in masks.list()] == ["189000元", "18.90万元"]


def test_persons_are_told_from_bodies() -> None:
    names = ("王五", "欧阳明华", "评价组", "高新财政所", "张三丰", "专家", "甲", "王某")
    assert [name for name in names if is_person(name)] == ["王五", "欧阳明华", "张三丰"]
    assert [short_of(name) for name in ("王五", "欧阳明华")] == ["王某", "欧阳某某"]
    assert list(labelled("评价人：王五、李四　复核人：第三方")) == ["王五", "李四"]


def test_names_of_judges_are_masked_everywhere() -> None:
    case = evaluated("yanjin-2022").scorecard.case
    named = replace(case, judgements=tuple(replace(judgement, judge="王小明") for judgement in case.judgements))
    assert persons_of(named) == {"王小明"}
    told = Masks(persons_of(named)).masked("由王小明评判", "正文")
    assert told == "由王某某评判"


def test_words_of_several_looks_and_cells_beside_labels() -> None:
    masks = Masks()
    table = Table("登记表", "", (1, 1), (), ((Cell("联系人"), Cell("李四")), (Cell("单位"), Cell("赵七局"))))
    paper = Paper("x", "题", (("联系人", "王五"),), (
        Section("一", "一", (Text((Run("电话138"), Run("12345678", bold=True))), table)),))
    public = public_paper(paper, masks)
    text = plain_text(public)
    assert "138****5678" in text
    assert "联系人：王某" in text
    assert "联系人\t李某" in text
    assert "赵七局" in text
    assert {one.kind for one in masks.list()} == {"姓名", "手机号"}


def test_what_the_head_of_a_column_says_a_number_is() -> None:
    head = ((Cell("摘要"), Cell("凭证号"), Cell("金额（元）"), Cell("联系电话"), Cell("经办人")),)
    table = Table("支出", "万元", (1,) * 5, head, (
        (Cell("劳务费"), Cell("0015"), Cell("189,000.00"), Cell("7611234"), Cell("李四")),
        (Cell("电话 7611234", right=2), Cell("189001"), Cell("—"), Cell("财务科"))))
    masks = Masks(internal=("18.9万元",))
    public = public_paper(Paper("x", "题", (), (Section("一", "一", (table,)),)), masks)
    (shown,) = public.sections[0].blocks
    assert isinstance(shown, Table)
    assert [[cell.text for cell in row] for row in shown.rows] == [
        ["劳务费", "**", "×××", "****", "李某"], ["电话 ****", "189001", "—", "财务科"]]
    assert {one.words for one in masks.list()} >= {"189,000.00", "李四"}


def test_an_internal_amount_is_a_gap_in_a_chart() -> None:
    chart = Chart("支出", "bar", ("甲", "乙"), (Series("数", (Fraction(189, 10), 19)),), "万元")
    public = public_paper(Paper("x", "题", (), (Section("一", "一", (chart,)),)), Masks(internal=("189000元",)))
    (shown,) = public.sections[0].blocks
    assert isinstance(shown, Chart)
    assert shown.series[0].values == (None, 19)


def test_internal_words_that_are_spread_out() -> None:
    assert Masks(internal=("某供应商",)).masked("某 供应\n商", "正文") == "×××"


def test_whom_a_label_names_later_is_masked_before_too() -> None:
    paper = Paper("x", "题", (), (Section("一", "一", (Text((Run("由赵六说明。"),)), Text((Run("联系人：赵六"),)))),))
    assert "赵六" not in plain_text(public_paper(paper, Masks()))


def test_internal_words_that_the_paper_does_not_have() -> None:
    masks = Masks(internal=("189000元", "某供应商", "甲公司"), listed=("189000元", "某供应商", "甲公司"))
    masks.masked("合同18.90万元，供应商是甲公司", "正文")
    assert masks.unmet() == ("某供应商",)


@pytest.mark.parametrize("name", ["yanjin-2022", "xinzheng-2021", "heshan-2021", "jingdezhen-2023", "zhengzhou-2022"])
@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_no_kind_tells_what_its_case_calls_internal(name: str, kind: str) -> None:
    evaluation = evaluated(name)
    case = evaluation.scorecard.case
    card, masks = without_internal(evaluation.scorecard)
    public = public_paper(PAPERS[kind].make(card, evaluation.framework), masks)
    text = plain_text(public)
    assert [words for words in _secrets(case) if words in text] == []
    assert [node.score for node in card.nodes] == [node.score for node in evaluation.scorecard.nodes]


def _secrets(case: Case) -> list[str]:
    ids = set(case.report.internal)
    known = {finding.id for finding in case.findings}
    return [*(finding.text.rstrip("。") for finding in case.findings if finding.id in ids),
            *(words for words in ids if words not in known and not words.startswith("P"))]


def test_a_problem_that_rests_on_internal_findings_alone_is_left_out_with_its_suggestions() -> None:
    card = evaluated("yanjin-2022").scorecard
    part = replace(card.case.report, internal=("F1",), problems=(
        StatedProblem("P1", "甲", "甲的事", ("F1",)), StatedProblem("P2", "乙", "乙的事", ("F1", "F2"))),
        suggestions=())
    public, masks = without_internal(replace(card, case=replace(card.case, report=part)))
    assert [(problem.id, problem.findings) for problem in public.case.report.problems] == [("P2", ("F2",))]
    assert "F1" not in {finding.id for finding in public.case.findings}
    assert {"P1 甲"} <= {one.words for one in masks.list()}
    assert all("F1" not in deduction.findings for node in public.nodes for deduction in node.deductions)
