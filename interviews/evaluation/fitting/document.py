"""A fitted model as the text of its file."""

import json
from collections.abc import Mapping
from typing import Any

from interviews.evaluation.model import ContentModel
from interviews.evaluation.model.regression import DOUBTS

VERSION = "3"
CREDITS = (
    "Mohler, Bunescu, Mihalcea 2011 (CC-BY-4.0): computer science",
    "SAF, Filighera et al. 2022 (MIT): communication networks",
    "Beetle, SemEval-2013 task 7, Dzikovska et al. (CC-BY-4.0): basic electricity",
    "WordLlama (MIT): static word vectors",
)


def document(tier: str, model: ContentModel, figures: Mapping[str, Any]) -> str:
    """The file of a model: JSON, one line for each entry that a human may want to read."""
    stored = {
        "version": VERSION,
        "tier": tier,
        "credits": CREDITS,
        "figures": figures,
        "intercept": model.intercept,
        "weights": dict(zip(model.names, model.weights, strict=True)),
        "scale": {"middle": model.scale.middle, "spread": model.scale.spread},
        "error": dict(zip(DOUBTS, model.error, strict=True)),
        "fields": [field.stored() for field in model.fields],
    }
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in stored.items()) + "\n}\n"
