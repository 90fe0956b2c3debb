"""Every field of every table of ours is sorted into personal or plain, and everything personal has words and an end."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BinaryField, JSONField, Model
from django.utils.module_loading import import_string

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.access.queries.declarations import OUTSIDE, PASSING, declared
from samklang.access.queries.holdings import ITSELF, shown_fields
from samklang.access.record_words import FIELDS, TABLES
from samklang.access.retention import BY_NAME

OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("samklang.")]
NAMED = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
NOBODYS = {
    "auth.permission", "auth.group", "contenttypes.contenttype", "socialaccount.socialapp",
    "account.emailconfirmation", "socialaccount.socialtoken",
}  # fmt: skip
"""Tables of libraries that hold nothing of a person, or go with a row of `OUTSIDE` that they hang on."""


@NAMED
def test_every_field_is_personal_or_plain_and_not_both(model: type[Model]):
    privacy = getattr(model, "Privacy", None)
    assert privacy is not None, "class Privacy is missing"
    personal, plain = set(privacy.personal), set(privacy.plain)
    assert personal & plain == set()
    assert personal | plain == {field.name for field in model._meta.fields} | {
        field.name for field in model._meta.many_to_many
    }
    assert set(privacy.personal.values()) <= set(Erase)
    assert (privacy.__doc__ or "").strip()


@NAMED
def test_what_is_personal_leads_to_a_person(model: type[Model]):
    privacy = model.Privacy
    if not privacy.personal:
        return
    if privacy.person == "self":
        assert model is Person
        return
    here = model
    for step in privacy.person.split("__"):
        here = here._meta.get_field(step).related_model
    assert here is Person


def test_hooks_lead_to_functions():
    for declaration in declared():
        for path in [declaration.purge, declaration.mentions, declaration.needed, *declaration.kept.values()]:
            assert not path or callable(import_string(path)), path
        assert set(declaration.kept) <= set(BY_NAME)
        assert bool(declaration.needed) == bool(declaration.needed_because)


def test_secrets_are_fields():
    for declaration in declared():
        for name in declaration.secret:
            declaration.model._meta.get_field(name)


def test_every_table_and_field_shown_to_a_person_has_words():
    silent = [
        f"{declaration.label}.{name}"
        for declaration in declared()
        if declaration.person
        for name in shown_fields(declaration)
        if name != ITSELF and name not in FIELDS
    ]
    silent += [
        declaration.label for declaration in declared() if declaration.person and declaration.label not in TABLES
    ]
    silent += [f"{one.label}.{name}" for one in OUTSIDE for name in one.shown if name not in FIELDS]
    silent += [one.label for one in OUTSIDE if one.label not in TABLES]
    assert silent == []


def test_no_words_are_left_of_tables_that_are_gone():
    there = {model._meta.label_lower for model in apps.get_models()}
    assert set(TABLES) - there == set()


def test_every_table_of_a_library_is_known():
    """A new library that holds something about people is put into `OUTSIDE` or `PASSING`, or is nobody's."""
    theirs = {model._meta.label_lower for model in apps.get_models() if model not in OURS}
    assert theirs == NOBODYS | {one.label for one in OUTSIDE} | set(PASSING)
    for one in OUTSIDE:
        for name in (one.person, *one.shown):
            apps.get_model(one.label)._meta.get_field(name)


def test_what_can_be_replaced_or_emptied_has_room_for_it():
    """A replaced field is a text or a document; an emptied one may be empty."""
    for declaration in declared():
        for name, how in declaration.personal.items():
            field = declaration.model._meta.get_field(name)
            if how == Erase.REPLACE:
                is_text = field.get_internal_type() in {"CharField", "TextField", "EmailField"}
                assert is_text or isinstance(field, JSONField | BinaryField), f"{declaration.label}.{name}"
            if how == Erase.BLANK:
                assert field.null or field.blank or field.has_default() or name == "password", (
                    f"{declaration.label}.{name}"
                )


def test_a_lookup_that_leads_nowhere_is_found():
    """The test above can fail."""
    with pytest.raises(FieldDoesNotExist):
        Person._meta.get_field("nobody")
