"""What directories really send in a PATCH, put as the standard has it before it is read."""

from __future__ import annotations

from typing import Any

from scim2_models import Context, InvalidValueException, PatchOp, Resource

from samklang.api.scim.schemas import ENTERPRISE

DERIVED = ("emails", "groups", "meta", "schemas")
"""Follow from something else; a directory that sends them too is not refused for it, and they change nothing."""
MOST_OPERATIONS = 1000


def patch_for(model: type[Resource[Any]], sent: dict[str, Any]) -> PatchOp[Any] | None:
    """The patch that was sent; None where it holds only what follows from something else. Raises ValidationError."""
    name = next((name for name in sent if name.lower() == "operations"), "Operations")
    operations = sent.get(name)
    if isinstance(operations, list) and len(operations) > MOST_OPERATIONS:
        raise InvalidValueException(detail=f"A patch holds at most {MOST_OPERATIONS} operations")
    if isinstance(operations, list) and operations:
        operations = [meant for meant in map(_as_meant, operations) if meant is not None]
        if not operations:
            return None
        sent = {**sent, name: operations}
    kind: Any = PatchOp.__class_getitem__(model)
    found: PatchOp[Any] = kind.model_validate(sent, scim_ctx=Context.RESOURCE_PATCH_REQUEST)
    return found


def _as_meant(operation: Any) -> Any:
    """One operation: without what follows from something else, and with a manager as an object."""
    if not isinstance(operation, dict):
        return operation
    named = {key.lower(): key for key in operation}
    path, value = operation.get(named.get("path", "")), operation.get(named.get("value", ""))
    if isinstance(path, str) and path.strip():
        if _is_derived(path):
            return None
        return {**operation, named.get("value", "value"): _value_at(path, value)} if value is not None else operation
    if isinstance(value, dict) and value:
        kept = {key: _value_at(key, item) for key, item in value.items() if not _is_derived(key)}
        return {**operation, named["value"]: kept} if kept else None
    return operation


def _is_derived(path: str) -> bool:
    short = path.strip().lower().rpartition("user:")[2].rpartition("group:")[2]
    return any(short == name or short.startswith((f"{name}.", f"{name}[")) for name in DERIVED)


def _value_at(path: str, value: Any) -> Any:
    """Members, a manager by number alone, a value in a list of one: as one or another directory sends it."""
    lowered = path.strip().lower()
    if lowered.startswith("members") and isinstance(value, list):
        return [_without_nothing(member) for member in value]
    if lowered == ENTERPRISE.lower() and isinstance(value, dict):
        return {key: _value_at(key, item) for key, item in value.items()}
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        value = value[0].get("value")
    if lowered in {"manager", f"{ENTERPRISE.lower()}:manager"} and isinstance(value, str | int):
        return {"value": str(value)} if str(value).strip() else None
    return value


def _without_nothing(member: Any) -> Any:
    """A member without what is said to be null, which would be looked for when it is taken out."""
    return {key: item for key, item in member.items() if item is not None} if isinstance(member, dict) else member
