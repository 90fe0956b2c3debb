"""Constructed companies for the two jobcentres: where they lie, what they do, their names. None of them exists.

Their numbers begin with 00, as no number in the public register does, and have a right check digit all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from samklang.core.chance import stream

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Firm:
    """One company, and the person one talks to there."""

    cvr: str
    p_number: str
    name: str
    industry_code: str
    industry: str
    employees: int
    street: str
    postcode: str
    town: str
    phone: str
    domain: str
    contact: str
    title: str
    protected: bool


@dataclass(frozen=True)
class Trade:
    """A line of business: its code, what the register calls it, how such companies are named, how many work there."""

    code: str
    industry: str
    names: Sequence[str]
    employees: Sequence[int]
    titles: Sequence[str] = ("Direktør", "Indehaver", "Personalechef")


TOWNS: Mapping[str, Sequence[tuple[str, str]]] = {
    "Vejen": (("6600", "Vejen"), ("6650", "Brørup"), ("6670", "Holsted"), ("6630", "Rødding"), ("6690", "Gørding")),
    "Ringkøbing-Skjern": (
        ("6950", "Ringkøbing"), ("6900", "Skjern"), ("6920", "Videbæk"), ("6880", "Tarm"), ("6960", "Hvide Sande"),
        ("6971", "Spjald"), ("6940", "Lem St"), ("6980", "Tim"),
    ),
}  # fmt: skip
"""Postcodes and post towns of each municipality."""
_TRADES = (
    Trade("251100", "Fremstilling af metalkonstruktioner", ("{} Smedje ApS", "{} Stålværksted A/S"), (8, 14, 32, 85)),
    Trade("282900", "Fremstilling af maskiner", ("{} Maskinfabrik A/S", "{} Automatik ApS"), (12, 40, 120)),
    Trade("101100", "Forarbejdning af kød", ("{} Fødevarer A/S", "{} Pølsemageri ApS"), (6, 45, 210)),
    Trade("433200", "Tømrer- og bygningssnedkervirksomhed", ("{} Tømrerne ApS", "Tømrer {} ApS"), (3, 7, 15)),
    Trade("432100", "El-installation", ("{} El ApS", "El-firmaet {} A/S"), (4, 11, 26)),
    Trade("471100", "Dagligvarehandel", ("{} Købmand", "Nærbutikken {} ApS"), (5, 9, 24), ("Butikschef", "Købmand")),
    Trade(
        "494100", "Vejgodstransport", ("{} Transport A/S", "Vognmand {} ApS"), (4, 18, 60), ("Driftschef", "Vognmand")
    ),
    Trade("521000", "Lagervirksomhed", ("{} Lager og Logistik A/S",), (9, 34), ("Lagerchef",)),
    Trade("551000", "Hoteller", ("Hotel {}", "{} Kro"), (8, 22), ("Hotelchef", "Kroejer")),
    Trade("561110", "Restaurationer", ("Restaurant {}", "Café {}"), (3, 8, 16), ("Restaurantchef", "Indehaver")),
    Trade("620100", "Computerprogrammering", ("{} Data ApS",), (3, 12), ("Udviklingschef",)),
    Trade("692000", "Bogføring og revision", ("{} Regnskab ApS",), (4, 9), ("Kontorchef", "Partner")),
    Trade("812100", "Rengøring", ("{} Rengøring ApS", "{} Service A/S"), (6, 30, 75), ("Driftsleder", "Indehaver")),
    Trade("871000", "Plejehjem", ("Friplejehjemmet {}",), (38, 64), ("Forstander", "Afdelingsleder")),
    Trade("889110", "Dagtilbud", ("Børnehuset {}",), (9, 18), ("Leder", "Souschef")),
    Trade("014100", "Avl af malkekvæg", ("{} Mælkeproduktion I/S",), (2, 5, 9), ("Landmand", "Driftsleder")),
    Trade("931100", "Drift af sportsanlæg", ("{} Hallen",), (5, 11), ("Halinspektør",)),
)
_WORDS = (
    "Ådal", "Hedegård", "Nørrebæk", "Vestervang", "Åbrink", "Klitgård", "Enghøj", "Skovlund", "Bakkely", "Fjordvang",
    "Sønderkær", "Mosebjerg", "Lyngby Hede", "Kærbo", "Granhøj", "Møllebæk", "Toftegård", "Brogård", "Egekær",
    "Lindhøj", "Rimmerhus", "Stauning Mark", "Omme Ådal", "Hovborg", "Kongeådal",
)  # fmt: skip
_STREETS = (
    "Industrivej",
    "Smedevej",
    "Nørregade",
    "Vestergade",
    "Stationsvej",
    "Håndværkervej",
    "Ringvejen",
    "Energivej",
)
_FIRST = ("Pia", "Lars", "Mette", "Henrik", "Susanne", "Jens", "Karina", "Bo", "Rikke", "Anders", "Birgit", "Kim")
_LAST = (
    "Lund",
    "Kjær",
    "Mølgaard",
    "Dahl",
    "Frandsen",
    "Bjerre",
    "Nygaard",
    "Thomsen",
    "Skov",
    "Holm",
    "Bech",
    "Krogh",
)


def firms(town: str, number: int, seed: int) -> list[Firm]:
    """That many companies of a municipality. The same seed gives the same, the first however many are asked for."""
    rng = stream(seed, f"firms-{town}")
    numbers = _numbers(1_000 + 50_000 * sorted(TOWNS).index(town))
    names = _names(rng)
    return [_firm(town, place, next(numbers), next(names), rng) for place in range(number)]


def _names(rng: Random) -> Iterator[tuple[Trade, str]]:
    """A trade and a name that no other has."""
    seen: set[str] = set()
    for trade in cycle(_TRADES):
        pattern, word = rng.choice(trade.names), rng.choice(_WORDS)
        name = pattern.format(word)
        if name in seen:
            name = pattern.format(f"{word} {rng.choice(_LAST)}")
        if name not in seen:
            seen.add(name)
            yield trade, name


def _numbers(start: int) -> Iterator[str]:
    """Numbers with a right check digit that begin with 00."""
    for stem in range(start, 99_999):
        digits = f"00{stem:05d}"
        last = -sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
        if last < 10:
            yield f"{digits}{last}"


def _firm(town: str, place: int, cvr: str, named: tuple[Trade, str], rng: Random) -> Firm:
    trade, name = named
    postcode, post_town = rng.choice(TOWNS[town])
    first, last = rng.choice(_FIRST), rng.choice(_LAST)
    return Firm(
        cvr=cvr,
        p_number=f"00{cvr}",
        name=name,
        industry_code=trade.code,
        industry=trade.industry,
        employees=rng.choice(trade.employees),
        street=f"{rng.choice(_STREETS)} {rng.randrange(1, 90)}",
        postcode=postcode,
        town=post_town,
        phone=f"00 {rng.randrange(10, 100)} {rng.randrange(10, 100)} {rng.randrange(10, 100)}",
        domain=f"firma{place + 1}.{'vejen' if town == 'Vejen' else 'rksk'}.example",
        contact=f"{first} {last}",
        title=rng.choice(trade.titles),
        protected=rng.random() < 0.15,
    )
