"""The endpoint of the language model, as OpenAI's API has it: what is sent there, and what can go wrong.

Every wait is bounded, so is what is read, and no redirect is followed: what is said goes to the one address the
municipality has named. How many are answered at once is bounded too, so that a slow model does not hold up the site.
"""

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import httpx
from django.conf import settings
from httpx_sse import EventSource, SSEError

from samklang.core.words import Sentence, say

MOST_BYTES = 400_000
"""Of one answer, as it comes over the network."""
MOST_AT_ONCE = 4
"""Answers that one process waits for at the same time."""
_WHOLE_TIMES = 4
"""How many times the longest wait for a piece the whole answer may take."""
_DONE = "[DONE]"
_free = threading.BoundedSemaphore(MOST_AT_ONCE)

Message = Mapping[str, str]


@dataclass(frozen=True)
class Endpoint:
    """Where the model answers. transcribes: the model that turns speech into text; empty where there is none."""

    url: str
    model: str
    key: str = ""
    transcribes: str = ""
    timeout_s: int = 30


class Unanswered(Exception):
    """No answer, or none that can be used: why, in words."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


BROKEN = say("The language model broke off in the middle of its answer.")
NONSENSE = say("The language model answered with something that could not be read.")
BUSY = say("Many are practising with the language model right now. Try again in a moment.")
AWAY = say("The language model cannot be reached right now.")


def configured() -> Endpoint | None:
    """What the municipality has set; None where it has set no language model."""
    if not (settings.AI_URL and settings.AI_MODEL):
        return None
    return Endpoint(
        settings.AI_URL, settings.AI_MODEL, settings.AI_KEY, settings.AI_TRANSCRIBES, timeout_s=settings.AI_TIMEOUT
    )


def streamed(endpoint: Endpoint, messages: Sequence[Message], *, most_letters: int) -> Iterator[str]:
    """The answer piece by piece, as it comes; cut where it grows too long. Raises Unanswered, also on the way."""
    asked = {"model": endpoint.model, "messages": list(messages), "stream": True, "temperature": 0.7}
    letters, ended, began = 0, False, time.monotonic()
    with _asking(endpoint) as client, client.stream("POST", "chat/completions", json=asked) as response:
        _require_success(response, endpoint)
        response.stream = _Bounded(response, endpoint, began)
        for event in EventSource(response).iter_sse():
            if event.data.strip() == _DONE:
                ended = True
                break
            piece, finished = _piece(event.data)
            ended = ended or finished
            letters += len(piece)
            if piece:
                yield piece
            if letters >= most_letters:
                return
    if not letters:
        raise Unanswered(NONSENSE)
    if not ended:
        raise Unanswered(BROKEN)


def answered(endpoint: Endpoint, messages: Sequence[Message]) -> str:
    """The whole answer, as evenly as the model can. Raises Unanswered."""
    asked = {"model": endpoint.model, "messages": list(messages), "stream": False, "temperature": 0}
    found = _posted(endpoint, "chat/completions", {"json": asked})
    try:
        content = found["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise Unanswered(NONSENSE) from None
    if not isinstance(content, str) or not content.strip():
        raise Unanswered(NONSENSE)
    return content


def transcribed(endpoint: Endpoint, speech: bytes, *, kind: str, language: str) -> str:
    """What was said in a recording, which is kept nowhere. kind: its media type. Raises Unanswered."""
    form = {"model": endpoint.transcribes, "language": language, "response_format": "json"}
    ending = kind.partition("/")[2].partition(";")[0] or "webm"
    found = _posted(
        endpoint, "audio/transcriptions", {"data": form, "files": {"file": (f"speech.{ending}", speech, kind)}}
    )
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(text, str):
        raise Unanswered(NONSENSE)
    return text.strip()


def models(endpoint: Endpoint) -> list[str]:
    """The models it says it has. Raises Unanswered."""
    with _asking(endpoint) as client, client.stream("GET", "models") as response:
        found = _document(response, endpoint)
    rows = found.get("data") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise Unanswered(NONSENSE)
    return [str(one["id"]) for one in rows if isinstance(one, dict) and "id" in one]


def _posted(endpoint: Endpoint, path: str, content: Mapping[str, Any]) -> Any:
    with _asking(endpoint) as client, client.stream("POST", path, **content) as response:
        return _document(response, endpoint)


def _document(response: httpx.Response, endpoint: Endpoint) -> Any:
    _require_success(response, endpoint)
    response.stream = _Bounded(response, endpoint, time.monotonic())
    try:
        return json.loads(response.read())
    except (ValueError, RecursionError):
        raise Unanswered(NONSENSE) from None


@contextmanager
def _asking(endpoint: Endpoint) -> Iterator[httpx.Client]:
    """A connection of its own, while there is room. Raises Unanswered for whatever the network does."""
    if not _free.acquire(blocking=False):
        raise Unanswered(BUSY)
    try:
        # Packed, little would come over the network and much of it would lie in the memory.
        headers = {"User-Agent": "samklang", "Accept-Encoding": "identity"}
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        with httpx.Client(
            base_url=endpoint.url + "/", headers=headers, timeout=endpoint.timeout_s,
            follow_redirects=False,
        ) as client:  # fmt: skip
            yield client
    except httpx.TimeoutException:
        raise _too_slow(endpoint) from None
    except httpx.RemoteProtocolError:
        raise Unanswered(BROKEN) from None
    except (SSEError, httpx.DecodingError, UnicodeDecodeError):
        raise Unanswered(NONSENSE) from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise Unanswered(AWAY) from None
    finally:
        _free.release()


def _require_success(response: httpx.Response, endpoint: Endpoint) -> None:
    if response.is_success:
        if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            raise Unanswered(NONSENSE)
        return
    match response.status_code:
        case 401 | 403:
            raise Unanswered(say("The language model does not let Samklang in: the key is wrong or has run out."))
        case 404:
            raise Unanswered(say("The endpoint knows no model called “{model}”.", model=endpoint.model))
        case 429:
            raise Unanswered(say("The language model has too much to do right now."))
    raise Unanswered(say("The language model met a fault of its own ({status}).", status=str(response.status_code)))


def _require_in_time(began: float, endpoint: Endpoint) -> None:
    if time.monotonic() - began > endpoint.timeout_s * _WHOLE_TIMES:
        raise _too_slow(endpoint)


def _too_slow(endpoint: Endpoint) -> Unanswered:
    return Unanswered(say("The language model did not answer within {seconds} seconds.", seconds=endpoint.timeout_s))


def _piece(data: str) -> tuple[str, bool]:
    """The text of one event, and whether the model says that it is done."""
    try:
        choices = json.loads(data)["choices"]
        if not choices:
            return "", False  # some endpoints end with an event that only counts
        text, reason = choices[0]["delta"].get("content"), choices[0].get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise Unanswered(NONSENSE) from None
    if text is not None and not isinstance(text, str):
        raise Unanswered(NONSENSE)
    return text or "", reason is not None


class _Bounded(httpx.SyncByteStream):
    """What comes over the network, up to so much and for so long: a line without an end would otherwise fill the
    memory, and one that comes letter by letter would hold a place for ever."""

    def __init__(self, response: httpx.Response, endpoint: Endpoint, began: float) -> None:
        self.endpoint, self.began = endpoint, began
        self.stream = cast("httpx.SyncByteStream", response.stream)  # a client that waits has a stream that waits

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for part in self.stream:
            read += len(part)
            if read > MOST_BYTES:
                raise Unanswered(NONSENSE)
            _require_in_time(self.began, self.endpoint)
            yield part

    def close(self) -> None:
        """Let go of the connection."""
        self.stream.close()
