"""An engine's failure in plain words (引擎报错): first a sentence that helps, then the engine's own first line."""

from __future__ import annotations

import errno

from .protocol import Unreachable

_REASONS = {
    errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "这里只能读，不能写",
    errno.EISDIR: "这是一个文件夹", errno.ENOTDIR: "路径中有一段不是文件夹", errno.EEXIST: "已有同名的文件",
    errno.ENOENT: "没有这个路径", errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已满", errno.EFBIG: "文件太大",
    errno.ENAMETOOLONG: "名称太长",
}

DAMAGED = "Parquet 文件读不出来，可能已损坏"

#: What an engine's message holds (small letters) → what it means; the first that fits counts.
_MEANINGS = (
    (("no space left", "disk quota"), "磁盘已满，写不下结果；请腾出空间，或把结果写到别的磁盘"),
    (("file too large",), "结果超过了这里允许的文件大小；请把结果写到别的磁盘"),
    (("out of memory", "outofmemory", "java heap space", "gc overhead", "failed to allocate", "could not allocate"),
     "内存不够；请减少并行（HENGJI_THREADS）或放宽上限（HENGJI_MEMORY）"),
    (("file name too long",), "分区的值太长，不能作文件夹的名称"),
    (("permission denied",), "没有权限"),
    (("divide_by_zero", "division by zero"), "计算中出现除以零"),
    (("overflow", "out of range", "out_of_range", "failed to cast", "could not cast", "conversion error",
      "cast_invalid_input", "could not convert"), "计算中有数值超出了能精确表示的范围"),
    (("connection refused", "connectexception", "unknownhost", "timed out"), "连不上这个地址"),
    (("no such file", "no files found", "does not exist", "path_not_found", "filenotfound"), "文件不见了"),
    (("column_already_exists", "ambiguous_reference"), "有重名的列"),
    (("decimal_precision_exceeds",), "有一列的数字位数超过 38 位，算不精确"),
    (("no magic bytes", "tprotocolexception", "is not a parquet file", "too small to be a parquet", "corrupt",
      "cannot_read_file", "failed_read_file", "can not read", "could not read", "decompression", "snappy",
      "invalid data", "schema_cannot_be_inferred", "unable_to_infer_schema", "illegal parquet type"),
     DAMAGED),
)


def told(text: str, about: str = "", *, also: str = "", otherwise: str = "计算引擎出错") -> Unreachable:
    """An engine's message as something the user can act on; ``about`` says what was being done.

    ``also`` is what the engine tells besides, such as a cause far down in Java's stack; ``otherwise`` is what
    a message that is not known means.
    """
    low = f"{text}\n{also}".lower()
    meaning = next((words for signs, words in _MEANINGS if any(sign in low for sign in signs)), otherwise)
    return Unreachable(f"{about}{meaning}（{first_line(text)}）")


def why(error: OSError) -> str:
    """Why the system refused."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


def first_line(text: str) -> str:
    """The first line that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "没有说明")
