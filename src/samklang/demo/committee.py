"""The committee page of both jobcentres once there is something to prove: one that was issued half a year ago, and the
draft of the next."""

from datetime import date, timedelta

from samklang.access.enums import Role
from samklang.committee.commands.issues import issue_page, make_issue, word_issue
from samklang.committee.commands.schedules import set_schedule
from samklang.committee.enums import Every
from samklang.committee.queries.schedules import day_after, day_before, readers_of
from samklang.demo.calibration import at
from samklang.demo.register import Register
from samklang.demo.stages import Stage

SHOWN_FROM = date(2028, 1, 1)
"""Before it there is too little to tell a committee."""
_FIRST = {
    "introduction_da": "Udvalget besluttede, at alle skal kende den samme metode. Her er det første, vi kan vise.",
    "introduction_en": "The committee decided that everybody is to know the same method. Here is the first to show.",
    "asks_da": "At udvalget tager orienteringen til efterretning, og at vi vender tilbage om et halvt år.",
    "asks_en": "That the committee takes note, and that we come back in half a year.",
}
_NEXT = {
    "introduction_da": "For et halvt år siden så udvalget den første side. Her er det, der har flyttet sig siden.",
    "introduction_en": "Half a year ago the committee saw the first page. Here is what has moved since.",
    "asks_da": "At udvalget afsætter penge til pladser til nye kolleger i det kommende år.",
    "asks_en": "That the committee sets money aside for seats for new colleagues in the coming year.",
}


def tell_the_committee(town: Register, stage: Stage) -> None:
    """A page half a year old, a schedule, and a draft of today."""
    head = town.cast.get(Role.HEAD)
    if head is None or stage.today < SHOWN_FROM:
        return
    then = day_before(stage.today, Every.HALF_YEAR)
    first = make_issue(
        by=head, jobcentre=town.jobcentre, first_day=then - timedelta(days=182), last_day=then, today=then,
        now=at(then),
    )  # fmt: skip
    issue_page(by=head, issue=word_issue(by=head, issue=first, values=_FIRST), now=at(then))
    set_schedule(
        by=head, jobcentre=town.jobcentre, every=Every.HALF_YEAR, next_day=day_after(stage.today, Every.HALF_YEAR),
        recipients=list(readers_of(town.jobcentre)), today=stage.today, now=at(stage.today),
    )  # fmt: skip
    draft = make_issue(
        by=head, jobcentre=town.jobcentre, first_day=then + timedelta(days=1), last_day=stage.today,
        today=stage.today, now=at(stage.today),
    )  # fmt: skip
    asks = [one["key"] for one in draft.document["offers"]]
    word_issue(by=head, issue=draft, values={**_NEXT, "asks": asks})
