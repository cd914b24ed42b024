"""Frameworks as files of one's own (指标体系文件): out to Excel, and from Excel to the text that is evaluated."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hengji.frameworks import Framework, framework_workbook, framework_yaml, load_framework_workbook
from hengji.intake import shortened, write_files
from hengji.model import Place, Problem, Unusable

from .frameworks import show_framework


def export_framework(name: str, file: Path) -> Framework:
    """Writes the framework ``name`` (an id or a file) as the workbook ``file``; a file that is there is replaced.

    The workbook is read back before it is handed out. Raises :class:`Unusable`, also
    where a workbook could not hold all of the framework.
    """
    _ends_in(file, (".xlsx",))
    framework = show_framework(name)
    content = framework_workbook(framework)
    _prove(framework, content)
    write_files(file.parent, {file.name: content})
    return framework


def import_framework(workbook: Path, file: Path) -> Framework:
    """Writes the framework in ``workbook`` as the text file ``file``; a file that is there is replaced.

    Raises :class:`Unusable` with every problem, each at its cell; then nothing was written.
    """
    _ends_in(file, (".yaml", ".yml"))
    framework, problems = load_framework_workbook(workbook)
    if framework is None:
        raise Unusable(problems)
    write_files(file.parent, {file.name: framework.text.encode()})
    return framework


def _ends_in(file: Path, endings: tuple[str, ...]) -> None:
    if file.suffix.lower() not in endings:
        raise Unusable([Problem(Place(str(file)), "文件名的结尾不对", f"以 {endings[0]} 结尾", file.name)])


def _prove(framework: Framework, content: bytes) -> None:
    """The workbook must give the same framework again, to the letter."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "体系.xlsx"
        path.write_bytes(content)
        again, _ = load_framework_workbook(path)
    lines = framework_yaml(framework).splitlines()
    if again is not None and again.text.splitlines() == lines:
        return
    back = again.text.splitlines() if again else []
    lost = next((line for at, line in enumerate(lines) if back[at:at + 1] != [line]), "") if back else ""
    raise Unusable([Problem(
        Place(framework.id), "这个指标体系有工作簿装不下的内容，没有导出", found=shortened(lost.strip()),
        suggestion="常见的是一格放不下的长文、列表里一项分了几行、同名的口径；请改短或改名后再导出")])
