"""Names of persons (人名): told from those of bodies, and shortened to the family name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengji.model import Case

_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "端木",
             "东方", "南宫")
_FAMILY = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄"
    "聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕"
    "屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇"
    "桑郎甄丛仲虞敖巩明佘池查麻苑迟邝")
#: How names of bodies and roles end.
_BODY = re.compile(r"[组队局科处室办会院所司部厅中心单位公司人员专家评委机构财政审计站股团户民员长任]$")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
#: What stands before the name of a person in forms.
LABEL = (r"(?:联系人|填报人|填表人|经办人|负责人|审核人|复核人|编制人|评价人|主评人|项目负责人|报告撰写人|"
         r"组长|法定代表人|法人代表|单位负责人|财务负责人|签字|签名)")
_LABELLED = re.compile(LABEL + r"(?:（签[字名章]）)?[：:]\s*((?:(?!" + LABEL + r")[\u4e00-\u9fff]{2,4}[、，\s]?)+)")


def is_person(name: str) -> bool:
    """Whether ``name`` can be that of a person, and is none of a body or a role."""
    return (_HAN.fullmatch(name) is not None and (name[0] in _FAMILY or name[:2] in _COMPOUND)
            and _BODY.search(name) is None and "某" not in name)


def short_of(name: str) -> str:
    """``王某某`` for three signs; compound family names stay whole."""
    family = 2 if name[:2] in _COMPOUND and len(name) > 2 else 1
    return name[:family] + "某" * (len(name) - family)


def persons_of(case: Case) -> frozenset[str]:
    """Everybody whom the case names as judge, reviewer, or as the one who entered a value."""
    names = {name for found in _named(case) for name in re.split(r"[、，,；;\s]+", found)}
    return frozenset(name for name in names if is_person(name) and name not in case.entity.name)


def labelled(text: str) -> Iterator[str]:
    """The names that stand behind a label such as 联系人."""
    for found in _LABELLED.finditer(text):
        yield from filter(is_person, re.split(r"[、，\s]", found[1]))


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
