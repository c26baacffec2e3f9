"""The fitted part of the content score: plain numbers in JSON, a file for each tier, and what is computed of them."""

from interviews.evaluation.model.regression import ContentModel, Estimate, Looked
from interviews.evaluation.model.store import TIERS, load_model

__all__ = ["TIERS", "ContentModel", "Estimate", "Looked", "load_model"]
