"""Feedback in the back office: laid out, the quotes marked, and nothing in it taken for HTML."""

from interviews.admin import findings

EVIL = "<script>alert(1)</script>"


def test_points_mark_their_quote_and_escape_every_word():
    shown = findings.points([{"criterion": "technical_accuracy", "text": EVIL, "quote": EVIL}])
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert f"<li><strong>technical accuracy</strong>: {escaped}<br><q><mark" in shown
    assert shown.endswith(f">{escaped}</mark></q></li></ul>")
    assert shown.count(escaped) == 2


def test_points_without_a_place_have_no_quote():
    assert "<q>" not in findings.points([{"criterion": "depth", "text": "Say why.", "quote": None}])


def test_tables_name_weight_score_and_reason_and_escape_them():
    shown = findings.criteria([{"key": "depth", "label": EVIL, "weight": 25, "score": 6.0, "reason": EVIL}])
    assert (shown.count("<script"), shown.count("&lt;script&gt;"), "(25 %)" in shown, ">6<" in shown) == (
        0, 2, True, True,
    )  # fmt: skip


def test_observation_that_could_not_be_measured_has_a_dash():
    row = {"name": "words_per_minute", "value": None, "unit": "words_per_minute", "text": "Too short.", "spans": []}
    assert ">-<" in findings.observations([row])
    assert ">120 words per minute<" in findings.observations([{**row, "value": 120.0}])


def test_flags_tell_the_cap_they_set():
    rows = [{"name": "off_topic", "reason": "Elsewhere.", "cap": 1.5}, {"name": "copied_sample", "reason": "Same."}]
    assert [text in findings.flags(rows) for text in ("Elsewhere. At most 1.5.", "</strong>: Same.</li>")] == [
        True, True,
    ]  # fmt: skip


def test_quote_of_a_criterion_is_marked_where_it_has_one():
    depth = {"key": "depth", "label": "Depth", "weight": 100, "score": 6.0, "reason": "Half.", "start": 0, "end": 7}
    assert "I <3 it</mark>" not in findings.criteria([{**depth, "quote": "I <3 it"}])
    assert "I &lt;3 it</mark></q>" in findings.criteria([{**depth, "quote": "I <3 it"}])
    assert "<q>" not in findings.criteria([{**depth, "quote": None, "start": None, "end": None}])


def test_other_arm_is_told_with_its_criteria():
    depth = {"key": "depth", "label": "Depth", "weight": 100, "score": 7.25, "reason": "Says why."}
    row = {"arm": "challenger", "evaluator": "llm", "score": 7.25, "detailed_feedback": "Well argued."}
    shown = findings.alternatives([{**row, "criteria": [depth]}])
    assert [text in shown for text in ("Arm challenger, llm: 7.25", "Says why.", "Well argued.")] == [True] * 3
