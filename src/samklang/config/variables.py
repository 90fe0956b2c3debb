"""What an installation may set, and what each setting is for: docs/reference/settings is written from this list."""

from dataclasses import dataclass

from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Setting:
    """One variable of the environment. default: as it would be written; empty where there is none."""

    name: str
    default: str
    does: Sentence


@dataclass(frozen=True)
class Group:
    """Settings that belong together."""

    heading: Sentence
    settings: tuple[Setting, ...]


DATA = Group(
    say("Where the data are"),
    (
        Setting("SAMKLANG_SETTINGS_FILE", "",
            say("A file of lines NAME=value to read settings from; what is set in the environment already wins.")),
        Setting("SAMKLANG_DATA", "samklang-data",
            say("The folder of the SQLite database, uploaded files, the secret key and the files for the browser.")),
        Setting("DATABASE_URL", "",
            say("PostgreSQL, as postgres://user:password@host:5432/name; without it, SQLite in the data folder.")),
        Setting("SAMKLANG_DATABASE_POOL", "8", say("PostgreSQL: connections kept open by each process.")),
        Setting("SAMKLANG_DATABASE_WAIT", "10",
            say("Seconds a change waits for another to finish before the page says that the site is busy.")),
        Setting("SAMKLANG_SECRET_KEY", "",
            say("The key that signs sessions and links; without it, one is made and kept in the data folder.")),
        Setting("SAMKLANG_STATIC", "",
            say("The folder for the files for the browser, where it is not to be static in the data folder.")),
        Setting("SAMKLANG_DOCS", "",
            say("The folder the handbook is read from, where it is not docs beside the program.")),
    ),
)  # fmt: skip
SITE = Group(
    say("How the site is reached"),
    (
        Setting("SAMKLANG_ADDRESS", "http://localhost:8000",
            say("The address people use. With https:// cookies and links are for HTTPS only.")),
        Setting("SAMKLANG_HOSTS", "", say("Other names the site answers to, with commas between.")),
        Setting("SAMKLANG_BEHIND_PROXY", "0",
            say("1 where a web server stands before the site and sets X-Forwarded-Proto and X-Forwarded-For.")),
        Setting("SAMKLANG_THREADS", "8", say("Requests each process of samklang serve answers side by side.")),
    ),
)  # fmt: skip
MAIL = Group(
    say("Mail"),
    (
        Setting("SAMKLANG_EMAIL_URL", "",
            say("The mail server, as smtp+tls://user:password@host:587, or smtp+ssl:// for port 465; without it, mail "
                "is only written in the log.")),
        Setting("SAMKLANG_EMAIL_FROM", "Samklang <samklang@localhost>", say("Whom mail is from.")),
        Setting("SAMKLANG_ENTRANCE_MAILBOX", "",
            say("The mailbox that companies write to, as imaps://user:password@host:993/INBOX, with ?moved-to=Folder "
                "where mail is to be moved once it is taken in; without it, no mailbox is read.")),
    ),
)  # fmt: skip
SIGN_IN = Group(
    say("Signing in"),
    (
        Setting("SAMKLANG_SECOND_FACTOR", "required",
            say("required: everybody who signs in with a password has a second step; optional: whoever wants one.")),
        Setting("SAMKLANG_SESSION_MINUTES", "60", say("A session ends when nothing was asked for so many minutes.")),
        Setting("SAMKLANG_SESSION_MOST_HOURS", "10", say("A session ends in any case so many hours after signing in.")),
        Setting("SAMKLANG_TOKEN_REQUESTS_A_MINUTE", "1500", say("How often one token may ask the API in a minute.")),
    ),
)  # fmt: skip
PRIVACY = Group(
    say("Privacy and accessibility"),
    (
        Setting("SAMKLANG_CONTROLLER", "",
            say("Who is responsible for the data, as the privacy page says it; without it, the municipality.")),
        Setting("SAMKLANG_PRIVACY_CONTACT", "", say("Whom to ask about personal data.")),
        Setting("SAMKLANG_DATA_PROTECTION_OFFICER", "", say("How the data protection officer is reached.")),
        Setting("SAMKLANG_ACCESSIBILITY_CONTACT", "", say("Whom to tell what cannot be used.")),
        Setting("SAMKLANG_ACCESSIBILITY_STATEMENT", "", say("The address of the official accessibility statement.")),
        Setting("SAMKLANG_ACCESSIBILITY_REVIEWED", "",
            say("The day you last looked the accessibility statement over, as 2027-01-18; that is done once a year.")),
        Setting("SAMKLANG_TEXTS", "",
            say("A folder with texts of your own: privacy.da.txt, privacy.en.txt, accessibility.da.txt and "
                "accessibility.en.txt.")),
        Setting("SAMKLANG_NOTICE_DAYS", "42", say("Days between telling staff of a new measuring and its start.")),
    ),
)  # fmt: skip
LEARNING = Group(
    say("Store of learning (xAPI)"),
    (
        Setting("SAMKLANG_XAPI_URL", "",
            say("The store that is told who attended, passed and completed, as https://learning.example.dk/xapi; "
                "without it, nobody is told anything.")),
        Setting("SAMKLANG_XAPI_KEY", "", say("The key that the store has given.")),
        Setting("SAMKLANG_XAPI_SECRET", "", say("The secret that belongs to the key.")),
        Setting("SAMKLANG_XAPI_NAMES", "0",
            say("1 tells the store people's names; otherwise it knows them by a number that only Samklang can trace.")),
    ),
)  # fmt: skip
LANGUAGE_MODEL = Group(
    say("Language model to practise with"),
    (
        Setting("SAMKLANG_AI_URL", "",
            say("Where a language model of the municipality's own choice answers as OpenAI's API does, as "
                "https://model.example.dk/v1, or http://localhost:11434/v1 on this computer; without it, nothing is "
                "sent to any model.")),
        Setting("SAMKLANG_AI_KEY", "", say("The key that the endpoint asks for, where it asks for one.")),
        Setting("SAMKLANG_AI_MODEL", "", say("The name of the model, as samklang ai check lists it.")),
        Setting("SAMKLANG_AI_TRANSCRIBES", "",
            say("The name of the endpoint's model that writes down what is said; without it, people write.")),
        Setting("SAMKLANG_AI_TIMEOUT", "30",
            say("Seconds until the model must have said something; after that the page says so, and nothing is lost.")),
    ),
)  # fmt: skip
PUBLIC_FIGURES = Group(
    say("Public figures"),
    (
        Setting("SAMKLANG_JOBINDSATS_URL", "",
            say("Where Jobindsats answers, as https://api.jobindsats.dk/v3; without it, its figures are read from "
                "files.")),
        Setting("SAMKLANG_JOBINDSATS_TOKEN", "",
            say("The key to Jobindsats; its publisher, the Danish labour market authority, gives one to each "
                "organisation.")),
        Setting("SAMKLANG_STATBANK_URL", "",
            say("Where StatBank Denmark answers, as https://api.statbank.dk/v1; it needs no key. Without it, its "
                "figures are read from files.")),
    ),
)  # fmt: skip
WATCHING = Group(
    say("Watching it"),
    (
        Setting("SAMKLANG_LOG", "auto",
            say("json: one JSON object a line; text: plain lines; auto: text on a terminal, else json.")),
        Setting("SAMKLANG_LOG_LEVEL", "info",
            say("The least grave that is written: debug, info, warning or error.")),
        Setting("SAMKLANG_METRICS_TOKEN", "",
            say("Whoever sends it as Authorization: Bearer … may read the figures at /metrics.")),
        Setting("SAMKLANG_METRICS_FROM", "",
            say("Addresses and networks that may read /metrics without a token, with commas between.")),
        Setting("SAMKLANG_DEBUG", "0",
            say("1 shows errors with their inside, on the screen and on pages. Never where real people are.")),
    ),
)  # fmt: skip
LOOKING_AROUND = Group(
    say("The command line and the demo"),
    (
        Setting("SAMKLANG_LANG", "da", say("The language of the command line: da or en.")),
        Setting("SAMKLANG_ENGINE", "duckdb",
            say("What sums the rows of samklang effect and samklang cells: duckdb in the same process, or the address "
                "of an engine with many workers that speaks Spark Connect, as sc://host:15002.")),
        Setting("SAMKLANG_DEMO", "0", say("1 writes on every page that the data are constructed.")),
        Setting("SAMKLANG_DEMO_TODAY", "", say("In the demo: the date it is, as 2027-01-18.")),
    ),
)  # fmt: skip
GROUPS = (DATA, SITE, MAIL, SIGN_IN, PRIVACY, LEARNING, LANGUAGE_MODEL, PUBLIC_FIGURES, WATCHING, LOOKING_AROUND)
