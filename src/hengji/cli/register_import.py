"""``hengji register import``: files or a database into a register."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hengji.model import Place, Problem, Unusable
from hengji.services import RegisterImport, RegisterImportRequest, import_document, import_register

from .chinese import ChineseCommand
from .exit_codes import UNUSABLE


@click.command(cls=ChineseCommand, short_help="把文件或数据库里的数据导入台账", example=(
    "hengji register import service-cases 办件.csv --store 台账库 --rejects 未导入.csv"))
@click.argument("register", metavar="台账")
@click.argument("files", metavar="[文件…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--store", metavar="文件夹", help="台账库；默认在 HENGJI_HOME 或用户数据文件夹的 stores/default")
@click.option("--sheet", metavar="工作表", default="", help="工作簿里的哪一张表；默认找到表头的那一张")
@click.option("--encoding", metavar="编码", default="", help="文本文件的编码；默认自动识别 UTF-8、GB18030、UTF-16")
@click.option("--columns", metavar="字段=列名", multiple=True, help="台账的字段在文件里叫什么列名；可写几次")
@click.option("--ignore", "ignored", metavar="列名", multiple=True, help="不要的列；可写几次，'*' 是全部不认识的列")
@click.option("--rejects", metavar="文件", type=click.Path(path_type=Path),
              help="把不合格的行写成这个 CSV：在哪里、应为什么")
@click.option("--keep-good", is_flag=True, help="有不合格的行，也导入合格的行（要写 --rejects）")
@click.option("--replace", is_flag=True, help="换掉台账里的全部数据；旧的仍可按版本查到")
@click.option("--who", metavar="姓名", default="", help="谁导入的；默认是登录这台机器的用户")
@click.option("--database", metavar="地址", default="", help="从数据库导入，如 postgresql+psycopg://用户:密码@主机/库名")
@click.option("--table", metavar="表", default="", help="数据库里的哪张表")
@click.option("--query", metavar="查询", default="", help="或一条 SELECT")
@click.option("--registers", "extra", metavar="文件夹", type=click.Path(path_type=Path),
              help="自己的台账定义所在的文件夹")
@click.option("--json", "as_json", is_flag=True, help="打印为 JSON")
def command(register: str, files: tuple[Path, ...], store: str | None, sheet: str, encoding: str,
            columns: tuple[str, ...], ignored: tuple[str, ...], rejects: Path | None, who: str, database: str,
            table: str, query: str, extra: Path | None, *, keep_good: bool, replace: bool, as_json: bool) -> None:
    """把数据导入台账：CSV、Excel、Parquet、每行一个 JSON 的文件，或数据库里的表。

    一次导入是一个整体：要么全部导入，要么什么都没有变。有一行不合格就都不导入，每一处都说明在哪里、应为什么；
    写了 --keep-good 才导入其余的行。已经导入过的文件认得出来。个人证件号加密后保存。
    """
    from .progress import shown_progress

    request = RegisterImportRequest(register, files, store, sheet, encoding, _pairs(columns), ignored, rejects,
                                    keep_good, replace, who, database, table, query, extra)
    with shown_progress("导入") as progress:
        done = import_register(request, progress)
    if done.result.version is None:
        _refuse(done, as_json=as_json)
    elif as_json:
        click.echo(json.dumps(import_document(done), ensure_ascii=False, indent=1))
    else:
        _tell(done)


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.replace("＝", "=").partition("=") for text in texts]
    wrong = [text for text, (name, _, heading) in zip(texts, pairs, strict=True) if not (name and heading)]
    if wrong:
        raise Unusable([Problem(Place("--columns"), f"“{text}”没有写明字段和列名", "台账的字段=文件里的列名",
                                suggestion="如 --columns 办件编号=流水") for text in wrong])
    return {name.strip(): heading.strip() for name, _, heading in pairs}


def _refuse(done: RegisterImport, *, as_json: bool) -> None:
    """Rows that do not fit kept everything from being imported: told, and the exit code says so."""
    from hengji.telling import problem_document, problem_told

    result = done.result
    if as_json:
        click.echo(json.dumps({"schema": "hengji/problems/1", "problems": list(map(problem_document, result.problems)),
                               "rejected": done.rejected, "rejects": str(result.rejects) if result.rejects else None},
                              ensure_ascii=False, indent=1))
    else:
        for problem in result.problems:
            click.echo(problem_told(problem), err=True)
        rest = "" if done.request.keep_good else "，或加 --keep-good 只导入合格的行"
        click.echo(f"有 {done.rejected} 行不合格，一行也没有导入；改好后再导入{rest}。", err=True)
        if result.rejects:
            click.echo(f"不合格的行已列在 {result.rejects}", err=True)
    raise click.exceptions.Exit(UNUSABLE)


def _tell(done: RegisterImport) -> None:
    for source in done.result.sources:
        about = "，".join(part for part in (f"工作表“{source.sheet}”" if source.sheet else "",
                                           f"编码 {source.encoding}" if source.encoding else "") if part)
        click.echo(f"{source.name}{f'（{about}）' if about else ''}：导入 {source.rows} 行"
                   + (f"，不合格 {source.rejected} 行没有导入" if source.rejected else ""))
    for note in done.result.notes:
        click.echo(f"请留意　{note}")
    if done.result.rejects:
        click.echo(f"没有导入的行已列在 {done.result.rejects}")
    click.echo(f"{'换掉' if done.replaced else '存进'}“{done.register.name}”台账，版本 {done.result.version}，"
               f"共 {done.rows} 行；台账库 {done.store}")
