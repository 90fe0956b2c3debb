"""What differs between two editions, as documents."""

from dataclasses import replace

import pytest

from samklang.method.content import shipped
from samklang.method.differences import State, differences, marked
from samklang.method.documents import ConceptText, LineText, ProseText
from samklang.method.drafting import moved, row_of, with_row, without_row

(CONVERSATION,) = (one for one in shipped() if one.key == "conversation")


def danish(text):
    return text.da


def found(after):
    return differences(CONVERSATION, after, danish)


def words(pieces):
    return [piece.text for piece in pieces if piece.marked]


def test_editions_that_say_the_same_do_not_differ():
    assert found(CONVERSATION) == []


def test_a_changed_word_is_marked_inside_its_text_and_the_rest_is_counted():
    before = row_of(CONVERSATION, "concepts", "pause")
    after = replace(before, definition=replace(before.definition, da=before.definition.da.replace("tie", "vente")))
    (part,) = found(with_row(CONVERSATION, "concepts", after))
    (row,) = part.rows
    (text,) = row.texts
    assert (row.state, part.unchanged, str(text.label), text.language) == (
        State.CHANGED, len(CONVERSATION.concepts) - 1, "Definition", "da",
    )  # fmt: skip
    assert (words(text.before), words(text.after)) == (["tie"], ["vente"])
    assert "".join(piece.text for piece in text.after) == after.definition.da


def test_new_and_removed_rows_are_told_with_their_texts():
    new = ConceptText(key="new", term=LineText(da="nyt", en="new"), definition=ProseText(da="Noget nyt."))
    (part,) = found(with_row(without_row(CONVERSATION, "concepts", "pause"), "concepts", new))
    assert {row.key: row.state for row in part.rows} == {"new": State.NEW, "pause": State.REMOVED}
    assert part.unchanged == len(CONVERSATION.concepts) - 1
    assert all(words(text.after) and not text.before for text in part.rows[0].texts)


def test_another_order_is_told_though_no_row_has_changed():
    (part,) = found(moved(CONVERSATION, "phases", "opening", up=True))
    assert (part.reordered, part.rows, part.unchanged) == (True, (), len(CONVERSATION.phases))


def test_a_competence_and_a_demand_are_told_by_name_and_a_level_by_its_number():
    indicator = row_of(CONVERSATION, "indicators", "shared-agenda")
    anchors = tuple(replace(one, da="Nyt") if one.level == 2 else one for one in indicator.anchors)
    changed = with_row(CONVERSATION, "indicators", replace(indicator, competence="digital", anchors=anchors))
    profile = changed.profiles[0]
    changed = with_row(changed, "profiles", replace(profile, demands={**profile.demands, "shared-agenda": 5}))
    indicators, profiles = found(changed)
    assert [(str(one.label), "".join(piece.text for piece in one.after)) for one in indicators.rows[0].texts] == [
        ("Competence", "Digitale redskaber"), ("Level 2", "Nyt"),
    ]  # fmt: skip
    (demand,) = profiles.rows[0].texts
    assert str(demand.label) == f"Demand: {indicator.name.da}"
    assert words(demand.after) == ["5"]


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("Siger hvad der skal ske", "Siger ikke hvad der skal ske", [], ["ikke"]),
        ("en to tre fire", "en fem seks fire", ["to tre"], ["fem seks"]),
        ("", "Nyt", [], ["Nyt"]),
        ("Helt andre ord her", "Intet ens tilbage nu", ["Helt andre ord her"], ["Intet ens tilbage nu"]),
    ],
)
def test_words_are_marked_on_the_side_they_stand(before, after, gone, new):
    left, right = marked(before, after)
    assert (words(left), words(right)) == (gone, new)
    assert ("".join(one.text for one in left), "".join(one.text for one in right)) == (before, after)
