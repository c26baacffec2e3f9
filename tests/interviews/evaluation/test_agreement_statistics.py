"""Figures of agreement against numbers worked out by hand."""

import pytest

from interviews.evaluation import agreement

TRUTH = [2.0, 4.0, 6.0, 8.0]
GIVEN = [3.0, 4.0, 7.0, 6.0]


def test_mean_absolute_error_is_the_mean_distance():
    assert agreement.mean_absolute_error(TRUTH, GIVEN) == pytest.approx((1 + 0 + 1 + 2) / 4)


def test_bias_is_positive_where_scores_are_too_high():
    assert agreement.bias([5.0, 5.0], [6.0, 8.0]) == pytest.approx(2.0)
    assert agreement.bias(TRUTH, GIVEN) == pytest.approx((1 + 0 + 1 - 2) / 4)


def test_pearson_is_the_product_moment_correlation():
    # Deviations (-3, -1, 1, 3) and (-2, -1, 2, 1): products sum to 12; squares to 20 and 10.
    assert agreement.pearson(TRUTH, GIVEN) == pytest.approx(12 / (20 * 10) ** 0.5)


@pytest.mark.parametrize(("given", "expected"), [([1.0, 2.0, 3.0], 1.0), ([3.0, 2.0, 1.0], -1.0)])
def test_pearson_of_a_line_is_one_with_its_sign(given, expected):
    assert agreement.pearson([2.0, 4.0, 6.0], given) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("truth", "given"), [([], []), ([5.0], [6.0]), ([5.0, 5.0], [1.0, 2.0]), ([1.0, 2.0], [0.1 + 0.2, 0.3])]
)
def test_pearson_of_one_pair_or_a_constant_series_is_none(truth, given):
    assert agreement.pearson(truth, given) is None


def test_kappa_is_one_minus_the_disagreement_over_that_by_chance():
    # Squared distances 1, 0, 1, 4 sum to 6. Over all 16 combinations of the two margins they sum to 120.
    assert agreement.quadratic_weighted_kappa(TRUTH, GIVEN) == pytest.approx(1 - 6 * 4 / 120)


@pytest.mark.parametrize(
    ("truth", "given", "expected"),
    [([1.0, 9.0], [1.0, 9.0], 1.0), ([1.0, 9.0], [9.0, 1.0], -1.0), ([1.0, 9.0], [5.0, 5.0], 0.0)],
)
def test_kappa_of_agreement_its_opposite_and_a_constant_guess(truth, given, expected):
    assert agreement.quadratic_weighted_kappa(truth, given) == pytest.approx(expected)


@pytest.mark.parametrize(("truth", "given"), [([], []), ([7.0, 7.0], [7.0, 7.4])])
def test_kappa_is_none_where_chance_agrees_as_well(truth, given):
    assert agreement.quadratic_weighted_kappa(truth, given) is None


def test_kappa_rounds_halves_upwards_and_stays_on_the_scale():
    assert agreement.quadratic_weighted_kappa([3.0, 8.0], [2.5, 7.5]) == pytest.approx(1.0)
    assert agreement.quadratic_weighted_kappa([0.0, 10.0], [-0.7, 10.6]) == pytest.approx(1.0)


def test_series_of_different_length_are_refused():
    for figure in (agreement.mean_absolute_error, agreement.bias, agreement.pearson):
        with pytest.raises(ValueError, match="zip"):
            figure([1.0, 2.0], [1.0])
    with pytest.raises(ValueError, match="zip"):
        agreement.quadratic_weighted_kappa([1.0], [1.0, 2.0])


def test_error_and_bias_of_nothing_are_none():
    assert (agreement.mean_absolute_error([], []), agreement.bias([], []), agreement.mean([])) == (None, None, None)


def test_repeat_variance_is_the_mean_of_the_variances_within_answers():
    # (1, 2, 3) varies by 1, (4, 4, 7) by 3; a single evaluation tells nothing.
    assert agreement.repeat_variance([[1.0, 2.0, 3.0], [4.0, 4.0, 7.0], [9.0]]) == pytest.approx(2.0)


def test_repeat_variance_of_a_deterministic_evaluator_is_zero_and_of_single_runs_none():
    assert agreement.repeat_variance([[4.2, 4.2, 4.2]]) == 0.0
    assert agreement.repeat_variance([[4.2], [5.0]]) is None
    assert agreement.repeat_variance([]) is None


def test_standardized_shift_is_in_standard_deviations_of_before():
    assert agreement.standardized_shift(5.0, 6.0, 4.0) == pytest.approx(0.5)
    assert agreement.standardized_shift(6.0, 5.0, 4.0) == pytest.approx(-0.5)
    assert agreement.standardized_shift(5.0, 6.0, 0.0) is None


def test_between_people_pairs_everyone_with_everyone():
    found = agreement.between_people([[6.0, 8.0, 7.0], [3.0, 3.0], [9.0]])
    # Pairs: 6-8, 6-7, 8-7, 3-3.
    assert (found.n, found.mae, found.bias) == (4, pytest.approx(1.0), pytest.approx(0.5))


def test_between_people_needs_an_answer_with_two_scores():
    assert agreement.between_people([[6.0], [], [9.0]]) is None


def test_figures_are_rounded_by_name_and_keep_what_is_undefined():
    assert agreement.between([5.0, 5.0, 5.0], [5.0, 6.0, 6.0]).rounded() == {
        "n": 3, "mae": 0.6667, "bias": 0.6667, "pearson": None, "kappa": 0.0,
    }  # fmt: skip
