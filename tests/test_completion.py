"""What is offered while a query is typed: tables of cases, and what holds for any text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import words
from search.completion import MOST, Completer, Sources
from search.document import passages
from search.heldvalues import HeldValues
from search.lookup import key
from search.pinyin import syllables
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
    issuers=[("吉林省统计局", 107), ("吉林省人民政府", 145), ("吉林省人民政府办公厅", 122)],
    categories=[("人事任免", 9), ("发展类", 300), ("民生类", 40), ("综合 其他", 50)],
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
            categories=list(Counter(d.category for d in documents if d.category).items()),
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
        ("sheng rengongzh", ["省 人工智能"]),
        ("chanye rgzn", ["产业 人工智能"]),
        ("CHANYE  rgzn", ["产业  人工智能"]),
        ("xin'yong tix", ["信用 体系"]),
        ("产业 xinyong tix", ["产业 信用 体系"]),
        ("chanyexinyong tix", ["产业信用 体系"]),
        ("shengxinyong tix", ["省信用 体系"]),
        ("chanye xinyongtix", ["产业 信用体系"]),
        ("chanye 信用tix", ["产业 信用体系"]),
        # Words in Latin letters stay; beside letters that spell nothing, all do.
        ("covid rgzn", ["covid 人工智能"]),
        ("covid chanye rgzn", ["covid 产业 人工智能"]),
        ("chanye gd", ["chanye gdp", "产业 规定", "产业 股东"]),
        ("chanye pharm", ["chanye pharmaceutical"]),
        ("qwrt rgzn", ["qwrt 人工智能"]),
        ("chanye qwrt rgzn", ["chanye qwrt 人工智能"]),
        # Only words of a plain query, only where pinyin goes on.
        ("chanye OR rgzn", ["chanye OR 人工智能"]),
        ("chanye -rgzn", ["chanye -人工智能"]),
        ("chanye (rgzn", ["chanye (人工智能"]),
        ('chanye "rgzn', ['chanye "人工智能"']),
        ("chanye 标题:rgzn", ["chanye 标题:人工智能"]),
        ("chanye 人工", ["chanye 人工智能"]),
    ],
)
def test_pinyin_before_pinyin(typed: str, expected: list[str]) -> None:
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
        ("产业 OR 吉政办发", ["产业 OR 吉政办发〔2017〕76号"]),
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
        ("renmin rgzn", [AI]),
        ("产业 标题:人事", [f"产业 标题:{STAFF}"]),
        ("标题: 人事", [f"标题: {STAFF}"]),
        ('"人工', [f'"{AI}"']),
        ('标题:"人事', [f'标题:"{STAFF}"']),
        ('政府 "人工', [f'政府 "{AI}"']),
        ('财政 "人工', []),
        # With an operator, a bracket or an exclusion the words are not alone.
        ("政府 OR 人工", []),
        ("政府 OR rgzn", []),
        ("政府 AND 人工", []),
        ("政府 NEAR/5 人工", []),
        ("政府|人工", []),
        ("-人工", []),
        ("政府 -财政 人工", []),
        ("(人工", []),
        ('(政府 "人工', []),
        ('-"人工', []),
        ('"政府" 人工', []),
        ("机关:政府 人工", []),
        ("-标题:人事", []),
        ("标题:(人事", []),
        ("政府 OR 标题:人事", []),
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
        ('"统计', "issuer", ['"吉林省统计局"']),
        ("标题:统计", "issuer", []),
        ("民政", "issuer", []),
        ("总体", "heading", ["总体要求"]),
        ("新兴", "heading", ["大力发展人工智能新兴产业"]),
        ("标题:总体", "heading", []),
        ("产业 总体", "heading", ["产业 总体要求"]),
        ('"总体', "heading", ['"总体要求"']),
        ("产业 OR zongti", "heading", []),
        ("产业 -总体", "heading", []),
        ("(总体", "heading", []),
    ],
)
def test_issuers_and_headings(typed: str, kind: str, expected: list[str]) -> None:
    assert texts(typed, kind) == expected


GOVERNMENT, OFFICE, STATISTICS = "吉林省人民政府", "吉林省人民政府办公厅", "吉林省统计局"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("机关:", [GOVERNMENT, OFFICE, STATISTICS]),
        ("机关：", [GOVERNMENT, OFFICE, STATISTICS]),
        ("产业 -发文机关: ", [GOVERNMENT, OFFICE, STATISTICS]),
        ("机关:吉", [GOVERNMENT, OFFICE, STATISTICS]),
        ("机关:厅", [OFFICE]),
        ("机关:統計", [STATISTICS]),
        ("机关:jilin", [GOVERNMENT, OFFICE, STATISTICS]),
        ("机关:tong", [STATISTICS]),
        ("机关:省tjj", [STATISTICS]),
        ("机关:吉林省ren", [GOVERNMENT, OFFICE]),
        (f"机关:{GOVERNMENT}", [OFFICE]),
        ("机关:科技", []),
        ("类别:", ["发展类", '"综合 其他"', "民生类", "人事任免"]),
        ("category:", ["发展类", '"综合 其他"', "民生类", "人事任免"]),
        ("类别:民", ["民生类"]),
        ("类别:人", ["人事任免"]),
        ("类别:类", ["发展类", "民生类"]),
        ("类别:fa", ["发展类"]),
        ("标题:", []),
    ],
)
def test_values_of_fields(typed: str, expected: list[str]) -> None:
    before = typed[: max(typed.rfind(char) for char in ":： ") + 1]
    assert texts(typed) == [before + value for value in expected]


def test_values_that_begin_so_come_before_those_with_more_passages() -> None:
    held = HeldValues([("吉林省统计局", 9), ("统计局", 1), ("统战部", 2), ("省通信管理局", 5)])
    assert held.found(read("机关:统"), 8) == ["统战部", "统计局", "吉林省统计局"]
    assert held.found(read("机关:tong"), 8) == ["统战部", "统计局", "吉林省统计局", "省通信管理局"]
    assert held.found(read("机关:统"), 2) == ["统战部", "统计局"]


def test_the_value_of_a_field_ends_its_quote() -> None:
    assert texts('机关:"统') == [f'机关:"{STATISTICS}"']
    assert texts('类别:"') == [
        f'类别:"{each}"' for each in ("发展类", "综合 其他", "民生类", "人事任免")
    ]


def test_the_newest_numbers_for_their_field() -> None:
    newest = [number for number, _ in SOURCES.numbers]
    assert texts("文号:") == [f"文号:{number}" for number in newest]
    assert [each.text for each in completer().complete("产业 文号:", 2)] == [
        f"产业 文号:{number}" for number in newest[:2]
    ]


def test_no_more_values_than_asked_for() -> None:
    assert len(completer().complete("机关:", 2)) == len(completer().complete("类别:", 2)) == 2


def test_counts() -> None:
    assert completer().complete("人工")[0] == Completion("人工智能", "word", count=39)
    assert completer().complete("产业 人工")[0].count is None
    for typed in ("吉林省统", "产业 统计", "机关:", "机关:统计", "类别:"):
        issuers = [each for each in completer().complete(typed) if ":" in each.text]
        assert issuers
        assert all(each.count is None for each in issuers)


@pytest.mark.parametrize(
    ("typed", "text", "document"),
    [
        ("人事任", STAFF, "staff"),
        ("吉林省 人事任", STAFF, "staff"),
        ("标题:人事任", f"标题:{STAFF}", "staff"),
        ("国发20", "国发〔2023〕4号", "state"),
        ("国发 20", "国发〔2023〕4号", "state"),
        (" 国发20", " 国发〔2023〕4号", "state"),
        ("文号:国", "文号:国发〔2023〕4号", "state"),
        # What asks for more than a document is searched.
        ('"人事任', f'"{STAFF}"', None),
        ('标题:"人事任', f'标题:"{STAFF}"', None),
        ("产业 标题:人事任", f"产业 标题:{STAFF}", None),
        ('"国发20', '"国发〔2023〕4号"', None),
        ("产业 国发20", "产业 国发〔2023〕4号", None),
        ("-国发20", "-国发〔2023〕4号", None),
        ("产业 文号:国", "产业 文号:国发〔2023〕4号", None),
        ("-文号:国", "-文号:国发〔2023〕4号", None),
    ],
)
def test_documents_to_open(typed: str, text: str, document: str | None) -> None:
    (found,) = [each for each in completer().complete(typed) if each.text == text]
    assert found.document == document


DEPARTMENTS = Sources(
    titles=[("吉林省科技厅关于科普工作的通知", "1")],
    words=[
        *{
            "科技": 57,
            "科技厅": 35,
            "科研": 15,
            "科协": 4,
            "科委": 2,
            "省科委": 3,
            "科普": 5,
        }.items(),
        *{"全市": 8, "城市": 40, "发展": 9, "公司": 99, "公安局": 9, "人民": 80, "市人": 1}.items(),
    ],
)


def test_words_after_a_word_of_one_character_by_what_stands_there() -> None:
    asked: list[tuple[str, list[str]]] = []

    def following(before: str, words: Sequence[str], longer: Sequence[str]) -> list[int]:
        asked.append((before, list(longer)))
        stands = {"省科技": 40, "省科技厅": 30, "省科协": 4, "省科委": 9, "国发展": 50}
        stands |= {"市公安局": 6, "市人民": 5}
        return [stands.get(before + word, 0) for word in words]

    found = Completer(replace(DEPARTMENTS, following=following))

    def words_for(typed: str) -> list[tuple[str, int | None]]:
        return [(each.text, each.count) for each in found.complete(typed) if each.kind == "word"]

    science = [("省科技", 40), ("省科技厅", 30), ("省科协", 4), ("省科委", 3)]
    assert words_for("省科") == words_for("省ke") == science
    assert asked[-1] == ("省", [])
    assert words_for("市公") == [("市公安局", 6)]
    assert sorted(asked[-1][1]) == ["全市", "城市"]
    assert words_for("市人") == [("市人民", 5)]
    assert words_for("吉林 省科技") == [("吉林 省科技厅", None)]
    assert words_for("shengkeji") == science[:2]
    # 国 ends a longer word, and nothing stands behind 县.
    assert words_for("国发") == words_for("县科") == []


def test_what_stands_far_less_often_is_left_out() -> None:
    def following(before: str, words: Sequence[str], longer: Sequence[str]) -> list[int]:
        return [{"科技": 1000, "科研": 20, "科普": 19}.get(word, 0) for word in words]

    found = Completer(replace(DEPARTMENTS, following=following)).complete("县科")
    assert [each.text for each in found if each.kind == "word"] == ["县科技", "县科研"]


def test_without_knowing_what_stands_where_few_are_guessed() -> None:
    found = [each.text for each in Completer(DEPARTMENTS).complete("县科") if each.kind == "word"]
    assert found == ["县科技", "县科技厅", "县科研"]
    assert Completer(DEPARTMENTS).complete("国发") == ()
    found = [each for each in Completer(DEPARTMENTS).complete("省科") if each.kind == "word"]
    assert found == [Completion("省科委", "word", count=3)]


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
人工 智能 产 吉政发 2017 〔 〕 34 号 标题: 文号: 机关: 类别: - ( ） | " “ ” ren gong z ' 5G 發 《
吉林省 省 sheng chanye
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
        assert each.document is None or each.kind in ("title", "number")
        assert keeps(text, each)


def keeps(text: str, completion: Completion) -> bool:
    """Whether all that is typed is in a completion, but for letters that spell words of it."""
    typed = read(text)
    if completion.kind == "title" and typed.words is not None and not (typed.field or typed.after):
        held = all(key(word) in key(completion.text) or word.isascii() for word in typed.words)
        return held and (bool(typed.letters) or typed.key in key(completion.text))
    if completion.kind == "number":
        held = [document.number for document in sample_edition().documents if document.number]
        number = next(number for number in held if number in completion.text)
        return text.startswith(completion.text.partition(number)[0])
    if typed.letters:
        befores = tuple(sounded(each.before) for each in readings(text))
        return sounded(completion.text).startswith(befores)
    return completion.text.startswith(typed.before) and typed.key in key(completion.text)


def sounded(text: str) -> str:
    return "".join(syllables(text)).replace("'", "")


@given(st.text(max_size=MAX_LENGTH + 2))
def test_any_text_is_taken(text: str) -> None:
    found = completer().complete(text)
    assert len({each.text for each in found}) == len(found) <= 8


def test_an_empty_archive_completes_nothing() -> None:
    for typed in (
        "人工",
        "rgzn",
        "吉政发20",
        "标题:人",
        "文号:3",
        "文号:",
        "机关:",
        "5g",
        "人工zhi",
    ):
        assert Completer(Sources()).complete(typed) == ()
