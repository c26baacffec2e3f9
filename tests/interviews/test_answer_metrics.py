"""What a client measured, at the API's door: known keys are checked, the rest is the client's own."""

import json

import pytest

from interviews.models import Answer

pytestmark = pytest.mark.django_db

WORDS = [{"word": "So", "start": 0.4, "end": 0.6}, {"word": "yes", "start": 0.7, "end": 1.1}]
KNOWN = {
    "words": WORDS, "time_to_first_word_seconds": 0.4, "duration_seconds": 2, "pause_count": 0, "pause_seconds": 0.0,
}  # fmt: skip
REFUSED = [
    ([], "metrics", "invalid"),
    ({"words": [*WORDS, {"word": "a", "start": 0.1, "end": 2}]}, "metrics.words.2.start", "min_value"),
    ({"words": [{"word": "a", "start": 0.1}]}, "metrics.words.0.end", "required"),
    ({"words": [{"word": "", "start": 0, "end": 2}]}, "metrics.words.0.word", "blank"),
    ({"words": "So yes"}, "metrics.words", "invalid"),
    ({"words": [{}] * 20_001}, "metrics.words", "max_length"),
    ({"duration_seconds": 86_401}, "metrics.duration_seconds", "max_value"),
    ({"pause_count": -1}, "metrics.pause_count", "min_value"),
    ({"pause_seconds": None}, "metrics.pause_seconds", "null"),
]


@pytest.fixture
def submit(bob, sitting):
    """Answer the first question."""
    question = str(sitting.first_slot.question.uuid)

    def send(**body):
        body = {"question": question, "time_spent_seconds": 60, "transcript": "So yes", **body}
        return bob.client.post(f"/api/v1/interviews/{sitting.uuid}/answers/", body)

    return send


@pytest.fixture
def revise(bob):
    """Change Bob's answer."""

    def send(**body):
        with bob.scope():
            uuid = Answer.objects.get().uuid
        return bob.client.patch(f"/api/v1/answers/{uuid}/", body)

    return send


def kept(bob):
    with bob.scope():
        return Answer.objects.get().delivery_metrics


@pytest.mark.parametrize("metrics", [KNOWN, {**KNOWN, "typing": {"wpm": 41}, "focus": True}, {"pauses": 2}, {}])
def test_metrics_are_kept_as_sent(bob, submit, metrics):
    assert submit(metrics=metrics).status_code == 202
    assert kept(bob) == metrics


@pytest.mark.parametrize(("metrics", "field", "code"), REFUSED)
def test_known_metric_that_cannot_be_right_is_refused_by_its_place(bob, submit, error_codes, metrics, field, code):
    assert error_codes(submit(metrics=metrics)) == [(field, code)]
    with bob.scope():
        assert not Answer.objects.exists()


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize("key", ["duration_seconds", "own"])
def test_numbers_beyond_json_are_refused(bob, sitting, number, key):
    body = {"question": str(sitting.first_slot.question.uuid), "text": "a", "time_spent_seconds": 1}
    raw = json.dumps({**body, "metrics": {}}).replace('"metrics": {}', f'"metrics": {{"{key}": {number}}}')
    url = f"/api/v1/interviews/{sitting.uuid}/answers/"
    assert bob.client.generic("POST", url, raw, content_type="application/json").status_code == 400


def test_revision_brings_its_own_metrics(bob, submit, revise):
    submit(metrics=KNOWN)
    assert revise(transcript="So no", metrics={"duration_seconds": 3}).status_code == 200
    assert kept(bob) == {"duration_seconds": 3}


def test_metrics_alone_are_a_revision(bob, submit, revise):
    submit()
    assert revise(metrics=KNOWN).status_code == 200
    assert kept(bob) == KNOWN


@pytest.mark.parametrize(
    ("change", "left"),
    [({"text": "Tidied."}, KNOWN), ({"transcript": "So yes"}, KNOWN), ({"transcript": "So no"}, {})],
)
def test_timings_last_as_long_as_the_transcript_they_were_taken_of(bob, submit, revise, change, left):
    submit(metrics=KNOWN)
    assert revise(**change).status_code == 200
    assert kept(bob) == left


@pytest.mark.parametrize(("metrics", "field", "code"), REFUSED)
def test_revision_is_checked_as_an_answer_is(bob, submit, revise, error_codes, metrics, field, code):
    submit(metrics=KNOWN)
    assert error_codes(revise(metrics=metrics)) == [(field, code)]
    assert kept(bob) == KNOWN
