"""How alike two companies are, by what they are called and how they are reached. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from samklang.core.words import Sentence, say
from samklang.core.workbook.labels import folded

LIKELY = 60
"""From this score on, two companies are probably one."""
_CLOSE = 0.8
_SOMEWHAT = 0.4
_FORMS = re.compile(
    r"(?:^|(?<=[\s,(]))(?:aps|a\s?/\s?s|i\s?/\s?s|k\s?/\s?s|p\s?/\s?s|ivs|amba|a\.m\.b\.a|fmba|f\.m\.b\.a|smba|s\.m\.b\.a|"
    r"enkeltmandsvirksomhed|i likvidation|under konkurs|v\.(?=\s))\.?(?=[\s,)]|$)|(?:^|(?<=[\s,(]))v\s?/|\s+(?:as|is)$",
    re.IGNORECASE,
)
_BESIDE = {"og", "and", "the", "ved"}
_NOT_OWN = {
    "gmail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk", "live.dk", "live.com", "yahoo.com",
    "yahoo.dk",
    "icloud.com", "me.com", "mail.dk", "mail.com", "mail.tele.dk", "get2net.dk", "jubii.dk", "ofir.dk", "stofanet.dk",
    "youmail.dk", "msn.com", "protonmail.com", "proton.me",
    "privat.dk", "webspeed.dk", "pc.dk", "post.tele.dk", "dlgmail.dk",
}  # fmt: skip
"""Domains of which many companies have an address: they tell nothing."""
_DANISH = re.compile(r"^(?:\+|00)?45(?=[0-9]{8}$)")


@dataclass(frozen=True, slots=True)
class Features:
    """What a company is known again by."""

    cvr: str = ""
    name: str = ""
    """As `plain_name` gives it."""
    postcode: str = ""
    phone: str = ""
    domain: str = ""
    p_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, 0 to 100, and why: keys of `REASONS`."""

    score: int
    why: tuple[str, ...]


REASONS: dict[str, Sentence] = {
    "cvr": say("same CVR number"),
    "p-number": say("same P-number"),
    "name": say("same name"),
    "close-name": say("almost the same name"),
    "postcode": say("same postcode"),
    "phone": say("same telephone"),
    "domain": say("same domain"),
}


def features(
    *, cvr: str = "", name: str = "", postcode: str = "", phone: str = "", email: str = "", website: str = "",
    p_numbers: Iterable[str] = (),
) -> Features:  # fmt: skip
    """What is compared, from what is written."""
    domain = own_domain(email) or own_domain(website)
    return Features(
        cvr, plain_name(name), postcode.strip(), plain_phone(phone), domain, frozenset(filter(None, p_numbers))
    )


@lru_cache(maxsize=65_536)
def plain_name(name: str) -> str:
    """The words of a name without company forms, punctuation and accents: "B. Smed & Søn A/S" is "b smed soen"."""
    bare = _FORMS.sub(" ", f"{name} ".replace("&", " ").strip())
    words = (folded(word) for word in re.split(r"[\s/,.;:()\-–_+\"'’]+", bare))
    found = [word for word in words if word and word not in _BESIDE]
    return " ".join(found) or folded(name)


def plain_phone(phone: str) -> str:
    """The digits of a number, without Denmark's own +45; "" where there are too few to tell anything."""
    digits = re.sub(r"[^0-9+]", "", phone)
    digits = _DANISH.sub("", digits).lstrip("+")
    return digits if len(digits) >= 8 and len(set(digits)) > 1 else ""


def own_domain(address: str) -> str:
    """The domain of a mail or web address that belongs to the company alone; "" where many share it."""
    text = address.strip().lower().rpartition("@")[2].partition("//")[2] or address.strip().lower().rpartition("@")[2]
    domain = text.partition("/")[0].partition(":")[0].removeprefix("www.")
    return domain if "." in domain and domain not in _NOT_OWN else ""


def likeness(one: Features, other: Features) -> Likeness | None:
    """How alike the two are; None where nothing says that they are one, or their numbers say that they are two."""
    if one.cvr and one.cvr == other.cvr:
        return Likeness(100, ("cvr",))
    if one.cvr and other.cvr:
        return None
    name = name_likeness(one.name, other.name)
    same_place = bool(one.postcode) and one.postcode == other.postcode
    score, why = 0, []
    if one.p_numbers & other.p_numbers:
        score, why = 92, ["p-number"]
    if name >= _CLOSE:
        score = max(score, (82 if same_place else 58) + round(10 * (name - _CLOSE) / (1 - _CLOSE)))
        why += ["name" if name == 1 else "close-name", *(["postcode"] if same_place else [])]
    for key, mine, theirs, alone in (("phone", one.phone, other.phone, 62), ("domain", one.domain, other.domain, 52)):
        if mine and mine == theirs:
            score = max(score + 5, alone + (20 if name >= _SOMEWHAT else 0))
            why.append(key)
    return Likeness(min(score, 99), tuple(why)) if why and score >= 50 else None


def name_likeness(one: str, other: str) -> float:
    """0 to 1: how much of two plain names is the same, by words and by groups of three letters (Dice)."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    words = _dice(frozenset(one.split()), frozenset(other.split()))
    return min(0.99, max(words, _dice(_threes(one), _threes(other))))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@lru_cache(maxsize=65_536)
def _threes(name: str) -> frozenset[str]:
    text = f"  {name.replace(' ', '')} "
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))
