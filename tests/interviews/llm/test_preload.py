"""What calls a model is loaded when a worker starts, where one is configured, and not where none works."""

import json
import os
import subprocess
import sys

import pytest

MODELS = json.dumps({"house": {"provider": "openai", "model": "m", "base_url": "http://127.0.0.1:9/v1"}})
START = """
import sys, threading, django
django.setup()
from celery.signals import worker_process_init, worker_ready
for signal in {signals}:
    signal.send(sender=None)
for thread in threading.enumerate():
    if thread.name == "llm-preload":
        thread.join()
print("interviews.evaluation.llm.talk" in sys.modules)
"""


@pytest.mark.parametrize(
    ("models", "signals", "loaded"),
    [
        (MODELS, "[worker_ready]", True),
        (MODELS, "[worker_process_init]", True),
        (MODELS, "[]", False),
        ("", "[worker_ready, worker_process_init]", False),
    ],
)
def test_worker_loads_what_calls_a_model_at_its_start(tmp_path, models, signals, loaded):
    known = {"DJANGO_SETTINGS_MODULE": "interview_coach.settings", "DATA_DIR": str(tmp_path), "DEMO": "1"}
    said = subprocess.run(
        [sys.executable, "-c", START.format(signals=signals)], env={**os.environ, **known, "LLM_MODELS": models},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == str(loaded)
