"""What a finding says: the figure it is about, what it should be, a sentence to paste, an id that stays."""

from __future__ import annotations

from pathlib import Path

from hengji.intake import read_manuscript
from hengji.model import Contradiction
from hengji.proofreading import proofread


def found(folder: Path, text: str) -> tuple[Contradiction, ...]:
    path = folder / "稿.txt"
    path.write_text(text, encoding="utf-8")
    return proofread(read_manuscript(path)).contradictions


def test_a_limit_is_told_of_what_it_limits(tmp_path: Path) -> None:
    (limit,) = found(tmp_path, "全年整治河道26.4公里，其中干流11.2公里、支流17.2公里。\n")
    assert (limit.printed, limit.expected) == ("26.4公里", "≥28.4公里")
    assert {side.value for side in limit.sides} == {"11.2公里", "17.2公里"}


def test_every_part_of_a_long_sum_is_marked(tmp_path: Path) -> None:
    rows = "".join(f"第{number}所学校\t{number + 20}.50\n" for number in range(1, 15))
    (total,) = found(tmp_path, f"经费表　单位：万元\n学校\t金额\n{rows}合计\t395.00\n")
    assert (total.printed, total.expected, len(total.sides)) == ("395.00万元", "392.00万元", 14)


def test_a_rounding_tail_shows_the_figures_that_it_is_of(tmp_path: Path) -> None:
    (tail,) = found(tmp_path, "全年支出385.63万元，其中基本支出200.41万元，项目支出185.23万元。\n")
    assert (tail.severity, tail.likely) == ("note", "四舍五入的尾差")
    assert {side.value for side in tail.sides} == {"200.41万元", "185.23万元"}


def test_the_correction_is_the_sentence_with_the_right_figure(tmp_path: Path) -> None:
    (change,) = found(tmp_path, "2024年支出决算数为512.40万元，比上年减少38.60万元，下降8.19%。\n")
    assert (change.check, change.severity, change.printed, change.expected) == ("ratio", "error", "8.19%", "7.01%")
    assert change.correction == "下降7.01%"
    assert "相差1.18个百分点" in change.explanation


def test_one_cause_is_told_once_with_all_that_it_breaks(tmp_path: Path) -> None:
    (cell,) = found(tmp_path, """支出情况表　单位：万元
项目\t上半年\t下半年\t合计
人员经费\t120.00\t118.00\t238.00
公用经费\t30.00\t29.00\t59.00
项目支出\t80.00\t97.00\t157.00
合计\t230.00\t224.00\t454.00
""")
    assert (cell.printed, cell.expected, cell.broken) == ("97.00万元", "77.00万元", 2)
    assert cell.likely == "可能是第1位数字写错（9应为7）"
    assert cell.correction == "把表1第4行第3列的“97.00”改为“77.00”"


def test_an_id_lives_through_other_edits(tmp_path: Path) -> None:
    wrong = "2024年支出决算数为512.40万元，比上年减少38.60万元，下降8.19%。\n"
    (before,) = found(tmp_path, wrong)
    (moved,) = found(tmp_path, "新加的一段话。\n" + wrong)
    (corrected,) = found(tmp_path, wrong.replace("38.60", "83.60"))
    assert before.id == moved.id == corrected.id
    assert corrected.expected != before.expected


def test_like_findings_have_ids_of_their_own(tmp_path: Path) -> None:
    wrong = "2024年支出决算数为512.40万元，比上年减少38.60万元，下降8.19%。\n"
    assert len({each.id for each in found(tmp_path, wrong + "\n另一项。\n\n" + wrong)}) == 2


def test_what_is_expected_takes_other_corrections_into_account(tmp_path: Path) -> None:
    rate, *_ = [each for each in found(tmp_path, """一、支出情况
2024年项目支出462.50万元。
2024年支出合计873.20万元，其中：人员经费320.40万元，公用经费90.30万元，项目支出462.50万元。
项目支出426.50万元，比2023年的400.00万元增加62.50万元，增长5.63%。
""") if each.printed.endswith("%")]
    assert rate.expected == "15.63%"
