"""What is seen in an answer's words: counted where it stands, in neutral words, for any text."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.evaluation.inputs import AnswerText
from interviews.evaluation.observations.observation import Observation, Span
from interviews.evaluation.observations.observe import MOST_SPANS, observe
from interviews.evaluation.observations.vocabulary import WINDOW, moving_ratio
from tests.interviews.evaluation.ladders import CACHE, CONFLICT, LADDERS
from tests.interviews.evaluation.test_determinism import ANY_TEXT, HARD, judge

STORY = (
    "Last year our shop lost orders at night. I had to find the cause before Christmas. I quickly isolated the "
    "importer. The logs were long. I asked the supplier for his files. As a result no order was lost again."
)


def seen(text: str, **options: object) -> dict[str, Observation]:
    return {one.name: one for one in observe(AnswerText(text), **options)}


def quotes(text: str, name: str) -> list[str]:
    return [text[span.start : span.end] for span in seen(text)[name].spans]


def sentences(text: str, name: str) -> list[str]:
    return [quote[:12] for quote in quotes(text, name)]


def test_parts_of_a_story_are_shown_sentence_by_sentence() -> None:
    assert sentences(STORY, "star_situation") == ["Last year ou"]
    assert sentences(STORY, "star_task") == ["I had to fin"]
    assert quotes(STORY, "star_action") == [
        "I quickly isolated the importer. The logs were long. I asked the supplier for his files."
    ]
    assert sentences(STORY, "star_result") == ["As a result "]


def test_number_of_sentences_of_a_part_and_which() -> None:
    action = seen(STORY)["star_action"]
    assert (action.value, action.unit) == (3.0, "sentences")
    assert "3 sentences of 6 (3–5)" in action.text


def test_part_that_is_not_told_counts_none_and_has_no_place() -> None:
    result = seen("I asked the supplier for his files.")["star_result"]
    assert (result.value, result.spans) == (0.0, ())


def test_parts_are_not_looked_for_where_no_story_was_asked_for() -> None:
    assert not {name for name in seen(STORY, story=False) if name.startswith("star_")}


def test_hedges_are_counted_per_hundred_words() -> None:
    text = "I think " + "we kept the old key for a day " * 6 + "and maybe it was right. Perhaps."
    hedges = seen(text)["hedges"]
    words = len(text.split())
    assert hedges.value == round(300 / words, 1)
    assert hedges.text == f"3 hedges in {words} words: “I think” (1), “maybe” (1), “Perhaps” (1)."


@pytest.mark.parametrize("text", ["That is what I think of it.", "I will think about it when I think of the team."])
def test_thinking_of_something_is_no_hedge(text: str) -> None:
    assert quotes(text, "hedges") == []


def test_rate_over_a_few_words_is_none_but_its_places_are_shown() -> None:
    hedges = seen("Maybe we should ask them.")["hedges"]
    assert (hedges.value, len(hedges.spans)) == (None, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was, you know, at the end of the day a kind of lock.", ["you know", "at the end of the day"]),
        ("Do you know how it works? I don't know what you know.", []),
        ("We kind of moved it, I mean, it sort of worked.", ["kind of", "I mean", "sort of"]),
        ("This kind of index is another sort of tree, what I mean is a map.", []),
        ("To be honest, we answered honestly. Honestly, it was fine.", ["To be honest", "Honestly"]),
        ("Um, the ER diagram was not there, and, uh, we had to make it for them.", ["Um", "uh"]),
        ("It literally stopped, but do not read it as taken literally.", ["literally"]),
    ],
)
def test_fillers_count_only_in_their_place(text: str, expected: list[str]) -> None:
    assert quotes(text, "fillers") == expected


@pytest.mark.parametrize(
    "text",
    [
        "So, like, we moved the table to them.",
        "We moved it and like it was gone in the end.",
        "It was like really slow for all of us.",
        "We just like, restarted all of it.",
    ],
)
def test_like_is_a_filler_where_it_is_one(text: str) -> None:
    assert quotes(text, "fillers") == ["like"]


@pytest.mark.parametrize(
    "text",
    [
        "I like Python and I would like to use it.",
        "It works like a queue, and it looks like ten of them.",
        "It is like so many other things we have.",
        "Like I said, we did it like we always do.",
        "We did it, and like I said it was fast.",
        "The languages that we like, we use.",
        "I was like, no, that is not it.",
        "It took like ten minutes for us.",
    ],
)
def test_like_is_no_filler_as_verb_preposition_quote_or_about(text: str) -> None:
    assert quotes(text, "fillers") == []


def test_we_and_i_are_counted_and_shown() -> None:
    text = "I told our team that we would wait for my test. I’m glad that they let us."
    found = seen(text)["we_and_i"]
    assert [(text[s.start : s.end], s.label) for s in found.spans] == [
        ("I", "i"), ("our", "we"), ("we", "we"), ("my", "i"), ("I’m", "i"), ("us", "we"),
    ]  # fmt: skip
    assert found.value == 0.5


@pytest.mark.parametrize(
    "text", ["The I/O was the cause of it all.", "This is a type I error, as in the US.", "for i in it"]
)
def test_numerals_symbols_and_countries_are_no_person(text: str) -> None:
    assert quotes(text + " That is how it was.", "we_and_i") == []


def test_share_of_i_is_none_where_nobody_speaks_of_himself() -> None:
    assert seen("The cache is full and the key is gone.")["we_and_i"].value is None


def test_sentence_length_is_the_mean_and_shows_the_longest() -> None:
    text = "One two three. One two three four five."
    found = seen(text)["sentence_length"]
    assert (found.value, quotes(text, "sentence_length")) == (4.0, ["One two three four five."])


def test_sentences_of_a_transcript_without_stops_are_not_counted() -> None:
    assert seen("and then we did it " * 30)["sentence_length"].value is None


def test_moving_ratio_does_not_fall_with_length() -> None:
    words = [f"w{number % 40}" for number in range(400)]
    assert moving_ratio(words) == pytest.approx(40 / WINDOW)
    assert moving_ratio(words[:100]) == pytest.approx(40 / WINDOW)
    assert moving_ratio(words[: WINDOW - 1]) is None


def test_moving_ratio_is_the_mean_over_all_windows() -> None:
    words = [*(f"a{n}" for n in range(WINDOW)), "a0", "a0", "b", "a5", "a5"]
    each = [len(set(words[n : n + WINDOW])) / WINDOW for n in range(len(words) - WINDOW + 1)]
    assert moving_ratio(words) == pytest.approx(sum(each) / len(each))


def test_technical_terms_are_pointed_out_once() -> None:
    text = "We read row_number from PostgreSQL over TLS, then the read replica, then PostgreSQL, OK."
    spans = seen(text, terms=("read replica",))["vocabulary"].spans
    assert [text[s.start : s.end] for s in spans] == ["row_number", "PostgreSQL", "TLS", "read replica"]


def test_sentiment_shows_the_sentences_at_both_ends() -> None:
    text = "It was a terrible failure and we lost money. We waited. In the end all of us were happy and proud."
    found = seen(text)["sentiment"]
    assert {span.label: text[span.start : span.start + 10] for span in found.spans} == {
        "most positive": "In the end", "most negative": "It was a t",
    }  # fmt: skip
    assert -1 <= found.value <= 1


def test_plain_text_has_no_sentences_at_the_ends() -> None:
    assert seen("The key is in the table of the other one.")["sentiment"].spans == ()


def test_key_phrases_stand_where_they_say() -> None:
    text = "It is a read replica. We had the read replica for them."
    found = seen(text)["key_phrases"]
    assert [text[s.start : s.end] for s in found.spans if s.label == "read replica"] == ["read replica"] * 2
    assert all(text[s.start : s.end].lower().replace("-", " ") == s.label for s in found.spans)


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe den Schlüssel in der Tabelle gelöscht, und dann war die Datenbank wieder schnell für uns.",
        "J'ai supprimé la clé dans la table et puis la base était de nouveau rapide pour nous tous.",
    ],
)
def test_other_languages_get_what_holds_in_them(text: str) -> None:
    assert set(seen(text)) == {"sentence_length", "vocabulary", "key_phrases"}


@pytest.mark.parametrize("text", ["", "🙂 …", "我们先删除缓存，然后更新数据库。"])
def test_nothing_is_counted_where_no_words_are_told_apart(text: str) -> None:
    assert observe(AnswerText(text)) == ()


def test_evaluator_observes_by_the_question() -> None:
    technical, story = judge(CACHE.first_rate), judge(CONFLICT.first_rate, CONFLICT.question)
    assert "star_action" not in {one.name for one in technical.observations}
    assert "star_action" in {one.name for one in story.observations}
    terms = next(one for one in technical.observations if one.name == "vocabulary")
    assert "TTL" in {CACHE.first_rate[span.start : span.end] for span in terms.spans}


FORBIDDEN = re.compile(r"\byou(r|rs)?\b|\b(should|lack|confiden|nervous|weak|poor|bad|good|too)", re.IGNORECASE)


@pytest.mark.parametrize("ladder", LADDERS, ids=lambda ladder: ladder.question.subcategory)
def test_wording_describes_the_words_and_judges_nobody(ladder: object) -> None:
    for text in (ladder.first_rate, ladder.partial, ladder.vague, STORY):
        for one in observe(AnswerText(text)):
            assert not FORBIDDEN.search(re.sub("“.*?”", "", one.text)), one.text


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT | st.text(alphabet="like, İßǅ I'’u\u0301.you know\n", max_size=200))
def test_any_text_has_spans_that_stand_in_it(text: str) -> None:
    found = observe(AnswerText(text))
    assert all(one.stands_in(text) and text[s.start : s.end] for one in found for s in one.spans)
    assert found == observe(AnswerText(text))
    assert len({one.name for one in found}) == len(found)


@pytest.mark.parametrize("text", [*HARD.values(), "um " * 9_000, "I like, " * 4_000], ids=[*HARD, "um", "like"])
def test_long_and_hard_texts_are_bounded_in_time_and_spans(text: str) -> None:
    started = time.perf_counter()
    found = observe(AnswerText(text))
    assert time.perf_counter() - started < 20  # no measure of speed: what runs away takes minutes
    assert all(len(one.spans) <= MOST_SPANS for one in found)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_span_is_a_place(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        Span(start, end)


def test_value_is_a_number() -> None:
    with pytest.raises(ValueError):
        Observation("pace", float("nan"), "words_per_minute", "")
