"""What is switched on in this installation, and where data go: read from its settings and tables, never from a list."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from samklang.access.enums import Scope
from samklang.access.models import Place, Token
from samklang.citizens.models import RecordingSwitch
from samklang.core.words import Sentence, say, say_n
from samklang.practice.models import PartnerSwitch
from samklang.practice.partner.endpoint import configured

_SAME_PROCESS = "duckdb"


@dataclass(frozen=True)
class Switch:
    """One thing that can be on or off. goes_to: the name of the computer that data go to; empty where to nobody."""

    key: str
    what: Sentence
    is_on: bool
    state: Sentence
    goes_to: str = ""
    carries: Sentence | None = None
    """What leaves by it, where it is on."""


def switches(municipality: Place, today: date) -> list[Switch]:
    """Everything, in the order in which papers tell it."""
    return [*_sign_in(), *_systems(municipality, today), *_mail(), *_model(municipality), *_others(municipality)]


def _host(address: str) -> str:
    """The name of the computer alone: no user, no password, no path."""
    return urlsplit(address).hostname or ""


def _sign_in() -> Iterator[Switch]:
    needed = settings.SECOND_FACTOR == "required"
    state = (
        say("On. Everybody who signs in with a password must have a second step.")
        if needed
        else say("On. A second step is offered and not required.")
    )
    yield Switch("password", say("Signing in with a password"), True, state)
    yield Switch(
        "passkey",
        say("Signing in with a passkey"),
        True,
        say("On. The person's device asks for a finger, a face or a PIN."),
    )
    apps = settings.SOCIALACCOUNT_PROVIDERS
    for key, what in (
        ("openid_connect", say("Signing in through the workplace (OpenID Connect)")),
        ("saml", say("Signing in through the workplace (SAML, such as the municipal Context Handler)")),
    ):
        found = apps.get(key, {}).get("APPS", ())
        if not found:
            yield Switch(key, what, False, say("Off."))
        for app in found:
            given = app["settings"]
            peer = _host(str(given.get("server_url") or given.get("idp", {}).get("entity_id", "")))
            carries = say("That somebody signs in, and when; who it is comes from there.")
            yield Switch(key, what, True, say("On: {name}.", name=str(app["name"])), peer, carries)


def _systems(municipality: Place, today: date) -> Iterator[Switch]:
    held = Token.objects.filter(
        place__path__startswith=municipality.path, revoked_at=None, first_day__lte=today, last_day__gte=today
    )
    scopes = [set(one) for one in held.values_list("scopes", flat=True)]
    directory = sum(Scope.SCIM.value in one for one in scopes)
    readers = sum(bool(one - {Scope.SCIM.value}) for one in scopes)
    yield Switch(
        "directory",
        say("The municipality's directory keeps people, teams and roles (SCIM)"),
        bool(directory),
        say_n("On: {count} token holds.", "On: {count} tokens hold.", directory) if directory else say("Off."),
    )
    yield Switch(
        "readers",
        say("Other systems read staff, leave, cover or plans (API)"),
        bool(readers),
        say_n("On: {count} token holds.", "On: {count} tokens hold.", readers) if readers else say("Off."),
        carries=say("What the token is made for, at its place, until its last day."),
    )


def _mail() -> Iterator[Switch]:
    sends = "smtp" in settings.EMAIL_BACKEND
    yield Switch(
        "mail",
        say("Mail to staff and companies"),
        sends,
        say("On.") if sends else say("Off: mail is only written in the log."),
        str(settings.EMAIL_HOST) if sends else "",
        say("Names, addresses, and what the mail says: courses, dates, answers to companies."),
    )
    box = settings.ENTRANCE_MAILBOX
    yield Switch(
        "mailbox",
        say("The mailbox companies write to"),
        box is not None,
        say("On: it is read.") if box else say("Off."),
        box.host if box else "",
        say("What companies write comes in from there."),
    )


def _model(municipality: Place) -> Iterator[Switch]:
    endpoint = configured()
    centres = _count_on(PartnerSwitch, municipality)
    if endpoint is None:
        state = say("Off: no model is set, so nothing is sent to any.")
    elif centres:
        state = say_n("On at {count} jobcentre.", "On at {count} jobcentres.", centres)
    else:
        state = say("A model is set, and no jobcentre has switched it on.")
    yield Switch(
        "model",
        say("Practice with a language model"),
        endpoint is not None and bool(centres),
        state,
        _host(endpoint.url) if endpoint else "",
        say("What the person who practises writes or says in a constructed conversation; no name, no citizen."),
    )


def _count_on(model: type[PartnerSwitch] | type[RecordingSwitch], municipality: Place) -> int:
    rows = model._default_manager.filter(on=True, jobcentre__path__startswith=municipality.path)
    return rows.count()


def _others(municipality: Place) -> Iterator[Switch]:
    centres = _count_on(RecordingSwitch, municipality)
    yield Switch(
        "recordings",
        say("Recordings of conversations"),
        bool(centres),
        say_n("On at {count} jobcentre.", "On at {count} jobcentres.", centres) if centres else say("Off."),
    )
    names = say("Who attended, passed and completed, by name.")
    numbers = say("Who attended, passed and completed, under a number that only Samklang can trace.")
    yield Switch(
        "store",
        say("A store of learning is told what happens in courses (xAPI)"),
        bool(settings.XAPI_URL),
        say("On.") if settings.XAPI_URL else say("Off."),
        _host(settings.XAPI_URL),
        names if settings.XAPI_NAMES else numbers,
    )
    public = [_host(one) for one in (settings.JOBINDSATS_URL, settings.STATBANK_URL) if one]
    yield Switch(
        "public",
        say("Public figures are fetched"),
        bool(public),
        say("On.") if public else say("Off: they are read from files."),
        ", ".join(public),
        say("Nothing about people: only which table is wanted."),
    )
    yield _engine()
    yield _database()
    watched = bool(settings.METRICS_TOKEN or settings.METRICS_FROM)
    yield Switch(
        "watching",
        say("Figures for whoever watches the installation"),
        watched,
        say("On.") if watched else say("Off."),
        carries=say("Counts without people."),
    )
    if settings.DEMO:
        yield Switch("demo", say("Demo"), True, say("On: the data are constructed."))


def _engine() -> Switch:
    """What reckons large files on the command line."""
    engine = os.environ.get("SAMKLANG_ENGINE", "").strip() or _SAME_PROCESS
    elsewhere = engine.lower() != _SAME_PROCESS
    return Switch(
        "engine",
        say("An engine on other computers reckons large files"),
        elsewhere,
        say("On.") if elsewhere else say("Off: they are reckoned on the computer of the installation."),
        _host(engine) if elsewhere else "",
        say("Rows of the files that are reckoned, without names."),
    )


def _database() -> Switch:
    postgres = connection.vendor == "postgresql"
    host = str(connection.settings_dict.get("HOST") or "") if postgres else ""
    elsewhere = bool(host) and not host.startswith("/") and host not in {"localhost", "127.0.0.1", "::1"}
    state = say("PostgreSQL.") if postgres else say("SQLite, in the data folder of the installation.")
    return Switch(
        "database", say("Database"), True, state, host if elsewhere else "", say("Everything that is stored.")
    )
