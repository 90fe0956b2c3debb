"""Somebody says what is wrong about them, is answered within a month, and nothing is lost on the way."""

from datetime import date

import pytest
from django.core import mail
from tests.factories.people import a_colleague_in, a_team, the_head_of, the_lead_of, the_leader_of

from samklang.access.commands import answer_correction, ask_for_correction, withdraw_correction
from samklang.access.enums import CorrectionState
from samklang.access.models import Correction, Person, Place
from samklang.access.queries.correction import a_month_after, corrections_to_answer
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 7)


def asked(by: Person, team: Place) -> Correction:
    return ask_for_correction(
        by=by, place=team.parent, what_is_wrong="Der står 30 timer.", what_is_right="37 timer.", today=DAY
    )


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 9, 7), date(2026, 10, 7)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_the_answer_is_due_in_a_month(day, last):
    assert a_month_after(day) == last


def test_a_request_reaches_those_who_answer_there_with_its_deadline(django_capture_on_commit_callbacks):
    team = a_team()
    lead, head, colleague = the_lead_of(team.parent), the_head_of(team.parent), a_colleague_in(team)
    the_lead_of(a_team().parent)
    with django_capture_on_commit_callbacks(execute=True):
        correction = asked(colleague, team)
    assert correction.last_day == date(2026, 10, 7)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([lead.email, head.email])
    assert all("7. oktober 2026" in letter.body and "30 timer" not in letter.body for letter in mail.outbox)
    assert list(corrections_to_answer(lead)) == [correction]


@pytest.mark.parametrize(("accepted", "state"), [(True, CorrectionState.ACCEPTED), (False, CorrectionState.REFUSED)])
def test_the_person_is_answered_with_a_reason_and_a_mail(django_capture_on_commit_callbacks, accepted, state):
    team = a_team()
    lead, colleague = the_lead_of(team.parent), a_colleague_in(team)
    correction = asked(colleague, team)
    with django_capture_on_commit_callbacks(execute=True):
        answer_correction(by=lead, correction=correction, accepted=accepted, answer="Det er rettet i dag.")
    correction.refresh_from_db()
    assert (correction.state, correction.answered_by, correction.answer) == (state, lead, "Det er rettet i dag.")
    (letter,) = mail.outbox
    assert letter.to == [colleague.email]
    assert "Det er rettet i dag." in letter.body
    entry = Entry.objects.first()
    assert (entry.deed, entry.about_id, entry.details) == ("correction-answered", colleague.pk, {"state": state.value})


def test_nobody_answers_twice_or_after_it_was_withdrawn():
    team = a_team()
    lead, colleague = the_lead_of(team.parent), a_colleague_in(team)
    first, second = asked(colleague, team), asked(colleague, team)
    answer_correction(by=lead, correction=first, accepted=True, answer="Ja.")
    withdraw_correction(by=colleague, correction=second)
    for correction in (first, second):
        with pytest.raises(NotAllowed, match="answered or withdrawn already"):
            answer_correction(by=lead, correction=correction, accepted=False, answer="Nej.")
    first.refresh_from_db()
    assert first.answer == "Ja."
    with pytest.raises(NotAllowed, match="answered or withdrawn already"):
        withdraw_correction(by=colleague, correction=first)


@pytest.mark.parametrize("who", [the_leader_of, a_colleague_in])
def test_only_who_answers_there_answers(who):
    team = a_team()
    correction = asked(a_colleague_in(team), team)
    with pytest.raises(NotAllowed, match="answered by the head or the lead"):
        answer_correction(by=who(team), correction=correction, accepted=True, answer="Ja.")


def test_nobody_answers_or_withdraws_for_the_wrong_person():
    team = a_team()
    lead, colleague = the_lead_of(team.parent), a_colleague_in(team)
    with pytest.raises(NotAllowed, match="Nobody answers their own"):
        answer_correction(by=lead, correction=asked(lead, team), accepted=True, answer="Ja.")
    with pytest.raises(NotAllowed, match="Only the person who asked"):
        withdraw_correction(by=lead, correction=asked(colleague, team))
