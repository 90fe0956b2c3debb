"""How forms are drawn: with our own templates, found like any other."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Labels, hints, errors and fields as the design system has them."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
