"""An edition as one document: what is exchanged as JSON, what Samklang's own texts are written in, what is checked.

The document is the same in every form: phases, competences, indicators with their anchors, concepts and profiles, each
known by its key. Texts are pairs of Danish and English; Danish must be written, English may be missing.
"""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from samklang.core.words import Sentence, say
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Scale

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(max_length=200)]
Prose = Annotated[str, Field(max_length=2000)]
Level = Annotated[int, Field(ge=LOWEST_LEVEL, le=HIGHEST_LEVEL)]
Address = Annotated[str, Field(max_length=200, pattern=r"^(https?://\S+)?$")]


@dataclass(frozen=True, config=STRICT)
class LineText:
    """One line in both languages."""

    da: Line = ""
    en: Line = ""


@dataclass(frozen=True, config=STRICT)
class ProseText:
    """Some sentences in both languages."""

    da: Prose = ""
    en: Prose = ""


@dataclass(frozen=True, config=STRICT)
class UnitText:
    """A word or two in both languages."""

    da: Annotated[str, Field(max_length=80)] = ""
    en: Annotated[str, Field(max_length=80)] = ""


@dataclass(frozen=True, config=STRICT)
class PhaseText:
    """A phase."""

    key: Key
    name: LineText


@dataclass(frozen=True, config=STRICT)
class CompetenceText:
    """A competence."""

    key: Key
    name: LineText
    description: ProseText = ProseText()
    esco: Address = ""


@dataclass(frozen=True, config=STRICT)
class AnchorText:
    """What one sees at a level; for a choice, one answer."""

    level: Annotated[int, Field(ge=1, le=20)]
    da: Annotated[str, Field(max_length=600)] = ""
    en: Annotated[str, Field(max_length=600)] = ""


@dataclass(frozen=True, config=STRICT)
class IndicatorText:
    """An indicator with its anchors."""

    key: Key
    competence: Key
    scale: Scale
    name: LineText
    looks_for: ProseText = ProseText()
    phase: Key | None = None
    unit: UnitText = UnitText()
    anchors: tuple[AnchorText, ...] = ()
    esco: Address = ""


@dataclass(frozen=True, config=STRICT)
class ConceptText:
    """A concept."""

    key: Key
    term: LineText
    definition: ProseText = ProseText()
    example: ProseText = ProseText()
    counter_example: ProseText = ProseText()
    esco: Address = ""


@dataclass(frozen=True, config=STRICT)
class ProfileText:
    """A role profile with the level it demands of each indicator, by the indicator's key."""

    key: Key
    name: LineText
    description: ProseText = ProseText()
    demands: dict[Key, Level] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, config=STRICT)
class EditionDocument:
    """The whole of an edition."""

    key: Key
    name: LineText
    description: ProseText = ProseText()
    phases: tuple[PhaseText, ...] = ()
    competences: tuple[CompetenceText, ...] = ()
    indicators: tuple[IndicatorText, ...] = ()
    concepts: tuple[ConceptText, ...] = ()
    profiles: tuple[ProfileText, ...] = ()


_ADAPTER = TypeAdapter(EditionDocument)


@dataclasses.dataclass(frozen=True)
class Fault:
    """One thing wrong: where, as keys and places from the top, and what."""

    path: tuple[str | int, ...]
    what: Sentence


class DocumentFaults(ValueError):
    """Everything that is wrong with a document, never just the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{'.'.join(map(str, one.path))}: {one.what}" for one in self.faults))


def from_document(source: Mapping[str, Any]) -> EditionDocument:
    """The edition that a document holds. Raises DocumentFaults with every fault."""
    try:
        found = as_it_stands(source)
    except DocumentFaults as shape:
        raise DocumentFaults([*shape.faults, *_faults_besides(source, shape.faults)]) from None
    return checked(found)


def _faults_besides(source: Mapping[str, Any], shape: Iterable[Fault]) -> Iterator[Fault]:
    """What does not hold together among the rows that are in shape themselves."""
    bad = {fault.path[:2] for fault in shape}
    kept = {part: [place for place, _ in enumerate(source[part]) if (part, place) not in bad] for part in _rows(source)}
    lost = {row.get("key") for part in kept for place, row in enumerate(source[part]) if place not in kept[part]}
    try:
        found = as_it_stands({**source, **{part: [source[part][place] for place in kept[part]] for part in kept}})
    except DocumentFaults:
        return
    for fault in faults_in(found):
        part, place, *rest = fault.path
        if fault.what.values.get("key") not in lost:
            here = kept[str(part)][place] if isinstance(place, int) else place
            yield Fault((part, here, *rest), fault.what)


def _rows(source: Mapping[str, Any]) -> list[str]:
    """The parts that are lists of rows."""
    parts = ("phases", "competences", "indicators", "concepts", "profiles")
    return [
        part
        for part in parts
        if isinstance(source.get(part), list) and all(isinstance(row, dict) for row in source[part])
    ]


def as_it_stands(source: Mapping[str, Any]) -> EditionDocument:
    """The edition that a document holds, also where it does not hold together yet, as a draft need not.

    Raises DocumentFaults where something has no place in any edition.
    """
    try:
        return _ADAPTER.validate_json(json.dumps(source, default=str))
    except ValidationError as error:
        raise DocumentFaults(_shape_faults(error)) from None


def checked(edition: EditionDocument) -> EditionDocument:
    """The edition, where it holds together. Raises DocumentFaults with every fault."""
    faults = tuple(faults_in(edition))
    if faults:
        raise DocumentFaults(faults)
    return edition


def to_document(edition: EditionDocument) -> dict[str, Any]:
    """As it is written to a file."""
    found: dict[str, Any] = _ADAPTER.dump_python(edition, mode="json")
    return found


def _shape_faults(error: ValidationError) -> Iterator[Fault]:
    for one in error.errors(include_url=False):
        if one["type"] == "missing":
            yield Fault(one["loc"], say("This is missing. Write it in."))
        elif one["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
            yield Fault(one["loc"], say("Samklang does not know this. Remove it."))
        else:
            found, limits = str(one.get("input"))[:80], one.get("ctx", {})
            yield Fault(one["loc"], _why_not(one["type"], found, limits))


_NO_LEVEL = say("Write a whole number, such as 3.")
_INSTEAD: Mapping[str, Sentence] = {
    "string_type": say("Write a text between quotation marks."),
    "enum": say("Write level, count or choice."),
    "greater_than_equal": _NO_LEVEL,
    "less_than_equal": _NO_LEVEL,
    "int_type": _NO_LEVEL,
    "int_parsing": _NO_LEVEL,
    "int_from_float": _NO_LEVEL,
    "key": say("Write small letters a to z, digits and hyphens."),
    "address": say("Write a web address that begins with https://, or nothing."),
}
"""What to write where something else stands."""
_LIKE_OURS = say("Look at a file fetched from Samklang, and write it so.")


def _why_not(kind: str, found: str, limits: Mapping[str, Any]) -> Sentence:
    """What stands there instead of what belongs there, and what to write."""
    if kind == "string_too_long":
        most = limits["max_length"]
        return say(
            "“{found} …” is too long: at most {most} characters fit here. Make it shorter.", found=found, most=most
        )
    if kind == "string_pattern_mismatch":
        kind = "address" if "http" in str(limits.get("pattern")) else "key"
    return say("“{found}” does not fit here. {instead}", found=found, instead=_INSTEAD.get(kind, _LIKE_OURS))


def faults_in(edition: EditionDocument) -> Iterator[Fault]:
    """What does not hold together: keys, references, levels, texts that are missing."""
    for name in ("phases", "competences", "indicators", "concepts", "profiles"):
        rows = getattr(edition, name)
        for key, times in Counter(row.key for row in rows).items():
            if times > 1:
                yield Fault(
                    (name, key), say("The key “{key}” stands {times} times. Use each once.", key=key, times=times)
                )
        for place, row in enumerate(rows):
            text = row.term if name == "concepts" else row.name
            if not text.da:
                yield Fault((name, place), say("“{key}” has no Danish name. Write one.", key=row.key))
    yield from _indicator_faults(edition)
    yield from _demand_faults(edition)


def _indicator_faults(edition: EditionDocument) -> Iterator[Fault]:
    phases = {one.key for one in edition.phases}
    competences = {one.key for one in edition.competences}
    for place, one in enumerate(edition.indicators):
        here = ("indicators", place)
        if one.competence not in competences:
            yield Fault(here, say("There is no competence “{key}”. Add it, or choose another.", key=one.competence))
        if one.phase is not None and one.phase not in phases:
            yield Fault(here, say("There is no phase “{key}”. Add it, or choose another.", key=one.phase))
        yield from (Fault(here, what) for what in _anchor_faults(one))


def _anchor_faults(one: IndicatorText) -> Iterator[Sentence]:
    levels = [anchor.level for anchor in one.anchors if anchor.da]
    if one.scale == Scale.LEVEL and sorted(levels) != list(range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)):
        yield say("“{key}” needs one text for each level from 1 to 5.", key=one.key)
    if one.scale == Scale.CHOICE and (len(levels) < 2 or sorted(levels) != list(range(1, len(levels) + 1))):
        yield say("“{key}” needs at least two answers, numbered from 1.", key=one.key)
    if one.scale == Scale.COUNT and one.anchors:
        yield say("“{key}” is counted and has no levels. Remove their texts.", key=one.key)


def _demand_faults(edition: EditionDocument) -> Iterator[Fault]:
    levels = {one.key for one in edition.indicators if one.scale == Scale.LEVEL}
    for place, profile in enumerate(edition.profiles):
        for key in profile.demands:
            if key not in levels:
                what = say(
                    "“{profile}” demands “{key}”, which is no indicator with levels.", profile=profile.key, key=key
                )
                yield Fault(("profiles", place, "demands", key), what)
