"""Papers and templates for the tests of Word files: made here, of nothing that anybody wrote elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Literal

import docx
from docx.oxml.ns import qn

from hengji.reports.papers import Cell, Heading, Paper, Run, Section, Table, Text, text
from hengji.reports.wordml import Named, WordTemplate

WORDS = ("部门按照年初批复的预算安排工作，全年共办理事项12345件，其中网上办理11876件，占96.20%，"
         "比上年提高3.15个百分点。资金到位及时，支出符合规定，没有发现截留、挤占、挪用资金的情况。")


def right(words: str) -> Cell:
    return Cell(words, align="right")


def table(lines: int, title: str = "收入情况表", *, ruled: Literal["grid", "three"] = "grid", landscape: bool = False,
          columns: int = 5) -> Table:
    """A head of two lines with merged cells, and lines of which four share a name."""
    head = ((Cell("项目", down=2), Cell("预算数", right=2), *(Cell(f"列{n}", down=2) for n in range(columns - 3))),
            (Cell("年初"), Cell("调整")))
    rows = tuple((*((Cell(f"拨款{line}", down=min(4, lines - line)),) if line % 4 == 0 else ()),
                  *(right(f"{line * 100 + column}.00") for column in range(columns - 1))) for line in range(lines))
    return Table(title, "万元", (24,) + (12,) * (columns - 1), head, rows, "数据来自部门决算报表。", ruled, landscape)


def paper() -> Paper:
    """A report with everything that a writer must write."""
    missing = Text((Run("合计"), Run("【缺：事业编制数】", flagged=True), Run("人，", bold=True), Run("在职20人。")))
    return Paper(
        "evaluation", "某县政务服务局\n2022年度部门整体支出绩效评价报告",
        (("委托单位", "某县财政局"), ("评价机构", "某会计师事务所"), ("报告日期", "2023年11月")),
        (Section("部门概况", "部门基本情况", (text(WORDS),), (
            Section("主要职责", "主要职责", (text(WORDS), Heading("内设机构", 3), text(WORDS), Heading("人员", 4),
                                             missing)),
            Section("机构设置", "机构设置", (text(WORDS),)))),
         Section("预算", "预算和资金", (text(WORDS), table(40, "跨页的表"), table(5, "三线表", ruled="three"),
                                        text(WORDS))),
         Section("横表", "宽表", (text(WORDS), Heading("横向的表", 2), table(30, "横表", landscape=True, columns=12),
                                 text(WORDS)))),
        (Section("附件1", "附件1　得分表", (table(30, "得分表", landscape=True, columns=9),)),
         Section("附件2", "附件2　调查结果", (Heading("对象", 1), text(WORDS), Heading("结果", 1), table(4)))),
        ("事业编制数",))


def made(build: Callable[[Any], None], header: str = "") -> bytes:
    """A template as somebody would make it in Word."""
    document = docx.Document()
    build(document)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def template(*lines: str, header: str = "") -> WordTemplate:
    """A template of these paragraphs."""
    def build(document: Any) -> None:
        for line in lines:
            document.add_paragraph(line)
    return WordTemplate(made(build, header), "模板.docx")


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def words_of(content: bytes) -> list[str]:
    """The paragraphs of the text, those of tables too."""
    return ["".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
            for paragraph in opened(content).element.body.iter(qn("w:p"))]


def rendered(lines: Iterable[str], **names: Named) -> list[str]:
    """What paragraphs with placeholders become."""
    return words_of(template(*lines).render(names))
