"""What an answer is when it is not what was asked for: a status, and a sentence the reader can act on."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from samklang.core.words import LANGUAGES, Sentence, render

LONGEST_HEADER = 200
Answer = TypeVar("Answer", bound=HttpResponse)


class Problem(Exception):
    """Raised where an answer cannot be given; `headers` go with the answer."""

    def __init__(self, status: HTTPStatus, sentence: Sentence, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(str(sentence))
        self.status, self.sentence, self.headers = status, sentence, dict(headers or {})


def asked_language(request: HttpRequest) -> str:
    """ "da" or "en", whichever the Accept-Language header names first; Danish where it names neither."""
    header = request.headers.get("Accept-Language", "")[:LONGEST_HEADER]
    wanted = (code.partition("-")[0] for code, _ in parse_accept_lang_header(header))
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])


def problem_answer(request: HttpRequest, problem: Problem, **more: Any) -> JsonResponse:
    """Problem details as RFC 9457 has them: `type`, `title`, `status` and the sentence as `detail`."""
    language = asked_language(request)
    body = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": render(problem.sentence, language),
        **more,
    }
    answer = JsonResponse(
        body, status=problem.status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )
    return told_in(answer, language, problem.headers)


def told_in(answer: Answer, language: str, headers: Mapping[str, str]) -> Answer:
    """The answer with its language, its own headers, and the word that nobody keeps a copy."""
    answer["Content-Language"] = language
    answer["Cache-Control"] = "no-store"
    answer["Vary"] = "Authorization, Accept-Language"
    for name, value in headers.items():
        answer[name] = value
    return answer
