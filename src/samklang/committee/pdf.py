"""The page on paper: a PDF that a screen reader can follow, the same for ever for the same issue."""

from datetime import date, datetime
from typing import Any, NamedTuple

from samklang.committee.enums import Question
from samklang.committee.page_parts import (
    QUESTIONS,
    Kept,
    Line,
    Part,
    against_said,
    asks_of,
    introduction_of,
    parts_of,
    wishes_of,
)
from samklang.core.words import Sentence, render, say
from samklang.web.papers.pdf import typeset


class Head(NamedTuple):
    """What stands above the page. number: None of a draft."""

    place: str
    municipality: str
    number: int | None
    first_day: date
    last_day: date
    sha256: str
    replaces: int | None


def title_of(number: int | None) -> Sentence:
    """What the page is called."""
    return say("Page no. {number} for the committee", number=number) if number else say("Draft page for the committee")


def page_pdf(issue: Kept, head: Head, language: str, made_at: datetime) -> bytes:
    """The page as PDF/UA on A4."""
    return typeset("samklang.committee", "page", page_document(issue, head, language), made_at)


def page_document(issue: Kept, head: Head, language: str) -> dict[str, Any]:
    """Everything that stands on paper, as the template gets it."""

    def said(sentence: Sentence) -> str:
        return render(sentence, language)

    introduction, wishes = introduction_of(issue, language), wishes_of(issue, language)
    asks = asks_of(issue, language)
    return {
        "language": language,
        "title": said(title_of(head.number)),
        "place": head.place,
        "author": head.municipality,
        "days": said(say("{first} to {last}", first=head.first_day, last=head.last_day)),
        "draft": "" if head.number else said(say("This is a draft. Figures and words may still change.")),
        "replaces": said(say("It takes the place of page no. {number}.", number=head.replaces))
        if head.replaces else "",
        "introduction": introduction._asdict() if introduction else None,
        "parts": [_part(one) for one in parts_of(issue, language)],
        "heads": [
            said(one)
            for one in (say("Key figure"), say("Now"), say("95 % interval"), say("Counted on"), say("Last time"))
        ],
        "not_said": said(say("What this does not say")),
        "sources": said(say("Counted from")),
        "asks_title": said(QUESTIONS[Question.ASKS]),
        "asks": asks,
        "wishes": wishes._asdict() if wishes else None,
        "nothing": "" if asks or wishes else said(say("Nothing this time.")),
        "against": against_said(issue, language),
        "footer": said(say("Made with Samklang. Key figures are explained in its catalogue.")),
        "seal": said(say("Mark of what was issued: {mark}", mark=head.sha256[:16])) if head.sha256 else "",
        "page": said(say("Page")),
    }  # fmt: skip


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title, "answer": part.answer, "told": list(part.told),
        "lines": [_cells(one) for one in part.lines], "compared": part.has_comparison,
        "sources": list(part.sources), "not_said": list(part.not_said),
    }  # fmt: skip


def _cells(one: Line) -> list[str]:
    return [one.label, one.said, one.bounds, one.n, one.compared]


def name_of(number: int | None, place: str, language: str) -> str:
    """What the file is called."""
    return f"{render(title_of(number), language)} {place}.pdf".lower().replace(" ", "-").replace("/", "-")
