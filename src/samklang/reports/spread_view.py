"""How much it means whom one meets, and whether it has changed: what screen, page and document are written from."""

from dataclasses import dataclass
from datetime import datetime

from samklang.core.effects.spread import Kind, Spread, SpreadChange, Sums, spread, spread_change, told, told_change
from samklang.core.words import Sentence


@dataclass(frozen=True, kw_only=True)
class SpreadView:
    """An answer and all that is shown beside it. Nothing in it is one person's, and nobody's name."""

    source: str
    before_source: str
    outcome: str
    strata: tuple[str, ...]
    smallest: float
    """The smallest difference that matters across the middle eight in ten, in the outcome's unit."""
    made_at: datetime
    found: Spread
    change: SpreadChange | None
    said: tuple[Sentence, ...]
    """The first for everybody."""
    notes: tuple[Sentence, ...]

    @property
    def kind(self) -> Kind:
        """Scores or shares."""
        return self.found.kind

    @property
    def change_told(self) -> Sentence | None:
        """Whether staff have come closer; None where nothing earlier was given."""
        return None if self.change is None else told_change(self.change, self.kind)


def build(
    now: Sums,
    earlier: Sums | None,
    *,
    source: str,
    before_source: str,
    outcome: str,
    strata: tuple[str, ...],
    smallest: float,
    seed: int,
    made_at: datetime,
    notes: tuple[Sentence, ...] = (),
) -> SpreadView:
    """Reckon the spread, and the change where there is something earlier.

    raises: ValueError where one file has scores and the other yes and no.
    """
    found = spread(now, seed=seed)
    return SpreadView(
        source=source,
        before_source=before_source,
        outcome=outcome,
        strata=strata,
        smallest=smallest,
        made_at=made_at,
        found=found,
        change=None if earlier is None else spread_change(earlier, now, smallest_relevant=smallest),
        said=told(found, smallest_relevant=smallest),
        notes=notes,
    )
