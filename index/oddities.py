"""The kinds of things that readers warn of, by which a report counts."""

from __future__ import annotations

#: Kind of a ``ParseWarning`` -> what it is called in reports.
KINDS = {
    "encoding": "字节无法识别",
    "damaged": "文件不完整",
    "title": "没有认出标题",
    "missing": "目录所列正文不在文件中",
    "mark": "注号没有脚注",
    "note": "脚注没有注号",
    "picture": "图片里的文字没有读",
    "layout": "版面读不准",
    "empty": "没有可读的正文",
    "other": "其他",
}
