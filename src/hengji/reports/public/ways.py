"""How private numbers are told from others (隐去的规则): phones, identity cards, accounts, vouchers, number plates.

The patterns read a view of the text in which full-width signs are half-width, one for one, so that its places are
those of the text. What counts or measures something is no private number: 13812345678元 stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

#: Full-width signs, spaces and dashes as their plain ones.
VIEW = ({0xFF01 + n: chr(0x21 + n) for n in range(94)} | dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\t"), " ")
        | dict.fromkeys(map(ord, "—–‐‑−"), "-") | dict.fromkeys(map(ord, "·•・"), "·"))
#: What has none of these has nothing to mask.
TELLING = re.compile("[0-9@]|住址|户籍|地址|微信", re.ASCII)
#: What follows a number that counts or measures.
_NO_AMOUNT = (r"(?!\d|[.,]\d|\s*(?:[%‰]|[万亿千百十]*(?:元|人|件|个|份|次|户|张|笔|项|名|台|套|辆|只|间|条|册|家|平方"
              r"|公里|公斤|吨)|万|亿))")
_IS = r"[为是:\s]*"
_DAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LOCAL = r"\d{3,4}[ -]?\d{4}"


class Way(NamedTuple):
    """One kind of private number; ``shown`` says what stands for it: of the words that lead to it, and the match."""

    kind: str
    pattern: re.Pattern[str]
    shown: Callable[[str, re.Match[str]], str]


def _way(kind: str, pattern: str, shown: Callable[[str, re.Match[str]], str] = lambda led, _: f"{led}**") -> Way:
    return Way(kind, re.compile(pattern, re.ASCII), shown)


def _ends(found: re.Match[str], number: str, first: int, last: int) -> str:
    """The number without its middle."""
    digits = re.sub(r"[^\dXx]", "", number)
    return found[0].replace(number, digits[:first] + "*" * 4 + digits[-last:], 1)


WAYS = (
    _way("电子邮箱", r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)",
         lambda _, found: f"***@{found[1]}"),
    _way("身份证号", rf"(?<![0-9A-Za-z])[1-9]\d{{5}}[ -]?{_DAY}[ -]?\d{{3}}[\dXx](?![0-9A-Za-z])",
         lambda _, found: f"{found[0][:3]}{'*' * 13}{found[0][-2:]}"),
    _way("身份证号", rf"(身份证(?:明|件)?(?:号码?|编号)?{_IS})\d[\d -]{{13,20}}[\dXx](?![0-9A-Za-z])",
         lambda led, _: f"{led}****"),
    _way("护照号", rf"(护照(?:号码?)?{_IS})[A-Za-z]{{1,2}}\d{{7,8}}(?!\d)"),
    _way("银行账号", rf"((?:账号|帐号|账户|帐户|卡号){_IS})(\d[\d -]{{10,26}}\d){_NO_AMOUNT}",
         lambda led, found: f"{led}****{re.sub('[ -]', '', found[2])[-4:]}"),
    _way("银行账号", rf"(?<![\d.,])(62\d{{2}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?){_NO_AMOUNT}",
         lambda _, found: _ends(found, found[1], 0, 4)),
    _way("凭证号", r"((?:记账?|收款?|付款?|转账?|[银现][收付])(?:字第?|-)\s*)\d+(?:[-/]\d+)*" + _NO_AMOUNT),
    _way("凭证号", r"(凭证\s*(?:第|\()?\s*)(?:[记收付转银现]+[字第-]*)?\d+(?:[-/]\d+)*(?=\s*[号#)])"),
    _way("凭证号", r"(第\s*)\d+(?=\s*号(?:记账|收款|付款|转账|原始)?凭证)"),
    _way("凭证号", rf"((?:凭证|发票|票据|收据|支票)(?:编号|号码|字号|代码|号){_IS}(?:第|No\.?|№)?\s*"
                   r"(?:[记收付转银现]+[字第-]*)?)(?=[A-Za-z0-9/-]*\d)[A-Za-z0-9][A-Za-z0-9/-]*"),
    _way("凭证号", r"((?:№|\bN[oO]\.?)\s*)\d{6,}(?!\d)"),
    _way("合同号", rf"(合同(?:编号|号码|号){_IS}(?:第|No\.?|№)?\s*)(?=[^\s,;。、)]*\d)[A-Za-z0-9/#()\[\]〔〕-]+"
                   r"(?:[\u4e00-\u9fff]{1,4}[0-9-]+号)?"),
    _way("手机号", r"(?<![\d.,])((?:\(\+?86\)|\+?86)[ -]?)?(1[3-9]\d)[ .-]?\d(?:[ .-]?\d){3}[ .-]?(\d(?:[ .-]?\d){3})"
                   + _NO_AMOUNT, lambda led, found: f"{led}{found[2]}****{re.sub('[ .-]', '', found[3])}"),
    _way("电话", rf"(?<![\d.,])(0[1-9]\d{{1,2}} ?-{{1,2}} ?|0[1-9]\d{{1,2}} |\(0[1-9]\d{{1,2}}\) ?){_LOCAL}"
                 r"(?:(?:[/、]\d{7,8})|转\d{1,6}|-\d{1,6})*" + _NO_AMOUNT, lambda led, _: f"{led}****"),
    _way("电话", rf"(?<![\d.,A-Za-z-])(0[1-9]\d)\d{{7,9}}(?![\d-]){_NO_AMOUNT}", lambda led, _: f"{led}****"),
    _way("电话", rf"((?:电话|手机|传真|座机|固话|联系方式)(?:号码?)?{_IS}){_LOCAL}(?:[/、,;和 ]+{_LOCAL})*{_NO_AMOUNT}",
         lambda led, _: f"{led}****"),
    _way("QQ或微信", rf"((?:QQ|qq)(?:号码?)?{_IS})\d{{5,11}}{_NO_AMOUNT}"),
    _way("QQ或微信", rf"(微信(?:号码?)?{_IS})[A-Za-z][A-Za-z0-9_-]{{5,19}}"),
    _way("车牌号", rf"([{_PROVINCES}][A-HJ-NP-Z])[· -]?(?=[A-HJ-NP-Z]*\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])",
         lambda led, _: f"{led}*****"),
    _way("住址", rf"((?:家庭)?(?:住址|户籍地址?|家庭地址){_IS})(?=\S)[^,;。\n]{{4,40}}", lambda led, _: f"{led}****"),
)
