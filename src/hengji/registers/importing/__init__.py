"""Importing (导入): files and databases into a register's table, typed, checked, whole or not at all."""

from .run import ImportRequest, ImportResult, import_into

__all__ = ["ImportRequest", "ImportResult", "import_into"]
