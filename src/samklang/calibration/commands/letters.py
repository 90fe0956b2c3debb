"""The mail that asks somebody to rate, and the one that reminds them."""

from collections.abc import Iterable

from samklang.access.commands.letter import send_letter
from samklang.access.models import Person
from samklang.calibration.models import Round
from samklang.core.words import say, say_n

_PAGE = "calibration:rating"


def invite(round_: Round, people: Iterable[Person], cases: int) -> int:
    """Ask them to rate; the answer is how many get it."""
    lines = [
        say(
            "You are asked to rate in the round “{title}” at {place}.", title=round_.title, place=round_.jobcentre.name
        ),
        say_n(
            "There is {count} case. It takes about two minutes, on a phone too.",
            "There are {count} cases. Each takes about two minutes, on a phone too, and you can stop and go on later.",
            cases,
        ),
        say("Rate by yourself, before you talk about the cases: the round shows how alike you see them."),
        say("Nobody else sees your answers while the round is open. Afterwards they are shown without names."),
        say("The last day is {day}.", day=round_.last_day),
    ]
    subject = say("Rate the same cases as your colleagues by {day}", day=round_.last_day)
    return send_letter(to=people, subject=subject, lines=lines, page=_PAGE, key=round_.pk)


def remind(round_: Round, people: Iterable[Person]) -> int:
    """Remind them that they are not done; the answer is how many get it."""
    lines = [
        say("You have not said yet that you are done with the round “{title}”.", title=round_.title),
        say("The last day is {day}. What you have answered is kept.", day=round_.last_day),
        say("Everybody who is not done gets this mail; your leader does not see who they are."),
    ]
    subject = say("Your answers are awaited by {day}", day=round_.last_day)
    return send_letter(to=people, subject=subject, lines=lines, page=_PAGE, key=round_.pk)
