"""What the templates of the forms kit ask about a form, a field and its widget."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.forms.boundfield import BoundField
from django.template import Library

register = Library()

_CLASSES: Mapping[str, str] = {"checkbox": "form-checkbox", "radio": "form-radio", "hidden": "", "submit": "button"}
"""Inputs that do not look like a line to write on."""


class FieldSet(NamedTuple):
    """Fields that belong together; without a legend those that stand alone."""

    legend: str
    fields: Sequence[BoundField]


@register.filter
def widget_class(widget: Mapping[str, Any]) -> str:
    """The classes of a widget: the design system's, and what the form gave it."""
    given = str(widget.get("attrs", {}).get("class", ""))
    template = str(widget.get("template_name", ""))
    if template.endswith("select_option.html"):
        return given
    kind = widget.get("type")
    ours = "form-select" if template.endswith("select.html") else _CLASSES.get(str(kind), "form-input")
    return f"{ours} {given}".strip()


@register.filter
def widget_attributes(widget: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The other attributes of a widget; one choice of several is not itself wrong, the group is."""
    left_out = {"class", "aria-invalid"} if widget.get("type") == "radio" else {"class"}
    return [(name, value) for name, value in widget["attrs"].items() if value is not False and name not in left_out]


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    """A box to tick, which stands before its label."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def says_optional(field: BoundField) -> bool:
    """Whether the label tells that the field may be left empty."""
    return not (field.field.required or field.field.disabled or is_single_checkbox(field))


@register.filter
def first_control(field: BoundField) -> str:
    """The id that a link to the field leads to: in a group the first choice."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def field_sets(form: Any) -> list[FieldSet]:
    """The form's visible fields in the sets that the form names in `fieldsets`; those it does not name come first."""
    sets = [(legend, tuple(names)) for legend, names in getattr(form, "fieldsets", ())]
    named = {name for _, names in sets for name in names}
    alone = [field for field in form.visible_fields() if field.name not in named]
    in_sets = [FieldSet(str(legend), [form[name] for name in names if name in form.fields]) for legend, names in sets]
    return [found for found in (FieldSet("", alone), *in_sets) if found.fields]


@register.filter
def faults_id(form: Any) -> str:
    """The id of the form's summary of faults."""
    return f"faults-{form.prefix}" if form.prefix else "faults"
