"""Results and sentences as plain values for a document, and sentences back again. Pure."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any

from samklang.core.words import Money, Sentence, Share, Value


def plain(value: Any) -> Any:
    """The value as JSON holds it: dataclasses and named tuples by their fields, None for what is not finite.

    A sentence becomes its message with its values, so that it can be shown in either language.
    """
    match value:
        case Enum():
            return value.value
        case float():
            return float(value) if isfinite(value) else None
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case _:
            return _plain_parts(value)


def _plain_parts(value: Any) -> Any:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: plain(one) for key, one in value._asdict().items()}
    if isinstance(value, Share | Money):
        return {"share": value.value} if isinstance(value, Share) else {"ore": value.ore}
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return [plain(one) for one in value]


def sentence_in(document: Any) -> Sentence:
    """A sentence from its plain values. Raises KeyError or TypeError where they are something else."""
    values = {key: _value(one) for key, one in document["values"].items()}
    return Sentence(document["message"], values, document.get("plural"), document.get("count", 1))


def _value(document: Any) -> Value:
    if isinstance(document, list):
        return tuple(_value(one) for one in document)
    if not isinstance(document, dict):
        return document  # type: ignore[no-any-return]
    if "message" in document:
        return sentence_in(document)
    return _of_kind(*next(iter(document.items())))


def _of_kind(kind: str, held: Any) -> Value:
    match kind:
        case "decimal":
            return Decimal(held)
        case "date":
            return date.fromisoformat(held)
        case "share":
            return Share(held)
        case _:
            return Money(held)
