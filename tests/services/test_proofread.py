"""Proofreading as a service: data out and in, decisions, what is mended, many documents at once."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import jsonschema
import pytest

from hengji.model import Unusable
from hengji.services import (
    Proofreading,
    ProofreadReport,
    ProofreadRequest,
    Refusal,
    decisions_schema,
    proofread_bounds,
    proofread_work,
    proofreading_document,
    proofreading_schema,
)
from hengji.services.proofread_decisions import Decision, decide, decided, read_decisions
from hengji.services.proofread_document import read_earlier, revised
from tests.intake.documents.making_pdf import Paper, made
from tests.proofreads import proofread

SCHEMAS = Path(__file__).parents[2] / "docs/schema"
WRONG = "2024年支出决算数为512.40万元，比上年减少38.60万元，下降8.19%。\n"
RIGHT = WRONG.replace("8.19%", "7.01%")


def reports(*names: Path, **wanted: object) -> list[ProofreadReport | Refusal]:
    return list(Proofreading(ProofreadRequest(tuple(map(str, names)), **wanted)).reports())  # type: ignore[arg-type]


def document(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_document_keeps_its_schema() -> None:
    schema = proofreading_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    result = proofread()
    written = proofreading_document(result, revised(result, result.standing[:1]))
    jsonschema.validate(written, schema)
    assert json.loads((SCHEMAS / "proofreading.json").read_text(encoding="utf-8")) == schema
    assert json.loads((SCHEMAS / "proofreading-decisions.json").read_text(encoding="utf-8")) == decisions_schema()
    assert [written[key] for key in ("figures", "checked", "relations", "table_figures")] == [13, 11, 14, 3]
    first = written["contradictions"][0]
    assert first["place"] == {"page": 1, "paragraph": 4, "table": None, "row": None, "column": None, "line": None}
    assert (first["printed"], first["expected"], first["set_aside"]) == ("8.19%", "7.01%", None)
    assert written["contradictions"][-1]["set_aside"] == "满分本来就是5分"
    assert written["contradictions"][1]["sides"][0]["value"] == "22名"


def test_an_earlier_result_tells_what_is_mended_left_and_new(tmp_path: Path) -> None:
    result = proofread("初稿.docx")
    earlier = tmp_path / "初稿.json"
    earlier.write_text(json.dumps(proofreading_document(result)), encoding="utf-8")
    now = replace(proofread("二稿.docx"), contradictions=tuple(
        replace(each, id="new") if each.id == "3f2a9c01d4" else each for each in result.contradictions))
    revision = revised(now, read_earlier(earlier, "二稿.docx"))  # a new draft may have a new name
    assert [each.id for each in revision.mended] == ["3f2a9c01d4"]
    assert revision.mended[0].quotation.spot.paragraph == 4
    assert revision.new == {"new"}
    assert len(revision.left) == 4  # not the one that was set aside
    several = tmp_path / "全部.json"
    refused = {"schema": "hengji/problems/1", "document": "坏.pdf"}
    several.write_text(json.dumps([proofreading_document(result), refused]), encoding="utf-8")
    assert len(read_earlier(several, "初稿.docx")) == 5
    assert read_earlier(several, "没有过.docx") == ()


@pytest.mark.parametrize("text", ["", "[]x", '{"schema": "hengji/scorecard/1"}', '[1]', '{"contradictions": [{}]}',
                                  '{"contradictions": [{"set_aside": null, "check": "旧"}]}', "null", "3"])
def test_what_is_no_earlier_result_is_refused(tmp_path: Path, text: str) -> None:
    path = document(tmp_path, "e.json", text)
    with pytest.raises(Unusable, match="这不是校对结果"):
        read_earlier(path, "a.docx")
    with pytest.raises(Unusable, match="没有这个文件"):
        read_earlier(tmp_path / "无.json", "a.docx")


def test_a_decision_sets_a_finding_aside_for_good(tmp_path: Path) -> None:
    path = document(tmp_path, "a.txt", WRONG)
    (found,) = reports(path)
    assert isinstance(found, ProofreadReport)
    (finding,) = found.result.standing
    (report,) = reports(path, set_aside=(finding.id,), reason="分母另有口径", who="复核人")
    assert isinstance(report, ProofreadReport)
    assert report.result.standing == ()
    assert report.result.dismissed[0].set_aside.startswith("分母另有口径（复核人，")
    kept = tmp_path / "a.txt.校对.yaml"
    jsonschema.validate([{"id": d.id, "reason": d.reason} for d in read_decisions(kept)], decisions_schema())
    (again,) = reports(path)
    assert isinstance(again, ProofreadReport)
    assert (again.result.standing, again.stale) == ((), 0)
    path.write_text(RIGHT, encoding="utf-8")
    (mended,) = reports(path)
    assert isinstance(mended, ProofreadReport)
    assert mended.stale == 1


def test_a_decision_holds_for_the_figures_that_were_looked_at(tmp_path: Path) -> None:
    path = document(tmp_path, "a.txt", WRONG)
    (before,) = reports(path)
    assert isinstance(before, ProofreadReport)
    (finding,) = before.result.standing
    reports(path, set_aside=(finding.id,), reason="分母另有口径")
    path.write_text("新加的一段。\n" + WRONG, encoding="utf-8")
    (moved,) = reports(path)
    assert isinstance(moved, ProofreadReport)
    assert moved.result.standing == ()
    path.write_text(WRONG.replace("38.60", "138.60"), encoding="utf-8")
    (changed,) = reports(path)
    assert isinstance(changed, ProofreadReport)
    (standing,) = changed.result.standing
    assert (standing.id, standing.printed, standing.expected) == (finding.id, "8.19%", "21.29%")
    assert "曾排除（印出8.19%，算得7.01%）：分母另有口径" in standing.explanation
    (again,) = reports(path, set_aside=(finding.id,), reason="看过了")
    assert isinstance(again, ProofreadReport)
    assert again.result.dismissed[0].set_aside.startswith("看过了")


def test_of_findings_in_the_same_words_the_mended_one_is_told(tmp_path: Path) -> None:
    first, second = WRONG, "桥梁维修支出812.40万元，比上年减少58.60万元，下降9.19%。\n"
    path = document(tmp_path, "a.txt", f"{first}\n{second}")
    reports(path, outs=(tmp_path / "初.json",))
    (found,) = reports(path)
    assert isinstance(found, ProofreadReport)
    one, other = found.result.standing
    assert (other.id, other.words_id) == (f"{one.id}-2", one.id)
    reports(path, set_aside=(other.id,), reason="另有口径")
    path.write_text(f"{RIGHT}\n{second}", encoding="utf-8")
    (now,) = reports(path, since=tmp_path / "初.json")
    assert isinstance(now, ProofreadReport)
    assert now.revision is not None
    assert [each.expected for each in now.revision.mended] == ["7.01%"]
    assert (now.revision.new, now.result.standing) == (frozenset(), ())


def test_what_people_wrote_among_decisions_stays(tmp_path: Path) -> None:
    text = "# 复核会议定\n- id: c0ffee1234\n  reason: 保留\n  # 下次再看"
    file = document(tmp_path, "d.yaml", text)
    after = decide(proofread(), file, ["3f2a9c01d4"], " 口径：不同 ", "")
    assert [(each.id, each.reason) for each in after] == [("c0ffee1234", "保留"), ("3f2a9c01d4", "口径：不同")]
    assert file.read_text(encoding="utf-8").startswith(f"{text}\n- id")
    settled = decided(proofread(), [Decision("3f2a9c01d4", "口径不同", when="2026-01-02")])
    assert {each.id: each.set_aside for each in settled.dismissed}["3f2a9c01d4"] == "口径不同（2026-01-02）"


@pytest.mark.parametrize(("ids", "reason", "text", "told"), [
    (["3f2a9c01d5"], "x", "", "没有编号“3f2a9c01d5”"), (["3f2a9c01d4"], " ", "", "排除要写理由"),
    (["3f2a9c01d4"], "x", "- {id: 3f2a9c01d4, reason: y}", "已经排除了"), (["zz"], "x", "", "没有编号"),
    (["3f2a9c01d4"], "x", "[{id: c0ffee1234, reason: y}]", "d.yaml"), (["3f2a9c01d4"], "x", "- {id: a}", "reason"),
])
def test_a_decision_that_cannot_stand_changes_nothing(tmp_path: Path, ids: list[str], reason: str, text: str,
                                                      told: str) -> None:
    file = document(tmp_path, "d.yaml", text)
    with pytest.raises(Unusable, match=told) as refused:
        decide(proofread(), file, ids, reason, "")
    assert file.read_text(encoding="utf-8") == text
    if ids == ["3f2a9c01d5"]:
        assert refused.value.problems[0].suggestion == "是否想写“3f2a9c01d4”？"


def test_a_folder_is_read_in_order_and_what_is_broken_does_not_stop_it(tmp_path: Path) -> None:
    folder = tmp_path / "决算"
    document(folder, "乙/a.txt", RIGHT)
    document(folder, "甲/a.txt", WRONG)
    document(folder, "坏.pdf", "%PDF-1.7 坏")
    document(folder, "~$锁.docx", "x")
    document(folder, "表.csv", "1,2")
    out, marked = tmp_path / "页", tmp_path / "批注"
    run = Proofreading(ProofreadRequest((str(folder),), outs=(out, tmp_path / "全部.json", tmp_path / "全部.xlsx"),
                                        annotate=marked))
    found = list(run.reports())
    assert [each.path.relative_to(folder).as_posix() for each in found] == ["乙/a.txt", "坏.pdf", "甲/a.txt"]
    assert isinstance(found[1], Refusal)
    assert sorted(each.name for each in out.iterdir()) == ["a.txt.校对.html", "a.txt（2）.校对.html"]
    assert len(list(marked.iterdir())) == 2
    together = json.loads((tmp_path / "全部.json").read_text(encoding="utf-8"))
    assert [each["schema"].split("/")[1] for each in together] == ["proofreading", "problems", "proofreading"]
    assert len(run.written) == 6
    with pytest.raises(Unusable, match="没有能校对的文稿"):
        reports(document(tmp_path, "空/表.csv", "1").parent)


def test_many_documents_are_read_in_processes_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofread_work, "_WORTH", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    paths = [document(tmp_path, f"{n}.txt", WRONG if n % 2 else RIGHT) for n in range(3)]
    heard: list[int] = []
    run = Proofreading(ProofreadRequest((str(tmp_path),)))
    found = list(run.reports(heard.append))
    assert [each.path for each in found] == paths
    assert [len(each.result.standing) for each in found if isinstance(each, ProofreadReport)] == [0, 1, 0]
    assert heard == [33, 66, 100]


def test_a_process_that_breaks_takes_no_other_document_with_it(tmp_path: Path,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofread_work, "_WORTH", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    paths = [document(tmp_path, f"{n}.txt", RIGHT) for n in range(3)]
    found = list(proofread_work._mapped(_broken_by_1, paths, lambda _: None))
    assert found[0] == "0.txt"
    assert found[2] == "2.txt"
    assert isinstance(found[1], tuple)
    assert "中断了" in found[1][0].text


@pytest.mark.parametrize("worth", [0, 10**6])
def test_a_defect_of_ours_takes_no_other_document_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                          worth: int) -> None:
    monkeypatch.setattr(proofread_work, "_WORTH", worth)
    paths = [document(tmp_path, f"{n}.txt", RIGHT) for n in range(3)]
    found = list(proofread_work._mapped(_failing_on_1, paths, lambda _: None))
    assert found[::2] == ["0.txt", "2.txt"]
    assert isinstance(found[1], tuple)
    assert "这是衡绩的缺陷（KeyError：'甲'）" in found[1][0].text
    with pytest.raises(KeyError):
        list(proofread_work._mapped(_failing_on_1, paths[1:2], lambda _: None))


@pytest.mark.parametrize(("work", "told"), [("_endless", "时间太长"), ("_endless_in_c", "中断了"),
                                            ("_greedy", "内存太多"), ("_voluminous", "中断了")])
def test_a_document_that_takes_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str,
                                                   told: str) -> None:
    path = document(tmp_path, "a.txt", RIGHT * 3000)
    assert not proofread_bounds.is_light(path)
    (found,) = proofread_work._mapped(globals()[work], [path], lambda _: None)
    assert isinstance(found, tuple)
    assert told in found[0].text
    assert "分成几份" in found[0].suggestion


def test_small_documents_need_no_process(tmp_path: Path) -> None:
    assert proofread_bounds.is_light(document(tmp_path, "a.txt", RIGHT))
    assert not proofread_bounds.is_light(document(tmp_path, "b.txt", "%PDF-1.7"))
    assert proofread_bounds.is_light(document(tmp_path, "c.docx", "PK no archive"))
    with ZipFile(tmp_path / "d.docx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * 5_000_000)
    assert not proofread_bounds.is_light(tmp_path / "d.docx")


def _failing_on_1(path: Path) -> str:
    if path.stem == "1":
        raise KeyError("甲")
    return path.name


def _endless(path: Path) -> str:
    _hasten()
    while True:
        pass


def _endless_in_c(path: Path) -> str:
    _hasten()
    return str(sum(range(10**12)))


def _hasten() -> None:
    """As if most of the time were over."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.1)
    signal.setitimer(signal.ITIMER_PROF, 0.3)


def _greedy(path: Path) -> str:
    return str(len(bytearray(3 * 2**30)))


def _broken_by_1(path: Path) -> str:
    import os

    if path.stem == "1":
        os._exit(1)
    return path.name


@pytest.mark.parametrize(("wanted", "told"), [
    ({"outs": ("x.pdf",)}, "不会写“.pdf”"), ({"annotate": "x.xlsx"}, "不会写“.xlsx”"),
    ({"outs": ("x.html", "x.html")}, "要写两次"), ({"outs": ("a.txt",)}, "不会写“.txt”"),
    ({"framework": "没有的体系"}, "没有的体系"), ({"decisions": "无.yaml"}, "没有这个文件"),
])
def test_what_cannot_be_met_is_told_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                            wanted: dict[str, object], told: str) -> None:
    monkeypatch.chdir(tmp_path)
    paths = {name: tuple(map(Path, value)) if isinstance(value, tuple) else
             Path(str(value)) if name != "framework" else value for name, value in wanted.items()}
    with pytest.raises(Unusable, match=told):
        Proofreading(ProofreadRequest(("没有这份.txt",), **paths))  # type: ignore[arg-type]


def test_no_output_lies_over_an_input(tmp_path: Path) -> None:
    page = document(tmp_path, "a.html", f"<html><body><p>{WRONG}</p></body></html>")
    with pytest.raises(Unusable, match="覆盖"):
        Proofreading(ProofreadRequest((str(page),), outs=(page,)))
    with pytest.raises(Unusable, match="一次只能排除一份文稿"):
        Proofreading(ProofreadRequest((str(tmp_path),), set_aside=("x",), reason="y"))


def test_the_copy_of_a_pdf_is_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "集").mkdir()
    source = made(tmp_path / "集" / "a.pdf", Paper().text(60, 100, WRONG.strip()))
    text = document(tmp_path / "集", "b.txt", WRONG)
    list(Proofreading(ProofreadRequest((str(source),), annotate=tmp_path / "a.PDF")).reports())
    assert (tmp_path / "a.PDF").read_bytes().count(b"/Square") == 3
    run = Proofreading(ProofreadRequest((str(tmp_path / "集"),), annotate=tmp_path / "批注"))
    list(run.reports())
    assert [path.name for path in run.written] == ["a.pdf.批注.pdf", "b.txt.批注.html"]
    with pytest.raises(Unusable, match=r"不会写“\.pdf”"):
        reports(text, annotate=tmp_path / "b.批注.pdf")
    named = document(tmp_path, "c.pdf", WRONG)
    (refusal,) = reports(named, annotate=tmp_path / "c.批注.pdf")
    assert isinstance(refusal, Refusal)
    assert (refusal.problems[0].text, "批注.html" in refusal.problems[0].suggestion) == (
        "内容不是 PDF，不能在它上面画方框", True)


def _voluminous(path: Path) -> str:
    return "数" * (100 * 2**20)  # fits twice, but not as it is handed over
