"""The page: complete in itself, well built, the same on a phone and on paper, and closed to what names may hold."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.factories.plans import ON_LEAVE, a_plan, a_problem, a_view, view_of, with_name

from samklang.core.planner.plan import Untrained
from samklang.reports import plan_page, plan_pictures

EMPTY_TAGS = {"meta", "br", "link", "img", "rect", "line", "circle"}
HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    '"><img src=x onerror=alert(1)>',
    "{% now 'Y' %}{{ view }}",
)
WIDTHS = (1280, 390, 320)


class Outline(HTMLParser):
    """What stands in a page: its elements, and whether each that was opened is closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in EMPTY_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(view=None, language: str = "en") -> str:
    return plan_page.page(view or a_view(), language, {"en": "plan.html", "da": "plan.da.html"})


def hostile_view(text: str):
    """Everything that can be named is named with the text."""
    problem = replace(with_name(with_name(a_problem(), "1001", text), ON_LEAVE, text), title=text)
    grant = replace(problem.funding.grants[0], name=text)
    problem = replace(
        problem,
        teams=tuple(replace(one, name=text) for one in problem.teams),
        groups=tuple(replace(one, name=text) for one in problem.groups),
        modules=tuple(replace(one, name=text) for one in problem.modules),
        trainers=tuple(replace(one, name=text) for one in problem.trainers),
        rooms=tuple(replace(one, name=text, site=text) for one in problem.rooms),
        closed_days=tuple(replace(one, reason=text) for one in problem.closed_days),
        avoided=tuple(replace(one, reason=text) for one in problem.avoided),
        funding=replace(problem.funding, grants=(grant,)),
    )
    return view_of(problem, a_plan(problem, untrained=(Untrained(ON_LEAVE, {"en": text}),)))


def test_both_languages_are_written_and_link_to_each_other(tmp_path):
    assert {path.name for path in plan_page.write(a_view(), tmp_path, "da")} == {"plan.html", "plan.en.html"}
    danish, english = ((tmp_path / name).read_text(encoding="utf-8") for name in ("plan.html", "plan.en.html"))
    assert Outline(danish).all("html") == [{"lang": "da"}]
    assert Outline(english).all("html") == [{"lang": "en"}]
    assert {"href": "plan.en.html", "lang": "en", "hreflang": "en"} in Outline(danish).all("a")
    assert {"href": "plan.html", "lang": "da", "hreflang": "da"} in Outline(english).all("a")
    assert {path.name for path in plan_page.write(a_view(), tmp_path / "en", "en")} == {"plan.html", "plan.da.html"}


def test_numbers_and_dates_are_written_as_the_language_does():
    assert "140.325,60\N{NO-BREAK SPACE}kr." in page(language="da")
    assert "tirs. 1. sep." in page(language="da")
    assert "140,325.60\N{NO-BREAK SPACE}kr." in page()
    assert "Tue 1 Sept" in page()


def test_the_page_asks_for_nothing_else_and_runs_nothing():
    outline = Outline(page())
    assert not {tag for tag, _ in outline.elements} & {"script", "link", "iframe", "object", "form", "svg"}
    attributes = [one for _, found in outline.elements for one in found.items()]
    addresses = {value for key, value in attributes if key in {"src", "href"} and not value.startswith("#")}
    assert {one.split(";")[0] for one in addresses} == {"plan.da.html", "data:image/svg+xml"}
    assert not re.search(r"url\(|@import|https?:", page())
    assert not [key for key, _ in attributes if key.startswith("on") or key == "style"]


def test_the_page_is_well_built():
    outline = Outline(page())
    assert (outline.faults, outline.open) == ([], [])
    ids = Counter(attributes["id"] for _, attributes in outline.elements if "id" in attributes)
    assert [one for one, times in ids.items() if times > 1] == []
    targets = {attributes["href"][1:] for attributes in outline.all("a") if attributes["href"].startswith("#")}
    labels = {attributes["aria-labelledby"] for _, attributes in outline.elements if "aria-labelledby" in attributes}
    assert targets | labels <= set(ids)
    assert outline.headings.count(1) == 1
    assert all(below <= above + 1 for above, below in zip(outline.headings, outline.headings[1:], strict=False))
    assert len(outline.all("main")) == len(outline.all("header")) == len(outline.all("footer")) == 1
    assert next(iter(outline.all("a"))) == {"class": "skip", "href": "#main"}


def test_every_table_says_what_it_is_and_every_heading_cell_what_it_heads():
    outline = Outline(page())
    assert len(outline.all("caption")) == len(outline.all("table")) == 4 + 1 + 5 + 2 + 3
    assert all(one.get("scope") in {"col", "row", "colgroup"} for one in outline.all("th"))


def test_every_picture_has_words_for_those_who_do_not_see_it():
    pictures = Outline(page()).all("img")
    assert len(pictures) == 2
    assert all(len(one["alt"]) > 40 for one in pictures)


@pytest.mark.parametrize("text", HOSTILE)
def test_pictures_are_well_formed_and_hold_text_only_as_text(text):
    view = hostile_view(text)
    timeline, columns = plan_pictures.timeline(view, "en"), plan_pictures.months(view, "en")
    for picture in (timeline, columns):
        names = {element.tag.split("}")[1] for element in ElementTree.fromstring(picture.svg).iter()}  # noqa: S314 - ours
        assert names <= {"svg", "style", "rect", "line", "circle", "text"}
    assert timeline.svg.count("<circle") == len(view.sessions)
    assert columns.svg.count("<rect") == 3 * 2


def test_the_colours_that_meet_can_be_told_apart():
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for what a picture shows."""
    style = plan_pictures.stylesheet("paper.css") + plan_pictures.stylesheet("colours.css")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style))
    tints, edges = (re.findall(rf"--{name}: (#[0-9a-f]{{6}})", style) for name in ("tint", "edge"))
    sources = re.findall(r"--source: (#[0-9a-f]{6})", style)
    assert len(tints) == len(edges) == len(sources) == plan_pictures.COLOURS
    grounds = [colours[name] for name in ("paper", "card", "closed", "avoided")]
    assert all(contrast(colours[ink], ground) >= 4.5 for ink in ("ink", "soft", "accent", "good") for ground in grounds)
    assert all(contrast(colours["ink"], tint) >= 4.5 for tint in tints)
    assert all(contrast(edge, colours["paper"]) >= 3 for edge in edges)
    assert all(contrast(source, colours["paper"]) >= 3 for source in sources)


def contrast(one: str, other: str) -> float:
    """How far apart two colours are, 1 to 21. Source: WCAG 2.2, relative luminance."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_nothing_in_the_template_is_missing_from_the_view():
    assert "is missing]" not in page()
    assert "is missing]" not in page(language="da")


def test_the_tightest_half_days_are_marked_with_a_sign_and_a_word():
    marked = re.findall(r'<td class="spare-(\d) tightest">(\d+)(/\d+)?<span class="mark"> <span', page())
    tightest = [cell for group in a_view().cover.groups for cell in group.tightest]
    weeks = [week for group in a_view().cover.groups for week in group.weeks.values() if week.tightest]
    assert len([one for one in marked if one[2]]) == len(tightest) == 15 + 3 + 10 + 15 + 10
    assert len([one for one in marked if not one[2]]) == len(weeks)
    assert page().count(">tightest</span>") == len(marked)
    assert '.mark::before { content: "▲"' in page()


def test_cover_is_told_in_numbers_for_every_half_day():
    assert len(re.findall(r'<td class="(?:calm|spare-\d)(?: tightest)?">\d+/\d', page())) == (14 * 10 - 4) * 5
    assert page().count('<td class="empty"><span class="visually-hidden">closed') == 4 * 5
    assert '<td class="spare-0 tightest">4/4' in page()


def test_everybody_stands_with_their_dates_in_the_order_of_the_alphabet():
    table = page()[page().index('<section id="people"') :]
    names = re.findall(r'<th scope="row">(.*?) <span', table)
    assert names == [person.who.name for person in a_view().people]
    assert re.search(r"Erik Ås .*?>2</span></td><td><ul class=\"dates\"><li>Wed 9 Sept</li><li>Tue 6 Oct</li>", table)
    assert re.search(r"Yrsa Friis .*?No seat; see the reason above\.", table)


def test_the_untrained_stand_with_their_reason():
    assert "Is not at work on any of the days on which a cohort can meet." in page()
    everyone_in = replace(a_view(), people=a_view().seated)
    assert "Nobody: everyone who is to be trained has a seat." in page(everyone_in)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(text):
    outline = Outline(page(hostile_view(text)))
    ours = Outline(page())
    assert (outline.faults, outline.open) == ([], [])
    assert {tag for tag, _ in outline.elements} == {tag for tag, _ in ours.elements}
    assert {key for _, one in outline.elements for key in one} == {key for _, one in ours.elements for key in one}


def test_a_plan_without_sessions_cover_or_money_can_be_shown():
    problem = replace(a_problem(), cohorts=replace(a_problem().cohorts, minimum=0), groups=())
    everyone = tuple(Untrained(one.id) for one in problem.people if len(one.done_modules) < 3)
    view = view_of(problem, a_plan(problem, sessions=(), seats=(), temps=(), payments=(), untrained=everyone))
    outline = Outline(page(view))
    assert (outline.faults, outline.open) == ([], [])
    assert "The plan has no sessions." in page(view)
    assert "The plan costs nothing." in page(view)
    assert page(view).count("No reason is given.") == 26
    assert 'id="cover"' not in page(view)


@pytest.fixture
def opened(browser: Browser, tmp_path, request):
    """The page in a browser of the width asked for, with every part unfolded or not."""
    plan_page.write(a_view(), tmp_path, "en")
    tab = browser.new_page(viewport={"width": request.param, "height": 900})
    requests: list[str] = []
    tab.on("request", lambda one: requests.append(one.url))
    tab.goto((tmp_path / "plan.html").as_uri())
    yield tab
    assert {one for one in requests if not one.startswith("data:")} == {(tmp_path / "plan.html").as_uri()}
    tab.close()


def unfold(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("opened", WIDTHS, indirect=True)
def test_the_page_is_no_wider_than_the_screen(opened: Page):
    for folded in (True, False):
        if not folded:
            unfold(opened)
        width, room = opened.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width <= room


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("opened", WIDTHS[:2], indirect=True)
def test_the_page_breaks_no_rule_of_accessibility(opened: Page):
    unfold(opened)
    found = Axe().run(opened).response
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []
    undecided = [node for one in found["incomplete"] if one["id"] == "color-contrast" for node in one["nodes"]]
    # On a phone a table may be cut at the edge of the part that scrolls; its colours are decided at the other width.
    cut = "elmPartiallyObscured" if opened.viewport_size["width"] < 500 else None
    assert [node["target"] for node in undecided if node["any"][0]["data"]["messageKey"] != cut] == []
    assert any(one["id"] == "color-contrast" for one in found["passes"])


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("opened", [1280], indirect=True)
def test_on_paper_folded_parts_are_unfolded_and_what_only_a_screen_can_do_is_gone(opened: Page):
    members = opened.locator("#cohorts details li", has_text="Erik Ås")
    assert not members.is_visible()
    opened.emulate_media(media="print")
    assert members.is_visible()
    assert members.bounding_box()["height"] > 5
    assert not opened.locator("nav.contents").is_visible()
    assert len(opened.pdf(prefer_css_page_size=True, print_background=True)) > 10_000


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("opened", [1280], indirect=True)
def test_a_keyboard_reaches_the_plan_past_the_head_and_every_part_that_scrolls(opened: Page):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Go to the plan"
    assert opened.locator("a.skip").bounding_box()["y"] >= 0
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"
    scrolling = opened.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(one => one.tabIndex !== 0 || !one.ariaLabel).length"
    )
    assert scrolling == 0
