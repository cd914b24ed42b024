"""Names of persons (人名): told from those of bodies, and shortened to the family name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.model import Case

from .surnames import COMPOUND, FAMILY, NO_NAMES

#: How names of bodies and roles end.
_BODY = re.compile(r"[组队局科处室办会院所司部厅中心单位公司人员专家评委机构财政审计站股团户民员长任]$")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_SHORT = 2
_NAME = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])"
_SPREAD = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]{1,2}([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_ENDS = r"(?=[、，,;；。：:\s（()）/]|$)"
_OFFICES = r"(?:局长|副?主任|科长|股长|所长|书记|会计|出纳|组长|经理|专家)"
#: What stands before the name of a person in forms: roles that are none but a person's, and what ends like one.
LABEL = (rf"(?:[\u4e00-\u9fff]{{0,8}}(?:人|员|{_OFFICES}|签字|签名|签章|姓名)(?:（签[字名章]）)?)")
_LABELLED = re.compile(LABEL + rf"[：:]\s*({_NAME}{_ENDS}(?:[、，,/\s]\s*{_NAME}(?=[、，,;；。\s（()）/]|$))*)")
#: The same without a colon, where only a name can follow: 联系人张三，办公室主任李四（……）.
_TITLED = re.compile(
    rf"(?:联系人|经办人|法定代表人|法人代表|填报人|填表人|复核人|审核人|访谈人|{_OFFICES}|院长|校长|队长|组员|采购员|驾驶员|司机"
    r"|签字|签名)[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,3}?|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])"
    r"(?=[、，,;；。：:\s（()）]|等|说|同志|签|负责|介绍|确认|$)(?P<more>(?:、[\u4e00-\u9fff]{2,3}(?=[、，,;；。\s（()）]|等|$))*)")
#: 张三同志, 李四（办公室主任）: what stands behind.
_CALLED = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[由请与和对经向]))"
                     rf"([{''.join(sorted(FAMILY))}][\u4e00-\u9fff]{{1,2}})"
                     rf"(?=同志|[（(][\u4e00-\u9fff]{{0,8}}{_OFFICES}[）)])")


def is_person(name: str) -> bool:
    """Whether ``name`` can be that of a person, and is none of a body or a role."""
    return (_HAN.fullmatch(name) is not None and (name[0] in FAMILY or name[:2] in COMPOUND)
            and NO_NAMES.match(name) is None
            and _BODY.search(name) is None and "某" not in name)


def short_of(name: str) -> str:
    """``王某某`` for three signs; compound family names stay whole."""
    family = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return name[:family] + "某" * (len(name) - family)


def persons_of(case: Case) -> frozenset[str]:
    """Everybody whom the case names as judge, reviewer, or as the one who entered a value."""
    names = {name for found in _named(case) for name in re.split(r"[、，,；;\s]+", found)}
    return frozenset(name for name in names if is_person(name) and name not in case.entity.name)


def labelled(text: str) -> Iterator[str]:
    """The names that a role before or behind them shows to be persons': 联系人：张三, 办公室主任李四, 王五同志."""
    for found in _LABELLED.finditer(text):
        yield from filter(is_person, _parted(found[1]))
    for found in _TITLED.finditer(text):
        yield from filter(is_person, _parted(found["name"] + found["more"]))
    yield from (found[1] for found in _CALLED.finditer(text) if is_person(found[1]))


def _parted(names: str) -> list[str]:
    """The names of a list; a name of two signs that is spread out is one."""
    return re.split(r"[、，,/\s]+", _SPREAD.sub(r"\1\2", names))


def found_in(name: str) -> re.Pattern[str]:
    """Where the name stands, spread out too: 张　三."""
    return re.compile(r"[ \u3000]{0,2}".join(map(re.escape, name)) if len(name) == _SHORT else re.escape(name))


def _named(case: Case) -> Iterator[str]:
    for judgement in case.judgements:
        yield judgement.judge
        yield from (opinion.judge for opinion in judgement.opinions)
        if judgement.source is not None:
            yield judgement.source.who
    yield from (override.who for override in case.overrides)
    yield from (veto.judge for veto in case.vetoes)
    yield from (fact.source.who for fact in (*case.facts, *case.data))
    yield from (exclusion.source.who for exclusion in case.exclusions)
    for project in case.projects:
        if project.evaluation is not None:
            yield from _named(project.evaluation)
