"""The preparation: a draft from what is known, suggestions with one tap, saved as one types, and no lost text."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.company_meetings import a_door, a_held_meeting, a_meeting
from tests.factories.method import the_frameworks_of
from tests.factories.people import an_outsider

from samklang.access.refusals import NotAllowed
from samklang.companies import sheet
from samklang.companies.commands.meetings import cancel_meeting
from samklang.companies.commands.sheets import save_sheet
from samklang.companies.commands.steps import add_step
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import Channel, EntryKind, Need, OpeningKind
from samklang.companies.models import Meeting, Opening
from samklang.companies.queries.sheets import draft_of, known_before
from samklang.companies.written import BOTH, MINE, Typed, mark_of
from samklang.ledger.models import Entry as Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    return a_door()


@pytest.fixture
def meeting(door, client):
    client.force_login(door.holder)
    return a_meeting(door)


def url(meeting, name="sheet", *more) -> str:
    return reverse(f"companies:{name}", args=[meeting.pk, *more])


def fields_of(response) -> dict:
    """What the page would send if its button were pressed: each box as it is filled, with its mark."""
    form = response.context["form"]
    found = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, "", []):
            found[name] = value
        found[f"was-{name}"] = form.was(name)
    return found


def an_opening(door, kind=OpeningKind.SUBSIDY, **changes):
    now = timezone.now()
    given = {"title": "Hjælp på lageret", "created_at": now, "changed_at": now}
    return Opening.objects.create(company=door.company, kind=kind, **{**given, **changes})


def much_is_known(door):
    now = timezone.now()
    door.company.about = "De bygger pumper og har travlt om foråret."
    door.company.save()
    tell(door.company, EntryKind.CONTACT, "Talte om lageret", by=door.colleague, at=now - timedelta(days=20),
         channel=Channel.PHONE)  # fmt: skip
    tell(door.company, EntryKind.AGREEMENT, "Vi ringer efter ferien", by=door.colleague, at=now - timedelta(days=19))
    add_step(
        door.colleague, door.company, "Sende to profiler", door.colleague, timezone.localdate() + timedelta(5), now
    )
    an_opening(door)


def test_a_first_draft_is_made_of_what_is_known(door, meeting):
    much_is_known(door)
    meeting = Meeting.objects.get()
    draft = draft_of(meeting, known_before(meeting, timezone.now()), "da")
    assert "Fremstilling af maskiner" in draft["business"]
    assert "De bygger pumper" in draft["business"]
    assert "Talte om lageret" in draft["situation"]
    assert "Vi ringer efter ferien" in draft["situation"]
    assert "Sende to profiler" in draft["situation"]
    assert "Hjælp på lageret" in draft["situation"]
    assert draft["deciders"] == "Pia Lund, Direktør"
    assert draft["purpose"].startswith("De spørger til løntilskud")
    assert len(draft["agenda"].splitlines()) == 5


def test_ordinary_hours_come_first_and_a_subsidy_is_never_brought_by_itself(door, meeting):
    an_opening(door)
    draft = draft_of(meeting, known_before(meeting, timezone.now()), "da")
    assert draft["offers"].splitlines() == ["job", "hours", "placement"]
    assert [one.key for one in sheet.offers(date(2026, 9, 1))][:2] == ["job", "hours"]
    assert [one.key for one in sheet.offers(date(2026, 9, 1))][-1] == "subsidy"


def test_the_meeting_itself_and_what_comes_later_is_not_told_back(door, meeting):
    tell(door.company, EntryKind.CONTACT, "Kommer senere", by=None, at=timezone.now() + timedelta(days=1))
    assert known_before(meeting, timezone.now()).is_new


def test_of_an_unknown_company_the_draft_says_so_and_is_saved_all_the_same(client, door, meeting):
    shown = client.get(url(meeting))
    assert shown.status_code == 200
    assert shown.context["known"]["is_new"]
    assert client.post(url(meeting), fields_of(shown)).url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert meeting.sheet["agenda"] == [one.da for one in sheet.draft("agenda")]


def test_with_the_draft_a_preparation_takes_two_clicks(client, door, meeting):
    much_is_known(door)
    shown = client.get(url(meeting))  # 1: “Prepare” on the meeting's page
    assert client.post(url(meeting), fields_of(shown)).status_code == 302  # 2: “Save the preparation”
    meeting.refresh_from_db()
    filled = [key for key, value in meeting.sheet.items() if value]
    assert {"purpose", "wanted", "business", "situation", "hypotheses", "offers", "agenda"} <= set(filled)
    assert meeting.sheet_at is not None
    assert Deed.objects.filter(deed="meeting-prepared").count() == 1


def test_a_section_saves_itself_and_leaves_the_others_alone(client, meeting):
    shown = fields_of(client.get(url(meeting)))
    sent = shown | {"purpose": "Forstå lageret", "business": "Skal ikke gemmes"}
    answer = client.post(url(meeting, "sheet-section", "aim"), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    meeting.refresh_from_db()
    assert meeting.sheet["purpose"] == "Forstå lageret"
    assert "business" not in meeting.sheet
    mark = re.search(r'name="was-purpose" value="(\w+)"', answer.content.decode())
    assert mark[1] == mark_of("Forstå lageret")


def test_without_htmx_a_sections_address_saves_and_goes_back_to_it(client, meeting):
    answer = client.post(url(meeting, "sheet-section", "aim"), {"purpose": "Ja", "was-purpose": ""})
    assert (answer.status_code, answer.url) == (302, url(meeting) + "#section-aim")
    assert client.post(url(meeting, "sheet-section", "no-such"), {}).status_code == 404


def test_a_suggestion_is_taken_in_with_one_tap(client, door, meeting):
    an_opening(door, OpeningKind.JOB)
    shown = client.get(url(meeting))
    rows = [
        row for section in shown.context["sections"] for row in section["rows"] if row["key"] == "problem_questions"
    ]
    key, text = rows[0]["suggestions"][0]
    sent = fields_of(shown) | {"take": f"problem_questions.{key}"}
    answer = client.post(url(meeting), sent)
    assert answer.url == url(meeting) + "#section-questions"
    meeting.refresh_from_db()
    assert meeting.sheet["problem_questions"] == [text]
    again = fields_of(client.get(url(meeting)))
    taken = client.post(url(meeting, "sheet-section", "questions"), again | {"take": f"problem_questions.{key}"},
                        headers={"HX-Request": "true"})  # fmt: skip
    assert 'id="section-questions"' in taken.content.decode()
    meeting.refresh_from_db()
    assert meeting.sheet["problem_questions"] == [text]


def test_suggestions_fit_the_need_first():
    found = sheet.suggestions("problem_questions", [Need.RECRUIT], "industry")
    assert found[0].need == "recruit"
    assert not [one for one in found if one.need not in ("", "recruit")]


def test_two_who_write_at_once_lose_nothing(client, door, meeting):
    shown = fields_of(client.get(url(meeting)))
    client.force_login(door.colleague)
    theirs = shown | {"purpose": "Kollegaens tekst"}
    client.post(url(meeting, "sheet-section", "aim"), theirs, headers={"HX-Request": "true"})
    client.force_login(door.holder)
    answer = client.post(url(meeting), shown | {"purpose": "Min tekst"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Min tekst" in page
    assert "Kollegaens tekst" in page
    meeting.refresh_from_db()
    assert meeting.sheet["purpose"] == "Kollegaens tekst"
    seen = {"seen-purpose": mark_of("Kollegaens tekst")}
    assert client.post(url(meeting), shown | seen | {"purpose": "Min tekst", "keep": BOTH}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.sheet["purpose"] == "Min tekst\nKollegaens tekst"


def test_keeping_only_ones_own_does_not_write_over_what_one_has_not_seen(door, meeting):
    now = timezone.now()
    save_sheet(by=door.colleague, meeting=meeting, typed=[Typed("purpose", "Første", "")], now=now)
    seen = mark_of("Første")
    save_sheet(by=door.colleague, meeting=meeting, typed=[Typed("purpose", "Anden", seen)], now=now)
    left = save_sheet(by=door.holder, meeting=meeting, typed=[Typed("purpose", "Min", seen, MINE)], now=now)
    assert left == {"purpose": "Anden"}
    save_sheet(by=door.holder, meeting=meeting, typed=[Typed("purpose", "Min", mark_of("Anden"), MINE)], now=now)
    meeting.refresh_from_db()
    assert meeting.sheet["purpose"] == "Min"


def test_two_who_write_in_different_fields_do_not_meet(door, meeting):
    now = timezone.now()
    save_sheet(by=door.holder, meeting=meeting, typed=[Typed("purpose", "A", "")], now=now)
    save_sheet(by=door.colleague, meeting=meeting, typed=[Typed("limits", "B\n\n C ", "")], now=now)
    meeting.refresh_from_db()
    assert (meeting.sheet["purpose"], meeting.sheet["limits"]) == ("A", ["B", "C"])


def test_the_rules_stand_with_their_day_source_and_whether_they_are_checked(client, meeting):
    page = client.get(url(meeting)).content.decode()
    assert "Tjek det, før du lover det" in page
    assert "https://www.star.dk" in page


def test_concepts_stand_beside_each_section_where_the_method_is_taken_in(client, door, meeting):
    assert not client.get(url(meeting)).context["sections"][0]["concepts"]
    the_frameworks_of(door.jobcentre)
    sections = client.get(url(meeting)).context["sections"]
    assert all(one["concepts"] for one in sections)
    known = {one.concept.key for section in sections for one in section["concepts"]}
    assert known == {key for section in sheet.sections() for key in section.concepts}


def test_a_civil_registration_number_is_not_saved_and_the_rest_is(client, meeting):
    shown = fields_of(client.get(url(meeting)))
    sent = shown | {"purpose": "Tale om 010190-1234", "wanted": "Et ja"}
    answer = client.post(url(meeting), sent)
    assert answer.status_code == 422
    assert "010190-1234" not in answer.content.decode()
    meeting.refresh_from_db()
    assert ("purpose" in meeting.sheet, meeting.sheet["wanted"]) == (False, "Et ja")
    small = client.post(url(meeting, "sheet-section", "aim"), sent, headers={"HX-Request": "true"})
    assert small.status_code == 422


def test_what_is_held_or_cancelled_is_read_and_not_written(client, door, meeting):
    held = a_held_meeting(door)
    assert client.get(url(held)).url == url(held, "sheet-reading")
    assert client.get(url(held, "sheet-reading")).status_code == 200
    with pytest.raises(NotAllowed, match="stays as it was"):
        save_sheet(by=door.holder, meeting=held, typed=[Typed("purpose", "A", "")], now=timezone.now())
    cancel_meeting(by=door.holder, meeting=meeting, because="Nej", now=timezone.now())
    assert client.get(url(meeting)).status_code == 403


def test_what_was_prepared_is_read_and_printed_with_the_chosen_offers(client, door, meeting):
    much_is_known(door)
    client.post(url(meeting), fields_of(client.get(url(meeting))))
    shown = client.get(url(meeting, "sheet-reading"))
    page = shown.content.decode()
    assert [one["key"] for one in shown.context["offers"]] == ["job", "hours", "placement"]
    assert "Talte om lageret" in page
    assert "<textarea" not in page


def test_outsiders_get_nothing(client, meeting):
    client.force_login(an_outsider())
    assert client.get(url(meeting)).status_code == 404
    assert client.get(url(meeting, "sheet-reading")).status_code == 404
    assert client.post(url(meeting, "sheet-section", "aim"), {"purpose": "x", "was-purpose": ""}).status_code == 404
    assert Meeting.objects.get().sheet == {}
