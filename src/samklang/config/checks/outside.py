"""How the site meets the world: its key, its address, its switches, its mail."""

import smtplib
import ssl
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from samklang.access import clock
from samklang.config import env
from samklang.config.checks.finding import Finding, fault, ok, warning
from samklang.core.words import say
from samklang.desk import accessibility as statement
from samklang.practice.partner.endpoint import Unanswered, configured, models

_SHORTEST = 40
_HERE = ("localhost", "127.0.0.1", "[::1]")


def secret_key() -> Iterator[Finding]:
    """Whether the key that signs sessions is long enough and hidden."""
    path = Path(settings.DATA) / "secret-key"
    if len(settings.SECRET_KEY) < _SHORTEST or len(set(settings.SECRET_KEY)) < 10:
        yield fault(
            "secret-key",
            say("The secret key is so short that it can be guessed."),
            say("Leave SAMKLANG_SECRET_KEY out, and one is made. Everybody signs in again."),
        )
    elif not env.text("SECRET_KEY") and path.exists() and path.stat().st_mode & 0o077:
        yield fault(
            "secret-key",
            say("Others can read the secret key in “{path}”.", path=str(path)),
            say("chmod 600 {path}", path=str(path)),
        )
    else:
        yield ok("secret-key", say("The secret key is long and hidden."))


def address() -> Iterator[Finding]:
    """Whether people reach the site on an address of its own, over HTTPS."""
    where = settings.PUBLIC_ADDRESS
    host = where.partition("://")[2].rpartition(":")[0] or where.partition("://")[2]
    if host in _HERE:
        yield warning(
            "address",
            say("The site is called {address}, which only this computer knows.", address=where),
            say("Set SAMKLANG_ADDRESS to the address people use, such as https://samklang.example.dk."),
        )
    elif not settings.HTTPS:
        yield fault(
            "address",
            say("{address} is not HTTPS, so passwords travel readable.", address=where),
            say("Put the site behind a web server with a certificate, and set SAMKLANG_ADDRESS to https://…"),
        )
    elif settings.SECURE_PROXY_SSL_HEADER is None:
        yield fault(
            "address",
            say("The site does not know that a web server stands before it, and would send browsers in a circle."),
            say("Set SAMKLANG_BEHIND_PROXY=1, and let the web server set X-Forwarded-Proto and X-Forwarded-For."),
        )
    else:
        yield ok("address", say("People reach the site at {address}.", address=where))


def switches() -> Iterator[Finding]:
    """What must be off where real people are."""
    if settings.DEBUG:
        yield fault(
            "switches",
            say("SAMKLANG_DEBUG is on: an error shows its inside, with personal data, to whoever meets it."),
            say("Leave SAMKLANG_DEBUG out."),
        )
    elif settings.DEMO:
        yield warning(
            "switches", say("SAMKLANG_DEMO is on: every page says that the data are constructed."),
            say("Leave SAMKLANG_DEMO out where the data are real."),
        )  # fmt: skip
    else:
        yield ok("switches", say("Neither debugging nor the demo is on."))


def mail() -> Iterator[Finding]:
    """Whether the mail server lets us in. Nothing is sent."""
    if "smtp" not in settings.EMAIL_BACKEND:
        yield warning(
            "mail",
            say("Mail goes nowhere but to the log, so invitations do not arrive."),
            say("Set SAMKLANG_EMAIL_URL, such as smtp+tls://user:password@mail.example.dk:587."),
        )
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT or 25}"
    connection = get_connection(fail_silently=False)
    try:
        connection.open()
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        yield fault("mail", say("The mail server {server} lets us not in ({why}).", server=server, why=_why(error)),
                    say("Check SAMKLANG_EMAIL_URL and whether this computer may reach that server."))  # fmt: skip
    else:
        yield ok("mail", say("The mail server {server} lets us in.", server=server))


def language_model() -> Iterator[Finding]:
    """Whether the model to practise with, where one is set, answers; it is asked for its list only."""
    endpoint = configured()
    if endpoint is None:
        if settings.AI_URL or settings.AI_MODEL:
            yield fault("language-model", say("A language model is half set up, so it is off."),
                        say("Set both SAMKLANG_AI_URL and SAMKLANG_AI_MODEL, or neither."))  # fmt: skip
        else:
            yield ok("language-model", say("No language model is set, so nothing is sent to one."))
        return
    try:
        models(endpoint)
    except Unanswered as failed:
        yield warning("language-model", failed.sentence, say("See samklang ai check."))
    else:
        yield ok("language-model", say("The language model's endpoint answers."))


def accessibility() -> Iterator[Finding]:
    """Whether the accessibility statement was looked over within the last year."""
    what = statement.review_in_words()
    if statement.is_overdue(clock.today()):
        yield warning(
            "accessibility",
            what,
            say("Look it over, and write the day in SAMKLANG_ACCESSIBILITY_REVIEWED. That is done once a year."),
        )
    else:
        yield ok("accessibility", what)


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    if isinstance(error, ssl.SSLError):
        return "TLS"
    return getattr(error, "strerror", None) or type(error).__name__


def send_mail_to(receiver: str) -> Finding:
    """One real mail."""
    message = EmailMessage("Samklang", "Samklang: samklang doctor --send-mail-to", to=[receiver])
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        return fault("mail-sent", say("A mail to you could not be sent ({why}).", why=_why(error)),
                     say("Check SAMKLANG_EMAIL_FROM and what the mail server allows."))  # fmt: skip
    return ok("mail-sent", say("A mail has been sent. See that it arrives."))
