"""The order of training by lot: drawn once from a seed, so that anybody can draw it again and see that it is the same.

How it is drawn, so that it can be done with paper and this seed:

1. The units of a stratum are put in the order of their names, and shuffled by the stream
   `chance.stream(seed, "training order", "stratum", stratum)`.
2. The places of all waves are laid in one row, evenly: the next place goes to the wave that is furthest behind its
   share of the places laid so far, and of those equally far behind to the earlier one.
3. Where the row begins is drawn from the stream `chance.stream(seed, "training order", "start")`: a whole number of
   places, below their number, is moved from the front of the row to its end.
4. The strata, in the order of their names, take their places from the front of the row, and their shuffled units
   take them one by one.

So each unit is as likely as any other to be in a wave, also where a stratum has one unit only. The row decides how many
of a stratum are in each wave, and the shuffle decides who: every order of a stratum's units is as likely as any other,
and this is what the randomisation test draws again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from samklang.core.chance import stream

PURPOSE = "training order"
DRAWS_FOR_BALANCE = 999


@dataclass(frozen=True, kw_only=True)
class DrawnOrder:
    """Which wave each unit was drawn for."""

    seed: int
    sizes: tuple[int, ...]
    """How many units are in each wave, the first wave first."""
    units: tuple[str, ...]
    """In the order of their names."""
    wave: tuple[int, ...]
    """Each unit's wave, 0 for the first."""
    stratum: tuple[str, ...]
    """Within which each unit was drawn; empty where there is one lot for all."""

    def first_periods(self, begins: Sequence[float]) -> tuple[tuple[str, float], ...]:
        """Each unit with the first period of its wave (`begins`: one for each wave), in the order of names.

        raises: ValueError unless there is one period for each wave.
        """
        if len(begins) != len(self.sizes):
            raise ValueError("Give one first period for each wave.")
        return tuple((unit, begins[wave]) for unit, wave in zip(self.units, self.wave, strict=True))

    def document(self) -> dict[str, object]:
        """All that was drawn, as plain values."""
        return {
            "schema": "samklang-drawn-order/1",
            "seed": self.seed,
            "sizes": list(self.sizes),
            "drawn": [list(row) for row in zip(self.units, self.stratum, self.wave, strict=True)],
        }

    @property
    def hash(self) -> str:
        """`sha256:` and 64 hexadecimal digits of the document."""
        text = json.dumps(self.document(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def draw_order(
    units: Sequence[str], *, waves: Sequence[int], seed: int, strata: Mapping[str, str] | None = None
) -> DrawnOrder:
    """Draws who is trained when. The module says how.

    units:   one name each, in any order: the result does not depend on it.
    waves:   how many units are in each wave, the first wave first, each 1 or more; together all units. Whoever is to
             wait until after the study is the last wave.
    strata:  each unit's stratum (a jobcentre, a size); None: one lot for all. Each wave gets its share of each stratum,
             give or take one or two units.
    raises:  ValueError for a name twice, waves that are not as many as the units, or a unit without a stratum.
    """
    _checked(units, waves, strata)
    within = dict.fromkeys(units, "") if strata is None else {unit: strata[unit] for unit in units}
    row = even_places(waves)
    start = stream(seed, PURPOSE, "start").randrange(len(row))
    places = row[start:] + row[:start]
    drawn: dict[str, int] = {}
    for stratum in sorted(set(within.values())):
        here = sorted(unit for unit in units if within[unit] == stratum)
        stream(seed, PURPOSE, "stratum", stratum).shuffle(here)
        taken = places[len(drawn) : len(drawn) + len(here)]
        drawn.update(zip(here, taken, strict=True))
    names = tuple(sorted(units))
    return DrawnOrder(
        seed=seed,
        sizes=tuple(waves),
        units=names,
        wave=tuple(drawn[name] for name in names),
        stratum=tuple(within[name] for name in names),
    )


def _checked(units: Sequence[str], waves: Sequence[int], strata: Mapping[str, str] | None) -> None:
    if len(set(units)) != len(units):
        raise ValueError("Each unit is in the draw once.")
    if not waves or any(size < 1 for size in waves):
        raise ValueError("Each wave has one unit or more.")
    if sum(waves) != len(units):
        raise ValueError("The waves together have as many places as there are units.")
    if strata is not None and any(unit not in strata for unit in units):
        raise ValueError("Each unit has a stratum.")


def even_places(waves: Sequence[int]) -> list[int]:
    """The row of places, in which each wave is spread as evenly as going from one end to the other can make it.

    waves:   how many places each has, 1 or more.
    returns: the wave of each place, 0 for the first wave.
    """
    total, given, row = sum(waves), [0] * len(waves), []
    for laid in range(1, total + 1):
        behind = [size * laid - total * has for size, has in zip(waves, given, strict=True)]
        next_one = max(range(len(waves)), key=lambda wave: (behind[wave], -wave))
        given[next_one] += 1
        row.append(next_one)
    return row


@dataclass(frozen=True, kw_only=True)
class Balance:
    """How alike the waves are in something that was known before the draw."""

    means: tuple[float, ...]
    """Of each wave, the first first, in the measure's own unit."""
    furthest: float
    """The largest difference between two waves' means, in standard deviations between units; 0 where all are alike."""
    p: float
    """Which part of the orders that could have been drawn has waves at least as unlike, 0 to 1."""


def balance(order: DrawnOrder, known: Mapping[str, float], *, draws: int = DRAWS_FOR_BALANCE) -> Balance:
    """Whether the lot fell evenly. It is told, not mended: an order that is drawn until it pleases is no lot.

    known:  each unit's figure from before (size, level, caseload), finite.
    draws:  how many other orders it is compared with, 1 or more; they are drawn from the order's own seed.
    raises: ValueError where a unit has no figure or one that is not finite.
    """
    if any(not isfinite(known.get(unit, float("nan"))) for unit in order.units):
        raise ValueError("Each unit has a figure from before the draw.")
    if draws < 1:
        raise ValueError("Compare with one order or more.")
    values = np.array([known[unit] for unit in order.units])
    wave = np.array(order.wave)
    means = _means(values[None, :], wave, order.sizes)[0]
    deviation = values.std()
    if deviation == 0:
        return Balance(means=tuple(means.tolist()), furthest=0.0, p=1.0)
    others = _redrawn(values, order, draws)
    apart = np.ptp(_means(others, wave, order.sizes), axis=1)
    here = float(np.ptp(means))
    as_unlike = int((apart >= here * (1 - 1e-12)).sum())
    return Balance(means=tuple(means.tolist()), furthest=here / float(deviation), p=(1 + as_unlike) / (1 + draws))


def _redrawn(values: NDArray[np.float64], order: DrawnOrder, draws: int) -> NDArray[np.float64]:
    """draws x units: the figures handed round within strata, which is drawing the waves again."""
    rng = np.random.default_rng(stream(order.seed, PURPOSE, "balance").getrandbits(64))
    others = np.tile(values, (draws, 1))
    for stratum in sorted(set(order.stratum)):
        here = np.array([one == stratum for one in order.stratum])
        others[:, here] = rng.permuted(others[:, here], axis=1)
    return others


def _means(values: NDArray[np.float64], wave: NDArray[np.int64], sizes: tuple[int, ...]) -> NDArray[np.float64]:
    """rows x waves, from rows x units."""
    return np.stack([values[:, wave == one].sum(axis=1) / size for one, size in enumerate(sizes)], axis=1)
