"""What a model is asked to hand back. The seal comes first: a verdict that streams in is not believed without it."""

from pydantic import BaseModel, ConfigDict, Field


class CriterionDraft(BaseModel):
    """One criterion as the model sees it, not yet verified."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(description="The criterion's key, exactly as given.")
    score: float = Field(ge=0, le=10, description="0 to 10, by the levels of the criterion.")
    quote: str | None = Field(
        description="The words of the answer the score rests on, copied character by character; null if there are none."
    )
    reason: str = Field(min_length=1, max_length=800, description="Why this score, in one or two sentences.")
    advice: str = Field(max_length=800, description="What to do better, to the candidate; empty if nothing.")


class FollowUpDraft(BaseModel):
    """What the model would ask further. Not forbidding: a follow-up that will not do must not cost a verdict."""

    question: str = Field(description="One short question to the candidate, ending with a question mark.")
    why: str = Field(description="One short sentence to the candidate: what the answer left open.")


class VerdictDraft(BaseModel):
    """The whole verdict of a model."""

    model_config = ConfigDict(extra="forbid")

    seal: str = Field(description="The seal of your instructions, exactly as given there.")
    criteria: list[CriterionDraft] = Field(min_length=1, max_length=50)
    summary: str = Field(min_length=1, max_length=1500, description="Two to four sentences to the candidate.")
    follow_up: FollowUpDraft | None = Field(default=None, description="What to ask further; null for nothing.")
