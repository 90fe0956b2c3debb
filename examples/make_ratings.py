"""Writes the constructed ratings beside it; run again, it writes the same bytes.

Twelve invented colleagues rate 24 invented conversations on four indicators, in spring and, after they have talked the
words through, in autumn. The agreed level of each case is drawn first; each rating is it, moved by how strict the rater
is and by chance, which is larger where the words are unclear.
"""

from pathlib import Path
from random import Random

from samklang.core.chance import stream

SEED, ENCODING = 2027, "cp1252"
RATERS = ("Anne K.", "Bo S.", "Carla M.", "Dorte E.", "Erik F.", "Fie G.", "Gry H.", "Hans I.", "Ida J.", "Jens K.",
          "Åse L.", "Ole Ø.")  # fmt: skip
CASES = tuple(f"Samtale {number}" for number in range(1, 25))
UNCLEAR = {
    "Fælles dagsorden": (0.25, 0.25),
    "Åbne spørgsmål": (0.5, 0.45),
    "Konkret job nævnt": (1.2, 0.4),
    "Klar aftale": (1.5, 1.4),
}
"""How far chance moves a rating, in levels: in spring and in autumn."""
MISSING = 0.03


def make_ratings(folder: Path) -> None:
    """Write both files into the folder."""
    for place, name in enumerate(("ratings-spring.csv", "ratings-autumn.csv")):
        (folder / name).write_bytes("\r\n".join([*_lines(place), ""]).encode(ENCODING))


def _lines(place: int) -> list[str]:
    lines = ["Bedømmer;Sag;Indikator;Niveau;Facit"]
    strict = {rater: stream(SEED, "strict", rater).gauss(0, 0.2) for rater in RATERS}
    for case in CASES:
        for indicator, unclear in UNCLEAR.items():
            agreed = stream(SEED, "agreed", case, indicator).choice((1, 2, 2, 3, 3, 4, 4, 5))
            for rater in RATERS:
                chance = stream(SEED, "rating", str(place), case, indicator, rater)
                level = _rating(chance, agreed + strict[rater], unclear[place])
                lines.append(f"{rater};{case};{indicator};{level};{agreed}")
    return lines


def _rating(chance: Random, middle: float, unclear: float) -> str:
    if chance.random() < MISSING:
        return ""
    return str(min(5, max(1, round(chance.gauss(middle, unclear)))))


if __name__ == "__main__":
    make_ratings(Path(__file__).parent)
