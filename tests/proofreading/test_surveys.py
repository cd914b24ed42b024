"""What surveys say: counts, shares, samples, satisfaction, and those who do not know."""

from hengji.model import Block
from hengji.proofreading.claims.surveys import SURVEYS
from hengji.proofreading.claims.surveys.questions import surveys_of
from hengji.proofreading.judging import Outcome, judge
from hengji.proofreading.relation import Relation, Remark, Strength
from tests.proofreading.sheets.drawing import reading, table

FIVE = """
项目 | A.很满意 | B.满意 | C.一般 | D.不满意 | E.很不满意 | 合计
比率 | {} | {} | {} | {} | {} | 100.00%
份数 | {} | {} | {} | {} | {} | {}
"""


def five(*counts: int, total: int | None = None) -> Block:
    whole = sum(counts)
    shares = [f"{count * 100 / whole:.2f}%" for count in counts]
    return table(FIVE.format(*shares, *counts, total or whole))


def claims(*blocks: Block | str) -> list[Relation | Remark]:
    return [claim for family in SURVEYS for claim in family(reading(*blocks))]


def broken(*blocks: Block | str) -> list[Relation]:
    return [claim for claim in claims(*blocks)
            if isinstance(claim, Relation) and (verdict := judge(claim)) and verdict.outcome is Outcome.BROKEN]


def told(*blocks: Block | str) -> list[Remark]:
    return [claim for claim in claims(*blocks) if isinstance(claim, Remark) and claim.marks]


def test_a_sound_question_breaks_nothing_and_is_checked_wholly() -> None:
    stated = claims("1.您对窗口服务是否满意？", five(60, 25, 10, 5, 0))
    assert not broken("1.您对窗口服务是否满意？", five(60, 25, 10, 5, 0))
    checked = {id(number) for claim in stated if isinstance(claim, Relation) for number in claim.numbers()}
    assert len(checked) == 12


def test_counts_that_miss_the_total_are_an_error() -> None:
    found = broken("1.您对窗口服务是否满意？", five(60, 25, 10, 5, 0, total=110))
    assert found[0].check == "sum"
    assert found[0].strength is Strength.CERTAIN


def test_a_share_that_is_not_its_count_of_the_total_is_found_down_as_well_as_across() -> None:
    down = table("""
选项 | 人数 | 占比
A.非常满意 | 60 | 60%
B.满意 | 30 | 33%
C.一般 | 10 | 10%
合计 | 100 | 100%
""")
    names = [relation.name for relation in broken(down)]
    assert names == ["选“满意”的份数÷合计份数＝占比", "各选项占比之和＝合计占比"]


def test_several_answers_to_one_question_need_not_make_the_whole() -> None:
    assert not broken(table("""
选项 | 人数 | 占比
A.窗口咨询 | 60 | 60%
B.电话咨询 | 50 | 50%
C.网上咨询 | 40 | 40%
有效填写人次 | 100 | 100%
"""))


def test_rows_of_questions_are_questions() -> None:
    (survey,) = surveys_of(reading(table("""
问题 | 非常满意 | 满意 | 一般 | 不满意 | 合计
服务态度 | 50 | 30 | 15 | 5 | 100
办事环境 | 45 | 35 | 15 | 5 | 100
""")))
    assert [question.title for question in survey.questions] == ["服务态度", "办事环境"]
    assert survey.size == 100


def test_numbers_that_begin_again_begin_another_survey() -> None:
    surveys = surveys_of(reading("1.甲题？", five(6, 4, 0, 0, 0), "2.乙题？", five(5, 5, 0, 0, 0),
                                 "1.丙题？", five(10, 10, 0, 0, 0)))
    assert [len(survey.questions) for survey in surveys] == [2, 1]
    assert [survey.size for survey in surveys] == [10, 20]


def test_scoring_tables_are_no_surveys() -> None:
    assert not surveys_of(reading(table("""
指标 | 分值 | 得分
A部门决策 | 10 | 9
B部门管理 | 20 | 18
""")))


def test_the_sample_of_the_text_is_that_of_the_table() -> None:
    text = "本次发放问卷120份，收回有效问卷{}份，综合满意度85.00%。"
    assert not broken(text.format(100), "1.您是否满意？", five(60, 25, 10, 5, 0))
    found = broken(text.format(103), "1.您是否满意？", five(60, 25, 10, 5, 0))
    assert [relation.check for relation in found] == ["text-vs-table"]


def test_a_satisfaction_that_a_usual_method_gives_agrees() -> None:
    for told_rate in ("85.00%", "60.00%", "88.00%"):
        assert not broken(f"收回有效问卷100份，综合满意度{told_rate}。", "1.您是否满意？", five(60, 25, 10, 5, 0))


def test_a_satisfaction_that_no_method_gives_is_told_by_the_method_of_the_other_survey() -> None:
    found = broken("群众收回有效问卷10份，综合满意度93.33%。", "职工收回有效问卷20份，综合满意度80.00%。",
                   "1.您是否满意？", five(6, 2, 1, 1, 0), "2.您对环境是否满意？", five(6, 3, 1, 0, 0),
                   "1.您是否满意？", five(5, 11, 2, 1, 1), "2.您对环境是否满意？", five(4, 12, 2, 1, 1))
    assert [relation.target.text for relation in found] == ["93.33%"]
    assert found[0].term.value() * 100 == 85
    assert found[0].strength is Strength.LIKELY
    assert "另一份问卷" in found[0].explanation


def unknown(first: int, second: int) -> tuple[Block | str, ...]:
    return ("1.您是否了解本站设立的举报渠道？", table(f"""
项目 | A.了解 | B.不了解 | 合计
份数 | {100 - first} | {first} | 100
"""), "2.您对举报处理是否满意？", table(f"""
项目 | A.很满意 | B.满意 | C.一般 | D.不了解 | 合计
份数 | 50 | 30 | {20 - second} | {second} | 100
"""))


def test_those_who_do_not_know_a_thing_do_not_judge_it() -> None:
    (remark,) = told(*unknown(30, 4))
    assert remark.check == "cross-table"
    assert "26人" in remark.explanation
    assert not told(*unknown(20, 18))


WEIGHED = "计算方法：非常满意按100%、满意按90%、一般按60%、不满意按0计算加权满意度。"
GROUPS = """
类别 | 非常满意 | 满意 | 一般 | 不满意 | 合计
{}
"""


def test_satisfaction_is_worked_out_with_the_weights_that_the_document_gives() -> None:
    answers = table(GROUPS.format("1.对甲服务是否满意？ | 60 | 20 | 10 | 10 | 100\n"
                                 "2.对乙服务是否满意？ | 60 | 20 | 10 | 10 | 100"))
    assert not broken(answers, WEIGHED + "满意度为84%。")
    wrong, = broken(answers, WEIGHED + "满意度为48%。")
    assert "100/90/60/0" in wrong.name


def test_groups_and_their_total_are_not_questions_put_to_the_same() -> None:
    groups = "门诊 | 60 | 20 | 10 | 10 | 100\n住院 | 30 | 10 | 5 | 5 | 50\n合计 | 90 | 30 | 15 | 15 | 150"
    assert not broken(table(GROUPS.format(groups)))


SPOKEN = "发放问卷210份，收回有效问卷200份，其中非常满意120份、满意66份、一般10份、不满意4份，满意度{}。"


def test_satisfaction_is_worked_out_of_the_answers_that_a_sentence_counts() -> None:
    assert not broken(SPOKEN.format("93%"))
    assert not broken(SPOKEN.format("98%")), "those who say 一般 may be taken in"
    wrong, = broken(SPOKEN.format("39%"))
    assert wrong.name == "满意人数÷调查人数＝满意度"
    assert not broken("调查农户120户，满意114户，满意度95%。")
    assert broken("调查农户120户，满意114户，满意度59%。")


def test_answers_that_a_sentence_counts_make_those_asked() -> None:
    names = [relation.name for relation in broken(SPOKEN.replace("66", "56").format("88%"))]
    assert names == ["各档人数之和＝调查人数"]


def test_two_answers_added_up_with_their_share() -> None:
    text = "选择“非常满意”的60人、“满意”的30人、“一般”的8人、“不满意”的2人，非常满意和满意合计{}人，占{}。"
    assert not broken(text.format(90, "90%"))
    assert [relation.check for relation in broken(text.format(90, "80%"))] == ["ratio"]
    assert "sum" in [relation.check for relation in broken(text.format(80, "90%"))]


def test_a_sample_told_in_another_cell_is_of_another_poll() -> None:
    cells = table("共收回有效问卷300份。 |\n选择非常满意的60人、满意的30人、一般的8人、不满意的2人。 |\n")
    assert not broken(cells)
