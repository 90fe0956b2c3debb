"""Effects by time since training, with their intervals and the band that holds for all of them at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samklang.evidence.pictures import frame
from samklang.evidence.pictures.frame import Scale

_MOST_LABELS = 12


class Point(NamedTuple):
    """One time since training, below 0 before it. The interval and the band may be missing."""

    since: int
    value: float
    low: float | None
    high: float | None
    band_low: float | None = None
    band_high: float | None = None


def event_study(points: Sequence[Point], up: Scale, *, up_name: str, across_name: str) -> str:
    """A dot with its interval for each time; thin ends show the band; a line stands where training begins."""
    return frame.drawing(list(_parts(sorted(points), up, up_name, across_name)))


def _parts(points: Sequence[Point], up: Scale, up_name: str, across_name: str) -> Iterator[str]:
    first, last = (points[0].since, points[-1].since) if points else (-1, 1)
    every = -(-(last - first + 1) // _MOST_LABELS)
    marks = [(one.since, str(one.since).replace("-", "−")) for one in points if one.since % every == 0]
    across = Scale(first - 0.5, last + 0.5, marks)
    yield from frame.grid(up, across, up_name, across_name)
    y, x = frame.y_of(0, up), frame.x_of(-0.5, across)
    yield frame.line(frame.LEFT, y, frame.WIDTH - frame.RIGHT, y, stroke=frame.SOFT)
    if first < 0 <= last:
        yield frame.line(x, frame.TOP, x, frame.TOP + frame.HEIGHT, stroke=frame.SOFT, stroke_dasharray="6 5")
    for one in points:
        x = frame.x_of(one.since, across)
        for low, high, width in ((one.band_low, one.band_high, "1.5"), (one.low, one.high, "4")):
            if low is not None and high is not None:
                yield frame.line(x, frame.y_of(low, up), x, frame.y_of(high, up), stroke=frame.LINE, stroke_width=width)
        yield f'<circle cx="{x:.1f}" cy="{frame.y_of(one.value, up):.1f}" r="5" fill="{frame.LINE}"/>'
