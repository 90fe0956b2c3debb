"""The names that are known, and the words that look like them.

source: given_names.txt and surnames.txt beside this file, written for Samklang; everyday_words.txt says which of them
are words as well.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from itertools import product

_LETTERS = str.maketrans(
    {
        "å": "aa", "ä": "æ", "ö": "ø", "œ": "ø", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ħ": "h",
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "к": "k", "м": "m", "т": "t", "н": "h",
        "в": "b", "і": "i", "ј": "j", "ѕ": "s", "α": "a", "ο": "o", "ι": "i", "ν": "v", "ρ": "p", "τ": "t", "κ": "k",
        "’": "'", "´": "'", "`": "'", "ʼ": "'", "‘": "'",
    }
)  # fmt: skip
"""Letters that Danes write in more than one way, and letters of other alphabets that look like Latin ones."""
_WRITTEN_WITHOUT = {"ø": ("ø", "oe", "o"), "æ": ("æ", "ae")}
_SHORTEST_REWRITTEN = 5

_NEVER_NAMES = frozenset(
    {
        "assens", "horsens", "hadsens", "essen", "thyssen", "sachsen", "niedersachsen", "hessen", "chosen",
        "loosen", "dozen", "frozen", "citizen", "citizens",
    }
)  # fmt: skip
"""Towns, and words that a list or an ending would make names of."""
_SMALL_WORDS = frozenset(
    {
        "amber", "ampere", "ana", "anca", "ane", "ann", "ants", "aster", "barre", "belle", "brit", "carrie",
        "clay", "coco", "dines", "dolly", "donna", "eddy", "elif", "emir", "enes", "engin", "figen", "frank",
        "frede", "gail", "gale", "gene", "glen", "gunner", "haben", "hana", "hazel", "hella", "helle", "homa",
        "ion", "iris", "isa", "jack", "jan", "jarl", "jay", "jean", "kader", "kai", "kaj", "kale", "kalle",
        "kama", "ken", "lama", "laus", "lee", "lene", "lien", "lois", "lulu", "magne", "malm", "marge",
        "marine", "marshall", "martin", "mel", "mie", "mike", "mikkel", "mille", "mons", "mynte", "nadir",
        "nana", "nick", "olive", "owe", "palle", "pete", "pim", "ploy", "polly", "porter", "ray", "rene",
        "rex", "rima", "robin", "roman", "romeo", "rosa", "roy", "ruby", "rune", "salam", "sally", "sam",
        "samer", "sander", "sanders", "sandy", "santa", "serge", "sid", "signe", "stein", "sue", "tais",
        "tamer", "teddy", "tilde", "till", "timo", "tine", "tuba", "urban", "vibe", "vida", "viola", "vita",
        "vitas", "wayne", "yan",
    }
)  # fmt: skip
"""Names that are other words where they have no capital, beside those of every day."""
_ENDINGS_ELSEWHERE = (
    "sson", "wicz", "czyk", "owski", "ewski", "inski", "owska", "ewska", "inska", "enko", "escu", "auskas", "aitis",
    "iene", "oglu", "zadeh", "dottir", "ovic", "evic", "ovich", "gaard", "singam", "lingam", "rajah", "nathan",
)  # fmt: skip
_SHORTEST_WITH_ENDING = 7
_SHORTEST_SMALL = 3


def key(word: str) -> str:
    """How a name is looked up: small letters, without accents, with aa for å."""
    plain = unicodedata.normalize("NFC", word.lower()).translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def is_given(word: str) -> bool:
    """Whether a key is a given name, possibly in the genitive."""
    return any(form in _given() for form in _forms(word))


def is_surname(word: str) -> bool:
    """Whether a key is a surname: a listed one, or the child of a given name: Mikkelsen."""
    return any(form in _surnames() or _is_childs_name(form) for form in _forms(word))


def may_be_surname(word: str) -> bool:
    """Whether a key ends as surnames do. Words in the definite form end so too: nothing to go by alone."""
    return any(
        (form.endswith("sen") and len(form) >= 6 and not form.endswith("elsen"))
        or (form.endswith(_ENDINGS_ELSEWHERE) and len(form) >= _SHORTEST_WITH_ENDING)
        for form in _forms(word)
    )


def is_everyday(word: str) -> bool:
    """Whether a key that is a name is an everyday word as well, in this form or without the genitive."""
    return any(form in _everyday() for form in _forms(word))


def is_small_word(word: str) -> bool:
    """Whether a key that is a name is rather another word where it is written without a capital."""
    return len(word) < _SHORTEST_SMALL or is_everyday(word) or any(form in _SMALL_WORDS for form in _forms(word))


def _forms(word: str) -> tuple[str, ...]:
    """The word, and what it is the genitive of; nothing for what is never a name."""
    if word in _NEVER_NAMES:
        return ()
    if word.endswith("'s"):
        return (word[:-2],)
    if word.endswith("'"):
        return (word[:-1],)
    return (word, word[:-1]) if word.endswith("s") and len(word) > 2 else (word,)


def _is_childs_name(form: str) -> bool:
    if not form.endswith("sen"):
        return False
    stem = form[:-3]
    return len(stem) >= 3 and (stem in _given() or (stem.endswith("s") and stem[:-1] in _given()))


@cache
def _given() -> frozenset[str]:
    return frozenset(spelling for name in _listed("given_names.txt") for spelling in _spellings(name))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(spelling for name in _listed("surnames.txt") for spelling in _spellings(name))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(key(word) for word in _listed("everyday_words.txt"))


def _spellings(name: str) -> set[str]:
    """A name's key, and for a longer one how it is written where the keyboard has no æ and ø."""
    known = key(name)
    if len(known) < _SHORTEST_REWRITTEN:
        return {known}
    return {"".join(letters) for letters in product(*(_WRITTEN_WITHOUT.get(letter, (letter,)) for letter in known))}


def _listed(file: str) -> list[str]:
    lines = files("samklang.core.traces").joinpath(file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
