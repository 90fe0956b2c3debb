"""The language model passes the same calibration as people, blind, or says nothing."""

import json

import pytest
from click.testing import CliRunner
from tests.factories.ai_server import DOWN, MODEL, NONSENSE
from tests.factories.calibration import a_case, a_round
from tests.factories.method import a_framework
from tests.factories.people import a_jobcentre
from tests.factories.practice_partner import a_partner

from samklang.calibration.models import Licence, Machine, Rating
from samklang.cli.tree import tree
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(settings):
    """Fifteen cases keyed 1 to 5 in turn on two of three indicators; how many lines each has tells its level."""
    framework = a_framework(a_jobcentre())
    for number in range(15):
        level = 1 + number % 5
        a_case(framework, lines=level + 1, keys={"i1": level, "i2": level})
    with a_partner(settings, framework) as made:
        yield made


def _told(*words, code=0):
    answer = CliRunner().invoke(tree("en"), ["ai", *words])
    assert answer.exit_code == code, answer.output
    return answer


def _by_the_key(key, material):
    return len(material["lines"]) - 1 if key == "i1" else 3


def test_it_is_licensed_where_it_meets_the_key_and_not_where_it_always_says_the_same(partner):
    partner.model.rates = _by_the_key
    told = json.loads(_told("calibrate", "--jobcentre", partner.jobcentre.name, "--json", "--quiet").stdout)
    said = {one["indicator"]: (one["cases"], one["licensed"], one["why"]) for one in told["indicators"]}
    assert said == {"i1": (15, True, "yes"), "i2": (15, False, "not-sure"), "i3": (0, False, "too-few")}
    licence = Licence.objects.get()
    assert (licence.machine.model, licence.indicator_key, licence.round, licence.person) == (MODEL, "i1", None, None)
    assert (licence.figures["n"], licence.figures["agreement"], licence.figures["bias"]) == (15, 1.0, 0.0)
    assert Entry.objects.filter(deed="machine-licences-given").count() == 1


def test_each_case_is_sent_alone_in_danish_and_without_its_key(partner):
    partner.model.rates = _by_the_key
    _told("calibrate", "--dry-run", "--quiet")
    assert len(partner.model.chats) == 15
    for one in partner.model.chats:
        sent = json.dumps(one, ensure_ascii=False)
        assert sent.count("Vejen, første samtale.") == 1
        assert "Fordi det bliver sagt." not in sent
        assert "case-" not in sent
    assert (Machine.objects.count(), Licence.objects.count()) == (0, 0)


def test_a_second_time_renews_and_whoever_no_longer_meets_it_loses_it(partner):
    partner.model.rates = _by_the_key
    for _ in range(2):
        _told("calibrate", "--quiet")
    assert sorted(Licence.objects.values_list("ended_because", flat=True)) == ["", "renewed"]
    partner.model.rates = lambda _key, _material: 3
    _told("calibrate", "--quiet")
    assert Licence.objects.filter(ended_day=None).count() == 0
    assert Entry.objects.filter(deed="machine-licences-ended").count() == 1


def test_answers_that_cannot_be_read_count_for_nothing(partner):
    partner.model.rates = lambda _key, _material: "five"
    told = json.loads(_told("calibrate", "--json", "--quiet").stdout)
    assert {one["why"] for one in told["indicators"]} == {"too-few"}
    assert Licence.objects.count() == 0


@pytest.mark.parametrize("mode", [DOWN, NONSENSE])
def test_a_model_that_does_not_answer_is_refused_and_nothing_is_written(partner, mode):
    partner.model.mode = mode
    assert "Nothing was written." in _told("calibrate", code=1).stderr
    assert "language model" in _told("check", code=1).stderr
    assert Machine.objects.count() == 0


def test_the_table_says_of_each_indicator_what_came_of_it(partner):
    partner.model.rates = _by_the_key
    told = _told("calibrate")
    assert "1 of 3 indicators passed." in told.stdout
    assert "no: too few cases" in told.stdout
    assert "15 / 15" in told.stderr


def test_in_a_round_it_is_one_of_the_raters_and_gets_nothing_before_the_round_closes(partner, settings):
    round_ = a_round(partner.jobcentre, edition=partner.framework.editions.get())
    told = json.loads(_told("calibrate", "--round", str(round_.pk), "--json", "--quiet").stdout)
    assert told["ratings"] == Rating.objects.filter(rater__machine__model=MODEL).count() == 6
    assert Licence.objects.count() == 0


def test_what_is_missing_is_told(partner, settings):
    assert "answered in" in _told("check").stdout
    assert "no jobcentre called" in _told("calibrate", "--jobcentre", "Nowhere", code=2).stderr
    assert "no open round" in _told("calibrate", "--round", "999999", code=2).stderr
    assert "Nobody has the e-mail" in _told("calibrate", "--by", "nobody@x.dk", code=2).stderr
    settings.AI_URL = ""
    assert "SAMKLANG_AI_URL" in _told("check", code=2).stderr
