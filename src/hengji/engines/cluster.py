"""A folder that the cluster reaches (集群上的文件夹): ``hdfs://…``, ``s3a://…``, by Hadoop's file system."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .protocol import Unreachable
from .sources import SIDECAR, read_sidecar

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class ClusterFolder:
    """A folder at ``address``; a table is put there by renaming, as on one machine.

    Object stores rename by copying: there the swap takes its time, but the old table still stays until the new
    one is whole. There is no lock: two runs must not write one address at once.
    """

    def __init__(self, session: SparkSession, address: str) -> None:
        jvm: Any = session.sparkContext._jvm
        self._path_of = jvm.org.apache.hadoop.fs.Path
        self._address = address.rstrip("/")
        self._path = self._path_of(self._address)
        self._files = self._path.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())
        self._bytes = jvm.org.apache.commons.io.IOUtils

    def notes(self) -> Mapping[str, str]:
        """What the writer noted beside the files."""
        sidecar = self._path_of(self._path, SIDECAR)
        if not self._files.exists(sidecar):
            return {}
        stream = self._files.open(sidecar)
        try:
            return read_sidecar(bytes(self._bytes.toByteArray(stream)), f"{self._address}/{SIDECAR}")
        finally:
            stream.close()

    @contextmanager
    def replaced(self, metadata: Mapping[str, str]) -> Iterator[str]:
        """The address to write to; what is there when the block ends well takes the folder's place."""
        self._refuse()
        hidden = self._path_of(self._path.getParent(), f".{self._path.getName()}.hengji")
        part, old = self._path_of(hidden, "part"), self._path_of(hidden, "old")
        if self._files.exists(old) and not self._files.exists(self._path):
            self._rename(old, self._path)  # a killed run had moved it aside
        self._files.delete(hidden, True)
        try:
            self._files.mkdirs(hidden)
            yield part.toString()
            self._note(part, metadata)
            if self._files.exists(self._path):
                self._rename(self._path, old)
            try:
                self._rename(part, self._path)
            except Unreachable:
                if self._files.exists(old):
                    self._rename(old, self._path)
                raise
        finally:
            self._files.delete(hidden, True)

    def _refuse(self) -> None:
        if not self._files.exists(self._path):
            return
        if not self._files.getFileStatus(self._path).isDirectory():
            raise Unreachable(f"{self._address} 是一个文件，而结果是一个文件夹；请换一个名称")
        if len(self._files.listStatus(self._path)) and not self._files.exists(self._path_of(self._path, SIDECAR)):
            raise Unreachable(f"文件夹 {self._address} 里有别的东西，不覆盖；请换一个名称")

    def _note(self, folder: Any, metadata: Mapping[str, str]) -> None:
        stream = self._files.create(self._path_of(folder, SIDECAR))
        try:
            stream.write(json.dumps(dict(metadata), ensure_ascii=False, indent=1).encode() + b"\n")
        finally:
            stream.close()

    def _rename(self, one: Any, other: Any) -> None:
        if not self._files.rename(one, other):
            raise Unreachable(f"不能把 {one.toString()} 改名为 {other.toString()}")
