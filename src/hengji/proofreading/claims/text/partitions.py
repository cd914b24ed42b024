"""What wholes of the field consist of (构成): the usual partitions, by the words that name their members."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _members(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


#: People and offices: the whole of basic spending, not of all spending.
_OF_BASIC = _members(r"人员(?:经费|支出)", r"(?:日常)?公用(?:经费|支出)")
_BASIC = re.compile(r"基本|运行经费")
#: Members that together are always the whole: what is left out is nothing.
COMPLETE = (
    _members(r"基本支出", r"项目支出"),
    _OF_BASIC,
    _members(r"货物", r"工程", r"服务"),
    _members(r"因公出国", r"公务(?:用)?车.*购置.*运行|公务用车购置及运行", r"公务接待"),
    _members(r"公务(?:用)?车购置(?:费|支出)?(?!.*运行)|^购置", r"(?<!购置及)(?<!购置和)运行"),
    _members(r"一般公务用车", r"执法执勤用车", r"特种专业技术用车", r"其他用车"),
    _members(r"一季度", r"二季度", r"三季度", r"四季度"),
    _members(r"^男", r"^女"),
)
#: Members of which some forms leave out those that are not nothing, or that others may join.
USUAL = (
    _members(r"基本支出", r"项目支出", r"上缴上级", r"经营支出", r"附属单位补助"),
    _members(r"财政拨款|一般公共预算|政府性基金|国有资本经营|社会保险基金", r"事业收入|事业单位收入", r"经营收入",
             r"其他收入", r"上级补助", r"附属单位上缴|附属单位缴款", r"财政专户", r"上年结转|年初结转",
             r"单位资金|自有资金|自筹"),
    _members(r"一般公共预算", r"政府性基金", r"国有资本经营", r"社会保险基金", r"财政专户", r"上年结转|年初结转"),
    _members(r"行政|管理人员", r"参公|参照", r"事业|专任教师|专业技术|专技", r"工勤|机关工人", r"离退?休", r"退休",
             r"编外|临聘|聘用|合同制"),
    _members(r"在职|在编", r"离休", r"退休", r"编外|临聘|聘用|合同制|遗属"),
    _members(r"^中央", r"^省", r"^市", r"^[县区]", r"^[乡镇]", r"自筹|社会资金|其他资金"),
    _members(r"工资福利", r"商品和服务", r"对个人和家庭", r"资本性", r"债务利息", r"其他支出"),
    _members(r"优|良|中|差|合格"),
    _members(r".*用车|机要通信|应急保障|离退休干部"),
    _members(r"因公出国", r"公务(?:用)?车", r"公务接待"),
    _members(r"国内(?:公务)?接待", r"外(?:宾|事)(?:接待)?|国.{0,3}境.{0,2}外"),
)


def complete(labels: Sequence[str], whole: str) -> bool:
    """Whether ``labels`` are all the members of a partition of what ``whole`` names that leaves nothing out."""
    return any(len(labels) == len(members) and _are(labels, members, distinct=True)
               and (members is not _OF_BASIC or bool(_BASIC.search(whole))) for members in COMPLETE)


def usual(labels: Sequence[str]) -> bool:
    """Whether ``labels`` are several members of one of the usual partitions."""
    return len(labels) > 1 and any(_are(labels, members, distinct=len(members) > 1) for members in (*COMPLETE, *USUAL))


def _are(labels: Sequence[str], members: tuple[re.Pattern[str], ...], *, distinct: bool) -> bool:
    """Whether every label names a member, each another one where they are ``distinct``."""
    taken: set[int] = set()
    for label in labels:
        at = next((i for i, member in enumerate(members) if i not in taken and member.search(label)), None)
        if at is None:
            return False
        if distinct:
            taken.add(at)
    return True
