"""Reading a document in Chromium: from mark to mark, by the map, finding, footnotes, printing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from search.document import Block, Document, Edition, Footnote, Issue, NoteRef
from search.engine import open_engine
from tests.browsing import MARKS, served, watch
from tests.material import sample_edition
from tests.test_browser import SHIFTS, STICKS_OUT, in_view, slowed

pytestmark = MARKS

BULLETIN, PLAN = sample_edition().documents[:2]
OPENED = f"/documents/{PLAN.id}?q=数据 平台"
NOTED = next(b.anchor for b in BULLETIN.blocks if b.kind == "paragraph" and b.notes)

_LONG = "这是一条很长的注释，说明统计口径和数据来源。" * 12
#: Notes that crowd: many in one line, long ones, in a cell, in a heading; and printed pages.
CROWDED = Document(
    "crowded",
    "crowded-issue",
    "关于注释的通知",
    page=3,
    addressees=tuple(f"第{i}县人民政府" for i in range(1, 20)),
    blocks=(
        Block("title", "p1", "关于注释的通知", 0, notes=(NoteRef("1", 7),), page=3),
        Block(
            "paragraph",
            "p2",
            "一句话里有很多注释，每一条都要看得见。" * 3,
            notes=tuple(NoteRef(str(i), 2 * i) for i in range(1, 7)),
            page=3,
        ),
        Block(
            "table",
            "p3",
            "表1：面积\n指标\t数量\n粮食\t97.9\n油料\t1.5",
            rows=(("指标", "数量"), ("粮食", "97.9"), ("油料", "1.5")),
            caption="表1：面积",
            notes=(NoteRef("2", 5), NoteRef("3", 14)),
            page=4,
        ),
        Block("heading", "p4", "一、总则", 1, notes=(NoteRef("4", 4),), page=4),
        *(Block("paragraph", f"p{i}", "智慧农业的数据。" * 40, page=5) for i in range(5, 12)),
    ),
    footnotes=tuple(
        Footnote(str(i), f"n{i}", _LONG if i < 3 else "短注。", ("p2",)) for i in range(1, 7)
    ),
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the crowded document, served."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('crowded') / 'index'}", "write")
    engine.add([Edition(Issue("crowded-issue", "公报", 2020, 1), (CROWDED,))])
    with served(engine) as address:
        yield f"{address}/documents/{CROWDED.id}"
    engine.close()


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page at both widths that fails on errors of scripts and of the console."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    wrong = watch(page, "http://127.0.0.1:")
    yield page
    context.close()
    assert not wrong


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page that fingers touch."""
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def here(page: Page) -> str:
    """The id of the current mark, which has to be in view."""
    marks = page.locator("mark.current")
    expect(marks.first).to_be_in_viewport()
    return marks.first.get_attribute("id") or ""


def names(page: Page) -> list[str]:
    return [str(name) for name in page.locator("article mark[id]").evaluate_all(IDS)]


IDS = "all => all.map(each => each.id)"
Y = "it => it.getBoundingClientRect().top"
#: Whether an element is the one that stands in its own middle: nothing covers it.
UNCOVERED = """it => {
  const box = it.getClientRects()[0];
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return it.contains(top);
}"""


# From mark to mark


def test_buttons_and_keys_lead_from_mark_to_mark_and_round(page: Page, site: str) -> None:
    page.goto(site + OPENED)
    found = names(page)
    at = page.locator(".step-at")
    expect(at).to_have_text(f"共 {len(found)} 处")
    page.get_by_role("button", name="下一处").click()
    assert here(page) == found[0]
    expect(page.get_by_role("button", name="下一处")).to_be_focused()
    expect(at).to_have_text(f"第 1 / {len(found)} 处")
    page.keyboard.press("n")
    assert here(page) == found[1]
    page.keyboard.press("p")
    page.get_by_role("button", name="上一处").click()
    assert here(page) == found[-1]
    expect(at).to_have_text(f"第 {len(found)} / {len(found)} 处")
    page.keyboard.press("n")
    assert here(page) == found[0]
    assert page.locator("mark.current").evaluate(UNCOVERED)
    expect(at).to_have_attribute("role", "status")


def test_the_steps_take_no_step_of_the_history(page: Page, site: str) -> None:
    page.goto(f"{site}/?q=数据 平台")
    page.goto(site + OPENED)
    for _ in range(3):
        page.keyboard.press("n")
    assert urlsplit(page.url).fragment == names(page)[2]
    page.go_back()
    assert "/documents/" not in page.url


def test_the_current_mark_is_stronger(page: Page, site: str) -> None:
    page.goto(site + OPENED)
    ground = "it => getComputedStyle(it).backgroundColor"
    before = page.locator("article mark").first.evaluate(ground)
    page.keyboard.press("n")
    assert page.locator("article mark").first.evaluate(ground) != before


def test_counting_starts_where_the_address_leads(page: Page, site: str) -> None:
    page.goto(site + OPENED)
    found = names(page)
    page.goto(f"{site}{OPENED}#{found[5]}")
    expect(page.locator(".step-at")).to_have_text(f"第 6 / {len(found)} 处")
    page.keyboard.press("n")
    assert here(page) == found[6]


def test_who_has_scrolled_away_goes_on_from_there(page: Page, site: str) -> None:
    page.goto(site + OPENED)
    page.keyboard.press("n")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    before = page.locator("article mark[id]").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().top < 0).length"
    )
    page.keyboard.press("n")
    assert here(page) == names(page)[before]


def test_keys_are_left_alone_while_one_types_or_has_switched_them_off(
    page: Page, site: str
) -> None:
    page.goto(site + OPENED)
    page.locator("#find").focus()
    page.keyboard.press("n")
    expect(page.locator("#find")).to_have_value("n")
    page.locator("h1").click()
    page.keyboard.press("Control+p")
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    page.keyboard.press("n")
    expect(page.locator("mark.current")).to_have_count(0)


def test_the_list_of_places_leads_to_each(page: Page, site: str) -> None:
    page.goto(site + OPENED)
    found = names(page)
    page.locator(".listed summary").click()
    links = page.locator(".listed a")
    assert links.count() == len(found)
    links.nth(4).click()
    assert here(page) == found[4]
    assert page.locator("mark.current").evaluate(UNCOVERED)
    expect(links.nth(4)).to_have_attribute("aria-current", "true")
    links.nth(4).focus()
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_nothing_moves_while_a_page_is_read_and_its_scripts_start(page: Page, site: str) -> None:
    page.add_init_script(SHIFTS)
    slowed(page)
    for path in (OPENED, f"/documents/{BULLETIN.id}?q=增长", "/", "/?q=放管服改革", "/issues"):
        page.goto(site + path)
        page.wait_for_timeout(200)
        assert page.evaluate("window.shifted") == 0, path


# The map and the contents list


def test_the_map_shows_where_the_marks_are(page: Page, site: str) -> None:
    page.goto(f"{site}/documents/{BULLETIN.id}?q=增长")
    page.wait_for_timeout(100)
    off = page.evaluate(
        """() => [...document.querySelectorAll(".map a:has(.map-mark)")].map(link => {
          const mark = document.getElementById(link.getAttribute("href").slice(1));
          const at = (mark.getBoundingClientRect().top + scrollY) / document.body.scrollHeight;
          return Math.abs(Number(link.firstElementChild.getAttribute("y")) / 1000 - at);
        })"""
    )
    assert off
    assert max(off) < 0.01


def test_the_map_s_band_is_what_is_in_view(page: Page, site: str) -> None:
    page.goto(site + OPENED)
    page.evaluate("scrollTo(0, 2000)")
    page.wait_for_timeout(100)
    band = page.locator(".map-view")
    whole = page.evaluate("document.documentElement.scrollHeight")
    assert float(band.get_attribute("y") or 0) == pytest.approx(2000 / whole * 1000, abs=2)
    assert float(band.get_attribute("height") or 0) == pytest.approx(800 / whole * 1000, abs=2)


def test_a_click_on_the_map_jumps_and_the_band_is_dragged(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(site + OPENED)
    tick = page.locator(".map a:has(.map-mark)").nth(3)
    y = tick.locator("rect").evaluate(Y)
    page.mouse.click(1274, y + 1)
    assert f"#{here(page)}" == tick.get_attribute("href")
    page.mouse.move(1274, 600)
    page.mouse.down()
    middle = "(scrollY + innerHeight / 2) / document.documentElement.scrollHeight"
    page.mouse.move(1274, 640, steps=4)
    page.mouse.up()
    assert page.evaluate(middle) == pytest.approx(0.8, abs=0.02)
    context.close()


def test_a_tap_on_the_map_jumps_and_a_moving_finger_scrolls(phone: Page, site: str) -> None:
    phone.goto(site + OPENED)
    middle = "(scrollY + innerHeight / 2) / document.documentElement.scrollHeight"
    tick = phone.locator(".map a:has(.map-mark)").nth(3)
    phone.touchscreen.tap(382, tick.locator("rect").evaluate(Y) + 1)
    assert f"#{here(phone)}" == tick.get_attribute("href")
    free = phone.evaluate(
        """() => {
          const marks = [...document.querySelectorAll(".map-mark")];
          const ys = marks.map(it => it.getBoundingClientRect().y);
          for (let y = 450; y < 700; y++) if (ys.every(each => Math.abs(each - y) > 8)) return y;
        }"""
    )
    phone.touchscreen.tap(378, free)
    assert phone.evaluate(middle) == pytest.approx(free / 800, abs=0.02)
    before = phone.evaluate("scrollY")
    session = phone.context.new_cdp_session(phone)
    touches = [("touchStart", 600), *(("touchMove", y) for y in range(590, 400, -10))]
    for kind, y in touches:
        points = [{"x": 384, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert 100 < phone.evaluate("scrollY") - before < 400


@pytest.mark.slow
def test_the_map_covers_no_text_and_nothing_sticks_out(browser: Browser, crowded: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for width in (320, 390, 600, 859, 861, 1000, 1023, 1025, 1199, 1201, 1280, 1440, 1920, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{crowded}?q=数据")
        assert page.evaluate(STICKS_OUT) <= 0, width
        right = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll(".passage, .sidenote, .page-sign")]
              .map(it => it.getBoundingClientRect().right))"""
        )
        left = page.locator(".map").evaluate("it => it.getBoundingClientRect().left")
        assert right <= left, width
    context.close()


def test_the_contents_list_follows(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 500})
    page = context.new_page()
    page.goto(site + OPENED)
    current = page.locator(".contents [aria-current=location]")
    entries = page.locator(".contents a")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(current).to_have_text(entries.last.inner_text())
    box, frame = current.bounding_box(), page.locator(".contents").bounding_box()
    assert box
    assert frame
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    entries.nth(2).click()
    expect(current).to_have_text(entries.nth(2).inner_text())
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)
    context.close()


# Finding in the document


def test_a_text_is_found_and_taken_away_again(page: Page, site: str) -> None:
    page.goto(site + OPENED)
    page.locator("h1").click()
    page.keyboard.press("f")
    page.keyboard.type("人工智能")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    whole = sum(block.text.count("人工智能") for block in PLAN.blocks)
    expect(page.locator(".step-at")).to_have_text(f"第 1 / {whole} 处")
    assert set(page.locator("article mark").all_inner_texts()) == {"人工智能"}
    assert here(page) == names(page)[0]
    page.locator("#find").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".step-at")).to_have_text(f"第 2 / {whole} 处")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".step-at")).to_have_text(f"第 1 / {whole} 处")
    with page.expect_navigation():
        page.get_by_role("link", name="改回“数据 平台”的标记").click()
    assert set(page.locator("article mark").all_inner_texts()) >= {"数据", "平台"}


def test_what_is_not_there_is_looked_for_in_the_archive(page: Page, site: str) -> None:
    page.goto(f"{site}/documents/{PLAN.id}?find=居民消费")
    expect(page.locator(".marks")).to_contain_text("本文件中没有")
    with page.expect_navigation():
        page.get_by_role("link", name="在全库逐字检索").click()
    assert page.locator(".hit").count() > 0


# Footnotes


def test_notes_stand_in_the_margin_and_do_not_overlap(browser: Browser, crowded: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(crowded)
    notes = page.locator(".sidenote")
    boxes = sorted((note.bounding_box() or {} for note in notes.all()), key=lambda box: box["y"])
    assert len(boxes) == len(CROWDED.footnotes)
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"]
    first = page.locator("h1 .note a").evaluate(Y)
    assert abs(boxes[0]["y"] - first) < 24
    text = page.locator(".passage").first.bounding_box()
    assert text
    assert min(box["x"] for box in boxes) > text["x"] + text["width"]
    context.close()


@pytest.mark.parametrize("width", [1000, 390])
def test_a_note_is_shown_to_who_points_at_its_mark(
    browser: Browser, crowded: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(crowded)
    card = page.get_by_role("tooltip")
    for mark in (page.locator("#p2 .note a").nth(3), page.locator("#p3 tbody .note a").first):
        mark.hover()
        expect(card).to_contain_text("短注。")
        expect(mark).to_have_attribute("aria-describedby", "note-card")
        card.hover()
        page.wait_for_timeout(400)
        expect(card).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
    assert page.evaluate(STICKS_OUT) <= 0
    context.close()


def test_a_note_is_shown_to_who_comes_by_keys(page: Page, crowded: str) -> None:
    page.goto(crowded)
    page.locator("#p2 .note a").nth(1).focus()
    page.keyboard.press("Tab")
    mark = page.locator("#p2 .note a").nth(2)
    expect(mark).to_be_focused()
    expect(page.locator(".sidenote.current")).to_have_count(1)
    if not page.locator(".sidenote.current").is_visible():
        expect(page.get_by_role("tooltip")).to_have_text("短注。")
    described = mark.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").evaluate("it => it.textContent") == "短注。"
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    page.keyboard.press("Enter")
    assert in_view(page, "#n3")


def test_a_tap_opens_a_note_under_its_line(phone: Page, crowded: str) -> None:
    phone.goto(crowded)
    mark = phone.locator("#p2 .note a").nth(2)
    mark.tap()
    note = phone.locator("#p2 .note-opened")
    expect(note).to_contain_text("短注。")
    expect(mark).to_have_attribute("aria-expanded", "true")
    assert note.evaluate(Y) > mark.evaluate("it => it.getBoundingClientRect().bottom - 8")
    assert phone.evaluate(STICKS_OUT) <= 0
    mark.tap()
    expect(note).to_have_count(0)
    mark.tap()
    phone.get_by_role("link", name="见注释").tap()
    assert in_view(phone, "#n3")
    phone.locator("#p4 .note a").tap()
    expect(phone.locator("#p4 .note-opened")).to_be_visible()
    phone.locator("#p3 tbody .note a").tap()
    expect(phone.get_by_role("tooltip")).to_have_text("短注。")
    phone.locator("#p5").tap()
    expect(phone.get_by_role("tooltip")).to_be_hidden()


def test_a_note_s_copy_has_no_ids(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}?q=注释")
    doubled = page.evaluate(
        """() => {
          const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
          return ids.filter((id, i) => ids.indexOf(id) < i);
        }"""
    )
    assert doubled == []
    expect(page.locator(".step-at")).to_have_text(f"共 {len(names(page))} 处")


# The head, printed pages, printing


def test_addressees_are_unfolded(page: Page, crowded: str) -> None:
    page.goto(crowded)
    last = page.locator(".facts li", has_text="第19县人民政府")
    expect(last).to_be_hidden()
    page.locator(".facts summary", has_text="等 19 个单位").click()
    expect(last).to_be_visible()
    assert page.evaluate(STICKS_OUT) <= 0


def test_a_printed_page_is_linked_to(page: Page, crowded: str) -> None:
    page.goto(f"{crowded}#page-5")
    sign = page.locator("#page-5")
    expect(sign).to_be_in_viewport()
    assert abs(sign.evaluate(Y) - page.locator("#p5").evaluate(Y)) < 40
    assert page.locator("#page-3").evaluate("it => it.getBoundingClientRect().height") >= 0


def test_print_is_the_text_with_its_footnotes(page: Page, site: str) -> None:
    page.goto(f"{site}/documents/{BULLETIN.id}?q=增长")
    page.emulate_media(media="print")
    furniture = ".top, .side, .marks, .steps, .map, .sidenotes, .contents-fold, .back, .sign"
    for each in page.locator(furniture).all():
        expect(each).to_be_hidden()
    for text in ("h1", f"#{NOTED}", ".footnotes", "figcaption"):
        expect(page.locator(text).first).to_be_visible()
    look = "it => [getComputedStyle(it).backgroundColor, getComputedStyle(it).textDecorationLine]"
    assert page.locator("article mark").first.evaluate(look) == ["rgba(0, 0, 0, 0)", "none"]
    assert page.locator(".note a").first.evaluate(look)[1] == "none"


def test_a_table_s_head_stops_below_the_steps(page: Page, site: str) -> None:
    page.goto(f"{site}/documents/{BULLETIN.id}?q=增长")
    table = page.locator(".table").filter(has=page.locator("tbody tr:nth-child(12)")).first
    table.locator("tbody tr").nth(6).evaluate("it => it.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(100)
    assert page.locator(".steps").evaluate(UNCOVERED)
    assert page.get_by_role("button", name="下一处").evaluate(UNCOVERED)


# Without scripts


@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript(browser: Browser, site: str, crowded: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(site + OPENED)
    expect(page.locator(".step-buttons")).to_be_hidden()
    page.get_by_role("link", name="到第一处").click()
    assert urlsplit(page.url).fragment.endswith("-m")
    page.locator(".listed summary").click()
    page.locator(".listed a").nth(6).click()
    target = page.locator(".listed a").nth(6).get_attribute("href") or ""
    expect(page.locator(f"article {target}")).to_be_in_viewport()
    if width == 1280:
        tick = page.locator(".map a:has(.map-mark)").last
        tick.locator("rect").click(force=True)
        assert page.url.endswith(tick.get_attribute("href") or "nowhere")
    page.locator("#find").fill("大数据")
    with page.expect_navigation():
        page.locator("#find").press("Enter")
    assert set(page.locator("article mark").all_inner_texts()) == {"大数据"}
    page.goto(crowded)
    page.locator("#p2 .note a").first.click()
    expect(page.locator("#n1")).to_be_in_viewport()
    page.locator("#n1 .back").last.click()
    expect(page.locator("#p2")).to_be_in_viewport()
    context.close()
