"""What is offered while a query is typed: tables of cases, and what holds for any text."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import words
from search.completion import MOST, Completer, Sources
from search.document import passages
from search.lookup import key
from search.results import COMPLETION_KINDS, Completion
from search.typed import MAX_LENGTH, operand, read, readings
from tests.material import sample_edition

AI = "吉林省人民政府关于落实新一代人工智能发展规划的实施意见"
STAFF = "吉林省人民政府人事任免"
G5 = "四川省人民政府关于支持5G发展的通知"
TRIAL = "关于“放管服”改革（试行）的通知"

SOURCES = Sources(
    titles=[(AI, "ai"), (STAFF, "staff"), (G5, "g5"), (TRIAL, "trial"), (STAFF, "again")],
    numbers=[
        ("吉政发〔2017〕34号", "ai"),
        ("吉政发〔2017〕3号", "three"),
        ("吉政发〔2016〕34号", "old"),
        ("吉政办发〔2017〕76号", "office"),
        ("国发〔2023〕4号", "state"),
    ],
    issuers=[("吉林省人民政府", 145), ("吉林省人民政府办公厅", 122), ("吉林省统计局", 107)],
    headings=["（一）总体要求。", "一、总体要求", "1. 大力发展人工智能新兴产业。", "总  则"],
    words=[
        *{"人工": 40, "人工智能": 39, "人民": 34, "人民政府": 18, "人员": 24, "民政厅": 7}.items(),
        *{"智能": 59, "智能化": 15, "产业": 49, "产品": 24, "政府": 70, "发展": 100}.items(),
        *{"吉林省": 37, "信用": 9, "体系": 50, "体制": 3, "重庆": 2, "西安": 3, "项目": 2}.items(),
        *{"gdp": 2, "covid": 3, "pharmaceutical": 1, "规定": 13, "的确": 1, "股东": 3}.items(),
        *{"以及": 90, "的": 194, "2017": 53, "战略": 16, "先进": 2, "关于": 80}.items(),
    ],
)


@cache
def completer() -> Completer:
    return Completer(SOURCES)


@cache
def sample_completer() -> Completer:
    """A completer over the bundled issue, as an engine would make it."""
    counts: Counter[str] = Counter()
    documents = sample_edition().documents
    for document in documents[1:3]:
        for passage in passages(document):
            counts.update({word.text for word in words(passage.text)})
    blocks = [block for document in documents for block in document.blocks]
    return Completer(
        Sources(
            titles=[(document.title, document.id) for document in documents],
            numbers=[(d.number, d.id) for d in documents if d.number],
            issuers=list(Counter(d.issuer for d in documents if d.issuer).items()),
            headings=[block.text for block in blocks if block.kind == "heading"],
            words=list(counts.items()),
        )
    )


def texts(typed: str, kind: str | None = None) -> list[str]:
    found = completer().complete(typed)
    return [each.text for each in found if kind in (None, each.kind)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("人", ["人工", "人民", "人员", "人工智能", "人民政府"]),
        ("人工", ["人工智能"]),
        ("產", ["产业", "产品"]),
        ("智能", ["智能化", "人工智能"]),
        ("产业 人工", ["产业 人工智能"]),
        ("产业 OR 人工", ["产业 OR 人工智能"]),
        ("产业 -人工", ["产业 -人工智能"]),
        ("(产业|人工", ["(产业|人工智能"]),
        ('"人工', ['"人工智能"']),
        ("“人工", ["“人工智能”"]),
        ('标题:"人工', ['标题:"人工智能"']),
        ("标题:人", ["标题:人工", "标题:人民", "标题:人工智能", "标题:人民政府"]),
        ("title: 人工", ["title: 人工智能"]),
        ("人工智能产", ["人工智能产业", "人工智能产品"]),
        ("建立信用体", ["建立信用体系", "建立信用体制"]),
        ("GD", ["gdp", "规定", "股东"]),
        ("gdp", []),
        ("cov", ["covid"]),
        ("ph", ["pharmaceutical"]),
        ("pharmaceu", ["pharmaceutical"]),
        ("民政", ["民政厅"]),
        ("以", []),
        ("20", []),
        ("机关:人", []),
        ("类别:人", []),
        ("文号:人", []),
    ],
)
def test_words(typed: str, expected: list[str]) -> None:
    assert texts(typed, "word") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rengong", ["人工", "人工智能"]),
        ("rengongzh", ["人工智能"]),
        ("rgzn", ["人工智能"]),
        ("RGZN", ["人工智能"]),
        ("rengzn", ["人工智能"]),
        ("ren'gong", ["人工", "人工智能"]),
        ("ren gong zhi", ["人工智能"]),
        ("产业 ren gong zhi", ["产业 人工智能"]),
        ("产业 rgzn", ["产业 人工智能"]),
        ('"ren gong zhi', ['"人工智能"']),
        ("标题:rgzn", ["标题:人工智能"]),
        ("人工zhi", ["人工智能"]),
        ("人工z", ["人工智能"]),
        ("信用tix", ["信用体系"]),
        ("rengongzhinengchany", ["人工智能产业"]),
        ("chongqing", ["重庆"]),
        ("zhongqing", []),
        ("xian", ["西安", "先进", "项目"]),
        ("xi'an", ["西安"]),
        ("zhanlve", ["战略"]),
        ("5g", []),
        ("r", []),
        ("'", []),
    ],
)
def test_words_by_pinyin(typed: str, expected: list[str]) -> None:
    assert texts(typed, "word") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("吉政发20", ["吉政发〔2017〕3号", "吉政发〔2017〕34号", "吉政发〔2016〕34号"]),
        ("吉政发(2017)34", ["吉政发〔2017〕34号"]),
        ("吉政发2017 34", ["吉政发〔2017〕34号"]),
        ("吉政发［２０１７］第34", ["吉政发〔2017〕34号"]),
        ("吉政發〔2017〕34号", ["吉政发〔2017〕34号"]),
        ("关于吉政发[2017]34", ["关于吉政发〔2017〕34号"]),
        ("产业 吉政发 2016", ["产业 吉政发〔2016〕34号"]),
        ('"吉政办发2', ['"吉政办发〔2017〕76号"']),
        ("文号:34", ["文号:吉政发〔2017〕34号", "文号:吉政发〔2016〕34号"]),
        ("文号:2023", ["文号:国发〔2023〕4号"]),
        ("文号:政办", ["文号:吉政办发〔2017〕76号"]),
        ("文号:国", ["文号:国发〔2023〕4号"]),
        ("〔2017〕7", ["吉政办发〔2017〕76号"]),
        ("吉政办发", ["吉政办发〔2017〕76号"]),
        ("产业2017", []),
    ],
)
def test_numbers(typed: str, expected: list[str]) -> None:
    assert texts(typed, "number") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("吉林省人民政府关于", [AI]),
        ("人工智能", [AI]),
        ("政府 人工智能", [AI]),
        ("财政 人工智能", []),
        ("吉林省人民政府", [STAFF, AI]),
        ("5g", [G5]),
        ("支持5", [G5]),
        ("放管服", [TRIAL]),
        ("放管服改革试", [TRIAL]),
        ("rgzn", [AI]),
        ("新一代ren", [AI]),
        ("标题:人事", [f"标题:{STAFF}"]),
        ("标题:放管服", ['标题:"关于放管服改革（试行）的通知"']),
        ("“放管", ["“关于放管服改革（试行）的通知”"]),
        ("工智", [AI]),
    ],
)
def test_titles(typed: str, expected: list[str]) -> None:
    assert texts(typed, "title") == expected


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("吉林省人", "issuer", ["机关:吉林省人民政府", "机关:吉林省人民政府办公厅"]),
        ("统计", "issuer", ["机关:吉林省统计局"]),
        ("jlstjj", "issuer", ["机关:吉林省统计局"]),
        ("产业 统计", "issuer", ["产业 机关:吉林省统计局"]),
        ("机关:tong", "issuer", []),
        (
            "机关:jilin",
            "issuer",
            [f"机关:吉林省{rest}" for rest in ("人民政府", "统计局", "人民政府办公厅")],
        ),
        ('"统计', "issuer", ['"吉林省统计局"']),
        ("标题:统计", "issuer", []),
        ("民政", "issuer", []),
        ("总体", "heading", ["总体要求"]),
        ("新兴", "heading", ["大力发展人工智能新兴产业"]),
        ("标题:总体", "heading", []),
    ],
)
def test_issuers_and_headings(typed: str, kind: str, expected: list[str]) -> None:
    assert texts(typed, kind) == expected


def test_counts_and_documents() -> None:
    assert completer().complete("人工")[0] == Completion("人工智能", "word", count=39)
    assert completer().complete("产业 人工")[0].count is None
    assert completer().complete("吉林省统")[0] == Completion("机关:吉林省统计局", "issuer", 107)
    assert Completion(STAFF, "title", document="staff") in completer().complete("人事任")
    assert completer().complete("国发20")[0].document == "state"


def test_what_is_typed_already_is_offered_only_where_it_can_be_opened() -> None:
    assert "人工智能" not in texts("人工智能")
    assert "总体要求" not in texts("总体要求")
    assert texts(AI) == [AI]


@pytest.mark.parametrize(
    "typed", ["", " ", "\u3000\n", "，", "产业 ", "NOT", '"', "标题:", "人" * 101]
)
def test_nothing_to_complete(typed: str) -> None:
    assert completer().complete(typed) == ()


def test_words_leave_room_for_other_kinds() -> None:
    found = sample_completer().complete("人", limit=4)
    assert [each.kind for each in found].count("word") == 3 - (len(found) < 4)
    kinds = Counter(each.kind for each in sample_completer().complete("吉林"))
    assert min(kinds["word"], kinds["issuer"], kinds["title"]) > 0
    assert all(kinds[kind] <= most for kind, most in MOST.items())


def test_the_sample() -> None:
    first = sample_completer().complete("rgzn")[0]
    assert (first.text, first.kind) == ("人工智能", "word")
    assert AI in [each.text for each in sample_completer().complete("人工智能")]
    assert sample_completer().complete("吉政发20")[0].kind == "number"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人工智能", "人工智能"),
        ("国民经济和社会发展第十三个五年规划", "国民经济和社会发展第十三个五年规划"),
        ("吉林省 2017 年", '"吉林省 2017 年"'),
        ("（试行）", '"（试行）"'),
        ("“放管服”改革", '"放管服改革"'),
        ("NOT", '"NOT"'),
        ("-人", '"-人"'),
    ],
)
def test_operand(text: str, expected: str) -> None:
    assert operand(text) == expected


PIECES = """
人工 智能 产 吉政发 2017 〔 〕 34 号 标题: 文号: 机关: - ( ） | " “ ” ren gong z ' 5G 發 《 吉林省
"""
QUERIES = st.lists(st.sampled_from([*PIECES.split(), " ", " OR "]), max_size=8).map("".join)


@given(QUERIES, st.integers(-1, 9))
def test_completions_go_on_from_what_is_typed(text: str, limit: int) -> None:
    found = sample_completer().complete(text, limit)
    assert found == sample_completer().complete(text, limit)
    assert len(found) <= max(limit, 0)
    assert len({each.text for each in found}) == len(found)
    for each in found:
        assert each.kind in COMPLETION_KINDS
        assert (each.document is not None) == (each.kind in ("title", "number"))
        assert keeps(text, each)


def keeps(text: str, completion: Completion) -> bool:
    """Whether all that is typed is in a completion, but for letters that spell its last word."""
    typed = read(text)
    if completion.kind == "title" and typed.words is not None:
        held = all(key(word) in key(completion.text) for word in typed.words)
        return held and (bool(typed.letters) or typed.key in key(completion.text))
    if completion.kind == "number":
        number = next(d.number for d in sample_edition().documents if d.id == completion.document)
        return text.startswith(completion.text.partition(str(number))[0])
    befores = [each.before for each in readings(text)]
    if typed.letters:
        return completion.text.startswith(tuple(befores))
    return completion.text.startswith(typed.before) and typed.key in key(completion.text)


@given(st.text(max_size=MAX_LENGTH + 2))
def test_any_text_is_taken(text: str) -> None:
    found = completer().complete(text)
    assert len({each.text for each in found}) == len(found) <= 8


def test_an_empty_archive_completes_nothing() -> None:
    for typed in ("人工", "rgzn", "吉政发20", "标题:人", "文号:3", "5g", "人工zhi"):
        assert Completer(Sources()).complete(typed) == ()
