"""The list of interviews: newest first, by page, and by what is asked of it."""

from datetime import timedelta

import pytest

pytestmark = pytest.mark.django_db

URL = "/api/v1/interviews/"
DAY = timedelta(days=1)


@pytest.fixture
def three(bob, ask, begin, enter, now):
    """A technical, a behavioral and an hr interview of Bob's, a day apart; the second completed, the third paused."""
    for field in ("software_engineering", "behavioral", "hr"):
        ask(field=field, level="senior" if field == "hr" else "mid", company="Initech" if field == "hr" else "")
    made = [
        begin(bob, at=now, questions_total=1),
        begin(bob, at=now + DAY, questions_total=1, field="behavioral"),
        begin(bob, at=now + 2 * DAY, questions_total=1, field="hr", level="senior", company="Initech"),
    ]
    enter(made[1], "completed", now + DAY)
    enter(made[2], "paused", now + 2 * DAY)
    return made


def numbers(response, made):
    uuids = [str(interview.uuid) for interview in made]
    return [uuids.index(row["uuid"]) for row in response.json()["results"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [2, 1, 0]),
        ({"status": "completed"}, [1]),
        ({"status": "In Progress"}, [0]),
        ({"field": "Software Engineering"}, [0]),
        ({"level": "senior"}, [2]),
        ({"level": "mid", "interview_type": "behavioral"}, [1]),
        ({"company": "INITECH"}, [2]),
        ({"started_after": "2026-03-03T09:00:00Z"}, [2, 1]),
        ({"started_before": "2026-03-03T09:00:00Z"}, [0]),
        ({"started_after": "2026-03-03T00:00:00Z", "started_before": "2026-03-04T00:00:00Z"}, [1]),
        ({"ordering": "started_at"}, [0, 1, 2]),
        ({"ordering": "-started_at"}, [2, 1, 0]),
        ({"status": "abandoned"}, []),
    ],
)
def test_list_shows_what_is_asked_for(bob, three, query, expected):
    assert numbers(bob.client.get(URL, query), three) == expected


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({"stauts": "completed"}, [("stauts", "unknown_field")]),
        ({"ordering": "notes"}, [("ordering", "invalid_choice")]),
        ({"started_after": "yesterday"}, [("started_after", "invalid")]),
        ({"user": "me"}, [("user", "invalid")]),
    ],
)
def test_list_names_every_wrong_filter(bob, three, error_codes, query, errors):
    assert error_codes(bob.client.get(URL, query)) == errors


def test_list_is_read_page_by_page(bob, three):
    first = bob.client.get(URL, {"page_size": 2})
    second = bob.client.get(first.json()["next"])
    assert (numbers(first, three), numbers(second, three)) == ([2, 1], [0])
    assert (first.json()["previous"], second.json()["next"]) == (None, None)
    assert numbers(bob.client.get(second.json()["previous"]), three) == [2, 1]


def test_listed_row_is_the_interview_as_it_is_shown(bob, three):
    row = bob.client.get(URL).json()["results"][0]
    assert row == bob.client.get(f"{URL}{three[2].uuid}/").json()
