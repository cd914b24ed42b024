"""Keyed hashes of persons (个人标识加密): the same person stays the same, and nobody without the key can tell who."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from hengji.intake import write_files
from hengji.model import Place, Problem, Unusable
from hengji.registers.store.home import home

from .expressions import person_text

_BLOCK = 64
_KEY = re.compile(r"[0-9a-f]{64}")
_NAMED = "HENGJI_KEY_FILE"


@dataclass(frozen=True, slots=True)
class Identity:
    """A key, and the short ``fingerprint`` by which it is known again."""

    key: bytes
    fingerprint: str

    def hash_sql(self, raw: str) -> str:
        """The HMAC-SHA256 of the person in ``raw``, in hexadecimal; NULL where nobody is there."""
        inner, outer = (bytes(byte ^ pad for byte in self.key.ljust(_BLOCK, b"\0")).hex() for pad in (0x36, 0x5c))
        return (f"sha256(unhex('{outer}') || unhex(sha256(unhex('{inner}') || encode({person_text(raw)}))))")


def identity_key(store: Path, *, make: bool = True) -> Identity:
    """The key in the file that ``HENGJI_KEY_FILE`` names, or in the user's folder, made on first use.

    Raises :class:`Unusable` where it is no key, lies in the ``store``, or is not the store's.
    """
    path = Path(os.environ.get(_NAMED) or home() / "identity.key")
    if store.absolute() in path.absolute().parents:
        raise Unusable([Problem(Place(str(path)), "加密个人标识的密钥放在台账库里，拿到库的人就拿到密钥",
                                suggestion=f"请移到别处，用环境变量 {_NAMED} 写明")])
    try:
        if not path.exists() and make:
            _make(path)
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise Unusable([Problem(Place(str(path)), "没有加密个人标识的密钥文件")]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable([Problem(Place(str(path)), "读不了加密个人标识的密钥文件",
                                suggestion="请核对路径和权限")]) from error
    if not _KEY.fullmatch(text):
        raise Unusable([Problem(Place(str(path)), "这不是加密个人标识的密钥", "64 个十六进制数字",
                                suggestion="请找回原来的密钥文件")])
    key = bytes.fromhex(text)
    return Identity(key, hashlib.sha256(b"hengji identity " + key).hexdigest()[:16])


def _make(path: Path) -> None:
    write_files(path.parent, {})
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")


def held_to(identity: Identity, known: str, store: Path) -> None:
    """Refuses another key than the one by which the store's persons are known: they would be strangers."""
    if known and known != identity.fingerprint:
        raise Unusable([Problem(
            Place(str(store)), "台账库里的个人标识是用另一把密钥加密的", f"指纹 {known} 的密钥",
            f"指纹 {identity.fingerprint} 的密钥",
            f"请用环境变量 {_NAMED} 写明原来的密钥文件；混用两把，同一个人会变成两个人")])
