"""Looking up what one sheet says about another: a person, a team, a module, by code or by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Misread, Remark, Understood
from samklang.core.workbook.kinds import Read
from samklang.core.workbook.labels import folded, nearest

_MOST_SUGGESTIONS = 60
"""Looking for the nearest name is slow among thousands; after so many, the message only says that it is unknown."""


@dataclass
class Register:
    """What can be pointed to: the rows of one sheet, by code (id) and by name. `sheet` is the sheet's name."""

    sheet: str
    entries: list[tuple[str, str]]
    _ids: dict[str, str] = field(default_factory=dict)
    _names: dict[str, list[str]] = field(default_factory=dict)
    _folds: dict[str, list[str]] = field(default_factory=dict)
    _name_of: dict[str, str] = field(default_factory=dict)
    _answers: dict[str, Read | Misread] = field(default_factory=dict)
    _suggested: int = 0

    def __post_init__(self) -> None:
        names, folds = defaultdict(list), defaultdict(list)
        for id_, name in self.entries:
            self._ids.setdefault(id_, id_)
            self._name_of.setdefault(id_, name)
            names[name].append(id_)
            for fold in {folded(id_), folded(name), _turned(name), id_.lstrip("0")} - {""}:
                folds[fold].append(id_)
        self._names, self._folds = dict(names), dict(folds)

    @classmethod
    def of(cls, sheet: str, entries: Iterable[tuple[str, str]]) -> "Register":
        """A register of (code, name) pairs."""
        return cls(sheet, list(entries))

    def name(self, id_: str) -> str:
        """The name that goes with a code; the code where there is none."""
        return self._name_of.get(id_, id_)

    def knows(self, text: str) -> bool:
        """Whether a text points to something here."""
        return not isinstance(self._look_up(text), Misread)

    def find(self, text: str) -> Read:
        """The code that a text points to, with a remark where it is spelt differently. Raises Misread.

        The code itself counts first, then the exact name, then either of them without regard to case, spaces, accents,
        å = aa, “Surname, First name” and leading zeros, if that fits only one.
        """
        if text not in self._answers:
            self._answers[text] = self._look_up(text)
        answer = self._answers[text]
        if isinstance(answer, Misread):
            raise Misread(answer.what, answer.instead)
        return answer

    def _look_up(self, text: str) -> Read | Misread:
        if text in self._ids:
            return Read(text)
        exact = self._names.get(text, [])
        if len(exact) == 1:
            return Read(exact[0])
        fold = folded(text)
        matches = list(dict.fromkeys(exact or [*self._folds.get(fold, []), *self._folds.get(text.lstrip("0"), [])]))
        if len(matches) == 1:
            return Read(matches[0], Remark(Understood.SPELLING, text, self._shown(matches[0])))
        if matches:
            return Misread(
                say("“{found}” fits more than one: {all}.", found=text, all=tuple(map(self._shown, matches[:5]))),
                say("Write the number or the code in place of the name."),
            )
        return Misread(
            say("“{found}” does not stand in the sheet “{sheet}”.", found=text, sheet=self.sheet), self._advice(text)
        )

    def _advice(self, text: str) -> Sentence:
        near: list[str] = []
        if self._suggested < _MOST_SUGGESTIONS:
            self._suggested += 1
            by_name = {name: id_ for id_, name in self.entries}
            near = [self._shown(by_name[name]) for name in nearest(text, by_name, count=2)]
            near = near or [self._shown(id_) for id_ in nearest(text, self._ids, count=2, closeness=0.75)]
        if near:
            return say(
                "Did you mean {names}? Write it as it stands in the sheet “{sheet}”.",
                names=" / ".join(near),
                sheet=self.sheet,
            )
        return say("Write it as it stands in the sheet “{sheet}”, or add it there.", sheet=self.sheet)

    def _shown(self, id_: str) -> str:
        name = self.name(id_)
        return name if name == id_ else f"{name} ({id_})"


def _turned(name: str) -> str:
    first, comma, rest = name.rpartition(" ")
    return folded(rest + first) if comma else folded(name)


def alike(one: str, other: str) -> bool:
    """Whether two names could be the same person's: much the same letters, or one holds the other's words."""
    words, others = set(map(folded, one.split())), set(map(folded, other.split()))
    return words <= others or others <= words or SequenceMatcher(None, folded(one), folded(other)).ratio() >= 0.75
