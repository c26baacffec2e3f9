"""Every variable the settings read stands in `.env.example`, and nothing else does."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / ".env.example"
READ = re.compile(r"\benv(?:\.\w+)?\(\s*\"([A-Z][A-Z0-9_]*)\"")
NAMED = re.compile(r"^#?\s?([A-Z][A-Z0-9_]*)=", re.MULTILINE)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="there is no .env.example yet")
def test_every_variable_is_documented():
    read = set(READ.findall((ROOT / "interview_coach" / "settings.py").read_text()))
    documented = set(NAMED.findall(EXAMPLE.read_text()))
    assert read - documented == set(), "read by settings.py, missing in .env.example"


@pytest.mark.skipif(not EXAMPLE.exists(), reason="there is no .env.example yet")
def test_no_documented_variable_is_dead():
    code = "".join(path.read_text() for folder in ("interview_coach", "bootstrap", "bench")
                   for path in (ROOT / folder).rglob("*.py"))  # fmt: skip
    assert [name for name in NAMED.findall(EXAMPLE.read_text()) if name not in code] == []
