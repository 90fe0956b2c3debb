"""What Samklang itself writes on a company's timeline: sentences by their key, put into a language when shown. Pure."""

import re
from collections.abc import Mapping
from datetime import date

from samklang.core.words import Sentence, Value, say, with_values

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

TOLD: Mapping[str, Sentence] = {
    "enquiry": say("Wrote to us: {subject}"),
    "enquiry-again": say("Wrote again: {subject}"),
    "enquiry-answered": say("Answered: {subject}"),
    "step-agreed": say("{what}, by {day}"),
    "step-done": say("Done: {what}"),
    "step-done-so": say("Done: {what} – {outcome}"),
    "step-dropped": say("Dropped: {what} – {outcome}"),
    "step-opened": say("Not settled after all: {what}"),
    "step-moved": say("Moved from {before} to {day}: {what} – {reason}"),
    "step-given": say("Given to a colleague: {what}"),
    "opening-job": say("New opening, ordinary job: {title}"),
    "opening-hours": say("New opening, ordinary hours: {title}"),
    "opening-placement": say("New opening, placement: {title}"),
    "opening-flexi": say("New opening, flexi-job: {title}"),
    "opening-subsidy": say("New opening, wage subsidy: {title}"),
    "opening-changed": say("Opening changed: {title}"),
    "opening-is-open": say("Open again: {title}"),
    "opening-is-filled": say("Filled, not begun: {title}"),
    "opening-is-running": say("Begun: {title}"),
    "opening-is-withdrawn": say("Withdrawn: {title}"),
    "opening-ended-paid": say("Ended with ordinary paid hours: {title}"),
    "opening-ended-longer": say("Ended with a longer agreement of the same kind: {title}"),
    "opening-ended-nothing": say("Ended without paid hours: {title}"),
    "opening-ended-unknown": say("Ended, and what came of it is not known: {title}"),
    "opening-followed-up": say("Followed up, {title}: {what}"),
    "meeting-planned": say("Meeting planned: {title}"),
    "meeting-moved": say("Meeting moved to {day}: {title}"),
    "meeting-cancelled": say("Meeting cancelled: {title}"),
    "meeting-restored": say("The meeting is held after all: {title}"),
    "meeting-held": say("Meeting held: {title}"),
    "company-ceased": say("The public register says that it ceased on {day}"),
    "company-renamed": say("The public register says that it has another name: {before} is now {name}"),
    "merged": say("{name} turned out to be the same company; what was written about it stands here"),
    "merge-undone": say("{name} is a company of its own after all; what was written about it stands there again"),
    "company-added": say("Taken in among the companies: {name}"),
    "owner-is": say("{name} owns the contact from now on"),
    "owner-was": say("{name} owns the contact no longer; nobody does yet"),
    "contact-left": say("{name} does not work there any more"),
    "contact-back": say("{name} works there after all"),
    "no-step": say("No next step: {reason}"),
    "handed-over": say("Handed over by {giver} to {receiver}"),
    "lent": say("Lent by {giver} to {receiver} during a leave"),
    "came-back": say("Back with {giver} after a leave; {receiver} had it meanwhile"),
}
"""Each area of the door adds its own; the values stand in `Entry.told`."""


def words_of(key: str, values: Mapping[str, str]) -> Sentence | str:
    """The line as a sentence; as it stands where somebody typed it."""
    sentence = TOLD.get(key)
    if sentence is None or not values:
        return key
    return with_values(sentence, **{name: _value(text) for name, text in values.items()})


def _value(text: str) -> Value:
    """A day is stored as 2026-09-07, and written as the language does."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else text
    except ValueError:  # it looks like a day, and is none
        return text
