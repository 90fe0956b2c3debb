"""Next steps: promised with owner and day, settled, moved and given on, each with a line on the timeline."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.companies import NOW, a_company, an_entrance
from tests.factories.company_steps import TODAY, Door, a_step
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, somebody_who_is, the_leader_of

from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.companies.commands import steps as commands
from samklang.companies.enums import EntryKind, OpeningKind, StepState
from samklang.companies.models import Entry, NextStep, Opening
from samklang.companies.queries import steps as queries
from samklang.companies.queries.steps import AskedSteps, Due, Whose
from samklang.companies.told import words_of
from samklang.core.words import written
from samklang.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(settings) -> Door:
    settings.DEMO_TODAY = TODAY
    return Door()


def lines(step: NextStep) -> list[str]:
    entries = Entry.objects.filter(step=step, kind=EntryKind.STEP).order_by("pk")
    return [written(words_of(one.what, one.told), "en") for one in entries]


def deeds() -> list[str]:
    return list(LedgerEntry.objects.filter(deed__startswith="step-").order_by("number").values_list("deed", flat=True))


def test_a_step_has_owner_team_and_day_and_stands_on_the_timeline_and_in_the_ledger(door):
    step = commands.add_step(door.anna, door.company, "  Ringe \n om onsdag ", door.bo, date(2026, 9, 9), NOW)
    assert (step.what, step.owner, step.team, step.state) == ("Ringe om onsdag", door.bo, door.other_team, "open")
    assert lines(step) == ["Ringe om onsdag, by 9 September 2026"]
    assert Entry.objects.get(step=step).team == door.team
    assert deeds() == ["step-agreed"]


@pytest.mark.parametrize(
    ("what", "due", "reason"),
    [("  ", TODAY, "Write what is to be done"), ("Ringe", TODAY - timedelta(days=1), "Choose today or a later day")],
)
def test_a_step_says_what_and_is_due_today_or_later(door, what, due, reason):
    with pytest.raises(NotAllowed, match=reason):
        a_step(door.anna, door.company, what, due)
    assert (NextStep.objects.count(), Entry.objects.count(), deeds()) == (0, 0, [])


def test_a_step_is_not_left_to_somebody_who_does_not_meet_the_companies_here(door):
    elsewhere = a_colleague_in(a_team())
    trainer = somebody_who_is(Role.TRAINER, door.jobcentre)
    for nobody in (elsewhere, trainer):
        with pytest.raises(NotAllowed, match="Choose a colleague who is employed here"):
            a_step(door.anna, door.company, owner=nobody)
    assert NextStep.objects.count() == 0


def test_a_leader_who_is_not_employed_may_promise_something_themselves(door):
    leader = the_leader_of(door.team)
    assert a_step(leader, door.company).owner == leader


def test_nobody_of_another_municipality_promises_or_settles_anything(door):
    step, outsider = a_step(door.anna, door.company), an_outsider()
    with pytest.raises(NotAllowed, match="Only staff of the municipality"):
        a_step(outsider, door.company)
    for deed in (
        lambda: commands.settle_step(outsider, step, StepState.DONE, "", NOW),
        lambda: commands.move_step(outsider, step, TODAY + timedelta(days=1), "Ferie", NOW),
        lambda: commands.give_step(outsider, step, door.bo, NOW),
        lambda: commands.reopen_step(outsider, step, NOW),
    ):
        with pytest.raises(NotAllowed, match="Only staff of the municipality"):
            deed()
    step.refresh_from_db()
    assert (step.state, step.owner, step.due, deeds()) == ("open", door.anna, TODAY, ["step-agreed"])


def test_done_needs_no_word_and_takes_one(door):
    first, second = a_step(door.anna, door.company), a_step(door.anna, door.company, "Sende tilbud")
    commands.settle_step(door.anna, first, StepState.DONE, "", NOW)
    second = commands.settle_step(door.bo, second, StepState.DONE, "De vil have to timer", NOW)
    assert (second.state, second.outcome, second.settled_at) == ("done", "De vil have to timer", NOW)
    assert (lines(first)[-1], lines(second)[-1]) == (
        "Done: Ringe om onsdag",
        "Done: Sende tilbud – De vil have to timer",
    )
    assert deeds() == ["step-agreed", "step-agreed", "step-done", "step-done"]


def test_dropped_needs_the_reason(door):
    step = a_step(door.anna, door.company)
    with pytest.raises(NotAllowed, match="Write why the step is dropped"):
        commands.settle_step(door.anna, step, StepState.DROPPED, " ", NOW)
    step.refresh_from_db()
    assert step.state == StepState.OPEN
    step = commands.settle_step(door.anna, step, StepState.DROPPED, "De har lukket", NOW)
    assert (step.state, lines(step)[-1]) == ("dropped", "Dropped: Ringe om onsdag – De har lukket")
    with pytest.raises(NotAllowed, match="settled already"):
        commands.settle_step(door.anna, step, StepState.DONE, "", NOW)


def test_a_settled_step_is_opened_again_and_an_open_one_is_not(door):
    step = a_step(door.anna, door.company)
    with pytest.raises(NotAllowed, match="open already"):
        commands.reopen_step(door.anna, step, NOW)
    commands.settle_step(door.anna, step, StepState.DONE, "Talt sammen", NOW)
    step = commands.reopen_step(door.anna, step, NOW)
    assert (step.state, step.outcome, step.settled_at) == ("open", "", None)
    assert lines(step)[-1] == "Not settled after all: Ringe om onsdag"


def test_a_step_is_moved_with_a_reason_to_another_day_that_is_not_past(door):
    step, later = a_step(door.anna, door.company), TODAY + timedelta(days=3)
    for due, reason, said in [
        (later, "  ", "Write why it is moved"),
        (TODAY, "Ferie", "another day than the one it has"),
        (TODAY - timedelta(days=1), "Ferie", "Choose today or a later day"),
    ]:
        with pytest.raises(NotAllowed, match=said):
            commands.move_step(door.anna, step, due, reason, NOW)
    step = commands.move_step(door.anna, step, later, "Direktøren er på ferie", NOW)
    assert step.due == later
    assert lines(step)[-1] == (
        "Moved from 7 September 2026 to 10 September 2026: Ringe om onsdag – Direktøren er på ferie"
    )
    commands.settle_step(door.anna, step, StepState.DONE, "", NOW)
    with pytest.raises(NotAllowed, match="settled already"):
        commands.move_step(door.anna, step, later + timedelta(days=1), "Ferie", NOW)


def test_a_step_is_given_to_a_colleague_with_their_team(door):
    step = a_step(door.anna, door.company)
    with pytest.raises(NotAllowed, match="theirs already"):
        commands.give_step(door.anna, step, door.anna, NOW)
    with pytest.raises(NotAllowed, match="Choose a colleague who is employed here"):
        commands.give_step(door.anna, step, a_colleague_in(a_team()), NOW)
    step = commands.give_step(None, step, door.bo, NOW)
    assert (step.owner, step.team, lines(step)[-1]) == (
        door.bo,
        door.other_team,
        "Given to a colleague: Ringe om onsdag",
    )
    assert "Carl" not in str(Entry.objects.filter(step=step).values_list("told", flat=True))


def test_each_open_step_is_late_today_this_week_or_later(door):
    days = {Due.LATE: -3, Due.TODAY: 0, Due.WEEK: 6, Due.LATER: 7}
    for due, days_on in days.items():
        step = a_step(door.anna, door.company, due.value, TODAY + timedelta(days=max(days_on, 0)))
        NextStep.objects.filter(pk=step.pk).update(due=TODAY + timedelta(days=days_on))
    commands.settle_step(door.anna, a_step(door.anna, door.company, "settled"), StepState.DONE, "", NOW)
    for due in Due:
        found = queries.step_list(door.anna, TODAY, AskedSteps(due=due))
        assert [one.what for one in found] == [due.value]
        assert queries.due_of(found[0], TODAY) == due
    assert queries.due_counts(door.anna, TODAY, AskedSteps()) == {
        "": 4, "late": 1, "today": 1, "week": 1, "later": 1, "settled": 1,
    }  # fmt: skip


def test_on_a_sunday_tomorrow_is_later_and_nothing_is_in_two_groups(door):
    sunday = TODAY + timedelta(days=6)
    for due in (sunday, sunday + timedelta(days=1)):
        a_step(door.anna, door.company, due=due)
    counts = queries.due_counts(door.anna, sunday, AskedSteps())
    assert (counts[""], counts["today"], counts["week"], counts["later"]) == (2, 1, 0, 1)


def test_mine_are_mine_the_teams_are_the_teams_and_all_are_for_those_who_run_the_entrance(door):
    a_step(door.anna, door.company, "hendes")
    a_step(door.anna, door.company, "hans", owner=door.bo)

    def seen(person, whose):
        return [one.what for one in queries.whose_steps(person, TODAY, whose)]

    assert (seen(door.anna, Whose.MINE), seen(door.bo, Whose.TEAM), seen(door.anna, Whose.ALL)) == (
        ["hendes"], ["hans"], ["hendes"]
    )  # fmt: skip
    leader = the_leader_of(door.team)
    assert (seen(leader, Whose.MINE), seen(leader, Whose.TEAM)) == ([], ["hendes"])
    assert seen(leader, Whose.ALL) == ["hendes", "hans"]
    assert seen(an_outsider(), Whose.ALL) == []


def test_an_opening_that_is_to_be_followed_up_stands_above_the_steps_of_whoever_has_it(door):
    given = {"company": door.company, "kind": OpeningKind.JOB, "created_at": NOW, "changed_at": NOW}
    due = Opening.objects.create(
        title="Svejser", owner=door.anna, team=door.team, follow_up_on=TODAY, **given
    )  # fmt: skip
    Opening.objects.create(title="Maler", owner=door.anna, follow_up_on=TODAY + timedelta(days=1), **given)
    Opening.objects.create(title="Murer", owner=door.anna, follow_up_on=TODAY, state="withdrawn", **given)
    assert list(queries.follow_ups(door.anna, TODAY, Whose.MINE)) == [due]
    assert list(queries.follow_ups(door.bo, TODAY, Whose.MINE)) == []
    assert list(queries.follow_ups(the_leader_of(door.team), TODAY, Whose.TEAM)) == [due]


LIST = "/companies/steps/"


def test_the_list_is_searched_narrowed_and_sorted(client, door):
    other = a_company(door.municipality, "Ålborg Rør A/S")
    a_step(door.anna, other, "Sende tilbud", TODAY + timedelta(days=1))
    a_step(door.anna, door.company)
    client.force_login(door.anna)
    for query, found in [
        ("", ["Ringe om onsdag", "Sende tilbud"]), ("?q=aalborg", ["Sende tilbud"]), ("?q=ringe", ["Ringe om onsdag"]),
        ("?due=week", ["Sende tilbud"]), ("?due=late", []), ("?due=nonsense", ["Ringe om onsdag", "Sende tilbud"]),
        ("?sort=-company", ["Sende tilbud", "Ringe om onsdag"]),
        ("?sort=nonsense&page=7", ["Ringe om onsdag", "Sende tilbud"]),
        ("?whose=all", ["Ringe om onsdag", "Sende tilbud"]), ("?whose=x", ["Ringe om onsdag", "Sende tilbud"]),
    ]:  # fmt: skip
        shown = client.get(LIST + query)
        assert (shown.status_code, [row["step"].what for row in shown.context["rows"]]) == (200, found), query


def test_the_list_costs_the_same_for_three_steps_as_for_one(client, door):
    a_step(door.anna, door.company)
    client.force_login(door.anna)
    client.get(LIST + "?whose=team")
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST + "?whose=team")
        costs.append(len(asked))
        for one in range(2):
            a_step(door.anna, a_company(door.municipality, f"Firma {one}"), owner=door.anna)
    assert costs[0] == costs[1]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_list_is_fetched_as_a_file_and_that_stands_in_the_ledger(client, door, ending):
    a_step(door.anna, door.company, "=HYPERLINK(1)")
    client.force_login(door.anna)
    answer = client.get(f"{LIST}list.{ending}?whose=mine")
    assert (answer.status_code, answer["Content-Disposition"].endswith(f'.{ending}"')) == (200, True)
    if ending == "csv":
        assert "Egtved Maskinfabrik ApS" in answer.content.decode()
        assert ";'=HYPERLINK(1);" in answer.content.decode()
    assert deeds()[-1] == "steps-exported" or LedgerEntry.objects.filter(deed="steps-exported").count() == 1
    assert client.get(f"{LIST}list.exe").status_code == 404


def test_done_with_one_click_leads_back_to_the_list_and_can_be_undone(client, door):
    step = a_step(door.anna, door.company)
    client.force_login(door.anna)
    answer = client.post(f"{LIST}{step.pk}/done/", {"next": f"{LIST}?whose=team"}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}?whose=team", 302)]
    assert f'action="{LIST}{step.pk}/reopening/"' in answer.content.decode()
    assert client.post(f"{LIST}{step.pk}/reopening/").status_code == 302
    step.refresh_from_db()
    assert step.state == StepState.OPEN
    client.post(f"{LIST}{step.pk}/done/", {"next": "https://elsewhere.example/"})
    again = client.post(f"{LIST}{step.pk}/done/", follow=True)
    assert again.redirect_chain == [(LIST, 302)]
    assert "allerede" in again.content.decode()


def test_a_step_is_agreed_settled_moved_and_given_on_its_pages(client, door):
    client.force_login(door.anna)
    new = f"/companies/{door.company.pk}/steps/new/"
    assert client.get(new).status_code == 200
    client.post(new, {"what": "Ringe", "owner": door.anna.pk, "due": "2026-09-09"})
    step = NextStep.objects.get()
    client.post(f"{LIST}{step.pk}/day/", {"due": "2026-09-10", "reason": "Syg"})
    client.post(f"{LIST}{step.pk}/owner/", {"owner": door.bo.pk})
    client.post(f"{LIST}{step.pk}/outcome/", {"state": "dropped", "outcome": "Vil ikke"})
    step.refresh_from_db()
    assert (step.due, step.owner, step.state, step.outcome) == (date(2026, 9, 10), door.bo, "dropped", "Vil ikke")
    shown = client.get(f"{LIST}{step.pk}/").content.decode()
    assert "Opgivet: Ringe – Vil ikke" in shown


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("day/", {"due": "2026-09-07", "reason": "Syg"}), ("day/", {"due": "2026-09-12", "reason": ""}),
        ("owner/", {"owner": ""}), ("outcome/", {"state": "dropped", "outcome": ""}), ("outcome/", {"state": "open"}),
        ("outcome/", {"state": "done", "outcome": "Talte om 010190-1234"}),
    ],
)  # fmt: skip
def test_what_cannot_be_done_keeps_what_was_typed(client, door, page, given):
    step = a_step(door.anna, door.company)
    client.force_login(door.anna)
    answer = client.post(f"{LIST}{step.pk}/{page}", given)
    assert (answer.status_code, NextStep.objects.filter(pk=step.pk, state="open", due=TODAY).count()) == (422, 1)
    assert "010190-1234" not in answer.content.decode()


def test_another_municipality_finds_no_step(client, door):
    step = a_step(door.anna, door.company)
    outsider = an_outsider()
    an_entrance(a_jobcentre(name="Andet"))
    client.force_login(outsider)
    assert step.what not in client.get(f"{LIST}?whose=all").content.decode()
    for page in ("", "outcome/", "day/", "owner/"):
        assert client.get(f"{LIST}{step.pk}/{page}").status_code == 404, page
    for page in ("done/", "reopening/"):
        assert client.post(f"{LIST}{step.pk}/{page}").status_code == 404, page
    assert client.get(f"/companies/{door.company.pk}/steps/new/").status_code == 404


def test_whoever_does_not_see_companies_is_told_so(client, door):
    client.force_login(somebody_who_is(Role.TRAINER, door.jobcentre))
    assert client.get(LIST).status_code == 403
    assert client.get(f"/companies/{door.company.pk}/steps/new/").status_code == 403
