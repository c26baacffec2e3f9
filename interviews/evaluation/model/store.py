"""The packaged models."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from interviews.evaluation.model.regression import ContentModel

TIERS = ("static", "contextual")
HOME = Path(__file__).parent


def path_of(tier: str) -> Path:
    """Where the model of a tier is stored."""
    return HOME / f"{tier}.json"


@cache
def load_model(tier: str) -> ContentModel:
    """The model of a tier, read once per process."""
    stored: dict[str, Any] = json.loads(path_of(tier).read_text("utf-8"))
    return ContentModel.of(stored)
