"""The same letter to several people, each in their own language, sent once what it tells of has happened."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from samklang.access.letters import Letter
from samklang.access.models import Person
from samklang.core.words import Sentence, say


def send_letter(
    *, to: Iterable[Person], subject: Sentence, lines: Sequence[Sentence], page: str, key: int | None = None
) -> int:
    """Send the letter on commit; the answer is how many get it. A mail server that fails undoes nothing.

    to:   those without an address, or who cannot sign in, get none.
    page: the name of the page where it can be read and answered, with its key where it has one.
    """
    link = settings.PUBLIC_ADDRESS + reverse(page, args=[] if key is None else [key])
    letters = [
        Letter(subject, (say("Hello {name}", name=one.name), *lines, say("Read more in Samklang:"), link)).message(
            one.email, one.language
        )
        for one in to
        if one.email and one.is_active
    ]
    if letters:
        transaction.on_commit(lambda: _send(letters), robust=True)
    return len(letters)


def _send(letters: list[EmailMessage]) -> None:
    get_connection().send_messages(letters)
