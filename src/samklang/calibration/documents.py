"""A case as one document: what is exchanged as JSON, what Samklang's own cases are written in, what is checked.

Texts are pairs of Danish and English; Danish must be written, English may be missing. A key names an indicator of the
framework, so a case is checked against the indicators it is to be rated by.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from samklang.calibration.enums import CaseKind, Difficulty, Form, Speaker
from samklang.calibration.rules.rating import MOST_COUNTED, level_fits
from samklang.core.words import say
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.method.documents import STRICT, DocumentFaults, Fault
from samklang.method.enums import Scale

MOST_LINES, MOST_CASES_IN_A_FILE = 80, 500
"""Lines of one dialogue, and cases of one file."""
FILE_MARK = "cases"
CaseSlug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
OrNone = Annotated[str, Field(pattern=r"^([a-z0-9]+(?:-[a-z0-9]+)*)?$", max_length=80)]


class Asked(NamedTuple):
    """What an indicator can be answered with. answers: the numbers of the answers, of a choice."""

    scale: Scale
    answers: frozenset[int] = frozenset()


Indicators = Mapping[str, Asked]
"""By the indicators' keys."""


@dataclass(frozen=True, config=STRICT)
class TitleText:
    """A title in both languages."""

    da: Annotated[str, Field(max_length=200)] = ""
    en: Annotated[str, Field(max_length=200)] = ""


@dataclass(frozen=True, config=STRICT)
class SettingText:
    """Who, where, and what has gone before, in both languages."""

    da: Annotated[str, Field(max_length=2000)] = ""
    en: Annotated[str, Field(max_length=2000)] = ""


@dataclass(frozen=True, config=STRICT)
class StoryText:
    """The text of a situation or of a triage question, in both languages."""

    da: Annotated[str, Field(max_length=6000)] = ""
    en: Annotated[str, Field(max_length=6000)] = ""


@dataclass(frozen=True, config=STRICT)
class ReasonText:
    """Why a level and not its neighbour, in both languages."""

    da: Annotated[str, Field(max_length=600)] = ""
    en: Annotated[str, Field(max_length=600)] = ""


@dataclass(frozen=True, config=STRICT)
class SpokenLine:
    """One line of a dialogue."""

    by: Speaker
    da: Annotated[str, Field(max_length=1000)] = ""
    en: Annotated[str, Field(max_length=1000)] = ""


@dataclass(frozen=True, config=STRICT)
class KeyText:
    """The level agreed for one indicator, the lines it rests on counted from 1, and why."""

    indicator: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
    level: Annotated[int, Field(ge=0, le=MOST_COUNTED)]
    lines: tuple[Annotated[int, Field(ge=1, le=MOST_LINES)], ...] = ()
    reason: ReasonText = ReasonText()


@dataclass(frozen=True, config=STRICT)
class CaseDocument:
    """The whole of a case."""

    key: CaseSlug
    kind: CaseKind
    difficulty: Difficulty
    title: TitleText
    form: Form = Form.NONE
    twin: OrNone = ""
    setting: SettingText = SettingText()
    text: StoryText = StoryText()
    lines: Annotated[tuple[SpokenLine, ...], Field(max_length=MOST_LINES)] = ()
    keys: tuple[KeyText, ...] = ()


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class CaseFile:
    """Cases of one framework, as they are exchanged. samklang: says what the file is."""

    samklang: Annotated[str, Field(pattern=f"^{FILE_MARK}$")]
    framework: Annotated[str, Field(max_length=60)]
    cases: Annotated[tuple[CaseDocument, ...], Field(max_length=MOST_CASES_IN_A_FILE)]


_ADAPTER, _FILE_ADAPTER = TypeAdapter(CaseDocument), TypeAdapter(CaseFile)


def from_document(source: Mapping[str, Any], indicators: Indicators) -> CaseDocument:
    """The case that a document holds. Raises DocumentFaults with every fault."""
    try:
        found = _ADAPTER.validate_json(json.dumps(source, default=str))
    except ValidationError as error:
        raise DocumentFaults(_shape_faults(error)) from None
    _raise_any(faults_in(found, indicators))
    return found


def from_file(text: str | bytes) -> CaseFile:
    """The cases a file holds, well formed but not yet checked against a framework. Raises DocumentFaults."""
    try:
        return _FILE_ADAPTER.validate_json(text)
    except ValidationError as error:
        raise DocumentFaults(_shape_faults(error)) from None


def check_file(file: CaseFile, indicators: Indicators) -> None:
    """Nothing, where every case holds together. Raises DocumentFaults with every fault of every case."""
    _raise_any(_faults_of_all(file.cases, indicators))


def to_document(case: CaseDocument) -> dict[str, Any]:
    """As it is written to a file."""
    found: dict[str, Any] = _ADAPTER.dump_python(case, mode="json")
    return found


def to_file(framework: str, cases: Iterable[CaseDocument]) -> str:
    """A file of cases that `from_file` reads."""
    rows = [to_document(one) for one in cases]
    return json.dumps({"samklang": FILE_MARK, "framework": framework, "cases": rows}, ensure_ascii=False, indent=2)


def _raise_any(faults: Iterable[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise DocumentFaults(found)


def _shape_faults(error: ValidationError) -> Iterator[Fault]:
    for one in error.errors(include_url=False):
        where, limits = tuple(one["loc"]), one.get("ctx", {})
        match one["type"]:
            case "missing":
                yield Fault(where, say("This is missing. Write it in."))
            case "extra_forbidden" | "unexpected_keyword_argument":
                yield Fault(where, say("Samklang does not know this. Remove it."))
            case "json_invalid":
                yield Fault(where, say("The file is not JSON. Fetch one from the list of cases and write in that."))
            case "string_too_long":
                most = int(limits["max_length"])
                yield Fault(where, say("The text is too long. Keep to {most} characters.", most=most))
            case "too_long":
                yield Fault(where, say("There are too many. At most {most} fit.", most=int(limits["max_length"])))
            case "enum":
                known = str(limits["expected"]).replace(" or ", ", ").replace("'", "")
                yield Fault(where, say("Samklang knows these here: {known}. Choose one.", known=known))
            case _:
                found = str(one.get("input"))[:80]
                yield Fault(where, say("“{found}” does not fit here. See how the other cases write it.", found=found))


def _faults_of_all(cases: Sequence[CaseDocument], indicators: Indicators) -> Iterator[Fault]:
    for key, times in Counter(one.key for one in cases).items():
        if times > 1:
            what = say("The key “{key}” stands {times} times. Use each once.", key=key, times=times)
            yield Fault(("cases",), what)
    for place, one in enumerate(cases):
        yield from (Fault(("cases", place, *fault.path), fault.what) for fault in faults_in(one, indicators))


def faults_in(case: CaseDocument, indicators: Indicators) -> Iterator[Fault]:
    """What does not hold together: texts that are missing, keys, levels, lines, numbers of people."""
    if not case.title.da:
        yield Fault(("title", "da"), say("The case has no Danish title. Write one."))
    if case.twin and case.twin == case.key:
        yield Fault(("twin",), say("A case is not its own twin. Name the other one."))
    yield from _story_faults(case)
    yield from _key_faults(case, indicators)
    for path, text in _texts(case):
        if "\0" in text:
            yield Fault(path, say("There is a character that cannot be kept. Write the text again."))
        if holds_civil_registration_number(text):
            what = say(
                "There is something that looks like a civil registration number. Take it out: the people of a case are "
                "made up."
            )
            yield Fault(path, what)


def _story_faults(case: CaseDocument) -> Iterator[Fault]:
    if case.kind == CaseKind.DIALOGUE:
        if not case.lines:
            yield Fault(("lines",), say("A dialogue needs lines. Write what is said."))
        if case.text.da or case.text.en:
            yield Fault(("text",), say("A dialogue is told by its lines. Move the text there or into the setting."))
    else:
        if not case.text.da:
            yield Fault(("text", "da"), say("The case has no Danish text. Write what has happened."))
        if case.lines:
            yield Fault(("lines",), say("Only a dialogue has lines. Move them into the text, or make it a dialogue."))
    for place, line in enumerate(case.lines):
        if not line.da:
            yield Fault(("lines", place, "da"), say("The line has no Danish text. Write it, or remove the line."))


def _key_faults(case: CaseDocument, indicators: Indicators) -> Iterator[Fault]:
    for key, times in Counter(one.indicator for one in case.keys).items():
        if times > 1:
            what = say("“{key}” has {times} levels. Keep one.", key=key, times=times)
            yield Fault(("keys",), what)
    for place, one in enumerate(case.keys):
        here = ("keys", place)
        indicator = indicators.get(one.indicator)
        if indicator is None:
            what = say("The framework has no indicator “{key}”. Choose one that it has.", key=one.indicator)
            yield Fault((*here, "indicator"), what)
        else:
            refusal = level_fits(indicator.scale, one.level, indicator.answers)
            if refusal is not None:
                yield Fault((*here, "level"), refusal.reason)
        for number in one.lines:
            if number > len(case.lines):
                what = say("There is no line {number}. The last is {last}.", number=number, last=len(case.lines))
                yield Fault((*here, "lines"), what)
        if not one.reason.da:
            yield Fault((*here, "reason", "da"), say("Write in Danish why it is this level and not the next."))


def _texts(case: CaseDocument) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("title", "setting", "text"):
        pair = getattr(case, name)
        yield from (((name, language), getattr(pair, language)) for language in ("da", "en"))
    for place, line in enumerate(case.lines):
        yield from ((("lines", place, language), getattr(line, language)) for language in ("da", "en"))
    for place, key in enumerate(case.keys):
        yield from ((("keys", place, "reason", language), getattr(key.reason, language)) for language in ("da", "en"))
