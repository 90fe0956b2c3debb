"""Shrunken figures of neighbours, from the lowest to the highest, with the middle of all. Nobody can be found in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samklang.evidence.pictures import frame
from samklang.evidence.pictures.frame import Scale


class Band(NamedTuple):
    """Some neighbours: the mean of their figures and of the ends of their intervals."""

    value: float
    low: float
    high: float


def caterpillar(bands: Sequence[Band], middle: float, up: Scale, *, up_name: str, across_name: str) -> str:
    """A dot with its interval for each; the line across is the mean of all."""
    across = Scale(0, max(1, len(bands)), ())
    y = frame.y_of(middle, up)
    level = frame.line(frame.LEFT, y, frame.WIDTH - frame.RIGHT, y, stroke=frame.SOFT, stroke_dasharray="6 5")
    return frame.drawing([*frame.grid(up, across, up_name, across_name), level, *_bands(bands, up, across)])


def _bands(bands: Sequence[Band], up: Scale, across: Scale) -> Iterator[str]:
    for place, one in enumerate(bands):
        x = frame.x_of(place + 0.5, across)
        yield frame.line(x, frame.y_of(one.low, up), x, frame.y_of(one.high, up), stroke=frame.LINE, stroke_width="3")
        yield f'<circle cx="{x:.1f}" cy="{frame.y_of(one.value, up):.1f}" r="5" fill="{frame.LINE}"/>'
