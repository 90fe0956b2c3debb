"""The page about agreement: complete in itself, well built, the same on a phone and on paper, closed to names."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page
from tests.reports.test_plan_page import HOSTILE, WIDTHS, Outline

from samklang.core.agreement import Metric, Ratings
from samklang.reports import agreement_page, agreement_view, agreement_workbook
from samklang.reports.agreement_pictures import MOST_CASES, dividing
from samklang.reports.agreement_view import AgreementView, Asked, Given

NOW = datetime(2027, 5, 3, 9, 0, tzinfo=UTC)


def ratings(*, unclear: float, name: str = "Sag", items: tuple[str, ...] = ("Åbning", "Klar aftale")) -> Ratings:
    """Six raters of 24 cases on two indicators, levels 1 to 5; the second indicator is the less clear one."""
    chance = Random(5)
    rows = []
    for case in range(24):
        for place, item in enumerate(items):
            middle = chance.choice((1, 2, 3, 4, 5))
            for rater in range(6):
                level = chance.gauss(middle, unclear * (1 + 2 * place))
                rows.append((f"Rater {rater}", f"{name} {case}", item, float(min(5, max(1, round(level))))))
    return Ratings.of(rows)


def a_view(name: str = "Sag", **asked: object) -> AgreementView:
    items = (name, f"{name} 2") if name != "Sag" else ("Åbning", "Klar aftale")
    now, before = (ratings(unclear=unclear, name=name, items=items) for unclear in (0.4, 0.6))
    key = {(str(case), str(item)): 3.0 for case in now.cases for item in now.items}
    given = Given(f"{name}.csv", now, has_items=True, key=key, before=before, before_source=f"{name} then.csv")
    settings = {"metric": Metric.ORDINAL, "levels": (1.0, 2.0, 3.0, 4.0, 5.0), "raters": True, **asked}
    return agreement_view.build(given, Asked(**settings), made_at=NOW, tell=lambda *_: None)


def page(view: AgreementView | None = None, language: str = "en") -> str:
    return agreement_page.page(view or a_view(), language)


def test_the_page_asks_for_nothing_else_and_runs_nothing():
    outline = Outline(page())
    assert not {tag for tag, _ in outline.elements} & {"script", "link", "iframe", "object", "form", "img"}
    attributes = [one for _, found in outline.elements for one in found.items()]
    assert not [value for key, value in attributes if key in {"src", "href"} and not value.startswith("#")]
    assert not [key for key, _ in attributes if key.startswith("on") or key == "style"]


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_page_is_well_built_in_both_languages(language):
    outline = Outline(page(language=language))
    assert (outline.faults, outline.open, "is missing]" in page(language=language)) == ([], [], False)
    assert outline.all("html") == [{"lang": language}]
    ids = Counter(attributes["id"] for _, attributes in outline.elements if "id" in attributes)
    assert [one for one, times in ids.items() if times > 1] == []
    assert outline.headings.count(1) == 1
    assert all(below <= above + 1 for above, below in zip(outline.headings, outline.headings[1:], strict=False))
    assert len(outline.all("caption")) == len(outline.all("table")) == 1 + 1 + 2 * 3 + 1
    assert all(one.get("scope") in {"col", "row"} for one in outline.all("th"))


def test_every_picture_stands_beside_a_table_and_is_passed_over_by_those_who_read_it_aloud():
    pictures = Outline(page()).all("svg")
    assert len(pictures) == 1 + 2
    assert [one["aria-hidden"] for one in pictures] == ["true"] * 3


def test_the_cases_that_divide_most_stand_first_and_equals_in_the_order_of_the_file():
    part = a_view().parts[1]
    cases = dividing(part)
    assert len(cases) == MOST_CASES
    assert [case.apart for case in cases] == sorted((case.apart for case in part.cases), reverse=True)[:MOST_CASES]


def test_raters_stand_in_the_order_of_the_file_or_nowhere():
    assert [one.name for one in a_view().rater_views] == [f"Rater {number}" for number in range(6)]
    assert "Rater 1" not in page(a_view(raters=False))


def test_pairs_of_levels_add_up_to_the_pairs_of_ratings():
    for part in a_view().parts:
        above = sum(count for place, row in enumerate(part.pairs) for count in row[place:])
        assert above == part.agreement.pairs == 24 * 15


def test_many_levels_have_no_matrix_and_no_picture_but_cases_with_from_and_to():
    rows = [(f"R{rater}", f"S{case}", "", float(case * 7 + rater)) for case in range(12) for rater in range(3)]
    given = Given("r.csv", Ratings.of(rows), has_items=False)
    view = agreement_view.build(given, Asked(Metric.INTERVAL), made_at=NOW, tell=lambda *_: None)
    text = page(view)
    assert (view.parts[0].pairs, text.count("<svg"), "From and to" in text) == (None, 1, True)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(text):
    outline, ours = Outline(page(a_view(text))), Outline(page())
    assert (outline.faults, outline.open) == ([], [])
    assert {tag for tag, _ in outline.elements} == {tag for tag, _ in ours.elements}
    assert {key for _, one in outline.elements for key in one} == {key for _, one in ours.elements for key in one}


def test_the_spreadsheet_has_a_sheet_for_each_question_and_all_digits(tmp_path):
    view = a_view()
    book = load_workbook(agreement_workbook.write(view, tmp_path / "agreement.xlsx", "en"))
    assert book.sheetnames == [
        "Overview", "Indicators", "Figures", "Pairs of levels", "Cases", "What has changed", "Raters"
    ]  # fmt: skip
    figures = [[cell.value for cell in row] for row in book["Figures"].iter_rows(min_row=2)]
    assert figures[0][:4] == [
        "Åbning",
        "Krippendorff's alpha, ordinal metric",
        pytest.approx(view.parts[0].agreement.estimate, rel=1e-12),
        pytest.approx(view.parts[0].agreement.low, rel=1e-12),
    ]
    assert [row[1].value for row in book["Cases"].iter_rows(min_row=2, max_row=25)] == [f"Sag {n}" for n in range(24)]


@pytest.fixture
def opened(browser: Browser, tmp_path, request):
    """The page in a browser of the width asked for, with every part unfolded."""
    path = agreement_page.write(a_view(), tmp_path / "agreement.html", "da")
    tab = browser.new_page(viewport={"width": request.param, "height": 900})
    requests: list[str] = []
    tab.on("request", lambda one: requests.append(one.url))
    tab.goto(path.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    yield tab
    assert set(requests) == {path.as_uri()}
    tab.close()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("opened", WIDTHS, indirect=True)
def test_the_page_is_no_wider_than_the_screen(opened: Page):
    width, room = opened.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= room


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("opened", WIDTHS[:2], indirect=True)
def test_the_page_breaks_no_rule_of_accessibility(opened: Page):
    found = Axe().run(opened).response
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("opened", [1280], indirect=True)
def test_on_paper_folded_parts_are_unfolded(opened: Page):
    opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = false })")
    table = opened.locator("details table.matrix").first
    assert not table.is_visible()
    opened.emulate_media(media="print")
    assert table.is_visible()
    assert len(opened.pdf(prefer_css_page_size=True, print_background=True)) > 10_000
