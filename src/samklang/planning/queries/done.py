"""What people have done before a programme begins, as areas above know it: training from before, vouched for."""

from collections.abc import Callable, Collection, Mapping

from samklang.planning.models import Programme

Source = Callable[[Programme], Mapping[str, Collection[str]]]
"""Given a programme: the ids of the modules that people have done already, by their employee number."""
_sources: list[Source] = []


def counts_as_done(source: Source) -> None:
    """From now on what the source tells counts as done when staff are taken from the register. Called once."""
    if source not in _sources:
        _sources.append(source)


def done_before(programme: Programme) -> dict[str, set[str]]:
    """The modules done already, by employee number; only those of whom something is known."""
    found: dict[str, set[str]] = {}
    for source in _sources:
        for number, modules in source(programme).items():
            found.setdefault(number, set()).update(modules)
    return found
