"""Reads with a name: whose sittings one may see, what is open in one, what is due for evaluation."""

from interviews.selectors.calls import calls_about, exchanges_before, spent_in_month, used_in_month
from interviews.selectors.evaluation import current_feedback, due, latest_feedback, leased, rated_arms, unevaluated
from interviews.selectors.policy import (
    DEFAULT_REVIEW_FLAGS,
    opted_out_of_ai,
    policies_everywhere,
    policy_of,
    said_to_ai,
)
from interviews.selectors.reviews import review_queue, reviews, unjudged_reviews
from interviews.selectors.scores import DIMENSIONS, organization_level, own_past, report_rows, score_means
from interviews.selectors.sitting import (
    EVENTS_PAGE,
    events_after,
    follow_ups_in,
    main_slots,
    open_slot,
    slot_for,
    slots_for,
    with_last_asked,
)
from interviews.selectors.visibility import find, find_own, listed_interviews, visible

__all__ = [
    "DEFAULT_REVIEW_FLAGS",
    "DIMENSIONS",
    "EVENTS_PAGE",
    "calls_about",
    "current_feedback",
    "due",
    "events_after",
    "exchanges_before",
    "find",
    "find_own",
    "follow_ups_in",
    "latest_feedback",
    "leased",
    "listed_interviews",
    "main_slots",
    "open_slot",
    "opted_out_of_ai",
    "organization_level",
    "own_past",
    "policies_everywhere",
    "policy_of",
    "rated_arms",
    "report_rows",
    "review_queue",
    "reviews",
    "said_to_ai",
    "score_means",
    "slot_for",
    "slots_for",
    "spent_in_month",
    "unevaluated",
    "unjudged_reviews",
    "used_in_month",
    "visible",
    "with_last_asked",
]
