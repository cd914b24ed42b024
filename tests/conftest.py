"""What all tests share: needs that may be absent, and the names of what was then left out."""

from __future__ import annotations

import ast
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT.parent / "shared" / "documents"
IN_CI = bool(os.environ.get("CI"))

settings.register_profile("hengji", deadline=None, max_examples=60, derandomize=True,
                          suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hengji")


def _browser() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome")


#: Marker → (is it there, what to do). In CI only the documents may be absent.
NEEDS = {
    "needs_browser": (_browser() is not None, "安装 Chromium（apt-get install chromium fonts-noto-cjk）"),
    "needs_office": (shutil.which("soffice") is not None,
                     "安装 LibreOffice（apt-get install libreoffice-calc libreoffice-writer）"),
    "needs_spark": (shutil.which("java") is not None, "安装 Java 17（apt-get install openjdk-17-jre-headless）"),
    "needs_documents": (DOCUMENTS.is_dir(), "把五个案例的原始文件放在 ../shared/documents"),
}
LEFT_OUT = pytest.StashKey[dict[str, list[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    # Two workers of their own, as on a cluster: what they need must be sent to them.
    os.environ.setdefault("HENGJI_SPARK_MASTER", "local-cluster[2,1,1024]")
    config.stash[LEFT_OUT] = {}
    if not hasattr(config, "workerinput"):  # all workers share the stores of made-up records, and nobody's own are used
        home = TemporaryDirectory(prefix="hengji-home-")
        os.environ["HENGJI_HOME"] = home.name
        config.add_cleanup(home.cleanup)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out tests whose needs are absent; in CI an absent browser is an error."""
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        absent = [name for name, (there, _) in NEEDS.items() if not there and item.get_closest_marker(name)]
        if absent and IN_CI and absent != ["needs_documents"]:
            raise pytest.UsageError(f"CI must have it: {absent} for {item.nodeid}")
        (left if absent else kept).append(item)
        for name in absent:
            config.stash[LEFT_OUT].setdefault(name, []).append(item.nodeid)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Names what was left out; under xdist the controller collects nothing, so it asks the needs themselves."""
    for name, (there, remedy) in NEEDS.items():
        if not there:
            terminalreporter.section(f"未运行：{name}", sep="-")
            terminalreporter.line(f"补齐办法：{remedy}")
            for node in config.stash[LEFT_OUT].get(name) or _marked(name):
                terminalreporter.line(f"  {node}")


def _marked(name: str) -> list[str]:
    """The tests that bear the marker, for a run whose collection happened in workers."""
    return [f"{path.relative_to(ROOT)}::{node.name}" for path in sorted((ROOT / "tests").rglob("test_*.py"))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
            and any(name in ast.unparse(decorator) for decorator in node.decorator_list)]


@pytest.fixture
def browser_path() -> str:
    path = _browser()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def documents() -> Path:
    return DOCUMENTS
