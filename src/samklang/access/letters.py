"""Mail about signing in: what it says, in the language of whoever gets it."""

import logging
from dataclasses import dataclass

from django.core.mail import EmailMessage

from samklang.access.links import INVITED_FOR, RESET_FOR
from samklang.access.models import Person, Place
from samklang.core.words import LANGUAGES, Sentence, render, say, say_n

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """A subject, which names nobody, and paragraphs. A link stands in a paragraph of its own, as it is."""

    subject: Sentence
    paragraphs: tuple[Sentence | str, ...]

    def send(self, to: str, language: str) -> None:
        """Send it at once."""
        self.message(to, language).send()

    def send_if_possible(self, to: str, language: str) -> None:
        """Send it; where the mail server fails, what was done stands all the same, and the log says so."""
        try:
            self.send(to, language)
        except OSError as failure:
            _log.error("A letter about signing in could not be sent: %s", type(failure).__name__)

    def message(self, to: str, language: str) -> EmailMessage:
        """The mail, not sent yet."""
        said = language if language in LANGUAGES else LANGUAGES[0]
        body = [one if isinstance(one, str) else render(one, said) for one in (*self.paragraphs, say("Samklang"))]
        return EmailMessage(" ".join(render(self.subject, said).split()), "\n\n".join(body) + "\n", to=[to])


def invitation(person: Person, by: Person | None, municipality: Place, link: str) -> Letter:
    """You have been given access."""
    inviter: Sentence | str = by.name if by else say("The administrator")
    return Letter(
        say("Your access to Samklang"),
        (
            say("Hello {name}", name=person.name),
            say(
                "{inviter} gives you access to Samklang, where {municipality} plans and follows the training of staff.",
                inviter=inviter,
                municipality=municipality.name,
            ),
            say_n(
                "Choose your password here. The link works once, within a day:",
                "Choose your password here. The link works once, within {count} days:",
                INVITED_FOR.days,
            ),
            link,
            say(
                "Then you are shown how to set up the second step of signing in: an app or a passkey. "
                "Have your phone at hand; it takes about five minutes."
            ),
            say("Has the link run out? On the sign-in page, ask for a link to choose a new password."),
        ),
    )


def new_password(person: Person, link: str) -> Letter:
    """Here is the link you asked for."""
    return Letter(
        say("Choose a new password in Samklang"),
        (
            say("Hello {name}", name=person.name),
            say_n(
                "Here you can choose a new password. The link works once, within one hour:",
                "Here you can choose a new password. The link works once, within {count} hours:",
                int(RESET_FOR.total_seconds() // 3600),
            ),
            link,
            say("Did you not ask for it? Then delete this mail. Your password stays as it is."),
        ),
    )


def unknown_address() -> Letter:
    """Somebody asked for a link to an address that nobody signs in with."""
    return Letter(
        say("Choose a new password in Samklang"),
        (
            say("Somebody, perhaps you, asked to choose a new password with this address."),
            say(
                "Nobody signs in to Samklang with it. Try the address of your work, or ask your team leader "
                "or administrator whether you have access. Was it not you? Then delete this mail."
            ),
        ),
    )


_CHANGED: dict[str, tuple[Sentence, Sentence]] = {
    "account/email/password_changed": (say("Your password was changed"), say("Your password was changed just now.")),
    "account/email/password_reset": (say("Your password was changed"), say("Your password was changed just now.")),
    "account/email/password_set": (say("Your password was changed"), say("Your password was changed just now.")),
    "mfa/email/totp_activated": (
        say("An app for signing in was added"),
        say("From now on the codes of an app let you sign in to Samklang."),
    ),
    "mfa/email/totp_deactivated": (
        say("An app for signing in was removed"),
        say("The codes of the app no longer let you sign in to Samklang."),
    ),
    "mfa/email/webauthn_added": (
        say("A passkey was added"),
        say("From now on a new passkey lets you sign in to Samklang."),
    ),
    "mfa/email/webauthn_removed": (
        say("A passkey was removed"),
        say("One of your passkeys no longer lets you sign in to Samklang."),
    ),
    "mfa/email/recovery_codes_generated": (
        say("New recovery codes were made"),
        say("You have new recovery codes. Those you had before no longer let you in."),
    ),
}
"""What is told when one's sign-in is changed, by the name that allauth has for it."""


def change_of_sign_in(what: str, person: Person) -> Letter | None:
    """Something about how you sign in was changed; None where there is nothing to tell."""
    if what not in _CHANGED:
        return None
    subject, happened = _CHANGED[what]
    return Letter(
        subject,
        (
            say("Hello {name}", name=person.name),
            happened,
            say("Was it not you? Then choose a new password at once, and tell your administrator."),
        ),
    )
