"""What a build says of itself, in words and as JSON."""

from __future__ import annotations

import json

from index.report import Double, Report, Skipped, Warned, said, said_json
from search.sources import ParseWarning

REPORT = Report(
    added=3,
    replaced=1,
    unchanged=7,
    removed=2,
    documents=9,
    passages=80,
    skipped=[Skipped("/a/x.pdf", "扫描件", kept=True)],
    doubles={"d1": Double("d1", "关于供水的通知", "/a/1.txt", ("/a/1.html",))},
    warnings=[
        Warned("/a/1.txt", ParseWarning(7, "注号 [3] 没有对应的脚注", "mark")),
        Warned("/a/1.txt", ParseWarning(9, "注号 [4] 没有对应的脚注", "mark")),
        Warned("/a/2.txt", ParseWarning(1, "有些字节无法识别编码", "encoding")),
    ],
    ignored={".docx": 2, "": 1},
)


def test_in_words() -> None:
    lines = said(REPORT)
    assert lines[0] == "新增 3 个来源，替换 1 个来源，未变 7 个来源，删去 2 个来源，跳过 1 个来源"
    assert "  跳过 /a/x.pdf：扫描件（保留上次读入的内容）" in lines
    assert "未读的其他文件：.docx 2 个、无扩展名 1 个" in lines
    assert "1 份文件有几个来源，各取较好的文本" in lines
    assert lines.index("提示 字节无法识别：1 处") < lines.index("提示 注号没有脚注：2 处")
    assert "  /a/1.txt 第 7 行：注号 [3] 没有对应的脚注" in lines


def test_of_many_warnings_of_a_kind_the_first_are_printed() -> None:
    many = [Warned("/a.txt", ParseWarning(n, f"第{n}处", "note")) for n in range(1, 26)]
    lines = said(Report(added=1, warnings=[*many, *REPORT.warnings]))
    assert "  /a.txt 第 20 行：第20处" in lines
    assert "  /a.txt 第 21 行：第21处" not in lines
    assert "  另有 5 处：用 --json 列出全部" in lines
    assert "  /a/2.txt 第 1 行：有些字节无法识别编码" in lines
    told = json.loads(said_json(Report(warnings=many)))
    assert len(told["warnings"]["lines"]) == 25


def test_as_json() -> None:
    told = json.loads(said_json(REPORT))
    assert (told["added"], told["unchanged"], told["removed"], told["passages"]) == (3, 7, 2, 80)
    assert told["skipped"] == [{"name": "/a/x.pdf", "why": "扫描件", "kept": True}]
    assert told["warnings"]["kinds"] == {"字节无法识别": 1, "注号没有脚注": 2}
    assert told["warnings"]["lines"][0] == {
        "file": "/a/1.txt",
        "line": 7,
        "kind": "mark",
        "message": "注号 [3] 没有对应的脚注",
    }
    assert told["doubles"][0]["others"] == ["/a/1.html"]


def test_a_clean_run_says_one_line() -> None:
    assert len(said(Report(added=1))) == 1
