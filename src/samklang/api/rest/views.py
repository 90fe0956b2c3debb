"""Pages beside the API: what it can be asked, and addresses there are not."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from samklang.api.problems import Problem, problem_answer
from samklang.api.rest.site import api
from samklang.core.words import say


@login_required
@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """Every operation with what it takes, for whoever connects another system."""
    described = api.get_openapi_schema()
    found = [
        _operation(path, operation) for path, methods in described["paths"].items() for operation in methods.items()
    ]
    address = request.build_absolute_uri("/")
    return render(request, "api/operations.html", {"operations": found, "address": address})


def _operation(path: str, operation: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    method, said = operation
    return {
        "method": method.upper(),
        "path": path,
        "summary": said.get("description", said["summary"]),
        "parameters": [(one["name"], one.get("description", "")) for one in said.get("parameters", [])],
        "open": "security" not in said,
    }


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """An address there is not."""
    sentence = say("There is no {address} here. Look in the description of the API.", address=f"/api/v1/{rest}"[:80])
    return problem_answer(request, Problem(HTTPStatus.NOT_FOUND, sentence))
