"""What the templates say is found for the catalogue."""

import io

import pytest

from samklang.reports.messages import extract_say

KEYWORDS = ("say", "say_n")


def found(text: str, keywords=KEYWORDS):
    return list(extract_say(io.BytesIO(text.encode()), keywords, (), {}))


def test_every_literal_is_found_with_its_line():
    text = """<h2>{% say "Cover for Ærø" %}</h2>
    {% if one %}{% say_n "{count} day" '{count} days' view.days place=place %}{% endif %}
    {% comment %}{{ say }}{% endcomment %}<p title="{% say "A \\"quoted\\" word" %}">"""
    assert found(text) == [
        (1, "say", "Cover for Ærø", []),
        (2, "say_n", ("{count} day", "{count} days"), []),
        (3, "say", 'A "quoted" word', []),
    ]


def test_only_the_keywords_asked_for_are_found():
    assert found('{% say "one" %}{% say_n "two" "three" 3 %}', keywords=("say",)) == [(1, "say", "one", [])]


@pytest.mark.parametrize("tag", ["say title", "say_n 'one' many 3", "say", "say 'half"])
def test_a_message_that_is_not_a_literal_is_refused_with_its_line(tag):
    with pytest.raises(ValueError, match="Line 2"):
        found("\n{% " + tag + " %}")
