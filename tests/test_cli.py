"""The command line as a person and as a script use it."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from search.engine import ENGINES
from tests.material import ROOT, SAMPLE
from web.cli import main


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), env={"GONGBAO_INDEX": ""})


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"whoosh:{tmp_path_factory.mktemp('cli') / 'index'}"
    result = run("index", str(SAMPLE), "--index", address)
    assert result.exit_code == 0, result.output
    return address


def test_parse_prints_an_outline() -> None:
    result = run("parse", str(SAMPLE))
    assert result.exit_code == 0
    assert "吉林省人民政府公报 2018年第6期" in result.output
    assert "发展类 · 吉政发〔2017〕34号 · 吉林省人民政府 · 2017-12-24" in result.output
    assert "第 37 行" in result.output or "正文不在本文件中" in result.output


def test_parse_prints_json() -> None:
    content = json.loads(run("parse", str(SAMPLE), "--json").output)
    assert list(content) == ["issue", "contents", "documents", "appointments", "warnings"]
    assert content["issue"]["cumulative"] == 770


def test_indexing_twice_changes_nothing(address: str) -> None:
    result = run("index", str(SAMPLE), "--index", address)
    assert "新增 0 个来源，替换 0 个来源，未变 1 个来源" in result.output
    assert "已有索引" in run("index", "--if-missing", str(SAMPLE), "--index", address).output


NOTICE = """四川省人民政府关于供水的通知

川府发〔2019〕{n}号

各市人民政府：

　　请抓好{what}[^9]。
"""


@pytest.mark.parametrize("prefix", ENGINES)
def test_updating_a_folder(tmp_path: Path, prefix: str) -> None:
    folder, address = tmp_path / "in", f"{prefix}:{tmp_path / 'index'}"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"{n}.txt").write_text(NOTICE.format(n=n, what="落实"), "utf-8")
    (folder / "empty.html").write_text("", "utf-8")
    first = json.loads(run("index", str(folder), "--index", address, "--json").stdout)
    assert (first["added"], len(first["skipped"])) == (2, 1)
    assert first["warnings"]["kinds"] == {"注号没有脚注": 2}
    assert {line["line"] for line in first["warnings"]["lines"]} == {7}
    (folder / "1.txt").write_text(NOTICE.format(n=1, what="供水"), "utf-8")
    (folder / "2.txt").unlink()
    again = run("index", str(folder), "--index", address, "--prune").stdout
    assert "替换 1 个来源" in again
    assert "删去 1 个来源" in again
    assert "索引现有" in again
    assert run("search", "落实", "--index", address).output.startswith("共 0 段")


def test_copying(address: str, tmp_path: Path) -> None:
    copied = f"tantivy:{tmp_path / 'copy'}"
    first = run("copy", address, copied)
    assert (first.exit_code, first.output) == (0, f"{copied} 现有 1 期、7 份文件、374 个段落\n")
    found = [run("search", "民政", "--index", each).output for each in (address, copied)]
    assert found[0] == found[1]
    again = run("copy", address, copied)
    assert again.exit_code == 2
    assert "--rebuild" in again.output
    assert run("copy", address, copied, "--rebuild").exit_code == 0
    assert "未变 1 个来源" in run("index", str(SAMPLE), "--index", copied).output


def test_verifying(tmp_path: Path) -> None:
    file, address = tmp_path / "1.txt", f"whoosh:{tmp_path / 'index'}"
    file.write_text(NOTICE.format(n=1, what="落实"), "utf-8")
    run("index", str(file), "--index", address)
    fine = run("verify", "--index", address)
    assert (fine.exit_code, fine.output) == (0, "核对了 1 个来源，索引与之一致\n")
    file.write_text(NOTICE.format(n=1, what="供水"), "utf-8")
    changed = run("verify", "--index", address)
    assert changed.exit_code == 1
    assert changed.output.splitlines()[0].startswith(f"{file}：原文件已改动")
    told = json.loads(run("verify", "--index", address, "--json").stdout)
    assert [each["name"] for each in told["differences"]] == [str(file)]


def test_parsing_a_web_page(tmp_path: Path) -> None:
    page = "<meta charset=utf-8><title>关于供水的通知</title><h1>关于供水的通知</h1><p>请抓好落实。"
    (tmp_path / "a.html").write_text(page, "utf-8")
    content = json.loads(run("parse", str(tmp_path / "a.html"), "--json").output)
    (document,) = content["documents"]
    assert document["title"] == "关于供水的通知"


@pytest.mark.slow
def test_rebuilding(address: str) -> None:
    result = run("index", "--rebuild", str(SAMPLE.parent), "--index", address)
    assert "新增 1" in result.output
    assert run("search", "人工智能", "--index", address).exit_code == 0


def test_search_marks_what_it_found(address: str) -> None:
    result = run("search", "民政", "--category", "改革类", "--index", address)
    assert result.exit_code == 0
    assert "【民政】" in result.output
    assert "人【民政】府" not in result.output
    assert re.search(r"共 \d+ 段，见于 1 份文件", result.output)


def test_search_prints_json(address: str) -> None:
    result = run("search", '"人民政府"', "--kind", "脚注", "--json", "--index", address)
    content = json.loads(result.output)
    assert content["mode"] == "literal"
    assert {hit["kind"] for hit in content["hits"]} <= {"footnote"}


def test_search_lists_documents(address: str) -> None:
    result = run("search", "人工智能", "--view", "documents", "--index", address)
    title = "吉林省人民政府关于落实新一代人工智能发展规划的实施意见"
    assert result.output.splitlines().count(title) == 1
    assert re.search(r"^本文件另有 \d+ 段$", result.output, re.M)
    assert re.search(r"共 \d+ 段，见于 (\d+) 份文件", result.output)


@pytest.mark.slow
def test_search_is_narrowed_to_years_and_issues(address: str) -> None:
    def total(*options: str) -> int:
        printed = run("search", "发展", *options, "--json", "--index", address).output
        return int(json.loads(printed)["total"])

    years = {year: total("--year", year) for year in ("2016", "2017", "2018")}
    assert years["2016"] == 0 < min(years["2017"], years["2018"])
    both = total("--year", "2017", "--year", "2018", "--year", " ")
    assert both == total() == sum(years.values())
    found = json.loads(run("search", "发展", "--json", "--index", address).output)
    (issue,) = found["facets"]["issue"]
    assert total("--issue", issue["value"]) == total()
    assert total("--issue", "没有") == 0


def test_search_says_what_it_did_not_understand(address: str) -> None:
    result = run("search", "人工智能 OR", "--index", address)
    assert result.exit_code == 0
    assert "已改为检索：人工智能" in result.output


MENDABLE = {
    "a missing file": ("parse", "没有的文件.txt"),
    "an empty file": ("parse", "{tmp}/empty.txt"),
    "nothing to read": ("index", "{tmp}/empty.txt", "--index", "whoosh:{tmp}/x"),
    "a missing folder": ("index", "没有的目录", "--index", "whoosh:{tmp}/x"),
    "no index": ("search", "民政", "--index", "whoosh:{tmp}/none"),
    "no index to serve": ("serve", "--index", "whoosh:{tmp}/none"),
    "an unknown engine": ("search", "民政", "--index", "lucene:x"),
    "an empty query": ("search", " ", "--index", "{address}"),
    "a query of signs": ("search", "，。", "--index", "{address}"),
    "a wrong kind": ("search", "民政", "--kind", "图片", "--index", "{address}"),
    "a wrong sort": ("search", "民政", "--sort", "best", "--index", "{address}"),
    "a wrong view": ("search", "民政", "--view", "pages", "--index", "{address}"),
    "a wrong year": ("search", "民政", "--year", "去年", "--index", "{address}"),
    "a wrong size": ("search", "民政", "--size", "101", "--index", "{address}"),
    "an unknown option": ("index", "x.txt", "--colour"),
    "too many words": ("search", "民政", "--colour"),
    "no command of that name": ("serach", "民政"),
    "no query": ("search",),
    "a file for a folder": ("index", str(SAMPLE), "--index", f"whoosh:{SAMPLE}"),
}


@pytest.mark.parametrize("args", MENDABLE.values(), ids=MENDABLE)
def test_what_the_user_can_mend(args: tuple[str, ...], address: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(*(arg.format(tmp=tmp_path, address=address) for arg in args))
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1, result.output
    assert result.stderr.startswith("gongbao: ")


def test_a_query_may_begin_with_a_minus(address: str) -> None:
    assert run("search", "-民政", "--index", address).exit_code == 0


def test_a_query_that_is_no_text_is_searched_all_the_same(address: str) -> None:
    assert run("search", "\udcff民政", "--json", "--index", address).exit_code == 0


def test_nothing_readable_changes_nothing(address: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    for option in ("--rebuild", "--if-missing"):
        place = address if option == "--rebuild" else f"whoosh:{tmp_path / 'new'}"
        result = run("index", option, str(tmp_path / "empty.txt"), "--index", place)
        assert result.exit_code == 2, result.output
    assert run("search", "民政", "--index", address).exit_code == 0
    assert run("search", "民政", "--index", f"whoosh:{tmp_path / 'new'}").exit_code == 2


@pytest.mark.slow
def test_a_mistyped_path_leaves_nothing_behind(tmp_path: Path) -> None:
    for option in ("--rebuild", "--if-missing"):
        result = run("index", option, "没有的文件.txt", "--index", f"whoosh:{tmp_path / 'new'}")
        assert result.exit_code == 2
        assert [path.name for path in (tmp_path / "new").glob("*g*_*")] == []
    assert run("index", str(SAMPLE), "--index", f"whoosh:{tmp_path / 'new'}").exit_code == 0


def test_a_taken_port_is_said(address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--index", address, "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "--port" in result.output


@pytest.mark.slow
def test_serving(address: str) -> None:
    command = [sys.executable, "-m", "web.cli", "serve", "--index", address, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            url = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert url, said
            asked = f"{url[0]}api/search?q=%E6%B0%91%E6%94%BF"
            with ExitStack() as idle:
                # As browsers leave them open behind a page; they keep nobody out.
                for _ in range(150):
                    place = ("127.0.0.1", urlsplit(asked).port)
                    idle.enter_context(socket.create_connection(place))
                with urllib.request.urlopen(asked, timeout=60) as response:
                    assert json.load(response)["total"] > 0
        finally:
            server.terminate()
            server.wait(10)
