"""Rubrics: drafted, published, cloned, and chosen as default; what was published never changes."""

import pytest

from accounts.models import ActivityLog
from interview_coach.core.exceptions import Conflict, Invalid
from interview_coach.core.tenancy import WrongTenant
from questionbank.models import Question, Rubric, RubricVersion
from questionbank.selectors import live_rubric
from questionbank.services import rubrics
from questionbank.services.banks import save_question
from questionbank.signals import rubric_publishing
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db

DEPTH = [{"label": "Depth", "weight": 100}]
TWO = [{"label": "Depth", "weight": 60}, {"label": "Tone", "weight": 40}]


@pytest.fixture(autouse=True)
def _scope(alice):
    with alice.scope():
        yield


@pytest.fixture
def act(alice, now):
    """Call a service on alice's behalf."""

    def call(service, **more):
        return service(by=alice.user.pk, now=now, **more)

    return call


@pytest.fixture
def draft(act, acme):
    return act(rubrics.create_rubric, organization_id=acme.pk, name="Bar", criteria=DEPTH, note="First.")


@pytest.fixture
def published(act, draft):
    return act(rubrics.publish, version=draft)


@pytest.fixture
def house_technical(public):
    return RubricVersion.objects.select_related("rubric").get(organization=public, rubric__default_for="technical")


def weights(version):
    return [criterion["weight"] for criterion in version.criteria]


def asked(acme, now, **columns):
    return save_question(question=QuestionFactory.build(organization=acme, **columns), now=now)


def trail(rubric):
    lines = ActivityLog.objects.filter(action_type__startswith="rubric_", entity_id=str(rubric.uuid)).order_by("pk")
    return list(lines.values_list("action_type", flat=True))


def test_new_rubric_has_a_first_draft_and_nothing_live(draft, alice, now):
    assert (draft.number, draft.published_at, draft.author_id, draft.created_at) == (1, None, alice.user.pk, now)
    assert (draft.rubric.live, draft.probe_threshold, draft.note) == (None, 6.5, "First.")
    assert draft.criteria == [{"key": "depth", "label": "Depth", "weight": 100, "description": "", "levels": []}]
    assert trail(draft.rubric) == ["rubric_created"]


def test_name_is_taken_once_in_an_organization(act, draft, acme):
    with pytest.raises(rubrics.RubricNameTaken):
        act(rubrics.create_rubric, organization_id=acme.pk, name="Bar", criteria=DEPTH)
    named_like_the_house_s = act(rubrics.create_rubric, organization_id=acme.pk, name="Technical", criteria=DEPTH)
    assert named_like_the_house_s.number == 1


def test_unsound_criteria_make_no_rubric(act, acme):
    with pytest.raises(Invalid):
        act(rubrics.create_rubric, organization_id=acme.pk, name="Bar", criteria=[{"label": "Depth", "weight": 99}])
    assert Rubric.objects.filter(organization=acme).count() == 0


def test_published_draft_is_live(published, now):
    held = Rubric.objects.get(pk=published.rubric_id)
    assert (held.live_id, published.published_at) == (published.pk, now)
    assert trail(held) == ["rubric_created", "rubric_published"]


def test_publishing_keeps_the_note_or_takes_another(act, draft):
    assert act(rubrics.publish, version=draft).note == "First."
    second = act(rubrics.draft_version, rubric=draft.rubric)
    assert act(rubrics.publish, version=second, note="Said at last.").note == "Said at last."


def test_next_draft_begins_as_the_newest_version(act, published):
    second = act(rubrics.draft_version, rubric=published.rubric, criteria=TWO)
    third = act(rubrics.draft_version, rubric=published.rubric, probe_threshold=None)
    assert [(v.number, weights(v), v.probe_threshold) for v in (second, third)] == [(2, [60, 40], 6.5),
                                                                                   (3, [60, 40], None)]  # fmt: skip
    assert Rubric.objects.get(pk=published.rubric_id).live_id == published.pk


def test_draft_changes_and_a_published_version_does_not(act, draft):
    changed = act(rubrics.change_draft, version=draft, criteria=TWO, probe_threshold=5, note="Two.")
    assert (weights(changed), changed.probe_threshold, changed.note) == ([60, 40], 5, "Two.")
    act(rubrics.publish, version=draft)
    for service, more in ((rubrics.change_draft, {"criteria": DEPTH}), (rubrics.publish, {})):
        with pytest.raises(rubrics.RubricPublished):
            act(service, version=draft, **more)
    assert weights(RubricVersion.objects.get(pk=draft.pk)) == [60, 40]


def test_unsound_change_leaves_the_draft(act, draft):
    with pytest.raises(Invalid):
        act(rubrics.change_draft, version=draft, criteria=TWO[:1])
    assert weights(RubricVersion.objects.get(pk=draft.pk)) == [100]


def test_receiver_may_refuse_a_publication(act, draft):
    class CalibrationGate(Conflict):
        code = "calibration_gate"

    def refuse(sender, version, now, **kwargs):
        raise CalibrationGate(version.label)

    rubric_publishing.connect(refuse, weak=False)
    try:
        with pytest.raises(CalibrationGate):
            act(rubrics.publish, version=draft)
    finally:
        rubric_publishing.disconnect(refuse)
    assert RubricVersion.objects.get(pk=draft.pk).published_at is None
    assert (Rubric.objects.get(pk=draft.rubric_id).live, trail(draft.rubric)) == (None, ["rubric_created"])


def test_clone_begins_as_its_source_and_goes_its_own_way(act, acme, house_technical):
    clone = act(rubrics.clone_rubric, version=house_technical, organization_id=acme.pk, name="Ours")
    assert (clone.number, clone.published_at, clone.rubric.cloned_from_id) == (1, None, house_technical.pk)
    assert (clone.criteria, clone.probe_threshold) == (house_technical.criteria, 6.5)
    act(rubrics.change_draft, version=clone, criteria=DEPTH)
    house_technical.refresh_from_db()
    assert weights(house_technical) == [35, 20, 25, 10, 10]


def test_house_s_rubric_cannot_be_written_from_a_tenant(act, house_technical):
    for service, more in (
        (rubrics.draft_version, {"rubric": house_technical.rubric}),
        (rubrics.make_default, {"rubric": house_technical.rubric, "category": "technical"}),
    ):
        with pytest.raises(WrongTenant):
            act(service, **more)


def test_default_of_the_organization_comes_before_the_house_s(act, acme, published, house_technical, now):
    plain = asked(acme, now, category="technical", evaluation_criteria=[])
    assert live_rubric(plain) == house_technical
    act(rubrics.make_default, rubric=published.rubric, category="technical")
    assert live_rubric(plain) == published
    act(rubrics.make_default, rubric=published.rubric, category=None)
    assert live_rubric(plain) == house_technical


def test_one_default_gives_way_to_the_next(act, acme, published):
    act(rubrics.make_default, rubric=published.rubric, category="hr")
    other = act(rubrics.create_rubric, organization_id=acme.pk, name="Other", criteria=TWO)
    act(rubrics.publish, version=other)
    act(rubrics.make_default, rubric=other.rubric, category="hr")
    held = dict(Rubric.objects.filter(organization=acme).values_list("name", "default_for"))
    assert held == {"Bar": None, "Other": "hr"}


def test_draft_is_no_default(act, draft):
    with pytest.raises(rubrics.RubricNotPublished):
        act(rubrics.make_default, rubric=draft.rubric, category="hr")


@pytest.mark.parametrize("category", ["hr", None])
def test_house_is_never_without_a_default(category, act, public, house_technical, house_scope):
    with house_scope(), pytest.raises(rubrics.HouseNeedsDefault):
        act(rubrics.make_default, rubric=house_technical.rubric, category=category)


@pytest.mark.parametrize(("category", "name"), [
    ("technical", "Technical"), ("behavioral", "Behavioral"), ("hr", "HR"), ("", "Technical"),
    ("Technical", "Technical"), (" HR ", "HR"), ("astrology", "Technical"),
])  # fmt: skip
def test_category_chooses_the_house_s_default(category, name, acme, now):
    question = asked(acme, now, category=category, evaluation_criteria=[])
    assert live_rubric(question).rubric.name == name


def test_no_question_is_judged_as_technical():
    assert live_rubric(None).rubric.name == "Technical"


# --- a question's own criteria ------------------------------------------------------------------------------------
def test_question_s_own_criteria_come_first(act, acme, published, now):
    act(rubrics.make_default, rubric=published.rubric, category="technical")
    version = live_rubric(asked(acme, now, category="technical"))
    assert ([c["key"] for c in version.criteria], weights(version)) == (["correctness", "trade_offs"], [60, 40])
    assert (version.number, version.probe_threshold, version.published_at) == (1, 6.5, now)


def test_unchanged_criteria_make_no_new_version(acme, now):
    question = asked(acme, now)
    question.hint = "Think of the write path."
    save_question(question=question, now=now)
    assert RubricVersion.objects.filter(rubric__question=question).count() == 1


def test_changed_criteria_are_the_next_version(alice, acme, now):
    question = asked(acme, now)
    first = live_rubric(question)
    question.evaluation_criteria = [{"criterion": "Depth", "weight": 100}]
    save_question(question=question, now=now, by=alice.user.pk)
    second = live_rubric(question)
    assert (second.rubric, second.number, second.author_id, weights(second)) == (first.rubric, 2, alice.user.pk, [100])
    assert weights(RubricVersion.objects.get(pk=first.pk)) == [60, 40]


def test_removed_criteria_leave_the_default_and_come_back_as_a_version(acme, now):
    question = asked(acme, now, category="hr")
    criteria, question.evaluation_criteria = question.evaluation_criteria, []
    save_question(question=question, now=now)
    assert live_rubric(question).rubric.name == "HR"
    question.evaluation_criteria = criteria
    save_question(question=question, now=now)
    assert (live_rubric(question).number, live_rubric(question).rubric.question) == (2, question)


def test_question_with_unsound_criteria_is_not_saved(acme, now):
    with pytest.raises(Invalid) as refused:
        asked(acme, now, evaluation_criteria=[{"criterion": "Depth", "weight": 90}])
    assert refused.value.field == "evaluation_criteria"
    assert Question.objects.filter(organization=acme).count() == 0


def test_rubric_that_follows_a_question_is_changed_there(act, acme, now):
    version = live_rubric(asked(acme, now))
    for service, more in (
        (rubrics.draft_version, {"rubric": version.rubric}), (rubrics.change_draft, {"version": version}),
        (rubrics.publish, {"version": version}), (rubrics.make_default, {"rubric": version.rubric, "category": "hr"}),
    ):  # fmt: skip
        with pytest.raises(rubrics.RubricFollowsQuestion):
            act(service, **more)
    assert act(rubrics.clone_rubric, version=version, organization_id=acme.pk, name="Copy").number == 1


def test_questions_that_begin_alike_have_rubrics_of_their_own(acme, now):
    for _ in range(2):
        asked(acme, now, text="What is a lock? " * 20)
    names = list(Rubric.objects.filter(question__organization=acme).values_list("name", flat=True))
    assert (len(set(names)), {len(name) <= 100 for name in names}) == (2, {True})
