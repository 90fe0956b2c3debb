"""What divides people is talked through, settled in a draft of the method, and tested by the next round."""

import pytest
from django.urls import reverse
from tests.factories.calibration import NOW, a_case, a_closed_round, a_round, raters_of
from tests.factories.method import an_edition
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_lead_of

from samklang.access.clock import today
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.commands.point import Talk
from samklang.calibration.enums import Form, Target
from samklang.calibration.models import Point
from samklang.calibration.queries.results import round_cases, round_indicators
from samklang.ledger.models import Entry
from samklang.method.commands import publish_edition
from samklang.method.models import Anchor, Concept, Edition, Indicator

pytestmark = pytest.mark.django_db

AGREED = "Borgeren siger selv dagen."


def a_point(round_=None, **talk):
    """A point about the second indicator, on which people do not agree."""
    round_ = round_ or a_closed_round()
    row = list(round_indicators(round_))[1]
    (made,) = commands.put_up_points(by=None, round_=round_, about={row: next(iter(round_cases(round_).values()))})
    given = {"case": made.case, "target": Target.ANCHOR, "level": 3, "agreed_da": AGREED, **talk}
    return commands.write_point(by=None, point=made, talk=Talk(**given))


def settled(point):
    return commands.settle_point(by=None, point=point, now=NOW)


def the_draft():
    return Edition.objects.get(published_at=None)


def form_of(point, **given):
    return {
        "case": str(point.case_id or ""), "one": "Det første", "other": "Det andet", "target": "anchor", "level": "3",
        "concept_key": "", "agreed_da": AGREED, "agreed_en": "", **given,
    }  # fmt: skip


def test_the_leader_puts_up_what_divides_with_the_case_that_divides_most(client):
    round_ = a_closed_round(indicators=3)
    client.force_login(the_lead_of(round_.jobcentre))
    board = reverse("calibration:board", args=[round_.pk])
    assert client.get(board).content.decode().count('name="indicator"') == 2
    client.post(reverse("calibration:new-points", args=[round_.pk]), {"indicator": ["2"]})
    (point,) = Point.objects.all()
    assert (point.indicator.position, point.case.round) == (2, round_)
    assert client.get(board).content.decode().count('name="indicator"') == 1
    client.post(reverse("calibration:new-points", args=[round_.pk]))
    assert sorted(Point.objects.values_list("indicator__position", flat=True)) == [2, 3]
    assert Entry.objects.filter(deed="points-put-up").count() == 2


def test_a_case_used_in_every_round_is_not_talked_through(client):
    jobcentre = a_jobcentre()
    edition = an_edition(jobcentre, indicators=2)
    keys = {"i1": 3, "i2": 3}
    cases = [a_case(edition.framework, keys=keys, form=Form.ANCHOR) for _ in range(12)]
    round_ = a_closed_round(jobcentre, edition=edition, cases=cases)
    client.force_login(the_lead_of(jobcentre))
    client.post(reverse("calibration:new-points", args=[round_.pk]), {"indicator": ["2"]})
    point = Point.objects.get()
    assert point.case is None
    assert cases[0].title_da not in str(
        client.get(reverse("calibration:point", args=[point.pk])).context["form"]["case"]
    )


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        (lambda round_: the_lead_of(round_.jobcentre), 200, 302),
        (lambda round_: the_head_of(round_.jobcentre), 200, 403),
        (lambda round_: raters_of(round_)[0].person, 200, 403),
        (lambda round_: a_colleague_in(a_team(round_.jobcentre)), 404, 404),
        (lambda _: an_outsider(), 404, 404),
    ],
)
def test_who_may_read_and_write_on_the_board(client, who, read, write):
    point = a_point()
    client.force_login(who(point.round))
    url = reverse("calibration:point", args=[point.pk])
    assert client.get(url).status_code == read
    assert client.get(reverse("calibration:sheet", args=[point.round_id])).status_code == read
    before = Point.objects.values().get()
    assert client.post(url, form_of(point)).status_code == write
    if write != 302:
        assert client.post(reverse("calibration:point-removal", args=[point.pk])).status_code == write
        assert Point.objects.values().get() == before


def test_while_the_round_is_open_nobody_writes_on_its_board():
    round_ = a_round()
    with pytest.raises(NotAllowed, match="not closed"):
        commands.put_up_points(by=None, round_=round_, about=dict.fromkeys(round_indicators(round_)))
    assert not Point.objects.exists()


def test_a_settled_wording_stands_in_the_draft_and_nowhere_else():
    point = settled(a_point())
    assert (point.edition, point.settled_at) == (the_draft(), NOW)
    new = Anchor.objects.get(indicator__edition=the_draft(), indicator__key="i2", level=3)
    old = Anchor.objects.get(indicator__edition=point.round.edition, indicator__key="i2", level=3)
    assert (new.text_da, new.text_en) == (AGREED, old.text_en)
    assert old.text_da != AGREED
    assert list(Entry.objects.order_by("-number").values_list("deed", flat=True)[:3]) == [
        "point-settled", "edition-reworded", "edition-begun",
    ]  # fmt: skip


def test_what_to_look_for_and_a_concept_can_be_worded_anew():
    point = settled(a_point(target=Target.LOOKS_FOR, level=None, agreed_en="The citizen says the day."))
    row = Indicator.objects.get(edition=the_draft(), key="i2")
    assert (row.looks_for_da, row.looks_for_en) == (AGREED, "The citizen says the day.")
    point = commands.unsettle_point(by=None, point=point)
    concept = Concept.objects.filter(edition=the_draft()).first()
    talk = Talk(target=Target.CONCEPT, concept_key=concept.key, agreed_da="Et job, borgeren selv nævner.")
    settled(commands.write_point(by=None, point=point, talk=talk))
    concept.refresh_from_db()
    assert concept.definition_da == "Et job, borgeren selv nævner."


def test_taking_it_back_puts_the_earlier_words_back_while_the_edition_is_a_draft():
    point = settled(a_point())
    point = commands.unsettle_point(by=None, point=point)
    texts = Anchor.objects.filter(indicator__key="i2", level=3).values_list("text_da", "text_en")
    assert len(texts) == 2
    assert len(set(texts)) == 1
    assert (point.edition, point.settled_at, point.agreed_da) == (None, None, AGREED)


def test_what_has_been_published_stands():
    point = settled(a_point())
    publish_edition(by=None, edition=the_draft(), reason="Vi er blevet enige", today=today(), now=NOW)
    point.refresh_from_db()
    with pytest.raises(NotAllowed, match="published"):
        commands.unsettle_point(by=None, point=point)
    with pytest.raises(NotAllowed, match="settled"):
        commands.write_point(by=None, point=point, talk=Talk(agreed_da="Noget andet"))
    assert Anchor.objects.filter(text_da=AGREED).count() == 1


@pytest.mark.parametrize(
    ("talk", "why"),
    [
        ({"agreed_da": "  "}, "in Danish"),
        ({"target": ""}, "which text"),
        ({"level": None}, "level"),
        ({"target": Target.CONCEPT, "level": None}, "concept"),
        ({"agreed_da": "x" * 700}, "at most 600"),
        ({"target": Target.CONCEPT, "concept_key": "no-such-thing"}, "does not hold"),
    ],
)
def test_nothing_is_settled_that_is_not_agreed_on(talk, why):
    point = a_point(**talk)
    with pytest.raises(NotAllowed, match=why):
        settled(point)
    point.refresh_from_db()
    assert (point.settled_at, Edition.objects.filter(published_at=None).count()) == (None, 0)


def test_a_wording_is_settled_from_the_page_and_can_be_undone_there(client):
    point = a_point()
    client.force_login(the_lead_of(point.round.jobcentre))
    url = reverse("calibration:point", args=[point.pk])
    board = client.post(url, form_of(point, settle="1"), follow=True)
    assert "I kladden" in board.content.decode()
    assert AGREED in board.content.decode()
    assert "Fortryd, at det er afgjort" in client.get(url).content.decode()
    client.post(reverse("calibration:point-unsettling", args=[point.pk]))
    point.refresh_from_db()
    assert (point.settled_at, point.one) == (None, "Det første")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"level": ""}, "Vælg det niveau"),
        ({"target": "concept"}, "Vælg det begreb"),
        ({"one": "Som 010190-1111 sagde"}, "CPR-nummer"),
        ({"agreed_da": "", "settle": "1"}, "på dansk"),
    ],
)
def test_a_point_that_is_filled_in_wrongly_keeps_what_was_typed(client, given, said):
    point = a_point()
    client.force_login(the_lead_of(point.round.jobcentre))
    response = client.post(reverse("calibration:point", args=[point.pk]), form_of(point, **given))
    page = response.content.decode()
    assert (response.status_code, said in page, "Det andet" in page) == (422, True, True)


def test_the_board_shows_what_the_next_round_says(client):
    jobcentre = a_jobcentre()
    edition = an_edition(jobcentre, indicators=2)
    before = a_closed_round(jobcentre, edition=edition, cases=20)
    cases = [one.case for one in before.cases.order_by("position")]
    a_point(before)
    client.force_login(the_head_of(jobcentre))
    board = reverse("calibration:board", args=[before.pk])
    assert "Prøvet af" not in client.get(board).content.decode()
    a_closed_round(jobcentre, lambda at: 1 + at.case % 5, edition=edition, cases=cases, earlier=before, later=True)
    page = client.get(board).content.decode()
    assert "Prøvet af" in page
    assert "Enigheden er steget med" in page


def test_the_sheet_is_a_tagged_pdf_in_the_readers_language(client):
    point = a_point()
    client.force_login(the_lead_of(point.round.jobcentre))
    response = client.get(reverse("calibration:sheet", args=[point.round_id]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang"):
        assert mark in response.content
    assert "bliv-enige-om-ordene" in response.headers["Content-Disposition"]
