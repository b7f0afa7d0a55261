"""Tells a person's name from other words, by its surname."""

from __future__ import annotations

import re

# The surnames of about 97 in 100 people (公安部《全国姓名报告》), and the usual two-character ones.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余于杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁房蒲滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫费卜冷"
    "晏席卫柏宗桂全楼应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈鞠匡习景宿来"
)
_COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "夏侯",
    "慕容",
    "令狐",
    "端木",
)
_TITLE_WORDS = re.compile(
    r"(?:质量|发展|水平|工作|建设|改革|政府|管理|服务|任务|关键|方式|方法|经济|社会|文件|时代|安全|全面|成效)"
)


def is_person(text: str) -> bool:
    """True for what looks like one person's name: 景俊海, 欧阳修远, 阿不都拉·买买提."""
    if "·" in text or "•" in text:
        parts = re.split("[·•]", text)
        return len(parts) <= 4 and all(1 < len(p) <= 8 and _is_han(p) for p in parts)
    if not _is_han(text) or _TITLE_WORDS.search(text):
        return False
    if text.startswith(_COMPOUND):
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in _SURNAMES


def _is_han(text: str) -> bool:
    return bool(text) and all("\u4e00" <= char <= "\u9fff" for char in text)
