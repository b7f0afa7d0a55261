"""Characters that are taken for each other by eye, by a reader or by a machine that reads print."""

from __future__ import annotations

# Common 形近字 that do not sound alike (those that do are found by their sound).
_GROUPS = (
    "未末 己已巳 日曰 人入八 土士工 千干于 大太犬 天夫 贷货 析折拆 徽微 拔拨 戊戌戍 系糸 籍藉 "
    "撒撤 冶治洽 兔免 予矛 今令 贫贪 刺剌 师帅 崇祟 亨享 住往 券卷 厂广 儿几 问间 由甲申田 "
    "王玉主 牛午 木本术 目自 白百 名各 处外 农衣 洒酒 堤提 幻幼 鸟乌 延廷 市布 母毋 科料 休体 "
    "辛幸 侍待 迁迂 斤斥 盲育 便使 哀衷 孤狐 杭抗 扰拢 枪抢 沦沧 埋理 税锐 浅线 设没 官宫"
)


def _table() -> dict[str, str]:
    others: dict[str, str] = {}
    for group in _GROUPS.split():
        for char in group:
            others[char] = others.get(char, "") + group.replace(char, "")
    return others


_OTHERS = _table()


def lookalikes(char: str) -> str:
    """The characters that one may have been taken for; mostly none."""
    return _OTHERS.get(char, "")
