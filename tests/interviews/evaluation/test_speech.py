"""How an answer was spoken: read from what clients measure, and told by named measures."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.evaluation.inputs import AnswerText
from interviews.evaluation.metrics import MOST_WORDS, MetricError, check_metrics, speech_from_metrics
from interviews.evaluation.observations.observation import Observation
from interviews.evaluation.observations.observe import observe
from interviews.evaluation.speech import Speech, TimedWord

TEXT = "We moved it, um, and then we waited for the other cache-aside test."


def timed(text: str, first: float = 2.0, length: float = 0.4, gap: float = 0.1, **pauses: float) -> list[dict]:
    """Words of a text one after the other; `pauses` are seconds of silence after a word."""
    words, at = [], first
    for word in text.split():
        words.append({"word": f" {word}", "start": round(at, 3), "end": round(at + length, 3)})
        at += length + pauses.get(word.strip(",."), gap)
    return words


def seen(metrics: dict, text: str = TEXT) -> dict[str, Observation]:
    return {one.name: one for one in observe(AnswerText(text, speech=speech_from_metrics(metrics)))}


def test_written_answer_has_no_times() -> None:
    assert not {"words_per_minute", "pauses", "filler_rate"} & seen({"typing": 3}).keys()


def test_pace_is_words_from_the_first_to_the_last() -> None:
    words = timed(TEXT)
    pace = seen({"words": words, "duration_seconds": 60})["words_per_minute"]
    assert pace.value == round(60 * 13 / (words[-1]["end"] - words[0]["start"]), 1)


def test_pace_without_timed_words_is_over_the_recording_less_the_wait() -> None:
    pace = seen({"duration_seconds": 30, "time_to_first_word_seconds": 4}, "one two three " * 20)["words_per_minute"]
    assert pace.value == round(60 * 60 / 26, 1)


def test_pace_of_a_moment_is_none() -> None:
    assert seen({"words": timed("one two three")})["words_per_minute"].value is None


def test_long_pauses_are_counted_and_shown_between_their_words() -> None:
    found = seen({"words": timed(TEXT, it=1.5, waited=2.4, then=0.9)})
    places = [(TEXT[s.start : s.end], s.label) for s in found["pauses"].spans]
    assert (found["pauses"].value, places) == (2.0, [("it, um", "1.5 s"), ("waited for", "2.4 s")])
    assert found["longest_pause"].value == 2.4
    assert [TEXT[s.start : s.end] for s in found["longest_pause"].spans] == ["waited for"]


def test_a_second_exactly_is_no_long_pause() -> None:
    words = (TimedWord("a", 0, 1), TimedWord("b", 2, 3), TimedWord("c", 4.5, 8))
    found = {one.name: one for one in observe(AnswerText("a b c", speech=Speech(words)))}
    assert found["pauses"].value == 1.0


def test_pauses_have_no_place_in_an_answer_of_other_words() -> None:
    found = seen({"words": timed(TEXT, waited=2.4)}, "We moved the key and then we waited.")
    assert (found["pauses"].value, found["pauses"].spans) == (1.0, ())


def test_pauses_counted_by_the_client_are_told_as_such() -> None:
    found = seen({"pause_count": 3, "pause_seconds": 5, "duration_seconds": 20})
    assert (found["pauses"].value, found["speaking_share"].value) == (3.0, 0.75)
    assert "longest_pause" not in found


def test_overlapping_words_make_no_pause() -> None:
    words = (TimedWord("a", 0, 5), TimedWord("b", 1, 2), TimedWord("c", 5.1, 6))
    found = {one.name: one for one in observe(AnswerText("a b c", speech=Speech(words)))}
    assert (found["pauses"].value, found["longest_pause"].value) == (0.0, 0.0)


def test_fillers_per_minute_are_those_that_were_heard() -> None:
    words = timed(TEXT)
    tidy = TEXT.replace("um, ", "")
    seconds = words[-1]["end"] - words[0]["start"]
    for text in (TEXT, tidy):
        assert seen({"words": words}, text)["filler_rate"].value == round(60 / seconds, 1)


def test_fillers_of_another_language_are_not_counted() -> None:
    text = "Ich habe den Schlüssel gelöscht, und dann war die Datenbank wieder schnell für uns alle."
    found = seen({"words": timed(text)}, text)
    assert "filler_rate" not in found
    assert found["words_per_minute"].value


def test_time_to_first_word_is_the_clients_or_the_first_words() -> None:
    words = timed(TEXT, first=1.25)
    assert seen({"words": words})["time_to_first_word"].value == 1.25
    assert seen({"words": words, "time_to_first_word_seconds": 3})["time_to_first_word"].value == 3.0
    assert "time_to_first_word" not in seen({"duration_seconds": 9})


def test_speaking_share_leaves_out_waits_and_pauses_but_not_brief_silences() -> None:
    words = timed("one two three four", first=4, length=1, gap=0.1, two=2.0)
    share = seen({"words": words, "duration_seconds": 20}, "one two three four")["speaking_share"]
    assert share.value == round(4.2 / 20, 2)


def test_recording_is_no_shorter_than_its_words() -> None:
    words = timed("one two", first=0, length=1, gap=0.0)
    assert seen({"words": words, "duration_seconds": 0.5}, "one two")["speaking_share"].value == 1.0


@pytest.mark.parametrize(
    ("metrics", "path", "code"),
    [
        ({"words": None}, "words", "null"),
        ({"words": "um"}, "words", "invalid"),
        ({"words": {"0": 1}}, "words", "invalid"),
        ({"words": ["um"]}, "words.0", "invalid"),
        ({"words": [{"word": "a", "start": 0}]}, "words.0.end", "required"),
        ({"words": [{"word": "a", "start": None, "end": 1}]}, "words.0.start", "null"),
        ({"words": [{"word": 3, "start": 0, "end": 1}]}, "words.0.word", "invalid"),
        ({"words": [{"word": " ", "start": 0, "end": 1}]}, "words.0.word", "blank"),
        ({"words": [{"word": "a" * 201, "start": 0, "end": 1}]}, "words.0.word", "max_length"),
        ({"words": [{"word": "a", "start": True, "end": 1}]}, "words.0.start", "invalid"),
        ({"words": [{"word": "a", "start": "0", "end": 1}]}, "words.0.start", "invalid"),
        ({"words": [{"word": "a", "start": math.nan, "end": 1}]}, "words.0.start", "invalid"),
        ({"words": [{"word": "a", "start": 0, "end": math.inf}]}, "words.0.end", "invalid"),
        ({"words": [{"word": "a", "start": -1, "end": 1}]}, "words.0.start", "min_value"),
        ({"words": [{"word": "a", "start": 2, "end": 1}]}, "words.0.end", "min_value"),
        ({"words": [{"word": "a", "start": 0, "end": 86_401}]}, "words.0.end", "max_value"),
        ({"words": [*timed("a b c"), {"word": "d", "start": 0, "end": 1}]}, "words.3.start", "min_value"),
        ({"words": [{}] * (MOST_WORDS + 1)}, "words", "max_length"),
        ({"duration_seconds": None}, "duration_seconds", "null"),
        ({"duration_seconds": "9"}, "duration_seconds", "invalid"),
        ({"time_to_first_word_seconds": -0.1}, "time_to_first_word_seconds", "min_value"),
        ({"pause_seconds": 10**400}, "pause_seconds", "max_value"),
        ({"pause_count": 1.5}, "pause_count", "invalid"),
        ({"pause_count": False}, "pause_count", "invalid"),
    ],
)
def test_metric_that_cannot_be_right_is_named(metrics: dict, path: str, code: str) -> None:
    with pytest.raises(MetricError) as refused:
        check_metrics(metrics)
    assert (refused.value.path, refused.value.code) == (path, code)
    assert str(refused.value).startswith(f"{path}: ")
    assert speech_from_metrics(metrics) is None


def test_keys_of_the_clients_own_are_left_alone() -> None:
    metrics = {"pauses": [0.5], "wpm": "fast", "words": [{"word": "a", "start": 0, "end": 1, "probability": 0.9}]}
    check_metrics(metrics)
    assert speech_from_metrics(metrics) == Speech(words=(TimedWord("a", 0.0, 1.0),))
    assert speech_from_metrics({"wpm": 3}) is None


def test_longest_list_of_words_is_read() -> None:
    words = [{"word": "a", "start": number, "end": number} for number in range(MOST_WORDS)]
    assert len(speech_from_metrics({"words": words}).words) == MOST_WORDS


def test_word_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError):
        TimedWord("a", 2, 1)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["word", "start", "end"]), inner),
    max_leaves=12,
)
KEYS = st.sampled_from(
    ["words", "time_to_first_word_seconds", "duration_seconds", "pause_count", "pause_seconds", "own"]
)
WORD = st.fixed_dictionaries(
    {"word": st.text(min_size=1, max_size=4), "start": st.floats(0, 50), "end": st.floats(0, 50)}
)


def refusal(metrics: dict) -> str | None:
    try:
        check_metrics(metrics)
    except MetricError as error:
        return error.path
    return None


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(KEYS, JSON) | st.fixed_dictionaries({"words": st.lists(WORD, max_size=6)}), st.text(max_size=40))
def test_any_metrics_are_refused_by_name_or_told(metrics: dict, text: str) -> None:
    refused = refusal(metrics)
    assert refused is None or refused.split(".")[0] in metrics
    found = observe(AnswerText(text, speech=speech_from_metrics(metrics)))
    assert all(one.stands_in(text) for one in found)
    assert all(one.value is None or one.value >= 0 for one in found if one.name != "sentiment")
