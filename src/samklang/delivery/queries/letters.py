"""What a letter says to whom it is for: the jobcentre's wording or Samklang's own, with the fields filled in."""

from datetime import datetime
from email.message import EmailMessage

from django.conf import settings
from django.urls import reverse

from samklang.access.models import Person
from samklang.core.words import LANGUAGES
from samklang.delivery import itip, letters
from samklang.delivery.enums import Method
from samklang.delivery.letter_mail import Envelope, as_mail, sender_of
from samklang.delivery.letters import Text
from samklang.delivery.models import Invitation, LetterText, Mail


def wording(jobcentre_id: int | None, key: str, language: str) -> Text:
    """The text with its fields. Raises KeyError where there is no letter of that key."""
    if jobcentre_id is not None:
        own = LetterText.objects.filter(jobcentre=jobcentre_id, letter=key, language=language).first()
        if own is not None:
            return Text(own.subject, own.body)
    return letters.kinds()[key].texts[language]


def language_of(person: Person) -> str:
    """The person's own; Danish where it is none that we write."""
    return person.language if person.language in LANGUAGES else LANGUAGES[0]


def link_of(mail: Mail) -> str:
    """Where one reads on and answers: the whole address."""
    facts = mail.facts
    if facts.get("link"):
        return str(facts["link"])
    return settings.PUBLIC_ADDRESS + str(facts.get("path") or reverse("delivery:own-courses"))


def what_it_says(mail: Mail) -> Text:
    """The mail's subject and body as its reader gets them. Raises KeyError where there is no such letter."""
    language = language_of(mail.person)
    facts = dict(mail.facts)
    # What is not about a course says in its facts whose words it is written in.
    jobcentre_id = facts.pop("jobcentre", None)
    if mail.course is not None:
        jobcentre_id = mail.course.programme.jobcentre_id
        facts = {"programme": mail.course.programme.title, "contact": mail.course.contact, **facts}
    values = letters.values(facts, name=mail.person.name, link=link_of(mail), language=language)
    return letters.filled(wording(jobcentre_id, mail.letter, language), values)


def as_entry(invitation: Invitation, mail: Mail | None = None) -> itip.Entry:
    """The calendar entry as it stands; with mail, as it stood when that was written."""
    if mail is None:
        return itip.Entry(
            invitation.uid, invitation.sequence, invitation.changed_at, invitation.told, invitation.active,
            invitation.teaches,
        )  # fmt: skip
    cancelled = mail.method == Method.CANCEL
    return itip.Entry(
        invitation.uid, mail.sequence, mail.written_at, mail.facts, not cancelled, invitation.teaches
    )  # fmt: skip


def message_of(mail: Mail, at: datetime) -> EmailMessage:
    """The whole mail, ready to be handed over.

    raises: Unwritable where nobody can be written to at the address; KeyError where there is no such letter.
    """
    person, language = mail.person, language_of(mail.person)
    sender = sender_of(settings.DEFAULT_FROM_EMAIL)
    to = (person.name, person.email or "")
    calendar = None
    if mail.invitation is not None and mail.method != Method.NONE:
        calendar = itip.message(
            as_entry(mail.invitation, mail), method=Method(mail.method), organiser=sender, attendee=to,
            link=link_of(mail), language=language,
        )  # fmt: skip
    envelope = Envelope(to, sender, mail.message_id, at, language)
    return as_mail(what_it_says(mail), envelope, calendar, Method(mail.method))
