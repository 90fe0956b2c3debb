"""The rules of conversations: dated, with their source, and a calculator that says what applies."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_lead_of

from samklang.access.clock import now
from samklang.access.refusals import NotAllowed
from samklang.citizens.commands.rule_sets import save_rule_set, save_talk_rule, take_in_shipped_rules
from samklang.citizens.enums import Measure
from samklang.citizens.models import RuleSet, TalkRule, TargetGroup
from samklang.citizens.queries.rule_sets import set_on, what_applies
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
JULY, FEBRUARY, BEFORE, NEXT_YEAR = date(2026, 7, 1), date(2026, 2, 1), date(2025, 6, 1), date(2027, 3, 1)


@pytest.fixture
def lead():
    jobcentre = a_jobcentre()
    take_in_shipped_rules(by=None, municipality=jobcentre.parent, now=now())
    return the_lead_of(jobcentre)


def a_group(lead, key):
    return TargetGroup.objects.get(municipality=lead.municipality, key=key)


def test_each_day_has_the_set_that_held_then_and_the_draft_holds_on_none(lead):
    found = {day: set_on(lead, day).key for day in (BEFORE, FEBRUARY, JULY, NEXT_YEAR)}
    assert found == {
        BEFORE: "before-2026", FEBRUARY: "from-2026-02-01", JULY: "from-2026-07-01", NEXT_YEAR: "from-2026-07-01",
    }  # fmt: skip
    answer = what_applies(lead, a_group(lead, "dagpenge-municipality"), NEXT_YEAR)
    assert answer.draft.key == "draft-2027"
    assert not answer.draft.on


def test_taking_in_twice_changes_nothing_and_keeps_what_the_municipality_changed(lead):
    RuleSet.objects.filter(key="from-2026-07-01").update(name_da="Vores egne")
    before = TalkRule.objects.count()
    assert take_in_shipped_rules(by=lead, municipality=lead.municipality, now=now()) == 0
    assert (TalkRule.objects.count(), RuleSet.objects.get(key="from-2026-07-01").name_da) == (before, "Vores egne")


def test_a_window_of_months_counts_from_its_end(lead):
    group, held = a_group(lead, "dagpenge-municipality"), RuleSet.objects.get(key="before-2026")
    TalkRule.objects.filter(set=held, group=group).delete()
    TalkRule.objects.create(
        set=held, group=group, measure=Measure.TALKS_AT_LEAST, amount=3, from_month=3, to_month=6, text_da="Tre",
        text_en="Three",
    )  # fmt: skip
    there = [month for month in range(1, 9) if what_applies(lead, group, BEFORE, month).rules]
    assert there == [4, 5, 6]
    assert len(what_applies(lead, group, BEFORE).rules) == 1


def test_a_share_says_how_many_citizens_it_comes_to(lead):
    group, held = a_group(lead, "dagpenge-municipality"), RuleSet.objects.get(key="from-2026-07-01")
    TalkRule.objects.filter(set=held, group=group).delete()
    for measure, amount in ((Measure.SHARE_AT_LEAST, 75), (Measure.EXEMPT_AT_MOST, 25)):
        TalkRule.objects.create(set=held, group=group, measure=measure, amount=amount, text_da="x", text_en="x")
    assert [one.comes_to for one in what_applies(lead, group, JULY, citizens=10).rules] == [8, 2]


def test_two_sets_in_use_never_hold_on_the_same_day(lead):
    found = RuleSet.objects.get(key="draft-2027")
    values = {name: getattr(found, name) for name in (
        "name_da", "name_en", "note_da", "note_en", "first_day", "last_day", "source", "checked_on",
    )}  # fmt: skip
    with pytest.raises(NotAllowed, match="is in use already"):
        save_rule_set(by=lead, municipality=lead.municipality, found=found, values={**values, "on": True}, now=now())
    found.refresh_from_db()
    assert not found.on


@pytest.mark.parametrize(
    ("measure", "amount", "months", "why"),
    [
        (Measure.FIRST_TALK, 1, (None, None), "has no number"),
        (Measure.TALKS_AT_LEAST, None, (None, None), "Write the number"),
        (Measure.SHARE_AT_LEAST, 101, (None, None), "between 1 and 100"),
        (Measure.TALKS_AT_LEAST, 2, (6, 3), "end before they begin"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(lead, measure, amount, months, why):
    found = TalkRule.objects.first()
    values = {
        "group": found.group, "actor": found.actor, "measure": measure, "amount": amount, "from_month": months[0],
        "to_month": months[1], "text_da": "x", "text_en": "x", "source": "", "status": "to-confirm", "note": "",
    }  # fmt: skip
    with pytest.raises(NotAllowed, match=why):
        save_talk_rule(by=lead, set_=found.set, found=None, values=values, now=now())


def test_a_counsellor_asks_and_gets_an_answer_with_its_source_but_changes_nothing(client, lead):
    client.force_login(a_colleague_in(a_team(a_jobcentre(lead.municipality, "Nordkontoret"))))
    group = a_group(lead, "dagpenge-municipality")
    page = client.get(reverse("citizens:applies"), {"group": group.pk, "day": "2026-07-01", "citizens": "40"})
    assert "Fra 1. juli 2026" in page.content.decode()
    found = RuleSet.objects.get(key="from-2026-07-01")
    assert client.get(reverse("citizens:rule-set", args=[found.pk])).status_code == 200
    for name in ("rule-set-change", "rule-set-removal", "new-talk-rule"):
        assert client.post(reverse(f"citizens:{name}", args=[found.pk])).status_code == 403


def test_another_municipality_has_its_own_rules(client, lead):
    client.force_login(the_lead_of(a_jobcentre()))
    found = RuleSet.objects.get(key="from-2026-07-01")
    assert client.get(reverse("citizens:rule-set", args=[found.pk])).status_code == 404
    assert "Tag Samklangs regler ind" in client.get(reverse("citizens:applies")).content.decode()


def test_the_lead_changes_copies_and_removes_a_set_on_its_pages(client, lead):
    client.force_login(lead)
    found = RuleSet.objects.get(key="from-2026-07-01")
    given = {
        "name_da": "Sommerregler", "name_en": "Summer rules", "first_day": "2026-07-01", "last_day": "", "on": "on",
        "source": "ikke en adresse", "checked_on": "2026-11-26",
    }  # fmt: skip
    wrong = client.post(reverse("citizens:rule-set-change", args=[found.pk]), given)
    assert (wrong.status_code, "ikke en adresse" in wrong.content.decode()) == (422, True)
    client.post(reverse("citizens:rule-set-change", args=[found.pk]), {**given, "source": "https://star.dk/"})
    found.refresh_from_db()
    assert (found.name_da, found.changed_by) == ("Sommerregler", lead)
    client.post(reverse("citizens:rule-set-copy", args=[found.pk]))
    copy = RuleSet.objects.get(name_da="Sommerregler (2)")
    assert (copy.on, copy.rules.count()) == (False, found.rules.count())
    assert client.get(reverse("citizens:rule-set-removal", args=[copy.pk])).status_code == 200
    client.post(reverse("citizens:rule-set-removal", args=[copy.pk]))
    assert not RuleSet.objects.filter(pk=copy.pk).exists()
    assert "talk-rules-removed" in set(Entry.objects.values_list("deed", flat=True))


def test_what_is_asked_badly_is_said_kindly(client, lead):
    client.force_login(lead)
    for asked in (
        {"group": "9" * 30, "day": "x"},
        {"group": "1'--", "day": "31-02-2026"},
        {"group": "", "day": "1900-01-01"},
    ):
        assert client.get(reverse("citizens:applies"), asked).status_code == 422
