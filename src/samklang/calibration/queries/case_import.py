"""What a file of cases would change, and where in it a fault stands, in words."""

from dataclasses import dataclass

from samklang.calibration.documents import CaseDocument, CaseFile, check_file
from samklang.calibration.queries.cases import documents_of, indicators_asked, newest_revisions
from samklang.core.words import Sentence, say
from samklang.method.models import Framework

_PARTS = {
    "title": say("title"),
    "setting": say("before it begins"),
    "text": say("text"),
    "kind": say("kind"),
    "difficulty": say("difficulty"),
    "form": say("form"),
    "twin": say("twin"),
    "key": say("key of the case"),
    "indicator": say("indicator"),
    "level": say("level"),
    "reason": say("reason"),
    "by": say("who speaks"),
    "da": say("in Danish"),
    "en": say("in English"),
    "framework": say("framework"),
    "samklang": say("what the file is"),
    "cases": say("the cases"),
    "lines": say("lines"),
    "keys": say("agreed levels"),
}


@dataclass(frozen=True)
class CaseImport:
    """The cases of a file by what they would do."""

    framework: Framework
    new: tuple[CaseDocument, ...]
    changed: tuple[CaseDocument, ...]
    same: tuple[CaseDocument, ...]


def looked_through(framework: Framework, file: CaseFile) -> CaseImport:
    """What the file would change in the framework's cases. Raises DocumentFaults with every fault in it."""
    check_file(file, indicators_asked(framework))
    newest = newest_revisions(framework, [one.key for one in file.cases])
    there = {
        case.key: document if case.retired_at is None else None
        for case, document in zip(newest, documents_of(newest), strict=True)
    }
    return CaseImport(
        framework,
        tuple(one for one in file.cases if one.key not in there),
        tuple(one for one in file.cases if one.key in there and there[one.key] != one),
        tuple(one for one in file.cases if there.get(one.key) == one),
    )


def where_in_file(path: tuple[str | int, ...]) -> tuple[Sentence | str, ...]:
    """The place of a fault: “case 4”, “agreed level 2”, “reason”, “in Danish”."""
    found: list[Sentence | str] = []
    names = iter(path)
    for name in names:
        if isinstance(name, int):
            found.append(str(name + 1))
            continue
        number = next(names, None) if name in ("cases", "lines", "keys") else None
        match name, number:
            case "cases", int():
                found.append(say("case {number}", number=int(number) + 1))
            case "lines", int():
                found.append(say("line {number}", number=int(number) + 1))
            case "keys", int():
                found.append(say("agreed level {number}", number=int(number) + 1))
            case _:
                found.append(_PARTS.get(name, name))
    return tuple(found) or (say("the whole file"),)
