"""What the page of a talk shows."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from samklang.core.words import Value, say
from samklang.practice.enums import Shown, TalkState
from samklang.practice.models import Talk
from samklang.practice.partner.endpoint import Endpoint
from samklang.practice.partner.prompts import LEARNER
from samklang.practice.queries import partner as queries
from samklang.practice.rules import partner as rules
from samklang.practice.script import Script, from_document


class Line(NamedTuple):
    """One line of a talk."""

    number: int
    mine: bool
    text: str


class Told(NamedTuple):
    """Feedback on one indicator."""

    name: str
    shown: str
    label: str
    line: int
    quote: str
    why: str


def above_talk() -> list[tuple[Value, str]]:
    """The pages above a talk."""
    return [(say("Talk with the language model"), reverse("practice:talks"))]


def talk_context(talk: Talk, endpoint: Endpoint | None, day: date, language: str) -> dict[str, Any]:
    """Everything around the field for the next line."""
    script: Script = from_document(talk.case.script)
    off = queries.refusal_to_talk(talk.case.jobcentre, endpoint, day)
    machine = queries.machine_of(talk.case.jobcentre, endpoint)
    passed = queries.passed(machine, talk.case.framework, day)
    over = talk.state == TalkState.OVER
    return {
        "talk": talk, "title": talk.case.worded("title", language), "above": above_talk(), "over": over, "off": off,
        "waiting": rules.waits_for_answer(talk.turns),
        "scene": script.scene.worded(language), "other": script.other.worded(talk.language),
        "lines": [Line(n, one["by"] == LEARNER, one["text"]) for n, one in enumerate(talk.turns, 1)],
        "left": rules.MOST_LINES - rules.lines_of_learner(talk.turns),
        "speech": bool(endpoint and endpoint.transcribes),
        "told": list(_told(talk, day, language)) if over else [],
        "licensed": [one.worded("name", language) for one in passed.licensed],
        "others": [one.worded("name", language) for one in passed.others],
        "may_ask": over and rules.ask_feedback(talk.person, talk, off, len(passed.licensed)) is None,
        "said_nothing": not rules.lines_of_learner(talk.turns), "days": queries.days_kept(talk.person, day),
    }  # fmt: skip


def _told(talk: Talk, day: date, language: str) -> Iterator[Told]:
    """The feedback kept, on the indicators where whoever gave it holds a licence today, and on no others."""
    for one in queries.passed(talk.machine, talk.case.framework, day).licensed:
        said = talk.feedback.get(one.key)
        if said:
            shown = Shown(said["shown"])
            yield Told(one.worded("name", language), shown, str(shown.label), said["line"], said["quote"], said["why"])
