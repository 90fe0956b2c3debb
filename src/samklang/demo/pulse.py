"""Companies of the demo are asked how it went, and answer by the link in the letter as real ones would."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from random import Random

from samklang.companies.commands.mail import take_as_sent
from samklang.companies.commands.pulse import answer_pulse, ask_companies
from samklang.companies.enums import Understood
from samklang.companies.models import CompanyMail, Entrance
from samklang.core.calendar import COPENHAGEN

_LINK = re.compile(r"/pulse/([A-Za-z0-9_-]+)/")
_ANSWERS = 0.6
"""The share that answers."""
_EVERY = 4
"""On every fourth working day the demo asks, which is often enough for every contact to be asked about."""
_SCORES = (6, 7, 8, 8, 9, 9, 9, 10, 10)
_WORDS = (
    "", "", "", "Hurtigt svar og en, der kendte os.", "Vi fik ringet op samme dag.", "Lidt for mange papirer.",
    "De forstod, hvad vi stod med.",
)  # fmt: skip


def ask_and_answer(entrance: Entrance, days: Sequence[date], rng: Random) -> None:
    """On some of the days companies are asked, and most of them answer on the same day."""
    for day in days[::_EVERY]:
        now = datetime.combine(day, time(9), COPENHAGEN)
        ask_companies(now=now, today=day)
        for mail in CompanyMail.objects.filter(entrance=entrance, letter="pulse", written_at=now).order_by("pk"):
            link = _LINK.search(mail.text)
            if link is not None and rng.random() < _ANSWERS:
                understood = rng.choice((Understood.YES, Understood.YES, Understood.PARTLY))
                answer_pulse(
                    secret=link[1],
                    score=rng.choice(_SCORES),
                    understood=understood,
                    words=rng.choice(_WORDS),
                    today=day,
                )
        take_as_sent(entrance=entrance, until=datetime.combine(day, time(23), COPENHAGEN))
