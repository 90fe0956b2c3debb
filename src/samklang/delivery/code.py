"""The code on the screen in the room: six digits that change every half minute. Pure.

Whoever is in the room can read it, and whoever gets it passed on gets it too late. It is reckoned as a one-time code is
(RFC 4226), of a secret of the session and the half minute since 1970, so that nothing is stored.
"""

import hmac
from datetime import datetime

STEP_S = 30
DIGITS = 6
KNOWN_STEPS = 20
"""So many half minutes back, a code is still known as one that was shown before."""


def step_of(moment: datetime) -> int:
    """The half minute it is. moment: knows its time zone."""
    return int(moment.timestamp()) // STEP_S


def seconds_left(moment: datetime) -> int:
    """How long the code of the moment is still on the screen, 1 to 30."""
    return STEP_S - int(moment.timestamp()) % STEP_S


def code_of(secret: bytes, step: int) -> str:
    """The code of a half minute, six digits."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha256")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def is_shown(secret: bytes, code: str, moment: datetime) -> bool:
    """Whether the code is on the screen, or was until half a minute ago: typing takes a while."""
    step = step_of(moment)
    return any(hmac.compare_digest(code_of(secret, one), code) for one in (step, step - 1))


def was_shown(secret: bytes, code: str, moment: datetime) -> bool:
    """Whether the code was on the screen in the last ten minutes, and is no longer."""
    step = step_of(moment)
    return any(hmac.compare_digest(code_of(secret, one), code) for one in range(step - KNOWN_STEPS, step - 1))
