"""What a workbook file must be before anyone opens it (把关): its kind, its size, nothing harmful.

Refusing comes first and costs little: a file that would fill the memory, asks for a
password, or carries macros is told about before a library unpacks it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from hengji.intake.writing import why
from hengji.model import Place, Problem, Unusable

from .markup import BROKEN, LARGEST_PART, MAX_UNPACKED, damaged

MAX_BYTES = 20 * 2**20
MAX_ENTRIES = 2000
#: Sheets shrink to a tenth, at most a hundredth; what shrinks more was made to burst.
MAX_RATIO = 200
#: Too small to do harm, whatever its ratio.
HARMLESS = 8 * 2**20

ACCEPTED = {".xlsx": "xlsx", ".xls": "xls", ".ods": "ods"}
EXPECTED = ".xlsx、.xls 或 .ods 的工作簿"
SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_bytes(path: Path) -> bytes:
    """The bytes of ``path``. Raises :class:`Unusable`."""
    place = Place(str(path))
    try:
        if path.is_dir():
            raise Unusable([Problem(place, "这是一个文件夹", EXPECTED, suggestion="请给出文件夹里的工作簿")])
        if not path.is_file() and path.exists():
            raise Unusable([Problem(place, "这不是普通的文件", EXPECTED, suggestion="请核对路径")])
        _refuse_extension(path, place)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Unusable([Problem(place, f"文件有 {path.stat().st_size // 2**20} MB，太大",
                                    f"不超过 {MAX_BYTES // 2**20} MB", suggestion="请删去图片和用不到的工作表")])
    except FileNotFoundError:
        raise Unusable([Problem(place, "没有这个文件", suggestion="请核对路径和文件名")]) from None
    except OSError as error:
        raise Unusable([Problem(place, f"读不了这个文件（{why(error)}）",
                                suggestion="请核对路径和读取权限")]) from error
    return data


def _refuse_extension(path: Path, place: Place) -> None:
    extension = path.suffix.lower()
    if extension in ACCEPTED or not path.exists():
        return
    remedy = "请另存为不含宏的 .xlsx" if extension in (".xlsm", ".xltm", ".xlam") else SAVE_AS
    raise Unusable([Problem(place, f"不认识的扩展名“{extension}”" if extension else "文件名没有扩展名",
                            EXPECTED, suggestion=remedy)])


def kind_of(data: bytes, document: str) -> str:
    """``xlsx``, ``xls`` or ``ods``, as the bytes have it, whatever the extension. Raises :class:`Unusable`."""
    if data.startswith(_OLE):
        if _utf16("EncryptedPackage") in data:
            raise Unusable([locked(document)])
        if _utf16("WordDocument") in data:
            raise _not_a_workbook(document, "Word 文档")
        return "xls"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(data, document)
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        raise _not_a_workbook(document, "空文件")
    if start.startswith(b"%pdf"):
        raise _not_a_workbook(document, "PDF 文件")
    if start.startswith(b"<"):
        raise _not_a_workbook(document, "网页或 XML 文件，有些系统导出的“Excel”就是这样")
    raise _not_a_workbook(document, "文本或别的文件")


def _kind_of_archive(data: bytes, document: str) -> str:
    with open_archive(data, document) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 1000:
            try:
                if archive.read("mimetype").strip().startswith(_ODS):
                    return "ods"
            except BROKEN as error:
                raise Unusable([damaged(document)]) from error
    found = next((what for part, what in (
        ("word/document.xml", "Word 文档"), ("ppt/presentation.xml", "演示文稿"),
        ("xl/workbook.bin", "二进制工作簿 .xlsb")) if part in names), "压缩包或别的文件")
    raise _not_a_workbook(document, found)


def _not_a_workbook(document: str, found: str) -> Unusable:
    return Unusable([Problem(Place(document), "这不是能读的工作簿，扩展名与内容不符", EXPECTED, found,
                             f"{SAVE_AS}；只改扩展名没有用")])


def locked(document: str) -> Problem:
    """The problem of a workbook that asks for a password."""
    return Problem(Place(document), "工作簿有打开密码", suggestion="请用 Excel 或 WPS 打开，取消密码后保存")


def with_macros(document: str) -> Problem:
    """The problem of a workbook that carries a program."""
    return Problem(Place(document), "工作簿里有宏", "不含宏的工作簿", suggestion="请另存为不含宏的 .xlsx")


def open_archive(data: bytes, document: str) -> ZipFile:
    """The archive. Raises :class:`Unusable` when it is none, or locked."""
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN as error:
        raise Unusable([damaged(document)]) from error
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Unusable([locked(document)])
    return archive


def oversized(archive: ZipFile, document: str) -> list[Problem]:
    """What the archive's list of contents promises that nobody should unpack.

    The list may lie, but in vain: ``zipfile`` gives at most the promised bytes
    of an entry, and then finds that the checksum does not fit.
    """
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    problems = []
    if len(infos) > MAX_ENTRIES:
        problems.append(f"文件里有 {len(infos)} 个部分，太多（不超过 {MAX_ENTRIES} 个）")
    if unpacked > MAX_UNPACKED:
        problems.append(f"文件展开后有 {unpacked // 2**20} MB，太大（不超过 {MAX_UNPACKED // 2**20} MB）")
    elif unpacked > HARMLESS and unpacked > MAX_RATIO * packed:
        problems.append(f"文件展开后是原来的 {unpacked // max(packed, 1)} 倍，不是正常的工作簿")
    else:
        problems += [f"文件里的“{info.filename}”有 {info.file_size // 2**20} MB，太大"
                     for info in infos if info.file_size > LARGEST_PART and _read_whole(info.filename)]
    remedy = "请把要用的工作表复制到新的工作簿里，另存为 .xlsx"
    return [Problem(Place(document), text, suggestion=remedy) for text in problems]


def _read_whole(name: str) -> bool:
    """Whether that part of an .xlsx is read in one piece; sheets and strings are read as a stream."""
    return name in ("xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml") or name.startswith(
        ("xl/theme/", "xl/_rels/", "docProps/", "xl/chartsheets/", "xl/charts/", "xl/drawings/"))


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
