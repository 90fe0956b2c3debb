"""Two people press the button at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.factories.calibration import NOW, a_round, rated, raters_of
from tests.factories.people import the_lead_of

from samklang.access.clock import today
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.commands import Moment
from samklang.calibration.models import Rating, Result
from samklang.calibration.queries.ratings import Judgement, indicators_to_rate
from samklang.calibration.queries.rounds import cases_of
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_same_moment(*deeds):
    together, outcomes = Barrier(len(deeds)), []

    def press(deed):
        together.wait()
        try:
            deed()
            outcomes.append("done")
        except NotAllowed as refused:
            outcomes.append(refused.refusal.reason.message)
        finally:
            connection.close()

    threads = [Thread(target=press, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes, key=lambda one: (one != "done", one))


def test_of_two_who_close_at_once_one_does_and_the_other_is_told_who_did():
    round_ = rated(a_round())
    leaders = [the_lead_of(round_.jobcentre) for _ in range(2)]
    found = at_the_same_moment(
        *(lambda by=by: commands.close_round(by=by, round_=round_, now=NOW) for by in leaders)
    )  # fmt: skip
    assert found == ["done", "{name} has just closed the round. Its result stands on its page."]
    round_.refresh_from_db()
    closings = Entry.objects.filter(deed="round-closed").count()
    assert (round_.closings, closings, Result.objects.count()) == (1, 1, 1)


def test_two_devices_of_one_rater_save_the_same_answer_once():
    round_ = a_round()
    rater, case, one = raters_of(round_)[0], cases_of(round_)[0], indicators_to_rate(round_.pk)[0]

    def answer(level):
        said = {one: Judgement(True, level, frozenset({1}))}
        commands.rate_case(by=rater.person, rater=rater, case=case, judgements=said, at=Moment(today(), NOW))

    assert at_the_same_moment(*(lambda level=level: answer(level) for level in (2, 4))) == ["done", "done"]
    assert Rating.objects.get().level in (2, 4)
