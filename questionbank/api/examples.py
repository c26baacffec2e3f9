"""Examples in the API's document: a rubric, and how one of the house becomes one's own."""

from drf_spectacular.utils import OpenApiExample

RUBRIC = OpenApiExample(
    "Two criteria, one of them with levels",
    value={
        "name": "Incident stories",
        "criteria": [
            {
                "label": "Own part",
                "weight": 60,
                "levels": [
                    {"score": 2, "label": "Unclear", "anchor": "Tells what the team did."},
                    {"score": 9, "label": "Clear", "anchor": "Tells what they themselves decided, and on what."},
                ],
            },
            {"label": "Outcome", "weight": 40, "description": "What came of it, in figures where there are any."},
        ],
        "probe_threshold": 6,
    },
    request_only=True,
)
CLONE = OpenApiExample("The live version under a name of one's own", value={"name": "Our bar"}, request_only=True)
PUBLISH = OpenApiExample("Why it changed", value={"note": "Depth weighs more."}, request_only=True)
DEFAULT = OpenApiExample("For technical questions", value={"category": "technical"}, request_only=True)
