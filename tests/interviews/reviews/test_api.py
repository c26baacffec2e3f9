"""Reviews over the API: the coaches' queue, verdicts without leading one another, and what the candidate reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ActivityLog
from interview_coach.core.tenancy import all_tenants
from interviews.models import Answer, Review, Verdict
from interviews.services.reviews.queue import request_review
from tests.interviews.follow_ups import HALF, WEAK

pytestmark = pytest.mark.django_db

QUEUE = "/api/v1/reviews/"
HIDDEN = "Scores given so far, the AI's included, are shown once you have given your own: so that they do not lead you."


def page_of(review, rest=""):
    return f"{QUEUE}{review.uuid}/{rest}"


def of_answer(review):
    return f"/api/v1/answers/{review.answer.uuid}/review/"


@pytest.fixture
def give(marks):
    def post(person, review, score, rest="verdicts/", **more):
        return person.client.post(page_of(review, rest), {"criteria": marks(score), **more}, format="json")

    return post


@pytest.fixture
def two(policy, request):
    policy(reviewers_needed=2)
    return request.getfixturevalue("review")


@pytest.fixture
def queued(bob, emil, library, begin, answer_next, now):
    """Put answers of Emil's and Bob's in review, turn by turn; return the reviews, oldest first."""

    def fill(number):
        reviews = []
        for n in range(number):
            person = (emil, bob)[n % 2]
            answer = answer_next(begin(person), now, person=person)
            with person.scope():
                asked = request_review(actor=person.actor, answer_uuid=answer.uuid, reason="Why?", now=now)
            reviews.append(asked)
        return reviews

    return fill


def uuids(response):
    return [row["uuid"] for row in response.json()["results"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_is_one_statement(dana, queued, rows):
    queued(rows)
    dana.client.get(QUEUE)
    with CaptureQueriesContext(connection) as captured:
        assert len(uuids(dana.client.get(QUEUE, {"reason": "requested", "mine": "false"}))) == rows
    own = [q["sql"] for q in captured if "user_sessions" not in q["sql"]]
    assert len(own) == 1, "\n".join(own)


def test_queue_lists_what_waits_oldest_first(dana, bob, sitting, review):
    row = dana.client.get(QUEUE).json()["results"]
    assert row == [{
        "uuid": str(review.uuid), "answer": str(review.answer.uuid), "interview": str(sitting.uuid),
        "question": str(review.answer.question.uuid), "user": str(bob.user.uuid), "reasons": ["requested"],
        "status": "open", "reviewers_needed": 1, "verdicts_given": 0, "mine": False, "score": None,
        "opened_at": "2026-03-02T10:00:00Z", "settled_at": None,
    }]  # fmt: skip


def test_queue_is_filtered_and_paged(dana, bob, emil, queued):
    reviews = queued(3)
    first, second, third = (str(review.uuid) for review in reviews)
    asked = dana.client.get(QUEUE, {"page_size": 2})
    assert uuids(asked) == [first, second]
    assert uuids(dana.client.get(asked.json()["next"])) == [third]
    with dana.scope():
        criteria = Review.objects.select_related("rubric").get(uuid=second).rubric.criteria
    marks = [{"key": c["key"], "score": 7} for c in criteria]
    assert dana.client.post(page_of(reviews[1], "verdicts/"), {"criteria": marks}, format="json").status_code == 201
    found = {
        query: uuids(dana.client.get(f"{QUEUE}?{query}"))
        for query in ("", "status=settled", "status=settled&mine=true", "mine=true", "reason=requested",
                      "reason=request", "reason=low_confidence", f"user={bob.user.uuid}", f"user={emil.user.uuid}",
                      "ordering=-opened_at")
    }  # fmt: skip
    assert found == {
        "": [first, third], "status=settled": [second], "status=settled&mine=true": [second], "mine=true": [],
        "reason=requested": [first, third], "reason=request": [], "reason=low_confidence": [],
        f"user={bob.user.uuid}": [], f"user={emil.user.uuid}": [first, third], "ordering=-opened_at": [third, first],
    }  # fmt: skip


def test_queue_is_ordered_by_when_a_review_came_in_and_ties_by_uuid(dana, queued, now):
    reviews = queued(4)
    with dana.scope():
        Review.objects.filter(pk=reviews[2].pk).update(opened_at=now - timedelta(days=3))  # written late, as the demo's
    waiting = [str(reviews[place].uuid) for place in (2, 0, 1, 3)]
    first = dana.client.get(QUEUE, {"page_size": 2})
    second = dana.client.get(first.json()["next"])
    assert uuids(first) + uuids(second) == waiting
    assert uuids(dana.client.get(second.json()["previous"])) == waiting[:2]
    assert uuids(dana.client.get(f"{QUEUE}?ordering=-opened_at")) == waiting[::-1]


@pytest.mark.parametrize(
    ("query", "error"),
    [("status=lost", ("status", "invalid_choice")), ("mine=perhaps", ("mine", "invalid_choice")),
     ("user=bob", ("user", "invalid")), ("reasons=requested", ("reasons", "unknown_field")),
     ("ordering=score", ("ordering", "invalid_choice")), ("reason=%00", ("reason", "invalid"))],
)  # fmt: skip
def test_queue_names_every_wrong_filter(dana, error_codes, query, error):
    assert error_codes(dana.client.get(f"{QUEUE}?{query}")) == [error]


def test_page_has_all_that_a_verdict_needs(dana, bob, review, good):
    shown = dana.client.get(page_of(review)).json()
    with bob.scope():
        question = Answer.objects.select_related("question").get().question
    assert (shown["answer"]["text"], shown["user"], shown["appeal"]) == (good, str(bob.user.uuid), "Read it again.")
    assert (shown["question"]["uuid"], shown["question"]["sample_answer"]) == (
        str(question.uuid), question.sample_answer,
    )  # fmt: skip
    assert shown["rubric"]["criteria"] == review.rubric.criteria
    assert (shown["status"], shown["own"], shown["verdicts"], shown["verdicts_given"]) == ("open", None, [], 0)


def test_page_of_a_follow_up_has_the_guidance_that_the_ai_had(dana, bob, probed, say, now):
    main, _ = say(probed, WEAK)
    slot, further = say(probed, HALF)
    with bob.scope():
        asked = request_review(actor=bob.actor, answer_uuid=further.uuid, reason="Why?", now=now)
    shown = dana.client.get(page_of(asked)).json()["question"]
    assert (shown["uuid"], shown["text"], shown["context"]) == (str(slot.uuid), slot.text, main.question.text)
    assert shown["keywords"] == slot.probes
    assert (shown["sample_answer"] != "", shown["sample_answer"] in main.question.sample_answer) == (True, True)


def test_page_hides_every_score_until_ones_own_is_given(dana, erik, two, give):
    given = give(dana, two, 5, comment="Thin.").json()
    assert (given["status"], given["own"]["score"], given["ai"]["score"]) == ("second", 5.0, two.feedback.score)
    blind = erik.client.get(page_of(two)).json()
    assert (blind["ai"], blind["verdicts"], blind["verdicts_given"], blind["hidden"]) == (None, [], 1, HIDDEN)
    assert "Thin." not in str(blind)
    seeing = give(erik, two, 9).json()
    assert (seeing["status"], seeing["hidden"], len(seeing["verdicts"])) == ("disputed", "", 2)
    assert seeing["ai"]["criteria"] == two.feedback.criteria


def test_arbiter_sees_both_sides(alice, dana, erik, two, give):
    give(dana, two, 5)
    give(erik, two, 9)
    shown = alice.client.get(page_of(two)).json()
    assert [verdict["score"] for verdict in shown["verdicts"]] == [5.0, 9.0]
    settled = give(alice, two, 7, "settle/")
    assert (settled.status_code, settled.json()["status"], settled.json()["score"]) == (200, "settled", 7.0)


def test_verdict_is_changed_until_it_is_settled(dana, erik, two, give, marks, problem):
    give(dana, two, 5)
    changed = dana.client.patch(page_of(two, "verdicts/"), {"criteria": marks(6.25)}, format="json")
    assert (changed.status_code, changed.json()["own"]["score"]) == (200, 6.25)
    give(erik, two, 6.5)
    late = dana.client.patch(page_of(two, "verdicts/"), {"comment": "Late."}, format="json")
    assert problem(late) == (409, "review_closed")


def test_refusals_have_their_codes(alice, dana, two, give, marks, problem):
    patched = dana.client.patch(page_of(two, "verdicts/"), {"comment": "x"}, format="json")
    assert problem(patched) == (404, "no_verdict")
    give(dana, two, 5)
    assert problem(give(dana, two, 5)) == (409, "already_reviewed")
    assert problem(give(alice, two, 5, "settle/")) == (409, "review_not_disputed")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        ({"criteria": []}, ("criteria", "required")),
        ({}, ("criteria", "required")),
        ({"criteria": [{"key": "depth"}]}, ("criteria.0.score", "required")),
        ({"criteria": [{"key": "depth", "score": 11}]}, ("criteria.0.score", "max_value")),
        ({"criteria": [{"key": "depth", "score": -1}]}, ("criteria.0.score", "min_value")),
        ({"criteria": [{"key": "depth", "score": 5.125}]}, ("criteria.0.score", "invalid")),
        ({"criteria": [{"key": "depth", "score": "5"}]}, ("criteria.0.score", "invalid")),
        ({"criteria": [{"key": "depth", "score": True}]}, ("criteria.0.score", "invalid")),
        ({"criteria": [{"key": "charm", "score": 5}]}, ("criteria.0.key", "invalid_choice")),
        ({"criteria": [{"key": "depth", "score": 5, "weight": 1}]}, ("criteria.0.weight", "unknown_field")),
        ({"criteria": "all", "comment": "x"}, ("criteria", "invalid")),
    ],
)
def test_verdict_names_every_wrong_field_and_changes_nothing(dana, review, error_codes, spoil, error):
    assert error_codes(dana.client.post(page_of(review, "verdicts/"), spoil, format="json")) == [error]
    with dana.scope():
        assert (Verdict.objects.count(), Review.objects.get().status) == (0, "open")


def test_own_answer_is_for_somebody_else(dana, library, begin, answer_next, now, problem):
    answer = answer_next(begin(dana), now, person=dana)
    with dana.scope():
        review = request_review(actor=dana.actor, answer_uuid=answer.uuid, reason="Mine.", now=now)
        marks = [{"key": criterion["key"], "score": 10} for criterion in review.rubric.criteria]
    for rest in ("verdicts/", "settle/"):
        assert problem(dana.client.post(page_of(review, rest), {"criteria": marks}, format="json")) == (
            403, "own_answer",
        )  # fmt: skip


def everything():
    with all_tenants():
        return [list(model.objects.order_by("pk").values()) for model in (Review, Verdict, Answer, ActivityLog)]


CALLS = [("get", ""), ("post", "verdicts/"), ("patch", "verdicts/"), ("post", "settle/")]


@pytest.mark.parametrize(("method", "rest"), CALLS)
@pytest.mark.parametrize(
    ("who", "refusal"),
    [("charlie", (404, "not_found")), ("bob", (403, "permission_denied")), ("emil", (403, "permission_denied"))],
)
def test_reviews_are_for_coaches_of_the_organization(review, marks, problem, request, who, refusal, method, rest):
    person = request.getfixturevalue(who)
    body = {} if method == "get" else {"criteria": marks(10)}
    before = everything()
    assert problem(getattr(person.client, method)(page_of(review, rest), body, format="json")) == refusal
    assert everything() == before


def test_queue_is_empty_for_others_and_closed_to_candidates(charlie, bob, review, problem):
    assert charlie.client.get(QUEUE).json()["results"] == []
    assert problem(bob.client.get(QUEUE)) == (403, "permission_denied")


@pytest.mark.parametrize("who", ["charlie", "emil", "dana"])
def test_review_is_asked_for_by_the_candidate_alone(evaluated, problem, request, who):
    url = f"/api/v1/answers/{evaluated.uuid}/review/"
    person = request.getfixturevalue(who)
    before = everything()
    assert problem(person.client.post(url, {"reason": "For him."})) == (404, "not_found")
    assert everything() == before


@pytest.mark.parametrize("who", ["charlie", "emil"])
def test_review_of_an_answer_is_nobody_elses_to_read(review, problem, request, who):
    assert problem(request.getfixturevalue(who).client.get(of_answer(review))) == (404, "not_found")


def test_candidate_asks_and_follows(bob, dana, evaluated, problem, error_codes):
    url = f"/api/v1/answers/{evaluated.uuid}/review/"
    assert problem(bob.client.get(url)) == (404, "no_review")
    assert error_codes(bob.client.post(url, {})) == [("reason", "required")]
    asked = bob.client.post(url, {"reason": "It says so in line two."})
    assert asked.status_code == 202
    assert bob.client.get(url).json() == asked.json()
    names = ("status", "reasons", "appeal", "score", "verdicts")
    assert [asked.json()[name] for name in names] == ["open", ["requested"], "It says so in line two.", None, []]
    assert problem(bob.client.post(url, {"reason": "Again."})) == (409, "already_requested")


def test_candidate_reads_the_outcome_without_names(bob, dana, erik, two, give, marks):
    give(dana, two, 7, comment="Good reasons.")
    waiting = bob.client.get(of_answer(two)).json()
    assert (waiting["status"], waiting["verdicts"]) == ("second", [])
    give(erik, two, 8, comment="Short.")
    shown = bob.client.get(of_answer(two))
    assert (shown.json()["status"], shown.json()["score"]) == ("settled", 7.5)
    assert shown.json()["verdicts"] == [
        {"by": "reviewer 1", "criteria": marks(7), "score": 7.0, "comment": "Good reasons."},
        {"by": "reviewer 2", "criteria": marks(8), "score": 8.0, "comment": "Short."},
    ]
    assert str(dana.user.uuid) not in shown.content.decode()


def test_feedback_answer_and_report_show_both_scores(bob, dana, sitting, review, give):
    url = f"/api/v1/answers/{review.answer.uuid}/"
    ai_score = review.feedback.score
    assert bob.client.get(url + "feedback/").json()["human"] is None
    give(dana, review, 9, comment="Well told.")
    feedback = bob.client.get(url + "feedback/").json()
    means = [{"key": c["key"], "label": c["label"], "weight": c["weight"], "score": 9.0}
             for c in review.rubric.criteria]  # fmt: skip
    assert feedback["human"] == {"score": 9.0, "criteria": means, "comment": "Well told."}
    answer = bob.client.get(url).json()
    row = bob.client.get(f"/api/v1/interviews/{sitting.uuid}/report/").json()["questions"][0]
    assert feedback["score"] == ai_score
    for shown in (answer, row):
        assert [shown[name] for name in ("score", "ai_score", "human_score")] == [9.0, ai_score, 9.0]


def test_feedback_shows_the_settling_verdict_alone(alice, bob, dana, erik, two, give):
    give(dana, two, 3, comment="Thin.")
    give(erik, two, 9, comment="Rich.")
    give(alice, two, 6, "settle/", comment="In between.")
    human = bob.client.get(f"/api/v1/answers/{two.answer.uuid}/feedback/").json()["human"]
    assert (human["score"], human["comment"]) == (6.0, "In between.")
    outcome = bob.client.get(of_answer(two)).json()["verdicts"]
    assert [(verdict["by"], verdict["comment"]) for verdict in outcome] == [("reviewer 1", "In between.")]


def test_rating_answers_with_the_human_verdict_too(bob, dana, review, give):
    give(dana, review, 9)
    rated = bob.client.post(f"/api/v1/feedback/{review.feedback.uuid}/rating/", {"user_rating": 4})
    assert (rated.status_code, rated.json()["human"]["score"]) == (200, 9.0)


def test_verdict_under_a_key_is_given_once(dana, review, marks):
    body, url = {"criteria": marks(7)}, page_of(review, "verdicts/")
    first, again = (dana.client.post(url, body, format="json", HTTP_IDEMPOTENCY_KEY="one") for _ in range(2))
    assert (first.status_code, again.status_code, again["Idempotent-Replayed"]) == (201, 201, "true")
    assert first.json() == again.json()
