"""A programme lead asks whether training works: decides how it is answered, freezes that, loads outcomes, reads it."""

import csv
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from numpy.random import default_rng
from playwright.sync_api import Page, expect
from tests.factories.people import a_jobcentre, a_team, an_employee, the_lead_of
from tests.factories.studies import Studied
from tests.journeys.looking import looked_at

from samklang.evidence.enums import StudyState
from samklang.evidence.models import Study, StudyAnswer
from samklang.evidence.study_plan import first_period

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PLANNED, OVER = date(2025, 1, 15), date(2026, 3, 2)
PERIODS = 12
TRUE_EFFECT = 0.20
"""What is put into the file: so many more of a team's cases go well from the month in which it is trained."""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def go(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).click()


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"[name={name}][value={value}]").check()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def asked(page: Page) -> None:
    """Question, outcome, what matters, who and when, what is expected."""
    page.goto("/evidence/studies/")
    looked_at(page, "studies-none")
    go(page, "Opret en undersøgelse")
    fill(page, title="Næste skridt", question="Går flere borgere fra samtalen med et aftalt næste skridt?")
    looked_at(page, "study-question")
    press(page, "Gem, og gå videre")
    fill(page, outcome="aftalt et næste skridt", definition="Samtaler med et næste skridt, af alle samtaler.")
    choose(page, "kind", "share")
    choose(page, "better", "more")
    looked_at(page, "study-outcome")
    press(page, "Gem, og gå videre")
    fill(page, smallest_relevant="8", smallest_why="Mindre mærker ingen.")
    looked_at(page, "study-relevance")
    press(page, "Gem, og gå videre")
    choose(page, "unit_kind", "team")
    choose(page, "chosen", "drawn")
    choose(page, "steps", "month")
    fill(page, first_day="2025-02-01", periods=str(PERIODS), first_wave="5", waves="3", apart="3")
    looked_at(page, "study-rollout")
    press(page, "Gem, og gå videre")
    fill(page, cases="150", level="30", between="4")
    looked_at(page, "study-expected")
    press(page, "Gem, og gå videre")


def chosen_and_drawn(page: Page) -> Study:
    """The teams, what can be seen with them, the lot, and the plan frozen with its mark."""
    for one in page.locator("[name=teams]").all():
        one.check()
    looked_at(page, "study-units")
    press(page, "Gem, og gå videre")
    expect(page.locator("#power")).to_contain_text("Nok til at svare på spørgsmålet")
    looked_at(page, "study-power")
    page.locator("[name=units]").fill("4")
    expect(page.locator("#power")).to_contain_text("Ikke nok til at svare på spørgsmålet")
    page.locator(".toolbar").get_by_role("link", name="Fortsæt", exact=True).click()
    looked_at(page, "study-draft")
    go(page, "Træk rækkefølgen")
    press(page, "Træk rækkefølgen")
    looked_at(page, "study-drawn")
    page.locator(".toolbar").get_by_role("link", name="Lås planen", exact=True).click()
    looked_at(page, "study-freezing")
    press(page, "Lås planen")
    study = Study.objects.get()
    expect(page.locator("main code")).to_have_text(study.plan_hash)
    assert (study.state, len(study.plan_hash) >= 64) == (StudyState.FROZEN, True)
    looked_at(page, "study-frozen")
    return study


def outcomes(template: str, study: Study) -> str:
    """The page's own template filled in: 150 cases of each team and month, and the true effect since training."""
    chance = default_rng(2025)
    begins = {one.name: first_period(study, one.wave) or PERIODS + 1 for one in study.units.all()}
    top, *rows = csv.reader(StringIO(template.removeprefix("\ufeff")), delimiter=";")
    own = {name: chance.normal(0.30, 0.03) for name in begins}
    for place, row in enumerate(rows):
        share = own[row[0]] + (TRUE_EFFECT if place % PERIODS + 1 >= begins[row[0]] else 0)
        row[2:4] = ["150", str(chance.binomial(150, share))]
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([top, *rows])
    return text.getvalue()


def loaded(page: Page, name: str, content: str) -> None:
    """A file is read, looked at, and taken into use."""
    page.locator("[name=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    press(page, "Læs filen")
    looked_at(page, "study-file")
    press(page, "Tag filen i brug")


def printed(page: Page) -> bytes:
    """The page to print, as the browser's PDF, without menus and buttons."""
    go(page, "En side til udskrift")
    looked_at(page, "study-report")
    page.emulate_media(media="print")
    for selector in (".breadcrumbs", ".toolbar", ".site-menu", ".site-tools"):
        assert not any(one.is_visible() for one in page.locator(selector).all()), selector
    expect(page.locator("main p.lead strong")).to_be_visible()
    return page.pdf(prefer_css_page_size=True, print_background=True)


@pytest.fixture
def lead(settings):
    """Leads the programme of a jobcentre with fourteen teams, in January 2025."""
    settings.DEMO_TODAY = PLANNED
    jobcentre = a_jobcentre()
    for one in range(1, 15):
        an_employee(a_team(jobcentre, name=f"Hold {one:02}"))
    return the_lead_of(jobcentre)


def test_a_study_from_its_question_to_its_verdict_on_paper(page, sign_in, lead, settings):
    page.set_default_timeout(40_000)
    sign_in(lead)
    asked(page)
    study = chosen_and_drawn(page)
    changing = page.goto(f"/evidence/studies/{study.pk}/step/relevance/")
    assert changing.status == 403
    expect(page.locator("main")).to_contain_text(
        "Planen er låst, og intet i den ændres mere: Det er det, der gør svaret"
    )

    page.goto(f"/evidence/studies/{study.pk}/data/")
    expect(page.locator("[name=file]")).to_have_count(0)
    settings.DEMO_TODAY = OVER
    page.reload()
    looked_at(page, "study-data")
    with page.expect_download() as sent:
        go(page, "Summer som CSV")
    template = Path(sent.value.path()).read_text(encoding="utf-8")
    go(page, "Hvem der blev uddannet hvornår")
    looked_at(page, "study-training")
    press(page, "Alle blev uddannet som trukket")
    loaded(page, "udfald.csv", outcomes(template, study))
    press(page, "Regn svaret ud")

    sentence = page.locator("main p.lead strong")
    expect(sentence).to_have_text(re.compile("^Uddannelsen gjorde »aftalt et næste skridt« bedre med "))
    looked_at(page, "study-answer")
    made = StudyAnswer.objects.get()
    primary = made.document["result"]["answer"]["primary"]
    assert primary["low"] < TRUE_EFFECT < primary["high"]
    assert (made.verdict, made.plan_hash) == ("improved", study.plan_hash)
    told = sentence.inner_text()
    on_paper = printed(page)
    assert sentence.inner_text() == told
    assert (on_paper[:5], len(on_paper) > 10_000) == (b"%PDF-", True)


def test_that_it_cannot_be_told_is_read_as_a_result(page, sign_in):
    page.set_default_timeout(40_000)
    few = Studied()
    study = few.trained()
    rows = few.sums(effect=0.01).splitlines()
    small = [re.sub(r";100;(\d+)$", lambda yes: f";10;{(int(yes[1]) * 7) % 9}", row) for row in rows]
    sign_in(few.lead)
    page.goto(f"/evidence/studies/{study.pk}/data/")
    loaded(page, "faa-sager.csv", "\n".join(small))
    press(page, "Regn svaret ud")
    expect(page.locator("main p.lead strong")).to_have_text(re.compile("^Det kan ikke siges, om »i job efter 26 uger«"))
    expect(page.locator("main")).to_contain_text("At det ikke kan siges, er et resultat.")
    looked_at(page, "study-answer-open")
    page.goto("/evidence/")
    expect(page.locator("main")).to_contain_text("Det kan ikke siges, om »i job efter 26 uger«")
    assert StudyAnswer.objects.get().verdict == "cannot tell"
