"""Reviewing in the back office: the queue, and the page on which an owner scores by the rubric's levels."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import ActivityLog
from interviews.models import Review, Verdict
from interviews.services.reviews.queue import request_review
from questionbank.services.rubrics import create_rubric
from tests.interviews.follow_ups import HALF, WEAK

pytestmark = pytest.mark.django_db

LIST = reverse("admin:interviews_review_changelist")


@pytest.fixture
def office():
    def enter(person):
        client = Client()
        client.force_login(person.user)
        return client

    return enter


@pytest.fixture
def two(policy, request):
    policy(reviewers_needed=2)
    return request.getfixturevalue("review")


def page(review):
    return reverse("admin:interviews_review_change", args=[review.pk])


def judging(review):
    return reverse("admin:interviews_review_judge", args=[review.pk])


def levels(review, **more):
    """The second level of every criterion: 4."""
    chosen = {f"level-{c['key']}": str(float(c["levels"][1]["score"])) for c in review.rubric.criteria}
    return {**chosen, **more}


def keys(review):
    return [criterion["key"] for criterion in review.rubric.criteria]


def test_queue_shows_who_waits_and_why(alice, bob, review, office):
    shown = office(alice).get(LIST).content.decode()
    assert shown.count(bob.user.email) == 1
    assert "requested" in shown


def test_page_offers_every_level_and_no_score(alice, dana, two, judge, office, good):
    judge(dana, 3.25, comment="Thin.")
    shown = office(alice).get(judging(two)).content.decode()
    anchors = [level["anchor"] for criterion in two.rubric.criteria for level in criterion["levels"]]
    assert [anchor for anchor in anchors if escape(anchor) not in shown] == []
    assert escape(good) in shown
    assert [leak for leak in ("3.25", "Thin.", f"AI {two.feedback.score}") if leak in shown] == []


def test_pages_about_a_review_do_not_lead_the_second_reviewer(alice, dana, two, judge, office):
    judge(dana, 3.25, comment="Thin.")
    told = [reverse("admin:interviews_verdict_changelist"), page(two)]
    pages = [office(alice).get(address) for address in told]
    assert [answer.status_code for answer in pages] == [200, 200]
    assert [leak for leak in ("3.25", "Thin.", f": {two.feedback.score}")
            for answer in pages if leak in answer.content.decode()] == []  # fmt: skip


def test_levels_make_a_verdict(alice, bob, review, office, scores):
    answer = office(alice).post(
        judging(review), levels(review, **{f"exact-{keys(review)[0]}": "6.5", "comment": "More of it."})
    )
    assert (answer.status_code, answer["Location"]) == (302, page(review))
    with alice.scope():
        verdict, line = Verdict.objects.get(), ActivityLog.objects.get(action_type="review_verdict")
        first, *others = verdict.criteria
    assert (first["score"], {mark["score"] for mark in others}) == (6.5, {4.0})
    assert (verdict.comment, verdict.reviewer_id, line.user_id) == ("More of it.", alice.user.pk, alice.user.pk)
    assert scores(review.answer)[0] == verdict.score


def test_unscored_criterion_is_asked_for(alice, review, office):
    first, second, *_ = keys(review)
    answer = office(alice).post(judging(review), {f"exact-{first}": "11", f"level-{second}": "4.0"})
    shown = answer.content.decode()
    assert (answer.status_code, shown.count("Choose a level, or type a score.")) == (
        200, len(review.rubric.criteria) - 2,
    )  # fmt: skip
    assert "less than or equal to 10" in shown
    with alice.scope():
        assert Verdict.objects.count() == 0


def test_levels_of_another_rubric_make_no_verdict(alice, review, office, acme, now):
    """The rubric may change between the page and the button: an untouched review goes on with the newest feedback."""
    sent = levels(review)
    other = [{**criterion, "label": f"Other {n}", "key": f"other_{n}"} for n, criterion in
             enumerate(review.rubric.criteria)]  # fmt: skip
    with alice.scope():
        draft = create_rubric(organization_id=acme.pk, by=alice.user.pk, name="Other", criteria=other, now=now)
        Review.objects.filter(pk=review.pk).update(rubric=draft)
    assert office(alice).post(judging(review), sent).status_code == 200
    with alice.scope():
        assert Verdict.objects.count() == 0


def test_follow_up_is_shown_with_its_question(alice, bob, probed, say, now, office):
    main, _ = say(probed, WEAK)
    _, further = say(probed, HALF)
    with bob.scope():
        asked = request_review(actor=bob.actor, answer_uuid=further.uuid, reason="Why?", now=now)
    shown = office(alice).get(judging(asked)).content.decode()
    assert f"A follow-up to: {escape(main.question.text)}" in shown


def test_verdict_is_changed_and_keeps_its_remarks(alice, two, office, marks, now):
    remarked = [{**mark, "comment": "See line two."} for mark in marks(7)]
    alice.client.post(f"/api/v1/reviews/{two.uuid}/verdicts/", {"criteria": remarked}, format="json")
    assert "Change your verdict" in office(alice).get(judging(two)).content.decode()
    office(alice).post(judging(two), levels(two))
    with alice.scope():
        verdict = Verdict.objects.get()
    assert verdict.score == 4.0
    assert {mark["comment"] for mark in verdict.criteria} == {"See line two."}


def test_dispute_is_settled_here(alice, dana, erik, two, judge, office):
    judge(dana, 2)
    judge(erik, 9)
    assert "Settle the dispute" in office(alice).get(judging(two)).content.decode()
    office(alice).post(judging(two), levels(two))
    with alice.scope():
        assert Review.objects.values_list("status", "score").get() == ("settled", 4.0)


def test_settled_review_takes_no_verdict(alice, dana, review, judge, office):
    judge(dana, 9)
    client = office(alice)
    assert '<form method="post" class' not in client.get(judging(review)).content.decode()
    assert client.post(judging(review), levels(review)).status_code == 200
    with alice.scope():
        assert Verdict.objects.count() == 1


def test_own_answer_is_for_somebody_else(alice, library, begin, answer_next, now, office):
    answer = answer_next(begin(alice), now, person=alice)
    with alice.scope():
        own = request_review(actor=alice.actor, answer_uuid=answer.uuid, reason="Mine.", now=now)
    shown = office(alice).get(judging(own)).content.decode()
    assert "This answer is yours" in shown
    office(alice).post(judging(own), levels(own))
    with alice.scope():
        assert Verdict.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_and_coaches_have_no_page(charlie, dana, review, office, method):
    codes = [getattr(office(person), method)(judging(review)).status_code for person in (charlie, dana)]
    assert codes == [404, 302]
    with dana.scope():
        assert Verdict.objects.count() == 0


def test_platform_staff_look_and_do_not_judge(bob, sign_in, public, review, office):
    staff = sign_in(public, is_platform_staff=True)
    client = office(staff)
    assert client.get(page(review)).status_code == 200
    assert client.get(judging(review)).status_code == 403
    with bob.scope():
        assert ActivityLog.objects.filter(action_type="staff_read", entity_type="review").count() == 1
