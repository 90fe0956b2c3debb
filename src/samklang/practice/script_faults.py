"""What is missing before anybody can practise on a branching case: a sentence for each fault. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator

from samklang.core.traces import Kind, traces_in
from samklang.core.words import say
from samklang.method.documents import Fault
from samklang.practice.enums import EndingKind
from samklang.practice.script import Script, Text, Turn, lines_of
from samklang.practice.script_map import good_ways, map_of

FEWEST_WAYS = 2
"""Good ways through; with one only, one would practise guessing what the author thought."""


def faults_in(script: Script, indicators: Collection[str], phases: Collection[str]) -> tuple[Fault, ...]:
    """Everything, in the order of the case. indicators, phases: keys that the framework has."""
    return (
        *_missing(script), *_doubled(script), *_unknown(script, indicators, phases), *_hanging(script),
        *_somebody(script),
    )  # fmt: skip


def _missing(script: Script) -> Iterator[Fault]:
    for name, text in (("title", script.title), ("scene", script.scene), ("other", script.other)):
        if not text.da:
            yield Fault((name, "da"), say("This is missing in Danish. Write it."))
    if not script.turns:
        yield Fault(("turns",), say("There is no turn yet. Write what the other says first."))
    if not any(one.kind == EndingKind.GOOD for one in script.endings):
        yield Fault(("endings",), say("There is no good ending. Write one."))
    for place, turn in enumerate(script.turns):
        if not turn.says.da:
            yield Fault(("turns", place, "says"), say("In “{turn}” the other says nothing in Danish.", turn=turn.key))
        if len(turn.lines) < 2:
            what = say("In “{turn}” there is nothing to choose between. Write two lines at least.", turn=turn.key)
            yield Fault(("turns", place, "lines"), what)
        yield from _missing_in_lines(turn, place)
    for place, ending in enumerate(script.endings):
        if not ending.text.da:
            yield Fault(("endings", place), say("The ending “{ending}” has no text in Danish.", ending=ending.key))


def _missing_in_lines(turn: Turn, place: int) -> Iterator[Fault]:
    for at, line in enumerate(turn.lines):
        here = ("turns", place, "lines", at)
        if not line.says.da:
            yield Fault(here, say("A line in “{turn}” is empty in Danish. Write it.", turn=turn.key))
        if not line.feedback:
            what = say("The line “{line}” in “{turn}” gets no feedback.", line=line.key, turn=turn.key)
            yield Fault(here, what)
        if any(not said.why.da for said in line.feedback):
            what = say("Feedback on “{line}” in “{turn}” has no reason.", line=line.key, turn=turn.key)
            yield Fault(here, what)


def _doubled(script: Script) -> Iterator[Fault]:
    keys = Counter([*(one.key for one in script.turns), *(one.key for one in script.endings)])
    for key, times in keys.items():
        if times > 1:
            yield Fault(("turns",), say("The key “{key}” stands {times} times. Use each once.", key=key, times=times))
    for place, turn in enumerate(script.turns):
        for key, times in Counter(one.key for one in turn.lines).items():
            if times > 1:
                what = say("The key “{key}” stands {times} times. Use each once.", key=key, times=times)
                yield Fault(("turns", place, "lines"), what)


def _unknown(script: Script, indicators: Collection[str], phases: Collection[str]) -> Iterator[Fault]:
    for place, turn in enumerate(script.turns):
        if turn.phase and turn.phase not in phases:
            yield Fault(("turns", place, "phase"), say("The method has no phase “{phase}”.", phase=turn.phase))
    for _, line in lines_of(script):
        for said in line.feedback:
            if said.indicator not in indicators:
                what = say("The framework has no indicator “{key}”. Choose one that it has.", key=said.indicator)
                yield Fault(("turns",), what)


def _hanging(script: Script) -> Iterator[Fault]:
    found = map_of(script)
    if script.turn(script.start) is None:
        yield Fault(("start",), say("Choose the turn that the conversation begins with."))
        return
    for turn, line in found.loose:
        yield Fault(("turns",), say("The line “{line}” in “{turn}” leads nowhere.", line=line, turn=turn))
    for key in found.loops:
        yield Fault(("turns",), say("“{turn}” leads back to itself. A conversation goes forward.", turn=key))
    for key in found.unreached:
        yield Fault(("turns",), say("No way leads to “{turn}”. Let a line lead there, or remove it.", turn=key))
    for key in found.dead_ends:
        yield Fault(("turns",), say("From “{turn}” no ending can be reached.", turn=key))
    if not found.loops and not found.loose and good_ways(script) < FEWEST_WAYS:
        what = say(
            "There are too few good ways through: at least {count} should lead to a good ending without a line that "
            "misses.",
            count=FEWEST_WAYS,
        )
        yield Fault(("turns",), what)


def _somebody(script: Script) -> Iterator[Fault]:
    """Names are made up, but a number could be somebody's."""
    for text in _texts(script):
        for words in (text.da, text.en):
            if "\0" in words:
                yield Fault((), say("There is a character that cannot be kept. Write the text again."))
            if any(one.kind != Kind.NAME for one in traces_in(words)):
                what = say("There is a number or an address that could be somebody's. Take it out of “{start}…”.",
                           start=words[:40])  # fmt: skip
                yield Fault((), what)


def _texts(script: Script) -> Iterator[Text]:
    yield from (script.title, script.scene, script.other, script.persona)
    for turn in script.turns:
        yield turn.says
        for line in turn.lines:
            yield line.says
            yield line.answer
            yield from (said.why for said in line.feedback)
    yield from (one.text for one in script.endings)
