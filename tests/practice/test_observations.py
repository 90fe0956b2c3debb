"""An observation that counts: announced and agreed to, by somebody licensed, seen by the two, and withdrawn at will."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.factories.access import a_notice
from tests.factories.people import a_colleague_in, an_outsider, the_lead_of, the_leader_of
from tests.factories.practice_sparring import a_licence, a_pair, a_working_day
from tests.pages import CheckedClient

import samklang.practice
from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.delivery.models import Mail
from samklang.ledger.models import Entry
from samklang.method.commands.assessment import Said
from samklang.method.enums import Scale
from samklang.method.models import Assessment
from samklang.method.queries.editions import holding_edition, indicators_of
from samklang.people.models import Employee, Engagement
from samklang.practice.commands import observations as commands
from samklang.practice.enums import ObservationState
from samklang.practice.models import Observation
from samklang.practice.queries.observations import licensed_for, people_to_observe, to_answer, to_rate

pytestmark = pytest.mark.django_db
NOTED = "spurgtefoerst"


def levels_besides(edition, key):
    """Indicators with levels, but for the one that the pair's partner is licensed for already."""
    return [one for one in indicators_of(edition) if one.scale == Scale.LEVEL and one.key != key]


class Two:
    """An observer with a licence and a colleague, at a jobcentre where staff have been told."""

    def __init__(self) -> None:
        self.pair = a_pair()
        for purpose in (Purpose.OBSERVATION, Purpose.SKILLS):
            a_notice(self.pair.jobcentre, announced=date(2020, 1, 2), purpose=purpose)
        self.observer, self.observed = self.pair.partner, self.pair.focus_person
        self.edition = holding_edition(self.pair.framework, timezone.localdate())
        self.levels = levels_besides(self.edition, self.pair.keys[0])
        for one in self.levels[:2]:
            a_licence(self.observer, self.pair.framework, one.key)
        self.employee = Employee.objects.select_related("person", "jobcentre").get(person=self.observed)
        self.now, self.today, self.day = timezone.now(), timezone.localdate(), a_working_day()

    def announced(self, **changes) -> Observation:
        given = {
            "by": self.observer, "employee": self.employee, "edition": self.edition, "day": self.day,
            "indicators": [one.key for one in self.levels[:2]], "what": "Samtale kl. 9", "today": self.today,
            "now": self.now,
        }  # fmt: skip
        return commands.announce_observation(**{**given, **changes})

    def agreed(self) -> Observation:
        found = self.announced()
        return commands.answer_observation(
            by=self.observed, observation=found, agrees=True, today=self.today, now=self.now
        )

    def rated(self) -> Observation:
        found = self.agreed()
        said = {self.levels[0]: Said(4, NOTED)}
        commands.keep_levels(by=self.observer, observation=found, said=said, today=self.day)
        return commands.hand_in_observation(by=self.observer, observation=found, today=self.day, now=self.now)


@pytest.fixture
def two() -> Two:
    return Two()


def _as(person) -> CheckedClient:
    client = CheckedClient()
    client.force_login(person)
    return client


def test_it_is_announced_two_days_ahead_by_somebody_licensed_who_does_not_lead_the_other(two):
    assert [one.edition for one in licensed_for(two.observer, two.today)] == [two.edition]
    own = Employee.objects.get(person=two.observer)
    for changes, word in (
        ({"employee": own}, "observes themselves"), ({"day": two.today + timedelta(days=1)}, "two days before"),
        ({"indicators": [two.levels[2].key]}, "no licence"), ({"indicators": []}, "at least one"),
        ({"day": two.today + timedelta(days=400)}, "half a year"),
        ({"by": two.observed, "employee": own}, "no licence"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match=word):
            two.announced(**changes)
    Engagement.objects.filter(employee=two.employee).update(manager=own)
    assert two.employee not in people_to_observe(two.observer, two.pair.jobcentre, two.today)
    with pytest.raises(NotAllowed, match="a no must be free"):
        two.announced()
    assert not Observation.objects.exists()


@pytest.mark.parametrize("purpose", [Purpose.OBSERVATION, Purpose.SKILLS])
def test_without_both_notices_nothing_is_announced_and_the_page_says_why(purpose):
    pair = a_pair()
    a_notice(pair.jobcentre, announced=date(2020, 1, 2), purpose=purpose)
    edition = holding_edition(pair.framework, timezone.localdate())
    key = levels_besides(edition, pair.keys[0])[0].key
    a_licence(pair.partner, pair.framework, key)
    with pytest.raises(NotAllowed, match="notice"):
        commands.announce_observation(
            by=pair.partner, employee=Employee.objects.get(person=pair.focus_person), edition=edition,
            indicators=[key], day=a_working_day(), today=timezone.localdate(), now=timezone.now(),
        )  # fmt: skip
    html = _as(pair.partner).get("/practice/observations/").content.decode()
    assert "/practice/observations/new/" not in html
    assert _as(pair.partner).get("/practice/observations/new/").status_code == 403


def test_it_goes_from_announcement_to_levels_that_count_and_the_two_get_mail(two):
    found = two.announced()
    assert list(to_answer(two.observed, two.today)) == [found]
    with pytest.raises(NotAllowed, match="has not agreed"):
        commands.keep_levels(by=two.observer, observation=found, said={}, today=two.day)
    commands.answer_observation(by=two.observed, observation=found, agrees=True, today=two.today, now=two.now)
    said = {two.levels[0]: Said(4, NOTED), two.levels[1]: Said(None), two.levels[2]: Said(5)}
    with pytest.raises(NotAllowed, match="still to come"):
        commands.keep_levels(by=two.observer, observation=found, said=said, today=two.day - timedelta(days=1))
    with pytest.raises(NotAllowed, match="Only the observer"):
        commands.keep_levels(by=two.observed, observation=found, said=said, today=two.day)
    assert list(to_rate(two.observer, two.day)) == [found]
    kept = commands.keep_levels(by=two.observer, observation=found, said=said, today=two.day)
    assert list(kept.levels) == [two.levels[0].key]
    done = commands.hand_in_observation(by=two.observer, observation=found, today=two.day, now=two.now)
    assert (done.state, done.levels) == (ObservationState.RATED, {})
    levels = Assessment.objects.get(employee=two.employee).levels
    assert list(levels.values_list("indicator", "level", "note")) == [(two.levels[0].pk, 4, NOTED)]
    letters = list(Mail.objects.order_by("pk").values_list("letter", "person"))
    assert letters == [
        ("observation-announced", two.observed.pk), ("observation-answered", two.observer.pk),
        ("observation-handed-in", two.observed.pk),
    ]  # fmt: skip
    assert not any(NOTED in str(one.details) for one in Entry.objects.all())


def test_a_no_needs_no_reason_can_be_changed_and_is_told_to_the_observer_alone(two):
    found = two.announced()
    commands.answer_observation(by=two.observed, observation=found, agrees=False, today=two.today, now=two.now)
    entry = Entry.objects.get(deed="observation-answered")
    assert (entry.reason, entry.details) == ("", {})
    assert list(Mail.objects.filter(letter="observation-answered").values_list("person", flat=True)) == [
        two.observer.pk
    ]
    with pytest.raises(NotAllowed, match="nothing to rate"):
        commands.hand_in_observation(by=two.observer, observation=found, today=two.day, now=two.now)
    leader = the_leader_of(two.pair.team)
    assert _as(leader).get(found.get_absolute_url()).status_code == 404
    again = commands.answer_observation(by=two.observed, observation=found, agrees=True, today=two.today, now=two.now)
    assert again.state == ObservationState.AGREED


def test_withdrawn_within_fourteen_days_the_levels_are_gone_and_afterwards_it_is_refused(two):
    found = two.rated()
    with pytest.raises(NotAllowed, match="Only whoever was observed"):
        commands.withdraw_observation(by=two.observer, observation=found, today=two.day, now=two.now)
    late = two.now + timedelta(days=15)
    with pytest.raises(NotAllowed, match="until"):
        commands.withdraw_observation(by=two.observed, observation=found, today=two.day, now=late)
    assert Assessment.objects.filter(employee=two.employee).exists()
    late = two.now + timedelta(days=14)
    done = commands.withdraw_observation(by=two.observed, observation=found, today=two.day, now=late)
    assert (done.state, done.assessment) == (ObservationState.WITHDRAWN, None)
    assert not Assessment.objects.filter(employee=two.employee).exists()
    before = two.agreed()
    commands.keep_levels(by=two.observer, observation=before, said={two.levels[0]: Said(2, NOTED)}, today=two.day)
    gone = commands.withdraw_observation(by=two.observed, observation=before, today=two.day, now=two.now)
    assert gone.levels == {}
    assert Entry.objects.filter(deed="observed-skills-removed").count() == 1


def test_nobody_but_the_two_finds_it_by_any_address_and_its_pages_work_for_the_two(two):
    found, rated = two.agreed(), two.rated()
    Observation.objects.filter(pk=found.pk).update(day=two.today)
    others = [
        a_colleague_in(two.pair.team), the_leader_of(two.pair.team), the_lead_of(two.pair.jobcentre), an_outsider()
    ]  # fmt: skip
    base = f"/practice/observations/{found.pk}/"
    for other in others:
        client = _as(other)
        for address in (base, f"{base}levels/", f"{base}handing-in/", f"{base}withdrawal/", rated.get_absolute_url()):
            assert client.get(address).status_code == 404, address
        for address in (f"{base}answer/", f"{base}levels/", f"{base}handing-in/", f"{base}withdrawal/"):
            assert client.post(address).status_code == 404, address
        assert two.observed.name not in client.get("/practice/observations/").content.decode()
    seen = _as(two.observed).get(rated.get_absolute_url()).content.decode()
    assert NOTED in seen
    observer = _as(two.observer)
    first = two.levels[0]
    levels, sent = f"{base}levels/", {f"i{first.pk}-level": "3", f"i{first.pk}-note": "Ring 22 34 56 78"}
    assert observer.get(levels).status_code == 200
    refused = observer.post(levels, sent)
    assert refused.status_code == 422
    assert "22 34 56 78" not in refused.content.decode()
    kept = observer.post(levels, {**sent, f"i{first.pk}-note": "Spurgte to gange.", "hand-in": "1"})
    assert kept.url == f"{base}handing-in/"
    assert observer.get(kept.url).status_code == 200
    assert observer.post(kept.url).url == base
    assert observer.get(base).status_code == _as(two.observed).get(f"{base}withdrawal/").status_code == 200


def test_one_is_announced_and_answered_on_the_pages(two):
    client = _as(two.observer)
    address = "/practice/observations/new/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"employee": "x", "day": "i morgen", "indicators": ["9:nej"]}).status_code == 422
    given = {
        "employee": two.employee.pk, "day": two.day.isoformat(), "what": "Samtale kl. 9", "setting": "real",
        "indicators": [f"{two.edition.pk}:{two.levels[0].key}"],
    }  # fmt: skip
    assert client.post(address, {**given, "what": "Ring 22 34 56 78"}).status_code == 422
    assert client.post(address, given).status_code == 302
    found = Observation.objects.get()
    observed = _as(two.observed)
    assert observed.get(found.get_absolute_url()).status_code == 200
    observed.post(f"{found.get_absolute_url()}answer/", {"answer": "no"})
    found.refresh_from_db()
    assert found.state == ObservationState.DECLINED


def test_no_code_of_observations_knows_of_sparring_and_none_of_sparring_makes_evidence():
    room = Path(samklang.practice.__file__).parent
    for file in room.rglob("*observation*.py"):
        if "migrations" not in file.parts:
            named = re.findall(r"SparringNotes|\bSparring\b|models\.sparring|sparring_notes", file.read_text("utf-8"))
            assert named == [], file
    for file in [*room.rglob("*sparring*.py"), *room.rglob("*pair*.py")]:
        named = re.findall(r"add_observed|Assessment\b|\bObservation\b", file.read_text("utf-8"))
        assert named == [], file
