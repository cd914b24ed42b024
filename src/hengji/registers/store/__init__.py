"""The store of registers (台账存储): one Delta table a register; an import is one commit, whole or not at all."""

from .commits import Commit, ImportedSource
from .store import Snapshot, Store, Workplace

__all__ = ["Commit", "ImportedSource", "Snapshot", "Store", "Workplace"]
