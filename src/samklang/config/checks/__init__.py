"""What `samklang doctor` looks at, in its order. Each check says what it found and what to do about it."""

from collections.abc import Callable, Iterator

from samklang.config.checks import data, machine, outside
from samklang.config.checks.finding import Finding, Level, fault
from samklang.core.words import say

CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    machine.python,
    machine.time_zone,
    machine.translations,
    machine.folder,
    machine.disk,
    machine.browser_files,
    machine.handbook,
    outside.secret_key,
    outside.address,
    outside.switches,
    outside.mail,
    outside.language_model,
    outside.accessibility,
    data.database,
)
CHECKS_OF_DATA: tuple[Callable[[], Iterator[Finding]], ...] = (
    data.migrations,
    data.alphabet,
    data.cache_table,
    data.clock,
    data.ledger,
    data.worker,
    data.nights,
    data.backups,
    data.uploads,
)


def look_over() -> Iterator[Finding]:
    """Every check in turn. One that fails itself is a finding, and the others go on."""
    away = False
    for check in (*CHECKS, *CHECKS_OF_DATA):
        if check in CHECKS_OF_DATA and away:
            continue  # each would wait for an answer that does not come
        try:
            for found in check():
                away = away or (found.check, found.level) == ("database", Level.FAULT)
                yield found
        except Exception as error:  # noqa: BLE001 - whatever is ill, the doctor looks on
            name = check.__name__.replace("_", "-")
            yield fault(
                name,
                say("“{check}” could not be looked at ({kind}).", check=name, kind=type(error).__name__),
                say("Mend what stands above first."),
            )


__all__ = ["CHECKS", "CHECKS_OF_DATA", "Finding", "Level", "look_over"]
