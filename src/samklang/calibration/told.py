"""A case as it is shown: who says what, and which levels a line carries where the key is shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samklang.calibration.documents import CaseDocument
from samklang.calibration.enums import Speaker
from samklang.calibration.models import Case, CaseLine
from samklang.core.words import Sentence, say

_SPEAKERS: Mapping[str, tuple[Sentence, Sentence]] = {
    "conversation": (say("Counsellor"), say("Citizen")),
    "company-meeting": (say("Consultant"), say("Company")),
}
_ELSEWHERE = (say("Colleague"), say("Citizen or company"))


@dataclass(frozen=True)
class Told:
    """One line with its speaker. marks: what rests on it, in the key; marked: whether it is to be looked at."""

    line: CaseLine
    speaker: Sentence | None
    marks: tuple[object, ...] = ()
    marked: bool = False


def told(
    framework_key: str, lines: Iterable[CaseLine], marks: Mapping[int, Sequence[object]] | None = None,
    marked: Iterable[int] = (),
) -> list[Told]:  # fmt: skip
    """The lines as the template `calibration/_case_text.html` shows them; without marks, as raters see them."""
    staff, other = _SPEAKERS.get(framework_key, _ELSEWHERE)
    speakers = {Speaker.STAFF: staff, Speaker.OTHER: other}
    resting, seen = marks or {}, set(marked)
    return [
        Told(one, speakers.get(Speaker(one.by)), tuple(resting.get(one.number, ())), one.number in seen)
        for one in lines
    ]  # fmt: skip


def unsaved(document: CaseDocument) -> tuple[Case, list[CaseLine]]:
    """Rows of a case that is only looked at before it is saved."""
    pairs = {
        f"{name}_{language}": getattr(getattr(document, name), language)
        for name in ("title", "setting", "text")
        for language in ("da", "en")
    }
    lines = [
        CaseLine(number=number, by=one.by, text_da=one.da, text_en=one.en)
        for number, one in enumerate(document.lines, 1)
    ]
    facts = {name: getattr(document, name) for name in ("key", "kind", "difficulty", "form", "twin")}
    return Case(**facts, **pairs), lines
