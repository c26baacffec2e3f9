"""Agreement beyond chance on whole scores, where a distance counts by its square.

Cohen, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit",
Psychological Bulletin 70 (1968); the quadratic weights are those in use for essay scoring since.
"""

import math
from collections import Counter
from collections.abc import Sequence

HIGHEST = 10


def quadratic_weighted_kappa(truth: Sequence[float], given: Sequence[float]) -> float | None:
    """Kappa of two series of scores 0–10, each rounded to a whole number: 1 is perfect, 0 what chance would give.

    None where all answers have the same pair of scores (or there is none): nothing varies that could agree.
    Raises ValueError unless the series are of one length.
    """
    pairs = [(whole(a), whole(b)) for a, b in zip(truth, given, strict=True)]
    if len(set(pairs)) < 2:
        return None
    observed = sum((a - b) ** 2 for a, b in pairs)
    counts_a, counts_b = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(n * m * (a - b) ** 2 for a, n in counts_a.items() for b, m in counts_b.items())
    return 1 - observed * len(pairs) / by_chance


def whole(score: float) -> int:
    """The nearest whole score 0–10, halves upwards: floor(v·k + .5), so that figures compare with published ones."""
    return max(0, min(HIGHEST, math.floor(score + 0.5)))
