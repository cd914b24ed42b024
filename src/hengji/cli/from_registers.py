"""Options of commands that take facts from registers (台账取数的选项)."""

from __future__ import annotations

from collections.abc import Callable

import click

from hengji.services import Evaluation, FromRegisters, evaluate_case

from .progress import shown_progress

_Command = Callable[..., object]


def from_registers(command: _Command) -> _Command:
    """``--store`` and ``--engine``."""
    engine = click.option("--engine", metavar="引擎", default="duckdb", show_default=True,
                          help="算台账用的引擎：duckdb 在本机计算，spark 在集群上计算")
    store = click.option("--store", metavar="文件夹", help="台账库：案例里要由台账取数的事实从这里取；默认用案例写的")
    return store(engine(command))


def evaluated(case: str, store: str | None, engine: str) -> Evaluation:
    """The evaluation of ``case``, with a progress bar where its registers take long."""
    with shown_progress("由台账取数") as progress:
        return evaluate_case(case, FromRegisters(store, engine, progress))
