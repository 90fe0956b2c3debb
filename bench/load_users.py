"""People at work on the site, each with a session of their own: they look, think, write, and look again.

A closed loop: nobody asks for the next page before the one before has come and some seconds have gone by.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FEED = re.compile(r"/courses/feed/[\w-]+\.ics")
_SEARCHED = ("han", "jensen", "møl", "kar", "sø", "lin", "maskin", "tømrer")
_DONE = {200, 302}


@dataclass
class Asked:
    """One request and how it went."""

    page: str
    wrote: bool
    seconds: float
    at: float
    status: int
    wrong: str = ""


@dataclass
class Someone:
    """A person who is signed in. facts: what they work with, as `load_crowd` says it."""

    client: httpx.AsyncClient
    facts: dict[str, Any]
    chance: Random
    heard: Callable[[Asked], None]
    token: str = ""
    done: dict[str, Any] = field(default_factory=dict)

    async def get(self, page: str, url: str, **headers: str) -> str:
        """A page, by its address."""
        return await self._ask(page, "GET", url, None, headers)

    async def post(self, page: str, url: str, **given: str) -> str:
        """Something sent with the form's token."""
        body = {"csrfmiddlewaretoken": self.token, **given}
        return await self._ask(page, "POST", url, body, {"Origin": str(self.client.base_url).rstrip("/")})

    async def _ask(self, page: str, method: str, url: str, body: Any, headers: dict[str, str]) -> str:
        began = time.perf_counter()
        sent = {"X-Forwarded-For": self.facts["network"], **headers}
        try:
            answer = await self.client.request(method, url, data=body, headers=sent)
        except httpx.HTTPError as fault:
            self.heard(Asked(page, method == "POST", time.perf_counter() - began, began, 0, type(fault).__name__))
            return ""
        took, text = time.perf_counter() - began, answer.text
        wrong = "" if answer.status_code in _DONE else f"{method} {url}: {answer.status_code}"
        if "/account/login" in answer.headers.get("location", ""):
            wrong = f"{url}: signed out"
        self.heard(Asked(page, method == "POST", took, began, answer.status_code, wrong))
        if found := _TOKEN.search(text):
            self.token = found[1]
        return text

    def one(self, name: str) -> Any:
        """One of the things they work with; 0 where there is none."""
        return self.chance.choice(self.facts.get(name) or [0])


Deed = Callable[[Someone], Awaitable[object]]


def look(page: str, url: str, needs: str = "") -> Deed:
    """Look at a page; {one}: one of the things they work with, {q}: a few letters of what is looked for."""

    async def deed(who: Someone) -> None:
        one = who.one(needs) if needs else ""
        if needs and not one:
            return
        part = {"HX-Request": "true"} if "as one types" in page else {}
        await who.get(page, url.format(one=one, q=who.chance.choice(_SEARCHED)), **part)

    return deed


async def sign_in(who: Someone, password: str) -> None:
    """With address and password."""
    await who.get("sign-in page", "/account/login/")
    await who.post("signing in", "/account/login/", login=who.facts["email"], password=password)
    await who.get("start", "/")


async def answer_task(who: Someone) -> None:
    """Open what is asked before a session, and say that it is done; the next time that it is not."""
    task = who.one("tasks")
    if not task:
        return
    await who.get("a task", f"/courses/own/tasks/{task}/")
    way = "undone" if who.done.get(task) else "done"
    who.done[task] = way == "done"
    await think(who, 0.3)
    await who.post("answering a task", f"/courses/own/tasks/{task}/{way}/")


async def review(who: Someone) -> None:
    """Look back on a conversation."""
    text = await who.get("self-review form", "/conversations/reviews/new/")
    names = sorted(set(re.findall(r'name="(q-[^"]+)"', text)))
    day = re.search(r'name="day"[^>]* value="([^"]*)"', text)
    await think(who)
    answers = {name: str(who.chance.randint(1, 5)) for name in names}
    await who.post(
        "writing a self-review", "/conversations/reviews/new/", day=day[1] if day else "2027-09-29",
        next_time="Spørge mere åbent", **answers,
    )  # fmt: skip


async def log_contact(who: Someone) -> None:
    """Write down a contact with a company, and what is next."""
    url = f"/companies/{who.one('companies')}/contact-log/"
    await who.get("contact form", url)
    await think(who)
    await who.post(
        "logging a contact", url, channel="phone", with_name="Pia", what="Talte om to stillinger på lageret", text="",
        no_step_because="De ringer selv, når de er klar.",
    )  # fmt: skip


async def mark(who: Someone) -> None:
    """Open the attendance of today's session, and mark five people as a phone does."""
    session, there = who.one("sessions"), who.facts.get("there") or []
    await who.get("attendance", f"/courses/sessions/{session}/attendance/")
    for person in who.chance.sample(there, min(5, len(there))):
        await think(who, 0.15)
        how = who.chance.choice(("present", "present", "late", "absent"))
        await who.post("marking attendance", f"/courses/sessions/{session}/attendance/marks/",
                       person=str(person), mark=how)  # fmt: skip


async def feed(who: Someone) -> None:
    """The calendar program fetches; the first time the address is made."""
    if "feed" not in who.done:
        await who.get("calendar page", "/courses/own/calendar/")
        found = _FEED.search(await who.post("making a feed", "/courses/own/calendar/"))
        if found is None:
            return
        who.done["feed"] = found[0]
    await who.get("feed", who.done["feed"])


START, OWN = look("start", "/"), look("my courses", "/courses/own/")
SEARCH, EVIDENCE = look("search", "/search/?q={q}"), look("evidence in short", "/evidence/")
TEAM = look("team", "/people/teams/{one}/", "teams")
COURSE, COURSES = look("course", "/courses/{one}/", "courses"), look("courses", "/courses/")
STAFF, FOUND = look("staff list", "/people/employees/"), look("staff list, searched", "/people/employees/?q={q}")
TYPED = look("staff list, as one types", "/people/employees/?q={q}")

DEEDS: dict[str, Sequence[tuple[int, Deed]]] = {
    "counsellor": (
        (5, START), (2, OWN), (2, answer_task), (3, review), (1, look("self-reviews", "/conversations/reviews/")),
        (1, look("practice", "/practice/")), (1, look("conversations", "/conversations/")), (1, TEAM), (1, SEARCH),
        (1, EVIDENCE), (1, feed), (1, look("own skills", "/method/skills/own/")),
    ),
    "consultant": (
        (3, START), (2, look("companies", "/companies/")), (2, look("companies, as one types", "/companies/?q={q}")),
        (4, look("company", "/companies/{one}/", "companies")), (4, log_contact),
        (1, look("portfolio", "/companies/portfolio/")), (1, look("next steps", "/companies/steps/")),
        (1, look("enquiries", "/companies/enquiries/")), (1, SEARCH), (1, EVIDENCE),
    ),
    "leader": (
        (4, START), (2, STAFF), (2, FOUND), (3, TYPED), (2, look("employee", "/people/employees/{one}/", "employees")),
        (3, TEAM), (1, COURSES), (1, look("skills of staff", "/method/staff/")), (2, EVIDENCE), (2, SEARCH),
        (1, look("leave calendar", "/people/leave-calendar/")),
    ),
    "trainer": (
        (1, START), (1, OWN), (5, mark), (1, feed), (1, look("session", "/courses/sessions/{one}/", "sessions")),
    ),
    "lead": (
        (3, START), (1, COURSES), (2, COURSE), (2, mark), (1, STAFF), (1, FOUND), (1, TYPED), (1, EVIDENCE),
        (1, look("course plans", "/planning/")), (1, look("calibration", "/calibration/")), (1, SEARCH),
        (1, look("skills of staff", "/method/staff/")), (1, look("ladders", "/evidence/ladders/")),
    ),
    "peer": (
        (1, look("plain list", "/admin/people/engagement/")),
        (1, look("plain list, searched", "/admin/people/engagement/?q={q}")),
    ),
}  # fmt: skip
"""What each kind of person does, and how often of all they do."""


async def think(who: Someone, share: float = 1.0) -> None:
    """From half to one and a half of the seconds that one thinks on average."""
    await asyncio.sleep(who.facts["think"] * share * (0.5 + who.chance.random()))


async def work(who: Someone, password: str, begins_after: float, ends: float) -> None:
    """Sign in when it is one's turn, at ours, and do one thing after the other until the time is up."""
    await asyncio.sleep(begins_after)
    if who.facts["kind"] != "peer":
        await sign_in(who, password)
    deeds = DEEDS[who.facts["kind"]]
    while time.perf_counter() < ends:
        await think(who)
        await who.chance.choices([deed for _, deed in deeds], [often for often, _ in deeds])[0](who)
