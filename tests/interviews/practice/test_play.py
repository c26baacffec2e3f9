"""The clock of a question."""

from interviews.practice.stopwatch import LONGEST_SECONDS, Stopwatch


class Clock:
    """Time that passes by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_stopwatch_counts_whole_seconds_without_pauses() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    clock.now += 10.4
    watch.pause()
    watch.pause()
    clock.now += 500
    assert watch.seconds == 10
    watch.resume()
    watch.resume()
    clock.now += 5.2
    assert watch.seconds == 16


def test_stopwatch_stays_within_what_the_api_takes() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    clock.now += 1e9
    assert watch.seconds == LONGEST_SECONDS
