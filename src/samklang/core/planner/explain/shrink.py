"""From many rules that collide to few, each of which is needed.

source: Junker (2004), QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems, AAAI-04.
"""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from samklang.core.planner.explain.exact import Answer
from samklang.core.planner.explain.oracle import Oracle
from samklang.core.planner.explain.rules import Kind, Rule

One = TypeVar("One")


def smallest(parts: Sequence[One], collide: Callable[[Sequence[One]], bool]) -> list[One]:
    """Parts that collide, none of which can be left out as far as `collide` can tell.

    parts:   those that collide together; those that stand late are left out if possible.
    collide: whether some of the parts collide; more parts collide whenever fewer do.
    """
    return [] if collide([]) else _needed([], False, list(parts), collide)


def _needed(given: list[One], grown: bool, parts: list[One], collide: Callable[[Sequence[One]], bool]) -> list[One]:
    if grown and collide(given):
        return []
    if len(parts) == 1:
        return parts
    half = len(parts) // 2
    first, second = parts[:half], parts[half:]
    needed_second = _needed([*given, *first], True, second, collide)
    needed_first = _needed([*given, *needed_second], bool(needed_second), first, collide)
    return [*needed_first, *needed_second]


def shrunk(rules: Sequence[Rule], collide: Callable[[Collection[Rule]], bool]) -> list[Rule]:
    """Few of the rules that still collide: first whole kinds of rules are left out, then single rules."""
    kinds = [kind for kind in Kind if any(rule.kind is kind for rule in rules)]

    def kinds_collide(chosen: Sequence[Kind]) -> bool:
        return collide([rule for rule in rules if rule.kind in chosen])

    needed = set(smallest(kinds, kinds_collide))
    return smallest([rule for rule in rules if rule.kind in needed], collide)


def confirmed(oracle: Oracle, rules: list[Rule]) -> tuple[list[Rule], bool]:
    """The rules with those taken out that turn out not to be needed, and whether each one left is proved to be needed.

    A rule is needed when the others can all be met without it, by all who must be trained.
    """
    proved = True
    for rule in list(rules):
        rest = [other for other in rules if other != rule]
        answer = oracle.ask(rest)
        if answer is Answer.IMPOSSIBLE:
            return confirmed(oracle, rest)
        proved = proved and answer is Answer.POSSIBLE
    return rules, proved
