"""What must be true of the rows after any storm, asked of the database itself."""

from typing import Any

import psycopg

# Row-level security shows a connection nothing until it says for whom it asks.
EVERY_TENANT = "-c app.organization=*"

# Each query returns the rows that break a promise.
PROMISES = {
    "every answer is evaluated": "select uuid from answers where evaluation_status <> 'succeeded'",
    "one feedback an evaluation": """
        select a.uuid, count(f.id) from answers a left join feedback f on f.answer_id = a.id
        group by a.id having count(f.id) <> a.evaluation_number""",
    "one feedback.ready an evaluation": """
        select a.uuid, count(e.id) from answers a
        left join interview_events e on e.type = 'feedback.ready' and e.data->>'answer' = a.uuid::text
        group by a.id having count(e.id) <> a.evaluation_number""",
    "events are gapless": """
        select i.uuid, i.last_seq, count(e.id), max(e.seq) from interviews i
        join interview_events e on e.interview_id = i.id
        group by i.id having count(e.id) <> i.last_seq or max(e.seq) <> i.last_seq""",
    "answers are counted": """
        select i.uuid, i.questions_answered, count(a.id) from interviews i left join answers a on a.interview_id = i.id
        group by i.id having count(a.id) <> i.questions_answered""",
    "scores are the means": """
        select i.uuid, i.overall_score, avg(a.score) from interviews i join answers a on a.interview_id = i.id
        group by i.id having abs(avg(a.score) - i.overall_score) > 0.00501""",
    "question statistics equal the answers": """
        select s.question_id, s.scored, count(a.id), s.score_total, sum(a.score), s.seconds_total
        from question_statistics s
        join answers a on a.question_id = s.question_id and a.organization_id = s.organization_id
        where a.score is not null group by s.id
        having s.scored <> count(a.id) or abs(s.score_total - sum(a.score)) > 0.001
            or s.seconds_total <> sum(a.time_spent_seconds)""",
    "questions were asked as often as they say": """
        select q.uuid, q.usage_count, count(s.id) from questions q
        left join interview_questions s on s.question_id = q.id
        group by q.id having count(s.id) <> q.usage_count""",
    "people's totals equal their interviews": """
        select u.email, u.total_interviews, count(i.id), u.score_total, sum(i.overall_score)
        from users u left join interviews i on i.user_id = u.id and i.status = 'completed'
        group by u.id having u.total_interviews <> count(i.id)
            or abs(u.score_total - coalesce(sum(i.overall_score), 0)) > 0.001
            or u.scored_interviews <> count(i.overall_score)""",
}


def broken_promises(url: str) -> dict[str, list[Any]]:
    """Return what is wrong, promise by promise; an empty dictionary is what one wants."""
    with psycopg.connect(url, options=EVERY_TENANT) as connection:
        found = {name: connection.execute(query.encode()).fetchall() for name, query in PROMISES.items()}
    return {name: rows for name, rows in found.items() if rows}


def evaluated(url: str) -> tuple[int, int]:
    """Return how many answers are evaluated, and how many there are."""
    with psycopg.connect(url, options=EVERY_TENANT) as connection:
        row = connection.execute(
            "select count(*) filter (where evaluation_status = 'succeeded'), count(*) from answers"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])
