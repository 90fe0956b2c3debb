"""The committee page in the world of these tests: a draft, one put away, an issue, one to correct, and a schedule."""

from __future__ import annotations

from datetime import timedelta

from tests.architecture.who_may.cast import MARK, World

from samklang.access.clock import now, today
from samklang.access.models import Place
from samklang.committee.commands.issues import issue_page, make_issue, put_away_issue, word_issue
from samklang.committee.commands.schedules import set_schedule, stop_receiving
from samklang.committee.enums import Every
from samklang.committee.models import Issue


def committee(world: World, jobcentre: Place) -> None:
    """One of everything, by the head; the lead has the page sent, and the head has said stop."""
    lead, head = world.people["lead"], world.people["head"]
    issued = issue_page(by=head, issue=_page(world, jobcentre), now=now())
    draft, away = _page(world, jobcentre), _page(world, jobcentre)  # a draft older than the issue is not issued
    put_away_issue(by=head, issue=away, now=now())
    set_schedule(
        by=head, jobcentre=jobcentre, every=Every.QUARTER, next_day=today() + timedelta(days=30),
        recipients=[lead, head], today=today(), now=now(),
    )  # fmt: skip
    stop_receiving(by=head, jobcentre=jobcentre, stop=True, now=now())
    world.filled |= {
        "committee/<int:pk>/": {"pk": draft.pk, "language": "da", "ending": "csv"},
        "committee/<int:pk>/restoring/": {"pk": away.pk},
        "committee/<int:pk>/correction/": {"pk": issued.pk},
        "committee/schedules/<int:pk>/": {"pk": jobcentre.pk},
        "committee:issue@issued": {"pk": issued.pk},
        "committee:issue-words@issued": {"pk": issued.pk},
    }


def _page(world: World, jobcentre: Place) -> Issue:
    head, day = world.people["head"], today()
    made = make_issue(
        by=head, jobcentre=jobcentre, first_day=day - timedelta(days=180), last_day=day, today=day, now=now()
    )
    return word_issue(by=head, issue=made, values={"introduction_da": f"Kære udvalg i {MARK}"})
