"""The author's editor: a case begun, written, mended, taken into use; two at once; and nobody else's business."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.people import a_colleague_in, an_outsider, the_head_of, the_lead_of
from tests.factories.practice_cases import NOW, WARM, Ground, a_small_document
from tests.pages import CheckedClient

from samklang.access.refusals import NotAllowed
from samklang.practice.commands import editor as commands
from samklang.practice.editor_edits import with_turn
from samklang.practice.editor_files import as_json
from samklang.practice.enums import BranchingState, CaseFrom
from samklang.practice.models import BranchingCase, Walk
from samklang.practice.queries.ground import script_of
from samklang.practice.script import from_document

pytestmark = pytest.mark.django_db


class Desk(Ground):
    """The programme lead of a jobcentre, signed in, with a draft of the small case."""

    def __init__(self) -> None:
        super().__init__(cases=False)
        self.lead = the_lead_of(self.jobcentre)
        self.case = self.small(state=BranchingState.DRAFT, published_at=None)
        self.client = CheckedClient()
        self.client.force_login(self.lead)

    def at(self, path: str = "", case: BranchingCase | None = None) -> str:
        return f"/practice/writing/{(case or self.case).pk}/{path}"

    def html(self, path: str = "", **given) -> str:
        answer = self.client.get(self.at(path), **given)
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    def form(self, path: str) -> dict[str, str]:
        """What a browser would send of the page's form."""
        form = self.client.get(self.at(path)).context["form"]
        return {one.html_name: "" if one.value() is None else str(one.value()) for one in form}

    def script(self):
        self.case.refresh_from_db()
        return script_of(self.case)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _undo(answer) -> str:
    return re.search(r'action="(/practice/writing/\d+/undoing/[^"]+)"', answer.content.decode())[1]


def test_a_case_is_begun_written_and_taken_into_use_once_nothing_is_missing(desk):
    given = {"title": "Ærligt talt: nej", "framework": desk.frameworks["conversation"].pk}
    begun = desk.client.post("/practice/writing/new/", given, follow=True)
    case = BranchingCase.objects.get(key="aerligt-talt-nej")
    assert (case.state, case.origin, case.revision) == (BranchingState.DRAFT, CaseFrom.OWN, 1)
    assert begun.redirect_chain == [(desk.at(case=case), 302)]
    assert desk.client.get(desk.at("publishing/", case)).status_code == 403
    assert desk.client.post(desk.at("publishing/", case)).status_code == 403
    whole = a_small_document(key=case.key)
    commands.change_draft(by=desk.lead, case=case, change=lambda _: from_document(whole), now=NOW)
    assert desk.client.post(desk.at("publishing/", case), follow=True).status_code == 200
    case.refresh_from_db()
    assert case.state == BranchingState.PUBLISHED
    assert desk.client.get(case.get_absolute_url()).status_code == 200
    assert desk.client.get(desk.at("turns/hello/", case)).status_code == 403


def test_a_turn_is_saved_with_its_lines_and_a_new_turn_is_made_where_a_line_leads_to_one(desk):
    sent = desk.form("turns/hello/")
    sent |= {"key": "goddag", "l1_says_da": "En ny linje", "l1_to": "+turn", "l0_f1_indicator": "own-words",
             "l0_f1_shown": "partly", "l0_f1_why_da": "Fordi"}  # fmt: skip
    answer = desk.client.post(desk.at("turns/hello/"), sent, follow=True)
    assert answer.redirect_chain == [(desk.at("turns/turn-1/"), 302)]
    script = desk.script()
    turn = script.turn("goddag")
    assert script.start == "goddag"
    assert (turn.line("cold").says.da, turn.line("cold").to) == ("En ny linje", "turn-1")
    assert [(one.indicator, one.shown) for one in turn.line("warm").feedback] == [
        ("listening", "yes"), ("own-words", "partly"),
    ]  # fmt: skip
    desk.client.post(_undo(answer))
    assert desk.script().turn("goddag") is None
    assert desk.script().turn("hello").line("cold").to == "more"


def test_lines_turns_and_endings_are_added_moved_and_removed_and_each_can_be_taken_back(desk):
    before = desk.script()
    for path, deed, now in [
        ("turns/hello/", "add", lambda one: len(one.turn("hello").lines) == 3),
        ("turns/hello/", "down:warm", lambda one: [line.key for line in one.turn("hello").lines] == ["cold", "warm"]),
        ("turns/hello/", "remove:warm", lambda one: one.turn("hello").line("warm") is None),
        ("endings/", "add", lambda one: len(one.endings) == 3),
        ("endings/", "down:met", lambda one: one.endings[1].key == "met"),
        ("endings/", "remove:met", lambda one: one.turn("more").line("asks").to == ""),
        ("turns/", "add", lambda one: [turn.key for turn in one.turns] == ["hello", "more", "turn-1"]),
        ("turns/", "down:hello", lambda one: one.turns[1].key == "hello"),
        ("turns/", "first:more", lambda one: one.start == "more"),
        ("turns/", "remove:more", lambda one: one.turn("hello").line("warm").to == ""),
    ]:  # fmt: skip
        sent = {} if path == "turns/" else desk.form(path)
        answer = desk.client.post(desk.at(path), {**sent, "deed": deed}, follow=True)
        assert now(desk.script()), deed
        assert desk.client.post(_undo(answer)).status_code == 302
        assert desk.script() == before, deed
    assert desk.client.post(_undo(answer)).status_code == 403


def test_the_second_of_two_who_save_the_same_turn_is_told_and_loses_nothing(desk):
    first, second = desk.form("turns/hello/"), desk.form("turns/hello/")
    elsewhere = desk.form("turns/more/")
    desk.client.post(desk.at("turns/hello/"), {**first, "says_da": "Den første", "deed": "add"})
    answer = desk.client.post(desk.at("turns/hello/"), {**second, "says_da": "Den anden"})
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Den første" in html
    assert re.search(r"<textarea[^>]*>\s*Den anden", html)
    assert desk.script().turn("hello").says.da == "Den første"
    stamp = answer.context["form"]["stamp"].value()
    assert desk.client.post(desk.at("turns/more/"), {**elsewhere, "says_da": "Et andet sted"}).status_code == 302
    assert (
        desk.client.post(desk.at("turns/hello/"), {**second, "says_da": "Den anden", "stamp": stamp}).status_code == 302
    )
    assert [one.says.da for one in desk.script().turns] == ["Den anden", "Et andet sted"]


def test_what_does_not_fit_is_told_at_its_field_and_nothing_is_saved(desk):
    before = desk.script()
    for path, changes in [
        ("turns/hello/", {"key": "Ikke Gyldig"}), ("turns/hello/", {"key": "more"}),
        ("turns/hello/", {"says_da": "\0"}),
        ("turns/hello/", {"says_da": "x" * 1501}), ("turns/hello/", {"l0_to": "no-such"}),
        ("turns/hello/", {"l0_f1_why_da": "Uden indikator"}), ("turns/hello/", {"l0_f1_indicator": "listening"}),
        ("turns/hello/", {"says_en": "His number is 010190-1234"}), ("endings/", {"e0_key": "left"}),
        ("endings/", {"e0_kind": "best"}), ("facts/", {"title_da": ""}), ("facts/", {"minutes": "0"}),
    ]:  # fmt: skip
        assert desk.client.post(desk.at(path), {**desk.form(path), **changes}).status_code == 422, changes
    for path in ("turns/hello/", "endings/", "facts/", "turns/", "copy/", "publishing/x/", "undoing/never/"):
        assert desk.client.post(desk.at(path), {"lines": "a,,b\0,B", "deed": "x:y:z"}).status_code < 500, path
    assert desk.client.get(desk.at("turns/nowhere/")).status_code == 404
    assert desk.script() == before


def test_two_who_name_two_turns_alike_at_once_are_kept_apart(desk):
    first, second = desk.form("turns/hello/"), desk.form("turns/more/")
    assert desk.client.post(desk.at("turns/hello/"), {**first, "key": "same"}).status_code == 302
    assert desk.client.post(desk.at("turns/more/"), {**second, "key": "same"}).status_code == 422

    def change(script):
        return with_turn(script, "same", replace(script.turn("same"), key="met"))

    with pytest.raises(NotAllowed, match="“met” by now"):
        commands.change_draft(by=desk.lead, case=desk.case, change=change, now=NOW)
    assert [one.key for one in desk.script().turns] == ["same", "more"]


def test_a_published_revision_takes_the_place_of_the_former_and_a_walk_keeps_its_own(desk):
    commands.publish_case(by=desk.lead, case=desk.case, today=NOW.date(), now=NOW)
    desk.case.refresh_from_db()
    walk = desk.walked(desk.case, WARM)
    desk.client.post(desk.at("revision/"))
    desk.client.post(desk.at("revision/"))
    new = BranchingCase.objects.get(state=BranchingState.DRAFT)
    assert (new.key, new.revision) == (desk.case.key, 2)
    assert desk.client.post(desk.at("publishing/", new)).status_code == 302
    states = dict(BranchingCase.objects.values_list("revision", "state"))
    assert states == {1: BranchingState.RETIRED, 2: BranchingState.PUBLISHED}
    assert Walk.objects.get(pk=walk.pk).case_id == desk.case.pk
    assert desk.client.post(desk.at("taking-back/")).status_code == 403
    assert desk.client.post(desk.at("putting-away/", new)).status_code == 302
    assert desk.client.post(desk.at("taking-back/")).status_code == 302
    assert desk.client.post(desk.at("removal/")).status_code == 403


def test_a_shipped_case_is_copied_into_one_of_ones_own_and_a_number_of_somebody_is_not_taken_into_use():
    desk = Desk()
    shipped = desk.small(key="shipped", origin=CaseFrom.SAMKLANG)
    given = {"title": "Min egen", "framework": shipped.framework_id}
    desk.client.post(desk.at("copy/", shipped), given)
    copy = BranchingCase.objects.get(key="min-egen")
    assert (copy.origin, copy.state, script_of(copy).turns) == (
        CaseFrom.OWN,
        BranchingState.DRAFT,
        script_of(shipped).turns,
    )

    def change(script):
        return from_document(a_small_document("min-egen", scene={"da": "Ring til hende på 22 33 44 55."}))

    commands.change_draft(by=desk.lead, case=copy, change=change, now=NOW)
    with pytest.raises(NotAllowed, match="put right"):
        commands.publish_case(by=desk.lead, case=copy, today=NOW.date(), now=NOW)


def test_a_file_is_read_into_a_draft_and_takes_a_drafts_place_only_when_told_to(desk):
    script = from_document(a_small_document(minutes=30))
    sent = {"framework": desk.frameworks["conversation"].pk}

    def read(content: bytes, **more):
        file = SimpleUploadedFile("case.json", content)
        return desk.client.post("/practice/writing/file/", {**sent, "file": file, **more}, follow=True)

    assert read(as_json(script)).status_code == 422
    assert desk.script().minutes == 8
    answer = read(as_json(script), replacing="on")
    assert desk.script().minutes == 30
    desk.client.post(_undo(answer))
    assert desk.script().minutes == 8
    bad = read(b'{"key": "x"}')
    assert bad.status_code == 422
    assert "Dansk" in bad.content.decode() or "Titel" in bad.content.decode()
    assert desk.client.get(desk.at("case.toml")).headers["Content-Type"] == "application/toml"


def test_faults_lead_to_where_they_are_mended_and_the_map_marks_them(desk):
    def change(script):
        document = a_small_document()
        document["turns"][0]["lines"][0]["to"] = ""
        document["turns"].append({"key": "alone", "says": {"da": "Ingen hører mig"}})
        return from_document(document)

    commands.change_draft(by=desk.lead, case=desk.case, change=change, now=NOW)
    html = desk.html()
    assert f'href="{desk.at("turns/alone/")}"' in html
    assert html.count("branch-unreached") == 1
    assert "Ingen hører mig" in html
    assert "branch-loose" in html
    listed = desk.client.get("/practice/writing/?q=lille&state=draft&framework=x").content.decode()
    assert "Lille case small" in listed


def test_it_is_tried_from_any_turn_and_nothing_is_saved(desk):
    html = desk.html("trying/?from=more&said=2")
    assert "Jeg siger asks" in html
    assert "Ida går glad hjem." in html
    for odd in ("from=%C3%A6&said=9-9", "said=1-1-1-1-1-1", "said=-", "from=met", "said=²"):
        desk.html(f"trying/?{odd}")
    assert Walk.objects.count() == 0


def test_only_whoever_runs_practice_here_comes_in(desk):
    pages = ["", "copy/", "facts/", "turns/hello/", "endings/", "trying/", "publishing/", "removal/", "case.toml"]
    posts = ["turns/", "revision/", "putting-away/", "taking-back/", "undoing/x/"]
    for person, status in ((an_outsider(), 404), (a_colleague_in(desk.team), 403), (the_head_of(desk.jobcentre), 403)):
        client = CheckedClient()
        client.force_login(person)
        assert {client.get(desk.at(path)).status_code for path in pages} == {status}
        assert {client.post(desk.at(path)).status_code for path in posts} == {status}
        assert client.get("/practice/writing/").status_code == (403 if status == 403 else 200)
    with pytest.raises(NotAllowed):
        commands.put_away(by=an_outsider(), case=desk.case, now=NOW)
