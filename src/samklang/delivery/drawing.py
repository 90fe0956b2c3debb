"""The badge as a picture: a seal of our own, with the title, and the signed badge baked into it. Pure."""

import textwrap
from xml.sax.saxutils import escape, quoteattr

import segno

_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_MOST_LINES, _LINE_LENGTH = 4, 17
_BLUE, _LIGHT, _PAPER = "#0a5c82", "#bcdceb", "#ffffff"


def badge_svg(title: str, by: str, year: int, token: str) -> bytes:
    """The seal as SVG. The baked badge is read by whatever reads Open Badges 3.0."""
    lines = textwrap.wrap(title, _LINE_LENGTH, max_lines=_MOST_LINES, placeholder=" …") or [""]
    first = 208 - 15 * (len(lines) - 1)
    text = "".join(
        f'<text x="200" y="{first + 30 * number}" font-size="25" font-weight="600">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    under = escape(textwrap.shorten(by, 30, placeholder=" …"))
    rings = "".join(
        f'<path d="M120 {y} q20 -14 40 0 t40 0 t40 0 t40 0" fill="none" stroke="{_LIGHT}" stroke-width="4"/>'
        for y in (96, 110)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{_NAMESPACE}" viewBox="0 0 400 400" '
        f'width="400" height="400" role="img" aria-label={quoteattr(title)}>\n'
        f"<openbadges:credential verify={quoteattr(token)}/>\n"
        f'<circle cx="200" cy="200" r="194" fill="{_BLUE}"/>'
        f'<circle cx="200" cy="200" r="178" fill="none" stroke="{_LIGHT}" stroke-width="3"/>'
        f'<circle cx="200" cy="200" r="168" fill="none" stroke="{_PAPER}" stroke-width="1"/>{rings}'
        f'<g fill="{_PAPER}" text-anchor="middle" font-family="\'IBM Plex Sans\', Arial, sans-serif">{text}'
        f'<text x="200" y="314" font-size="15">{under}</text><text x="200" y="340" font-size="17">{year}</text></g>'
        "\n</svg>\n"
    ).encode()


def code_svg(address: str) -> str:
    """An address as a code that a phone reads."""
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(border=0, dark="#16323f")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
