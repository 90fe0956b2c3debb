"""The parts that pages are built of: `{% alert "info" %}…{% endalert %}`; docs/dev/pages.md shows them all.

A part whose words stand in the page is written around them, so that they go through `{% say %}` like all other words.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.template import Context, Library
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from samklang.core.words import Sentence, Value, render, say
from samklang.web.charts import metric_url
from samklang.web.language import current_language

register = Library()

KINDS: Mapping[str, tuple[str, Sentence]] = {
    "info": ("info", say("Information")),
    "success": ("success", say("Done")),
    "warning": ("warning", say("Warning")),
    "error": ("error", say("Fault")),
}
"""What a box can be: its icon in the design system, and what that icon says."""

HEAT_STEPS = 5


def _trimmed(content: str) -> SafeString:
    """What stands between a part's tags, as the template has written and escaped it, without the space around it."""
    return mark_safe(content.strip())  # noqa: S308 - the template escaped it


def _in_words(value: "Value | None") -> str:
    """A sentence in the page's language; other text as it is."""
    return render(value, current_language()) if isinstance(value, Sentence) else str(value or "")


@register.simple_tag(takes_context=True)
def filled(context: Context, name: str) -> SafeString:
    """What the page has put into a block: the shell shows it twice, or leaves out what is around an empty one."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(block.render(context).strip()) if block else SafeString()  # noqa: S308 - the template escaped it


@register.simple_tag
def icon(name: str, label: Value | None = None, **attributes: str) -> SafeString:
    """An icon of the design system; it is read aloud only where it has a label."""
    label = KINDS[label][1] if isinstance(label, str) and label in KINDS else label
    spoken = format_html('role="img" aria-label="{}"', _in_words(label)) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg {}" {} focusable="false"><use href="{}#{}"></use></svg>',
        attributes.get("class", ""),
        spoken,
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def component_kind(level: str) -> str:
    """The kind of box for a level of Django's messages."""
    return level if level in KINDS else "info"


@register.simple_block_tag(end_name="endalert")
def alert(content: str, kind: str, heading: Value | None = None) -> SafeString:
    """A box that says something; warnings and faults are read aloud at once."""
    symbol, spoken = KINDS[kind]
    head = format_html('<h2 class="alert-heading">{}</h2>', _in_words(heading)) if heading else ""
    role = mark_safe(' role="alert"') if kind == "error" else ""
    return format_html(
        '<div class="alert alert-{}"{}>{}<div class="alert-body">{}<div class="alert-text">{}</div></div></div>',
        kind,
        role,
        icon(symbol, spoken, **{"class": "alert-icon"}),
        head,
        content,
    )


@register.simple_tag
def refusal(refused: Any) -> SafeString:
    """Why something cannot be done; nothing where nothing is refused."""
    if not refused:
        return SafeString()
    return alert(format_html("<p>{}</p>", _in_words(getattr(refused, "reason", refused))), "warning")


@register.simple_block_tag(end_name="endbadge")
def badge(content: str, kind: str = "plain") -> SafeString:
    """A state in a word or two."""
    return format_html('<span class="badge badge-{}">{}</span>', kind, _trimmed(content))


@register.simple_block_tag(end_name="endcrumb")
def crumb(content: str, url: str) -> SafeString:
    """A page above this one."""
    item = '<li class="breadcrumbs__list-item">{}<a class="breadcrumbs__link" href="{}">{}</a></li>'
    return format_html(item, icon("chevron-right"), url, _trimmed(content))


@register.simple_block_tag(end_name="endempty")
def empty(content: str, heading: Value | None = None) -> SafeString:
    """A list without rows: why, and what can be done."""
    head = format_html('<p class="empty-heading"><strong>{}</strong></p>', _in_words(heading)) if heading else ""
    return format_html('<div class="empty">{}{}</div>', head, content)


@register.simple_block_tag(end_name="endfacts")
def facts(content: str) -> SafeString:
    """Facts with their names."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag(end_name="endfact")
def fact(content: str, label: Value) -> SafeString:
    """One fact."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", _in_words(label), content)


@register.simple_block_tag(end_name="endtoolbar")
def toolbar(content: str) -> SafeString:
    """What can be done here, in a row."""
    return format_html('<div class="toolbar">{}</div>', content)


@register.simple_block_tag(name="help", end_name="endhelp")
def unfolding_help(content: str, summary: Value) -> SafeString:
    """Help that unfolds."""
    return format_html(
        '<details class="details"><summary class="details-summary">{}</summary>'
        '<div class="details-text">{}</div></details>',
        _in_words(summary),
        content,
    )


@register.simple_block_tag(end_name="endtable")
def table(
    content: str,
    caption: Value,
    *,
    cards: bool = False,
    compact: bool = False,
    hide_caption: bool = False,
    kind: str = "",
) -> SafeString:
    """A table with its caption, in a frame that scrolls; cards: on a phone each row becomes a card."""
    chosen = (("table--cards", cards), ("table--compact", compact), (f"table--{kind}", bool(kind)))
    return format_html(
        '<div class="table--responsive-scroll" role="region" tabindex="0" aria-label="{}">'
        '<table class="table table--lines {}"><caption class="{}">{}</caption>{}</table></div>',
        _in_words(caption),
        " ".join(name for name, on in chosen if on),
        "sr-only" if hide_caption else "",
        _in_words(caption),
        content,
    )


@register.simple_block_tag(takes_context=True, end_name="endsortable")
def sortable(context: Context, content: str, name: str, **attributes: str) -> SafeString:
    """A column's heading that sorts by it: first upwards, then downwards."""
    now = context["request"].GET.get("sort", context.get("sort", ""))
    state = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
    return format_html(
        '<th scope="col" class="sortable {}"{}><a href="{}">{}{}</a></th>',
        attributes.get("class", ""),
        mark_safe(f' aria-sort="{state}"') if state != "none" else "",  # noqa: S308 - one of two words
        _query(context, sort=f"-{name}" if state == "ascending" else name, page=None),
        _trimmed(content),
        icon(f"sort-table-{state}"),
    )


@register.simple_block_tag(takes_context=True, end_name="endpost_button")
def post_button(
    context: Context,
    content: str,
    url: str,
    *,
    kind: str = "secondary",
    target: str = "",
    name: str = "",
    value: Any = "",
) -> SafeString:
    """One button that changes something. target: the fragment that htmx replaces with the answer."""
    swap = format_html(' hx-post="{}" hx-target="{}" hx-swap="outerHTML"', url, target) if target else ""
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context.get("csrf_token", ""))
    button = _button(content, kind, name, value)
    return format_html('<form class="post-button" method="post" action="{}"{}>{}{}</form>', url, swap, token, button)


@register.simple_block_tag(end_name="endform_buttons")
def form_buttons(
    content: str, *, cancel: str = "", danger: bool = False, name: str = "", value: Any = ""
) -> SafeString:
    """The button that sends a form, and the way back without sending it."""
    button = _button(content, "warning" if danger else "primary", name, value)
    back = _in_words(say("Cancel"))
    way_back = format_html('<a class="button button-secondary" href="{}">{}</a>', cancel, back) if cancel else ""
    return format_html('<div class="form-buttons">{}{}</div>', button, way_back)


def _button(content: str, kind: str, name: str, value: Any) -> SafeString:
    said = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="button button-{}"{}>{}</button>', kind, said, _trimmed(content))


@register.filter
def heat(step: int | None) -> str:
    """The classes of a cell in a heat map: 0 lightest, 4 darkest; none where there is no figure."""
    return "heat heat-none" if step is None else f"heat heat-{max(0, min(HEAT_STEPS - 1, int(step)))}"


@register.simple_tag
def heat_legend(labels: Iterable[Value]) -> SafeString:
    """What the colours of a heat map mean, lowest first."""
    items = format_html_join(
        "", '<li><span class="{}"></span>{}</li>', ((heat(step), _in_words(label)) for step, label in enumerate(labels))
    )
    return format_html('<ul class="heat-legend no-max-width">{}</ul>', items)


@register.inclusion_tag("web/_as_of_banner.html", takes_context=True)
def as_of_banner(context: Context) -> Any:
    """Says so where the page is about another day than today."""
    return _as_of(context, shown=context.get("as_of") not in {None, _today(context)})


@register.inclusion_tag("web/_as_of_chooser.html", takes_context=True)
def as_of_chooser(context: Context) -> Any:
    """Asks the page about another day; where the banner shows, it does that."""
    return _as_of(context, shown=context.get("as_of") in {None, _today(context)})


def _as_of(context: Context, *, shown: bool) -> dict[str, Any]:
    return {"shown": shown, "as_of": context.get("as_of"), "today": _today(context), "request": context.get("request")}


def _today(context: Context) -> date:
    return context.get("today") or timezone.localdate()


@register.simple_tag(takes_context=True)
def page_links(context: Context, page: Page[Any]) -> list[dict[str, Any]]:
    """The pages that are named: first, last and those around this one; `url` is empty for the gap between."""
    return [
        {"number": number, "url": _query(context, page=number) if isinstance(number, int) else ""}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """The page's own query with some of it changed; what is None is left out."""
    return _query(context, **changes)


def _query(context: Context, **changes: Any) -> str:
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def kept_query(context: Context, leaving_out: str = "") -> SafeString:
    """The page's own query as hidden fields of a GET form, but for the names left out."""
    request = context["request"]
    left_out = set(leaving_out.split())
    kept = ((name, value) for name, values in request.GET.lists() for value in values if name not in left_out)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.inclusion_tag("web/_pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """The ways to the other pages of a list; nothing to go to where there is one page."""
    return {"page": page, "request": context.get("request")}


@register.inclusion_tag("web/_filters.html", takes_context=True)
def filters(context: Context, form: Any, target: str = "") -> dict[str, Any]:
    """A form that narrows the list `target`, in a row."""
    names = " ".join([*(field.html_name for field in form), "page"])
    return {"form": form, "target": target, "request": context.get("request"), "own_names": names}


@register.inclusion_tag("web/_tabs.html")
def tabs(tabs: Iterable[Any], label: Value) -> dict[str, Any]:
    """Ways between the views of one thing."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("web/_side_navigation.html")
def side_navigation(links: Iterable[Any], label: Value) -> dict[str, Any]:
    """Ways to the pages beside this one."""
    return {"links": links, "label": label}


@register.inclusion_tag("web/_steps.html")
def steps(steps: Iterable[Any]) -> dict[str, Any]:
    """Where one is in an errand of several pages."""
    return {"steps": steps}


@register.inclusion_tag("web/_progress.html")
def progress(
    value: float | None, *, label: Value, max: float = 100, poll: str = "", id: str = "progress"
) -> dict[str, Any]:
    """How far something has come; None: under way, nobody knows how far. poll: where the next state is fetched."""
    share = None if value is None else value / max
    return {"value": value, "max": max, "share": share, "label": label, "poll": poll, "id": id}


@register.inclusion_tag("web/_timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """What happened, in the order given."""
    return {"entries": entries}


@register.inclusion_tag("web/_downloads.html")
def downloads(files: Iterable[Any]) -> dict[str, Any]:
    """Files to fetch."""
    return {"files": files}


@register.inclusion_tag("web/_chart.html", takes_context=True)
def chart(context: Context, figure: Any) -> dict[str, Any]:
    """A picture of figures, with the figures as a table and as CSV, and a way to what they mean."""
    return {"figure": figure, "about_url": _about_url(context, getattr(figure, "metric", ""))}


@register.inclusion_tag("web/_about_figure.html", takes_context=True)
def about_figure(context: Context, metric: str, name: Value = "") -> dict[str, Any]:
    """A link to what a figure means. metric: its key in the catalogue; name: of the figure, for who cannot see it."""
    return {"name": _in_words(name), "about_url": _about_url(context, metric)}


def _about_url(context: Context, metric: str) -> str:
    """Nothing for whoever is not signed in: the catalogue is for them who work with the figures."""
    user = getattr(context.get("request"), "user", None)
    return metric_url(metric) if user is not None and user.is_authenticated else ""
