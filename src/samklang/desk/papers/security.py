"""The fact sheet on information security: the ten measures of NIS2, what the installation does, and what it cannot."""

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import django
from django.conf import settings
from django.utils import timezone

from samklang import __version__
from samklang.core.words import Moment, Sentence, say, say_n
from samklang.desk.papers.about import About, sources, switches_table
from samklang.desk.papers.law import NIS2, NIS2_EU
from samklang.desk.queries.backups import last_backup
from samklang.ledger.models import Entry
from samklang.web.papers.paper import Bullets, Paper, Part, Table, Text, Words

TITLE = say("Information security: fact sheet")
DOES = say("The ten measures of NIS2: what this installation does now, and what the municipality does itself.")


@dataclass(frozen=True)
class Measure:
    """One of the ten. does: what the installation does now. themselves: what the municipality must do."""

    title: Sentence
    does: Callable[[About], Iterator[Words]]
    themselves: tuple[Sentence, ...]


def security(about: About) -> Paper:
    """The ten measures, and how the installation is set."""
    return Paper(
        "information-security",
        TITLE,
        say("Samklang at {place}, measured against the ten measures of the NIS2 act.", place=about.municipality.name),
        about.made(),
        [
            Part(say("How to read it"), [Text(_READ), Bullets([*sources(NIS2, NIS2_EU)])]),
            _at_a_glance(about),
            *(_part(one, about) for one in MEASURES),
            Part(say("What is switched on"), [switches_table(about)]),
        ],
    )


_READ = say(
    "The act asks the municipality, not a program. Under each measure stands what this installation does as it is "
    "set now, "
    "and what no program can do. The wording of the measures follows the directive; the act's own wording is to be "
    "looked up."
)


def _part(measure: Measure, about: About) -> Part:
    return Part(
        measure.title,
        [
            Text(say("What the installation does:")),
            Bullets(list(measure.does(about))),
            Text(say("What the municipality must do itself:")),
            Bullets(measure.themselves),
        ],
    )


def _at_a_glance(about: About) -> Part:
    on, off = say("Yes"), say("No")
    backup = last_backup()
    since = say("Made {time}", time=Moment(backup[0])) if backup else say("None has been made.")
    rows: list[tuple[Words, Words]] = [
        (say("A second step is required of everybody with a password"), on if _second_step() else off),
        (
            say("The workplace's own sign-in is used"),
            on if about.is_on("saml") or about.is_on("openid_connect") else off,
        ),
        (say("The site is reached over HTTPS"), on if settings.HTTPS else off),
        (say("Mail leaves encrypted"), _mail_encrypted(about)),
        (say("Last backup"), since),
        (say("Entries in the ledger"), say("{count}", count=_entries())),
        (say("Figures for a program that watches"), on if about.is_on("watching") else off),
        (say("Errors show their inside (debugging)"), say("Yes: switch it off") if settings.DEBUG else off),
    ]
    headings = (say("What"), say("Now"))
    return Part(say("At a glance"), [Table(say("How the installation was set when this was made"), headings, rows)])


def _second_step() -> bool:
    return bool(settings.SECOND_FACTOR == "required")


def _mail_encrypted(about: About) -> Sentence:
    if not about.is_on("mail"):
        return say("No mail leaves.")
    return say("Yes") if settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL else say("No")


def _entries() -> int:
    return int(Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0)


def _risk(_: About) -> Iterator[Words]:
    yield say("The drafts of the impact assessment and of the record are made from the installation itself.")
    yield say("samklang doctor and the page of status look at {count} things and say what to do.", count=_LOOKED_AT)


_LOOKED_AT = 20
"""At least as many things the page of status looks at; a test holds it against the page."""


def _incidents(_: About) -> Iterator[Words]:
    yield say("Every change, and every reading of a named person's record, stands in the ledger: {count} entries now.",
              count=_entries())  # fmt: skip
    yield say("The ledger is a chain that the database refuses to change; samklang ledger verify proves it.")
    yield say("Log lines are written without personal data, from the level {level}.", level=_log_level())
    yield say("An administrator ends roles and revokes tokens at once.")


def _log_level() -> str:
    return str(settings.LOGGING.get("root", {}).get("level", "INFO")).lower()


def _continuity(_: About) -> Iterator[Words]:
    backup = last_backup()
    if backup is None:
        yield say("No backup has been made of this installation.")
    else:
        hours = max(0, int((timezone.now() - backup[0]).total_seconds() // 3600))
        yield say_n("The last backup is {count} hour old.", "The last backup is {count} hours old.", hours)
    yield say("A backup is made while the site runs and holds database, files and key. Restoring looks at every "
              "checksum, "
              "and then restores all or nothing.")  # fmt: skip
    yield say("A newer version can be rolled back by restoring the backup from before it.")


def _supply(about: About) -> Iterator[Words]:
    yield say("Packages are pinned with their hashes; what does not match is not installed.")
    yield say("The browser loads nothing from elsewhere: the policy of each page refuses it.")
    hosts = tuple(dict.fromkeys(one.goes_to for one in about.switches if one.is_on and one.goes_to))
    yield (
        say("Other computers that the settings name: {hosts}.", hosts=hosts)
        if hosts
        else say("The settings name no other computer.")
    )


def _development(_: About) -> Iterator[Words]:
    yield say("Samklang {version}, Django {django}, Python {python}.", version=__version__, django=django.get_version(),
              python=platform.python_version())  # fmt: skip
    yield say("Who may open what is a table that each version is tested against, page by page.")
    yield say("Faults are told as SECURITY.md says: an answer within three working days, and a date for the fix or "
              "the reason "
              "for none within ten.")  # fmt: skip
    yield say("Files that are sent in are limited in size; no formula or macro is run.")


def _effect(about: About) -> Iterator[Words]:
    yield say("The page of status shows the worst first: worker, nightly work, backup, disk, settings.")
    yield (
        say("On: figures can be read by a program that watches.")
        if about.is_on("watching")
        else say("Off: no program can read figures until a token or a network is set.")
    )


def _hygiene(_: About) -> Iterator[Words]:
    yield say("Passwords have at least twelve characters and are not among the common ones.")
    yield say("Pages ask for no more than they need, and mistakes are told in plain words.")


def _crypto(_: About) -> Iterator[Words]:
    if settings.HTTPS:
        yield say("The site is reached over HTTPS only, and browsers are told to remember it for a year.")
    else:
        yield say("The site is not reached over HTTPS. What is typed travels readable.")
    yield say("Passwords are scrambled with scrypt; tokens and links are stored as hashes or signed.")
    yield say("Neither the disk nor a backup is encrypted by Samklang.")


def _access(about: About) -> Iterator[Words]:
    yield say("Roles hold at a place and for a time. What lies outside is as if it were not there.")
    yield say(
        "An administrator sees no staff without opening records for some hours with a reason; the head is written to."
    )
    yield say("A session ends after {minutes} minutes without use, and in any case after {hours} hours.",
              minutes=settings.SESSION_COOKIE_AGE // 60, hours=settings.SESSION_MOST_HOURS)  # fmt: skip
    yield (
        say("The municipality's directory can open and close access (SCIM): on.")
        if about.is_on("directory")
        else say("The municipality's directory can open and close access (SCIM): off.")
    )


def _factors(about: About) -> Iterator[Words]:
    if _second_step():
        yield say("Everybody who signs in with a password must have a second step: a code or a passkey.")
    else:
        yield say("A second step is offered and not required. Set SAMKLANG_SECOND_FACTOR to required.")
    if not (about.is_on("saml") or about.is_on("openid_connect")):
        yield say("The workplace's own sign-in is not connected.")
    yield say("Samklang has no calls and no chat. Mail about courses is no channel for emergencies.")


MEASURES = (
    Measure(say("1. Risk analysis and policies for security"), _risk,
        (say("Write and decide the policies, and place the responsibility with the management."),
         say("Assess the risks of this installation, its computer and its network."))),
    Measure(say("2. Handling of incidents"), _incidents,
        (say("Have a plan, and somebody who answers day and night."),
         say("Report: NIS2 asks for an early warning within 24 hours and a report within 72, GDPR (article 33) for a "
             "report "
             "within 72. To whom and how is to be looked up."),
         say("Gather the logs of the computer and keep them for as long as you have decided."))),
    Measure(say("3. Backups, continuity and crises"), _continuity,
        (say("Copy backups to another place, encrypted, and try a restore at least once a year."),
         say("Decide how long the site may be away, and how courses and the counter go on without it."))),
    Measure(say("4. The supply chain"), _supply,
        (say("Make agreements with whoever runs the computer and with each of those named here."),
         say("Decide who follows new versions of Samklang."))),
    Measure(say("5. Buying, developing and maintaining; faults in security"), _development,
        (say("Install new versions, and keep the operating system, the database and the web server up to date."),
         say("Compare the list of packages with a database of known faults, for instance with pip-audit."))),
    Measure(say("6. Whether the measures work"), _effect,
        (say("Look at the page of status, or let a program do it, and act on what it says."),
         say("Have the installation tested by somebody independent."))),
    Measure(say("7. Good habits and training"), _hygiene,
        (say("Train everybody, the management included, and keep proof of it."),
         say("Tell staff what may not be written in free text."))),
    Measure(say("8. Encryption"), _crypto,
        (say("Encrypt disks and backups, and see that the web server's certificate is renewed."),
         say("Keep the secret key as a password: whoever has it can sign in as anybody."))),
    Measure(say("9. Staff, access and equipment"), _access,
        (say("End roles on the day somebody stops, and go through all roles every half year."),
         say("Keep a list of computers and phones, and of who operates the server."))),
    Measure(say("10. Several factors, and secured communication"), _factors,
        (say("Connect the workplace's own sign-in, or keep the second step required."),
         say("Have a channel for emergencies that does not depend on your network."))),
)  # fmt: skip
"""The ten, in the order of the directive's letters (a) to (j)."""
