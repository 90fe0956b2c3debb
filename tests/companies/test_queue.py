"""The queue shows what is about to be late; the page of an enquiry what was promised, who has it and why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.companies import a_company, a_contact
from tests.factories.company_enquiries import SENDER, a_door, an_enquiry, away
from tests.factories.people import a_jobcentre, an_outsider, the_lead_of

from samklang.access.clock import now, today
from samklang.companies.commands.enquiries import answer_enquiry, close_enquiry
from samklang.companies.commands.promise import pause
from samklang.companies.commands.routing import route_reply
from samklang.companies.enums import AttachmentState, Channel, EnquiryState, Need
from samklang.companies.models import Attachment, Company, CompanyMail, Enquiry, NextStep

pytestmark = pytest.mark.django_db
QUEUE = "/companies/enquiries/"


def page_of(enquiry, part: str = "") -> str:
    return f"{QUEUE}{enquiry.pk}/{part}"


@pytest.fixture
def door():
    """An entrance that is always open, so that pages asked about now show the same at any time."""
    week = {day: ["00:00", "24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    return a_door(week=week, closed_constitution_day=False, closed_24_december=False, closed_31_december=False)


def ago(hours: float, door, **changes):
    """An enquiry that came so many hours ago, with the promise of 7.5 hours."""
    return an_enquiry(door, now=now() - timedelta(hours=hours), **changes)


def subjects(answer) -> list[str]:
    return [row["enquiry"].subject for row in answer.context["rows"]]


def test_each_tab_shows_its_own_and_how_many_there_are(client, door):
    ago(1, door, subject="Annes")
    ago(1, door, subject="Bos")
    ago(6, door, subject="Snart", by=door.camilla)
    late = ago(9, door, subject="Sen", by=door.camilla)
    pause(door.camilla, ago(3, door, subject="Pause", by=door.camilla), "De svarer", now())
    answer_enquiry(door.camilla, ago(2, door, subject="Besvaret"), "Ja", now(), Channel.PHONE)
    close_enquiry(door.anne, ago(2, door, subject="Lukket", by=door.bo), "x", now())
    Enquiry.objects.filter(pk=ago(2, door, subject="Ingens").pk).update(state=EnquiryState.NEW, owner=None)
    client.force_login(door.anne)
    shown = {tab: subjects(client.get(QUEUE, {"tab": tab})) for tab in (
        "mine", "unowned", "soon", "late", "waiting", "paused", "answered")}  # fmt: skip
    assert shown["mine"] == ["Annes"]
    assert (shown["unowned"], shown["soon"], shown["late"]) == (["Ingens"], ["Snart"], ["Sen"])
    assert (shown["paused"], shown["answered"]) == (["Pause"], ["Besvaret"])
    assert shown["waiting"] == ["Sen", "Snart", "Pause", "Ingens", "Annes", "Bos"]
    tabs = client.get(QUEUE).context["tabs"]
    assert [one["count"] for one in tabs] == [1, 1, 1, 1, 6, 1, 1, None]
    text = client.get(QUEUE, {"tab": "late"}).content.decode()
    assert "For sent siden" in text
    assert late.subject in text


def test_what_is_left_is_told_in_words(client, door):
    ago(5, door, by=door.anne)
    client.force_login(door.anne)
    assert "2 t. 30 min. tilbage" in client.get(QUEUE).content.decode()


def test_it_is_searched_narrowed_and_sorted_and_an_odd_address_is_answered(client, door):
    ago(1, door, subject="Smed", by=door.anne, need=Need.RECRUIT)
    ago(2, door, subject="Kok", by=door.anne, sender=SENDER._replace(company="Kroen"))
    client.force_login(door.anne)
    assert subjects(client.get(QUEUE, {"q": "kroen"})) == ["Kok"]
    assert subjects(client.get(QUEUE, {"need": "recruit"})) == ["Smed"]
    assert subjects(client.get(QUEUE, {"sort": "-received"})) == ["Smed", "Kok"]
    assert subjects(client.get(QUEUE, {"sort": "company"})) == ["Smed", "Kok"]
    assert subjects(client.get(QUEUE, {"tab": "x", "sort": "pk;", "page": "-9"})) == ["Kok", "Smed"]
    assert "passer til søgningen" in client.get(QUEUE, {"q": "findes ikke"}).content.decode()


def test_the_list_costs_the_same_for_three_as_for_one(client, door):
    company = a_company(door.entrance.municipality)
    ago(1, door, by=door.anne, company=company)
    client.force_login(door.anne)
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as one:
        client.get(QUEUE)
    for _ in range(2):
        ago(1, door, by=door.anne, company=company)
    with CaptureQueriesContext(connection) as three:
        client.get(QUEUE)
    assert len(three) == len(one)


def test_without_an_entrance_the_queue_says_so(client):
    client.force_login(the_lead_of(a_jobcentre()))
    assert "Der er ingen indgang endnu" in client.get(QUEUE).content.decode()


def test_the_page_tells_the_promise_with_its_arithmetic_and_why_somebody_has_it(client, door):
    company = a_company(door.entrance.municipality)
    a_contact(company)
    enquiry = ago(1, door)
    client.force_login(door.bo)
    text = client.get(page_of(enquiry)).content.decode()
    for words in ("Vi mangler en smed", "Sådan er det talt", "Talt med: 7 t. 30 min", "Pia Lund", enquiry.reference,
                  "turen var kommet til Anne Holm", "Kan I hjælpe os?"):  # fmt: skip
        assert words in text
    assert company.name in text


def test_one_answers_by_mail_and_agrees_a_next_step(client, door):
    company = a_company(door.entrance.municipality)
    a_contact(company)
    enquiry = ago(1, door)
    client.force_login(door.bo)
    given = {"how": "mail", "text": "Vi ringer i morgen.", "step": "Ringe", "step_due": today().isoformat()}
    assert client.post(page_of(enquiry), given).status_code == 302
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.owner) == (EnquiryState.ANSWERED, door.bo)
    assert CompanyMail.objects.get(letter="answer").by == door.bo
    assert NextStep.objects.get().enquiry == enquiry
    text = client.get(page_of(enquiry)).content.decode()
    assert "Bo Kjær til virksomheden" in text
    assert "Ringe" in text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"how": "mail", "text": ""}, "Skriv svaret"),
        ({"how": "web", "text": "Ja"}, ""),
        ({"how": "mail", "text": "Det er 010190-1234"}, "xxxxxx-xxxx"),
        ({"how": "phone", "text": "Ja", "step": "Ringe"}, "Vælg hvornår"),
    ],
)
def test_an_answer_that_lacks_something_is_kept_and_told(client, door, given, said):
    a_contact(a_company(door.entrance.municipality))
    enquiry = ago(1, door)
    client.force_login(door.anne)
    answer = client.post(page_of(enquiry), given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "010190-1234" not in answer.content.decode()
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.OWNED


def test_it_is_taken_given_and_put_back_with_a_way_back(client, door):
    enquiry = ago(1, door)
    client.force_login(door.bo)
    answer = client.post(page_of(enquiry, "taking/"), {"next": QUEUE}, follow=True)
    assert answer.redirect_chain == [(QUEUE, 302)]
    undo = next(str(one.extra_tags) for one in answer.context["messages"])
    client.post(undo)
    enquiry.refresh_from_db()
    assert enquiry.owner == door.anne
    assert client.get(page_of(enquiry, "giving/")).status_code == 200
    client.post(page_of(enquiry, "giving/"), {"to": door.camilla.pk})
    enquiry.refresh_from_db()
    assert enquiry.owner == door.camilla
    assert "gav den til Camilla Ravn" in client.get(page_of(enquiry)).content.decode()
    away(door.anne, today())
    refused = client.post(page_of(enquiry, "giving/"), {"to": door.anne.pk})
    assert (refused.status_code, "Anne Holm er væk" in refused.content.decode()) == (422, True)
    client.post(page_of(enquiry, "putting-back/"))
    assert "Ingen har den, og fristen løber" in client.get(page_of(enquiry)).content.decode()


def test_it_is_paused_taken_up_again_closed_opened_and_marked(client, door):
    enquiry = ago(1, door)
    client.force_login(door.anne)
    assert client.get(page_of(enquiry, "pause/")).status_code == 200
    assert client.post(page_of(enquiry, "pause/"), {"reason": ""}).status_code == 422
    client.post(page_of(enquiry, "pause/"), {"reason": "De sender en dato"})
    assert "De sender en dato" in client.get(page_of(enquiry)).content.decode()
    assert client.get(page_of(enquiry, "pause/")).status_code == 403
    client.post(page_of(enquiry, "resumption/"))
    assert client.post(page_of(enquiry, "closing/"), {"reason": ""}).status_code == 422
    client.post(page_of(enquiry, "closing/"), {"reason": "De ringede af"})
    assert "Afsluttet: De ringede af" in client.get(page_of(enquiry)).content.decode()
    client.post(page_of(enquiry, "reopening/"))
    client.post(page_of(enquiry, "junk/"))
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.JUNK
    assert 'id="answer"' not in client.get(page_of(enquiry)).content.decode()


def test_it_is_linked_to_a_company_we_know_or_to_a_new_one(client, door):
    enquiry = ago(1, door)
    known = a_company(door.entrance.municipality, "Egtved Maskinfabrik")
    client.force_login(door.anne)
    assert client.get(page_of(enquiry, "company/")).status_code == 200
    client.post(page_of(enquiry, "company/"), {"company": known.pk})
    enquiry.refresh_from_db()
    assert enquiry.company == known
    client.post(page_of(enquiry, "company/new/"))
    enquiry.refresh_from_db()
    assert (enquiry.company.name, Company.objects.count()) == ("Egtved Maskinfabrik ApS", 2)
    assert known.entries.filter(enquiry=enquiry).count() == 0


def test_what_they_wrote_since_stands_below_and_a_masked_number_is_told(client, door):
    enquiry = ago(1, door, text="Om 010190-1234")
    answer_enquiry(door.anne, enquiry, "Svar", now(), Channel.MAIL)
    route_reply(enquiry, now())
    client.force_login(door.anne)
    text = client.get(page_of(enquiry)).content.decode()
    assert "ligner et CPR-nummer" in text
    assert "Skrev igen" in text


def test_a_file_is_fetched_to_be_saved_and_one_that_was_not_kept_is_not(client, door):
    enquiry = ago(1, door)
    kept = Attachment.objects.create(
        enquiry=enquiry, file_name="a.pdf", kind="pdf", content=b"%PDF-1", size=6, state=AttachmentState.KEPT
    )
    gone = Attachment.objects.create(
        enquiry=enquiry, file_name="b.exe", state=AttachmentState.REFUSED, refused_because="kind"
    )
    client.force_login(door.anne)
    assert "b.exe" in client.get(page_of(enquiry)).content.decode()
    answer = client.get(page_of(enquiry, f"files/{kept.pk}/"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content == b"%PDF-1"
    assert client.get(page_of(enquiry, f"files/{gone.pk}/")).status_code == 404


def test_an_owner_who_is_away_without_a_stand_in_is_pointed_out(client, door):
    enquiry = ago(1, door)
    away(door.anne, today())
    client.force_login(door.bo)
    assert "er væk indtil videre" in client.get(page_of(enquiry)).content.decode()


PARTS = ("", "giving/", "pause/", "closing/", "company/")
DEEDS = ("taking/", "putting-back/", "assignment-undo/", "company/new/", "resumption/", "reopening/", "junk/")


def test_another_municipality_finds_nothing_of_it(client, door):
    enquiry = ago(1, door)
    client.force_login(an_outsider())
    assert [client.get(page_of(enquiry, one)).status_code for one in PARTS] == [404] * len(PARTS)
    assert [client.post(page_of(enquiry, one)).status_code for one in DEEDS] == [404] * len(DEEDS)
    assert client.get(QUEUE).status_code == 200
    client.logout()
    assert client.get(reverse("companies:enquiry", args=[enquiry.pk])).status_code == 302
