"""Whom and what the user means: a person, a module, a trainer or a room by its number or its name."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from samklang.cli.exits import Refused, to_mend
from samklang.core.planner.problem import Module, Person, Problem, Room, Trainer
from samklang.core.words import Sentence, say


class Named(Protocol):
    """Anything with an id and a name."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


One = TypeVar("One", bound=Named)


def person_named(problem: Problem, wanted: str) -> Person:
    """The person with this employee number or name. Raises Refused where there is none, or more than one."""
    return _one_of(problem.people, wanted, say("the staff"))


def module_named(problem: Problem, wanted: str) -> Module:
    """The module with this id, name or place in the programme, from 1. Raises Refused where there is none."""
    text = wanted.strip()
    ids = {module.id for module in problem.modules}
    if text.isdigit() and text not in ids and 1 <= int(text) <= len(problem.modules):
        return problem.modules[int(text) - 1]
    return _one_of(problem.modules, wanted, say("the modules"))


def trainer_named(problem: Problem, wanted: str) -> Trainer:
    """The trainer with this id or name. Raises Refused where there is none, or more than one."""
    return _one_of(problem.trainers, wanted, say("the trainers"))


def room_named(problem: Problem, wanted: str) -> Room:
    """The room with this id or name. Raises Refused where there is none, or more than one."""
    return _one_of(problem.rooms, wanted, say("the rooms"))


def _one_of(all_: Sequence[One], wanted: str, of: Sentence) -> One:
    text = wanted.strip()
    for one in all_:
        if one.id == text:
            return one
    same = [one for one in all_ if text.casefold() in {one.name.casefold(), one.id.casefold()}]
    if len(same) == 1:
        return same[0]
    if same:
        numbers = tuple(one.id for one in same)
        raise to_mend(
            say("Several are called “{name}”. Write one of the numbers {numbers}.", name=text, numbers=numbers)
        )
    raise _unknown(all_, text, of)


def _unknown(all_: Sequence[Named], text: str, of: Sentence) -> Refused:
    by_word = {word.casefold(): f"{one.name} ({one.id})" for one in all_ for word in (one.name, one.id)}
    close = tuple(dict.fromkeys(by_word[word] for word in get_close_matches(text.casefold(), by_word, n=3)))
    unknown = say("“{name}” is not among {all}.", name=text, all=of)
    return to_mend(unknown, say("Did you mean {close}?", close=close)) if close else to_mend(unknown)
