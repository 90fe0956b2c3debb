"""A draft changed a row at a time, by two at once, and undone."""

from dataclasses import replace

import pytest
from tests.factories.method import NOW, TODAY, a_draft_of, a_framework
from tests.factories.people import a_jobcentre, the_head_of, the_lead_of

from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.method import commands
from samklang.method.documents import CompetenceText, LineText, PhaseText, ProseText, to_document
from samklang.method.drafting import frame_of, row_of, stamp_of
from samklang.method.queries.editions import document_of, holding_edition, texts_of

pytestmark = pytest.mark.django_db


def an_indicator(draft, key="i1"):
    return row_of(texts_of(draft), "indicators", key)


def test_a_row_is_changed_in_the_draft_and_not_in_what_holds():
    framework = a_framework(a_jobcentre())
    draft = a_draft_of(framework)
    before = an_indicator(draft)
    changed = replace(before, name=LineText(da="Nyt navn"))
    commands.change_row(by=None, edition=draft, part="indicators", row=changed, opened=stamp_of(before))
    assert an_indicator(draft) == changed
    assert an_indicator(holding_edition(framework, TODAY)) == before
    assert Entry.objects.latest("number").details == {"row": "indicators/i1"}


def test_the_second_of_two_who_change_the_same_row_is_told_and_nothing_is_lost():
    draft = a_draft_of(a_framework(a_jobcentre()))
    opened = an_indicator(draft)
    first = replace(opened, name=LineText(da="Den førstes"))
    commands.change_row(by=None, edition=draft, part="indicators", row=first, opened=stamp_of(opened))
    second, entries = replace(opened, name=LineText(da="Den andens")), Entry.objects.count()
    with pytest.raises(NotAllowed, match="Somebody else has changed this"):
        commands.change_row(by=None, edition=draft, part="indicators", row=second, opened=stamp_of(opened))
    assert (an_indicator(draft), Entry.objects.count()) == (first, entries)


def test_two_who_change_different_rows_do_not_disturb_each_other():
    draft = a_draft_of(a_framework(a_jobcentre()))
    one, two = an_indicator(draft, "i1"), an_indicator(draft, "i2")
    for row in (one, two):
        changed = replace(row, name=LineText(da=f"Nyt {row.key}"))
        commands.change_row(by=None, edition=draft, part="indicators", row=changed, opened=stamp_of(row))
    assert [row.name.da for row in texts_of(draft).indicators[:2]] == ["Nyt i1", "Nyt i2"]


def test_a_removed_indicator_takes_what_is_demanded_of_it_along_and_both_come_back():
    draft = a_draft_of(a_framework(a_jobcentre()))
    before = texts_of(draft)
    change = commands.remove_row(by=None, edition=draft, part="indicators", key="i1")
    left = texts_of(draft)
    assert ([row.key for row in left.indicators], left.profiles[0].demands) == (["i2", "i3"], {})
    commands.undo_change(by=None, edition=draft, before=change.before, after=change.after)
    assert to_document(texts_of(draft)) == to_document(before)


def test_undoing_leaves_what_others_have_changed_since():
    draft = a_draft_of(a_framework(a_jobcentre()))
    change = commands.remove_row(by=None, edition=draft, part="indicators", key="i2")
    other = an_indicator(draft, "i3")
    theirs = replace(other, name=LineText(da="Deres"))
    commands.change_row(by=None, edition=draft, part="indicators", row=theirs, opened=stamp_of(other))
    commands.undo_change(by=None, edition=draft, before=change.before, after=change.after)
    assert [row.key for row in texts_of(draft).indicators] == ["i1", "i2", "i3"]
    assert an_indicator(draft, "i3") == theirs


def test_what_somebody_has_changed_since_is_not_undone_over_them():
    draft = a_draft_of(a_framework(a_jobcentre()))
    before = an_indicator(draft)
    mine, theirs = (replace(before, name=LineText(da=name)) for name in ("Mit", "Deres"))
    change = commands.change_row(by=None, edition=draft, part="indicators", row=mine, opened=stamp_of(before))
    commands.change_row(by=None, edition=draft, part="indicators", row=theirs, opened=stamp_of(mine))
    with pytest.raises(NotAllowed, match="can no longer be undone"):
        commands.undo_change(by=None, edition=draft, before=change.before, after=change.after)
    assert an_indicator(draft) == theirs


def test_a_competence_that_indicators_belong_to_stays():
    draft = a_draft_of(a_framework(a_jobcentre()))
    with pytest.raises(NotAllowed, match="3 indicators belong to this competence"):
        commands.remove_row(by=None, edition=draft, part="competences", key="c")
    assert [row.key for row in texts_of(draft).competences] == ["c"]


def test_rows_are_moved_and_the_ends_stay_where_they_are():
    draft = a_draft_of(a_framework(a_jobcentre()))
    commands.move_row(by=None, edition=draft, part="indicators", key="i3", up=True)
    assert [row.key for row in texts_of(draft).indicators] == ["i1", "i3", "i2"]
    change = commands.move_row(by=None, edition=draft, part="indicators", key="i1", up=True)
    assert (change.before, [row.key for row in texts_of(draft).indicators]) == (change.after, ["i1", "i3", "i2"])


def test_a_move_is_undone():
    draft = a_draft_of(a_framework(a_jobcentre()))
    change = commands.move_row(by=None, edition=draft, part="indicators", key="i3", up=True)
    commands.undo_change(by=None, edition=draft, before=change.before, after=change.after)
    assert [row.key for row in texts_of(draft).indicators] == ["i1", "i2", "i3"]


def test_a_phase_that_is_removed_leaves_its_indicators_without_one_and_comes_back_with_them():
    draft = a_draft_of(a_framework(a_jobcentre()))
    commands.add_row(by=None, edition=draft, part="phases", row=PhaseText(key="p", name=LineText(da="Fase")))
    before = an_indicator(draft)
    within = replace(before, phase="p")
    commands.change_row(by=None, edition=draft, part="indicators", row=within, opened=stamp_of(before))
    change = commands.remove_row(by=None, edition=draft, part="phases", key="p")
    assert an_indicator(draft).phase is None
    commands.undo_change(by=None, edition=draft, before=change.before, after=change.after)
    assert an_indicator(draft).phase == "p"


def test_a_key_stands_once():
    draft = a_draft_of(a_framework(a_jobcentre()))
    row = CompetenceText(key="c", name=LineText(da="Igen"))
    with pytest.raises(NotAllowed, match="one of that name already"):
        commands.add_row(by=None, edition=draft, part="competences", row=row)
    assert len(texts_of(draft).competences) == 1


def test_name_and_description_are_changed_and_the_second_is_told():
    draft = a_draft_of(a_framework(a_jobcentre()))
    opened = stamp_of(frame_of(texts_of(draft)))
    name, about = LineText(da="Ny", en="New"), ProseText(da="Om")
    draft = commands.change_frame(by=None, edition=draft, name=name, description=about, opened=opened).edition
    assert (texts_of(draft).name, texts_of(draft).description) == (name, about)
    with pytest.raises(NotAllowed, match="Somebody else"):
        commands.change_frame(by=None, edition=draft, name=name, description=about, opened=opened)


def test_only_who_writes_the_method_changes_a_draft_and_only_a_draft_is_changed():
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    draft = a_draft_of(framework)
    with pytest.raises(NotAllowed, match="You do not write"):
        commands.remove_row(by=the_head_of(jobcentre), edition=draft, part="indicators", key="i1")
    holding = holding_edition(framework, TODAY)
    with pytest.raises(NotAllowed, match="stands as it is"):
        commands.remove_row(by=the_lead_of(jobcentre), edition=holding, part="indicators", key="i1")
    assert len(texts_of(draft).indicators) == len(document_of(holding).indicators) == 3


def test_what_has_changed_since_it_was_looked_through_is_not_published():
    draft = a_draft_of(a_framework(a_jobcentre()))
    seen = stamp_of(texts_of(draft))
    commands.remove_row(by=None, edition=draft, part="indicators", key="i1")
    with pytest.raises(NotAllowed, match="has changed since you looked"):
        commands.publish_edition(by=None, edition=draft, reason="Enige", today=TODAY, now=NOW, seen=seen)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_change_costs_as_many_questions_whatever_the_draft_holds(django_assert_max_num_queries):
    draft = a_draft_of(a_framework(a_jobcentre(), indicators=12))
    row = an_indicator(draft)
    changed = replace(row, name=LineText(da="Nyt"))
    with django_assert_max_num_queries(60):
        commands.change_row(by=None, edition=draft, part="indicators", row=changed, opened=stamp_of(row))
