"""How well two raters agree on a scale of 0–10. Pure arithmetic; None stands for a figure the data do not define."""

from interviews.evaluation.agreement.figures import Agreement, between, between_people
from interviews.evaluation.agreement.kappa import quadratic_weighted_kappa
from interviews.evaluation.agreement.spread import repeat_variance, standardized_shift
from interviews.evaluation.agreement.statistics import bias, mean, mean_absolute_error, pearson, variance

__all__ = [
    "Agreement",
    "between",
    "between_people",
    "bias",
    "mean",
    "mean_absolute_error",
    "pearson",
    "quadratic_weighted_kappa",
    "repeat_variance",
    "standardized_shift",
    "variance",
]
