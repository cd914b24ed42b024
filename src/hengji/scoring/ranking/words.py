"""What the columns of a table are called (分组的叫法)."""

from __future__ import annotations

#: The columns that group departments in most tables, and the field's words for them.
GROUP_WORDS = {"region": "地区", "level": "层级", "type": "类型"}
#: A group whose column is empty.
UNNAMED = "（未填）"
#: What a score that does not apply begins with, as batches write it.
NOT_APPLICABLE_TEXT = "不适用："


def group_word(column: str) -> str:
    """What rows are grouped by, in the field's word."""
    return GROUP_WORDS.get(column.casefold(), column)
