"""What to ask further after an answer, and what its answer is held against. Pure, like all of `evaluation`."""

from interviews.evaluation.probing.brief import follow_up_brief
from interviews.evaluation.probing.choice import choose
from interviews.evaluation.probing.follow_up import FollowUp

__all__ = ["FollowUp", "choose", "follow_up_brief"]
