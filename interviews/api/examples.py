"""Examples in the API's document: one sitting, from its start to the feedback on an answer."""

from drf_spectacular.utils import OpenApiExample

START = OpenApiExample(
    "A mid-level interview of five questions",
    value={"field": "Software Engineering", "level": "mid", "interview_type": "technical", "questions_total": 5},
    request_only=True,
)
ANSWER = OpenApiExample(
    "A typed answer",
    value={
        "question": "6f0f1c1e-4b52-5a0e-9d5a-0d3c1f6b7a10",
        "text": "On a write I update the database first and delete the key afterwards, because readers then load anew.",
        "time_spent_seconds": 75,
    },
    request_only=True,
)
SUBMITTED = OpenApiExample(
    "Stored; the evaluation follows",
    value={
        "uuid": "019a9c55-7f0e-7c3e-a9c6-3f2b8f0d5a11",
        "question": "6f0f1c1e-4b52-5a0e-9d5a-0d3c1f6b7a10",
        "evaluation_status": "pending",
        "questions_answered": 1,
        "questions_total": 5,
    },
    response_only=True,
    status_codes=["202"],
)
EVENTS = OpenApiExample(
    "Two events",
    value={
        "results": [
            {
                "seq": 3,
                "type": "answer.received",
                "at": "2026-03-02T09:01:00Z",
                "data": {
                    "answer": "019a9c55-7f0e-7c3e-a9c6-3f2b8f0d5a11",
                    "question": "6f0f1c1e-4b52-5a0e-9d5a-0d3c1f6b7a10",
                    "questions_answered": 1,
                },
            },
            {
                "seq": 4,
                "type": "evaluation.started",
                "at": "2026-03-02T09:01:00Z",
                "data": {"answer": "019a9c55-7f0e-7c3e-a9c6-3f2b8f0d5a11", "number": 1},
            },
        ],
        "last_seq": 4,
    },
    response_only=True,
)
RATING = OpenApiExample("Helpful", value={"user_rating": 5, "was_helpful": True}, request_only=True)
APPEAL = OpenApiExample(
    "What the score misses",
    value={"reason": "I named the short time to live as the bound on staleness; the feedback says I did not."},
    request_only=True,
)
VERDICT = OpenApiExample(
    "Each criterion of the rubric once",
    value={
        "criteria": [
            {"key": "correctness", "score": 8},
            {"key": "trade_offs", "score": 6.5, "comment": "Says what it costs, not when it is too much."},
        ],
        "comment": "A sound write path, told in order.",
    },
    request_only=True,
)
POLICY = OpenApiExample(
    "A language model within a budget, for those who agreed, and two reviewers where one is asked for",
    value={
        "evaluator": "llm",
        "model": "house-gpt",
        "monthly_cost_budget": 50,
        "requires_consent": True,
        "reviewers_needed": 2,
    },
    request_only=True,
)
CONSENT = OpenApiExample("Opting out", value={"given": False}, request_only=True)
ANCHOR = OpenApiExample(
    "An answer that two people scored",
    value={
        "question": "6f0f1c1e-4b52-5a0e-9d5a-0d3c1f6b7a10",
        "text": "On a write I update the database first and delete the key afterwards, because readers then load anew.",
        "scores": [6.5, 7],
    },
    request_only=True,
)
RUN = OpenApiExample(
    "The embedded evaluator under version 2", value={"version": 2, "evaluator": "embedded"}, request_only=True
)
