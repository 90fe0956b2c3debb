"""What every figure means: found by words, area and rung, each on a page of its own, and who answers for it here."""

import csv
import io

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.html import escape
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_outsider,
    somebody_who_is,
    the_head_of,
    the_lead_of,
    the_leader_of,
)
from tests.web.drawing import drawn

from samklang.access.clock import now
from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.core.metric import Metric, by_key
from samklang.core.words import render, say
from samklang.evidence.commands.metric_owner import clear_owner, set_owner
from samklang.evidence.models import MetricOwner
from samklang.evidence.queries.catalogue import AREAS, NO_RUNG, catalogue, find, metric_of, owners_of, people_to_own
from samklang.ledger.models import Entry
from samklang.web.charts import Figure

pytestmark = pytest.mark.django_db
URL = "/evidence/metrics/"
SAME = "/evidence/metrics/same/"


@pytest.fixture
def jobcentre():
    return a_jobcentre()


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def deeds():
    return list(Entry.objects.filter(deed__startswith="metric-owner").order_by("number").values_list("deed", flat=True))


def test_figures_are_found_by_words_of_both_languages_by_area_and_by_rung():
    assert [one.key for one in find("Krippendorff alpha")] == ["agreement"]
    assert [one.key for one in find("mødt", "citizens")] == ["same"]
    assert {one.area for one in find(area="companies")} == {"companies"}
    assert [one.key for one in find(area="citizens", rung="felt")] == ["involved", "same"]
    assert all(one.rung is None for one in find(rung=NO_RUNG))
    assert find() == list(catalogue())
    assert find("zebra") == []


def test_a_room_cannot_give_two_figures_one_key():
    one = metric_of("same")
    with pytest.raises(ValueError, match="share a key"):
        by_key(one, one)
    assert isinstance(one, Metric)


def test_everybody_at_work_reads_what_the_figures_mean_and_what_is_not_there_is_not_found(client, jobcentre):
    for person in (a_colleague_in(a_team(jobcentre)), somebody_who_is(Role.TRAINER, jobcentre)):
        client.force_login(person)
        assert [client.get(url).status_code for url in (URL, SAME, f"{URL}file.csv")] == [200, 200, 200]
        assert [client.get(url).status_code for url in (f"{URL}zebra/", f"{URL}file.pdf")] == [404, 404]
    client.logout()
    assert client.get(URL).status_code == 302


def test_the_list_is_narrowed_and_an_empty_one_says_what_to_do(english, jobcentre):
    english.force_login(the_lead_of(jobcentre))
    text = english.get(URL).text
    assert all(render(name, "en") in text for name in AREAS.values())
    assert f'href="{SAME}"' in text
    narrowed = english.get(f"{URL}?q=promise&area=companies&rung=does").text
    assert "Answered within the promise" in narrowed
    assert f'href="{SAME}"' not in narrowed
    assert "file.csv?q=promise&amp;area=companies&amp;rung=does" in narrowed
    assert "No figure is like that" in english.get(f"{URL}?q=zebra").text
    assert f'href="{SAME}"' in english.get(f"{URL}?area=zebra&rung=7").text


def test_the_file_holds_what_the_list_shows_with_everything_one_must_know(english, jobcentre):
    english.force_login(the_lead_of(jobcentre))
    answer = english.get(f"{URL}file.csv?area=citizens&rung=felt")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Key"] for row in rows] == ["involved", "same"]
    assert rows[0]["Numerator"] == "Answers 4 and 5 of 5."
    assert rows[0]["Shown from"] == "5 (answers)"
    assert rows[0]["Who answers for it"] == "Head of service"


def test_a_figure_has_a_page_with_its_definition_and_where_it_is_shown(english, jobcentre):
    english.force_login(the_lead_of(jobcentre))
    text = english.get(SAME).text
    one = metric_of("same")
    for said in (one.definition, one.numerator, one.source, one.caveat):
        assert escape(render(said, "en")) in text
    assert '<a href="/conversations/figures/">What citizens answer</a>' in text
    assert "None: it is divided by nothing." in english.get("/evidence/metrics/cover/").text


def test_whoever_runs_evidence_names_who_answers_and_lets_the_role_answer_again(english, jobcentre):
    lead, leader = the_lead_of(jobcentre), the_leader_of(a_team(jobcentre))
    english.force_login(lead)
    assert english.post(f"{SAME}owner/", {"owner": leader.pk}).status_code == 302
    assert leader.name in english.get(SAME).text
    assert english.post(f"{SAME}owner/", {"owner": leader.pk}).status_code == 302
    assert owners_of(lead.municipality_id)["same"].owner == leader
    assert english.post(f"{SAME}owner/removal/").status_code == 302
    assert english.post(f"{SAME}owner/removal/").status_code == 302
    assert MetricOwner.objects.count() == 0
    assert deeds() == ["metric-owner-named", "metric-owner-cleared"]


def test_only_somebody_who_leads_here_can_be_named(english, jobcentre):
    lead, colleague, outsider = the_lead_of(jobcentre), a_colleague_in(a_team(jobcentre)), an_outsider()
    assert set(people_to_own(lead.municipality, now().date())) == {lead}
    english.force_login(lead)
    for wrong in (colleague.pk, outsider.pk, ""):
        assert english.post(f"{SAME}owner/", {"owner": wrong}).status_code == 422
    for somebody in (colleague, outsider):
        with pytest.raises(NotAllowed, match="who leads a team"):
            set_owner(by=lead, metric=metric_of("same"), owner=somebody, now=now())
    assert (MetricOwner.objects.count(), deeds()) == (0, [])


def test_who_does_not_run_evidence_names_nobody_and_another_municipality_sees_no_name(client, jobcentre):
    lead, leader, head = the_lead_of(jobcentre), the_leader_of(a_team(jobcentre)), the_head_of(jobcentre)
    set_owner(by=head, metric=metric_of("same"), owner=lead, now=now())
    client.force_login(leader)
    assert client.get(f"{SAME}owner/").status_code == 403
    assert client.post(f"{SAME}owner/removal/").status_code == 403
    with pytest.raises(NotAllowed):
        clear_owner(by=leader, metric=metric_of("same"))
    assert lead.name in client.get(SAME).text
    for other in (an_outsider(), somebody_who_is(Role.TRAINER, jobcentre)):
        client.force_login(other)
        assert lead.name not in client.get(SAME).text
    assert MetricOwner.objects.get().owner == lead


def test_a_picture_leads_to_what_its_figure_means_for_those_who_are_signed_in(jobcentre):
    figure = Figure("Svar", "<svg></svg>", "En prik", ["Uge", "Svar"], [[36, 4]], "", "", metric="same")
    signed_in = RequestFactory().get("/")
    signed_in.user = the_lead_of(jobcentre)
    source = '{% chart figure %}{% about_figure "cover" name %}'
    html = engines["django"].from_string(source).render({"figure": figure, "name": say("Cover")}, signed_in)
    assert f'href="{SAME}"' in html
    assert 'href="/evidence/metrics/cover/"' in html
    assert "/evidence/" not in drawn(source, figure=figure, name="")
    nameless = {"figure": figure._replace(metric="")}
    assert "/evidence/" not in engines["django"].from_string("{% chart figure %}").render(nameless, signed_in)
