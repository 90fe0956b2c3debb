"""The pages of skills: what the two who talk see, what nobody else sees, and groups without names."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.access import anew
from tests.factories.method import NOW
from tests.factories.people import a_colleague_in, a_team, an_outsider, the_head_of, the_lead_of, the_leader_of
from tests.factories.skills import Two

from samklang.access.clock import today
from samklang.ledger.models import Entry
from samklang.method.commands import development as commands
from samklang.method.commands import new_draft, publish_edition
from samklang.method.models import AssessedLevel, Assessment, Indicator
from samklang.method.queries.editions import holding_edition, indicators_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return Two()


def page(client, person, name, *args, status=200):
    client.force_login(anew(person))
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status
    return answer.content.decode()


def answers(edition, **levels):
    rows = {one.key: one for one in indicators_of(edition)}
    return {"edition": edition.pk} | {f"i{rows[key].pk}-level": str(level) for key, level in levels.items()}


def test_a_person_judges_themselves_and_shares_it_and_takes_it_back(client, two):
    client.force_login(anew(two.person))
    url = reverse("method:own-judgement", args=[two.edition.framework_id, 1])
    assert "Ikke vurderet" in client.get(url).content.decode()
    answer = client.post(url, answers(two.edition, i1=4, i2="none"))
    assert (answer.status_code, answer.url) == (302, reverse("method:own-skills"))
    assert list(AssessedLevel.objects.values_list("indicator__key", "level")) == [("i1", 4)]
    found = Assessment.objects.get()
    assert "Kun du kan se den" in page(client, two.person, "method:own-skills")
    client.post(reverse("method:judgement-sharing", args=[found.pk]))
    assert Assessment.objects.get().shared_at is not None
    client.post(reverse("method:judgement-taking-back", args=[found.pk]))
    assert Assessment.objects.get().shared_at is None


def test_a_faulty_step_keeps_what_was_typed_and_saves_nothing(client, two):
    client.force_login(anew(two.person))
    url = reverse("method:own-judgement", args=[two.edition.framework_id, 1])
    sent = answers(two.edition, i1=9, i2=3)
    _, second = list(indicators_of(two.edition))[:2]
    sent[f"i{second.pk}-note"] = "Hun hedder 010190-1234"
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "010190-1234" in answer.content.decode()
    assert Assessment.objects.count() == 0


def test_words_published_meanwhile_are_told_and_nothing_is_saved(client, two):
    old = answers(two.edition, i1=4)
    draft = new_draft(by=None, framework=two.edition.framework, now=NOW)
    publish_edition(by=None, edition=draft, reason="Nye ord", today=today(), now=NOW)
    client.force_login(anew(two.person))
    answer = client.post(reverse("method:own-judgement", args=[two.edition.framework_id, 1]), old)
    assert answer.status_code == 403
    assert "Ordene er ændret" in answer.content.decode()
    assert Assessment.objects.count() == 0


def test_without_a_notice_the_page_says_what_to_do_and_nothing_can_be_judged(client):
    two = Two(notice=False)
    said = page(client, two.person, "method:own-skills")
    assert "varsel" in said.lower()
    assert "judgement/" not in said
    page(client, two.person, "method:own-judgement", two.edition.framework_id, 1, status=403)
    client.post(reverse("method:own-judgement", args=[two.edition.framework_id, 1]), answers(two.edition, i1=4))
    assert Assessment.objects.count() == 0


def test_the_leader_reads_what_is_shared_and_each_reading_stands_in_the_ledger(client, two):
    two.judged(two.person, i1=5)
    said = page(client, two.leader, "method:employee-skills", two.employee.pk)
    assert "<strong>5</strong>" not in said
    Assessment.objects.all().delete()
    two.shared(two.person, i1=5)
    two.judged(two.leader, i2=1)
    two.observed(a_colleague_in(two.team), i3=2)
    said = page(client, two.leader, "method:employee-skills", two.employee.pk)
    assert all(f"<strong>{level}</strong>" in said for level in (5, 1, 2))
    readings = Entry.objects.filter(deed="skills-read", actor_id=two.leader.pk, about_id=two.person.pk)
    assert readings.count() == 2


def test_the_person_does_not_see_what_the_leader_has_not_shared(client, two):
    two.judged(two.leader, i1=1)
    assert "<strong>1</strong>" not in page(client, two.person, "method:own-skills")
    two.shared(two.leader, i1=1)
    assert "<strong>1</strong>" in page(client, two.person, "method:own-skills")


def outsiders(two):
    return [
        the_head_of(two.jobcentre), the_lead_of(two.jobcentre), a_colleague_in(two.team), an_outsider(),
        the_leader_of(a_team(two.jobcentre)),
    ]  # fmt: skip


def test_nobody_but_the_two_opens_the_skills_of_a_person_or_judges_them(client, two):
    found = two.shared(two.person, i1=5)
    for person in outsiders(two):
        page(client, person, "method:employee-skills", two.employee.pk, status=404)
        page(client, person, "method:employee-judgement", two.employee.pk, two.edition.framework_id, 1, status=404)
        for name in ("method:judgement-sharing", "method:judgement-taking-back"):
            assert client.post(reverse(name, args=[found.pk])).status_code == 404
    assert Entry.objects.filter(deed="skills-read").count() == 0


def test_ones_own_number_leads_to_ones_own_page(client, two):
    client.force_login(anew(two.person))
    answer = client.get(reverse("method:employee-skills", args=[two.employee.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("method:own-skills"))


def test_a_gap_is_judged_on_others_only(client, two):
    two.shared(two.person, i1=1)
    assert "Endnu ingen vurdering fra andre" in page(client, two.person, "method:own-skills")
    two.shared(two.leader, i1=2)
    assert "Mangler 1 niveau" in page(client, two.person, "method:own-skills")
    two.observed(a_colleague_in(two.team), i1=3)
    said = page(client, two.person, "method:own-skills")
    assert "Nået" in said
    assert "Mangler 1 niveau" not in said


def test_what_was_judged_by_older_words_is_found_by_its_key_and_said(client, two):
    two.shared(two.leader, i1=2)
    draft = new_draft(by=None, framework=two.edition.framework, now=NOW)
    Indicator.objects.filter(edition=draft, key="i1").update(name_da="Nyt navn")
    publish_edition(by=None, edition=draft, reason="Nye ord", today=today(), now=NOW)
    assert holding_edition(draft.framework, today()) == draft
    said = page(client, two.person, "method:own-skills")
    assert "Nyt navn" in said
    assert "<strong>2</strong>" in said
    assert "udgave 1" in said


def test_the_page_of_those_one_talks_with_holds_names_and_no_levels(client, two):
    two.shared(two.person, i1=5)
    said = page(client, two.leader, "method:staff-skills")
    assert two.employee.name in said
    assert "<strong>5" not in said
    for person in outsiders(two):
        assert two.employee.name not in page(client, person, "method:staff-skills")


def test_the_pages_ask_as_many_questions_for_one_and_for_three(client, two):
    pages = [
        (two.person, reverse("method:own-skills")), (two.leader, reverse("method:staff-skills")),
        (two.leader, reverse("method:employee-skills", args=[two.employee.pk])),
    ]  # fmt: skip
    two.shared(two.person, i1=5)
    two.shared(two.leader, i1=3)
    plan = two.plan(None, 5, "Et")
    pages.append((two.person, plan.get_absolute_url()))
    asked = [_questions(client, person, url) for person, url in pages]
    for _ in range(2):
        two.shared(two.person, i1=5, i2=2, i3=3)
        two.shared(two.leader, i1=3, i2=2, i3=3)
        a_colleague_in(two.team)
        commands.add_goal(by=two.person, plan=plan, text=commands.GoalText("Mere"), today=today())
    assert [_questions(client, person, url) for person, url in pages] == asked


def _questions(client, person, url):
    client.force_login(anew(person))
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
