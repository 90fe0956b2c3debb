"""Papers about the installation: what they say follows what is switched on, and each sees those that are theirs."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import a_draft, a_notice, anew, the_administrator_of, the_works_council_reader_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_head_of, the_lead_of, the_leader_of

from samklang.access.commands import give_token, set_retention
from samklang.access.enums import Purpose, Scope
from samklang.access.models import Person, Place
from samklang.desk.papers import PAPERS
from samklang.desk.papers.about import About
from samklang.web.papers.paper import as_document

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011 - the pages are asked about today
CAST = {
    "colleague": a_colleague_in,
    "leader": the_leader_of,
    "lead": lambda team: the_lead_of(team.parent),
    "head": lambda team: the_head_of(team.parent),
    "administrator": lambda team: the_administrator_of(team.parent.parent),
    "council": lambda team: the_works_council_reader_of(team.parent),
}
ANSWERING = {"lead", "head", "administrator"}


def the_paper(slug: str, person: Person, language: str = "en") -> dict:
    """The paper as the person gets it, in words."""
    return as_document(PAPERS[slug].make(About(anew(person), TODAY, timezone.now())), language)


def as_text(paper: dict) -> str:
    """Everything it says."""
    said = [paper["title"], paper["lead"], *paper["made"]]
    for part in paper["parts"]:
        said.append(part["heading"])
        for block in part["blocks"]:
            said += [block.get("text", ""), block.get("caption", ""), *block.get("items", ())]
            said += [cell for row in block.get("rows", ()) for cell in row]
    return "\n".join(said)


def row_of(paper: dict, first: str, caption: str = "") -> list[str]:
    """The row of a table that begins so. caption: the table's, where a row of another begins so too."""
    tables = [block for part in paper["parts"] for block in part["blocks"] if block["kind"] == "table"]
    rows = [row for table in tables if caption in table["caption"] for row in table["rows"]]
    return next(row for row in rows if row[0].startswith(first))


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("slug", PAPERS)
def test_the_draft_for_the_works_council_is_for_everybody_and_the_others_for_who_answers(client, who, slug):
    team = a_team()
    client.force_login(CAST[who](team))
    expected = 200 if slug == "works-council" or who in ANSWERING else 403
    assert client.get(reverse("paper", args=[slug])).status_code == expected
    for kind in ("docx", "pdf"):
        assert client.get(reverse("paper-file", args=[slug, kind])).status_code == expected
    listed = client.get(reverse("papers")).content.decode()
    assert (reverse("paper", args=[slug]) in listed) == (expected == 200)


def test_a_paper_or_a_kind_there_is_not_is_not_there(client):
    client.force_login(the_head_of(a_jobcentre()))
    assert client.get(reverse("paper", args=["nothing"])).status_code == 404
    assert client.get(reverse("paper-file", args=["nothing", "pdf"])).status_code == 404
    assert client.get(reverse("paper-file", args=["works-council", "exe"])).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client):
    for url in (reverse("papers"), reverse("paper", args=["works-council"])):
        answer = client.get(url)
        assert (answer.status_code, answer.headers["Location"].startswith("/account/login")) == (302, True)


@pytest.mark.parametrize("slug", PAPERS)
def test_each_paper_says_that_it_is_a_draft_when_it_was_made_and_by_which_version(slug):
    paper = the_paper(slug, the_head_of(a_jobcentre()))
    assert paper["made"][0] == "Draft: the municipality decides."
    assert re.search(rf"Made .*{TODAY.year} at \d\d:\d\d by Samklang \d", paper["made"][1])
    danish = the_paper(slug, the_head_of(a_jobcentre()), "da")
    assert danish["made"][0] == "Udkast: kommunen bestemmer."


def test_a_second_step_that_is_not_required_is_told(settings):
    head = the_head_of(a_jobcentre())
    settings.SECOND_FACTOR = "required"
    assert row_of(the_paper("information-security", head), "A second step is required")[1] == "Yes"
    settings.SECOND_FACTOR = "optional"
    paper = the_paper("information-security", head)
    assert row_of(paper, "A second step is required")[1] == "No"
    assert "Set SAMKLANG_SECOND_FACTOR to required." in as_text(paper)


def test_a_model_that_is_off_is_no_recipient_and_one_that_is_on_is(settings):
    head = the_head_of(a_jobcentre())
    settings.XAPI_URL, settings.XAPI_KEY, settings.XAPI_SECRET = "", "", "hemmelig-noegle"
    without = as_text(the_paper("impact-assessment", head))
    settings.XAPI_URL = "https://laering.example.dk/xapi"
    paper = the_paper("impact-assessment", head)
    assert "laering.example.dk" not in without
    assert "The store of learning uses what it is told" not in without
    assert row_of(paper, "laering.example.dk")[1].startswith("Who attended, passed and completed, under a number")
    assert "The store of learning uses what it is told" in as_text(paper)
    assert "hemmelig-noegle" not in as_text(paper)


def test_a_directory_that_has_a_token_is_told_and_another_municipalitys_is_not(settings):
    jobcentre, other = a_jobcentre(), a_jobcentre()
    for place, scopes in ((jobcentre, [Scope.SCIM]), (other, [Scope.STAFF_READ])):
        administrator = the_administrator_of(place.parent)
        give_token(
            by=administrator, name="Katalog", place=place, scopes=scopes, first_day=TODAY, last_day=TODAY
        )  # fmt: skip
    paper = the_paper("record-of-processing", the_head_of(jobcentre))
    assert row_of(paper, "The municipality's directory keeps")[1] == "On: 1 token holds."
    assert row_of(paper, "Other systems read staff")[1] == "Off."


def told_of(place: Place, reader: Person) -> str:
    """What the works council's draft says to somebody."""
    del place
    return as_text(the_paper("works-council", reader))


def test_the_draft_for_the_works_council_holds_what_is_announced_and_drafts_only_for_the_head():
    jobcentre = a_team().parent
    a_notice(jobcentre, announced=TODAY - timedelta(days=50))
    a_draft(jobcentre, purpose=Purpose.BELIEF, why="Vi vil vide, hvad vi tror på.")
    colleague, head = the_works_council_reader_of(jobcentre), the_head_of(jobcentre)
    for reader, sees_draft in ((colleague, False), (head, True)):
        said = told_of(jobcentre, reader)
        assert "Vi vil vide, om samtalerne bliver bedre." in said
        assert ("Vi vil vide, hvad vi tror på." in said) == sees_draft
        assert "On: a notice of it is in force." in said


def test_what_a_draft_lacks_is_left_to_be_filled_in():
    jobcentre = a_jobcentre()
    a_draft(jobcentre, why="", data="", handling="")
    paper = the_paper("works-council", the_head_of(jobcentre))
    assert row_of(paper, "The operational reason")[1] == "To be filled in."
    assert row_of(paper, "Begins at the earliest")[1].endswith("if it is announced today")


def test_without_notices_it_says_that_nothing_is_measured():
    assert "Nothing is measured" in as_text(the_paper("works-council", the_head_of(a_jobcentre())))


def test_a_time_that_nobody_has_checked_is_marked_and_one_that_was_decided_is_not():
    jobcentre = a_jobcentre()
    head = the_head_of(jobcentre.parent)
    set_retention(by=head, municipality=jobcentre.parent, what="correction", days=30, ground="Sag 7", first_day=TODAY)
    paper = the_paper("record-of-processing", head)
    _, kept, ground, verified = row_of(paper, "Requests to correct data", "How long data are kept")
    assert (kept[:7], ground, verified[:35]) == ("30 days", "Sag 7", "Yes: decided by the municipality, f")
    unchecked = row_of(paper, "Leave and other absence", "How long data are kept")
    assert unchecked[3] == "No: proposed by Samklang, to be checked."


@pytest.mark.parametrize("slug", PAPERS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_name_of_a_field_or_table_stands_in_a_paper(slug, language):
    said = as_text(the_paper(slug, the_head_of(a_jobcentre()), language))
    unsaid = [word for word in re.findall(r"\b[a-z]+_[a-z_]+\b|\{[a-z]+\}", said) if "http" not in word]
    assert unsaid == []
