"""The site behind the commands that need it: settings and database, and what is wrong with them told in words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError

from samklang.cli.exits import Refused, to_mend
from samklang.core.words import Sentence, say


@contextmanager
def site(*, address: str = "") -> Iterator[None]:
    """Django, started with this installation's settings. Raises Refused where they or the database fail.

    address: what the site is called where the settings do not say.
    """
    with faults_in_words():
        # The file of settings is read when this is imported, and a fault in it is to be told and not shown.
        from samklang.config import env  # noqa: PLC0415 - see the line above
        from samklang.config.start import start  # noqa: PLC0415 - see the line above

        if address and not env.text("ADDRESS"):
            os.environ["SAMKLANG_ADDRESS"] = address
        start()
        before = os.umask(0o077)  # what an installation writes is for its own user
        try:
            yield
        finally:
            os.umask(before)


def require_migrated() -> None:
    """Raises Refused where the database has not got this version's tables."""
    from samklang.config.database import is_migrated  # noqa: PLC0415 - needs the settings to be read

    if not is_migrated():
        raise Refused(say("The database is not ready for this version. Run {command} first.", command=MIGRATE))


@contextmanager
def running_on_it() -> Iterator[None]:
    """As long as a site or a worker runs. Raises Refused while a backup is being restored."""
    from samklang.config import in_use  # noqa: PLC0415 - needs the settings to be read

    try:
        with in_use.side_by_side():
            yield
    except in_use.InUse:
        raise Refused(say("A backup is being restored. Start again when it is done.")) from None
    except in_use.BrokenOff:
        raise Refused(
            say("A restore was broken off half-way, so files and database may be of different days."),
            say("Restore the backup again, with {option}.", option="--replace"),
        ) from None


MIGRATE = "samklang migrate"


@contextmanager
def faults_in_words() -> Iterator[None]:
    """What is wrong with settings or database ends the command with a sentence. Raises ToMend and Refused."""
    try:
        yield
    except ImproperlyConfigured as fault:
        raise to_mend(_about_settings(fault)) from fault
    except (DatabaseError, InterfaceError) as fault:
        raise Refused(*about_database(fault)) from fault


def _about_settings(fault: ImproperlyConfigured) -> Sentence:
    sentence = getattr(fault, "sentence", None)
    if isinstance(sentence, Sentence):
        return sentence
    return say("The settings cannot be used: {why}", why=str(fault).splitlines()[0])


def about_database(fault: Exception) -> tuple[Sentence, ...]:
    """What the database said, and what to do."""
    from samklang.config.outages import Outage, outage_of  # noqa: PLC0415 - needs the settings to be read

    match outage_of(fault):
        case Outage.LOCKED:
            return (say("Another program is writing in the database and did not finish. Wait a little and try again."),)
        case Outage.UNREACHABLE:
            return (
                say("The database does not answer. Check that it runs and that DATABASE_URL is right."),
                say("It said: {words}", words=_in_one_line(fault)),
            )
        case Outage.FULL:
            return (say("The disk of the database is full. Free some space and try again."),)
    return (
        say("The database could not do what was asked. If the version is new, run {command} first.", command=MIGRATE),
        say("It said: {words}", words=_in_one_line(fault)),
    )


def _in_one_line(fault: Exception) -> str:
    from samklang.config.logging import without_personal_data  # noqa: PLC0415 - only wanted when something failed

    return without_personal_data(" ".join(str(fault).split()))[:300]
