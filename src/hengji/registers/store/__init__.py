"""The store of registers (台账存储): one Delta table a register; an import is one commit, whole or not at all."""

from .commits import Commit, ImportedSource
from .home import home
from .store import Snapshot, Store, Workplace
from .tables import IMPORT, stored_fields

__all__ = ["IMPORT", "Commit", "ImportedSource", "Snapshot", "Store", "Workplace", "home", "stored_fields"]
