"""What an evaluator costs: `python -m bench.evaluator NAME` loads it in a fresh process and prints one line."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ROUNDS = 60
QUESTION = "How would you add a cache in front of a slow database, and what can go wrong?"
SAMPLE = (
    "I put a key-value store between application and database. A read looks there first and loads the row on a miss; "
    "a write goes to the database and deletes the key. Entries may be stale, which a time to live bounds, and a hot "
    "key that expires sends every reader to the database at once, which a lock for each key prevents."
)
ANSWER = (
    "I would read the cache first and go to the database on a miss. On a write the database changes in a transaction "
    "and the key is deleted afterwards, because then the next reader loads fresh data. A short time to live bounds how "
    "stale an entry can be, for example sixty seconds, and a lock for each key prevents a stampede when it expires. "
    "In my last project this cut the load on the primary by forty percent, and we measured the hit rate every day. "
    "The trade-off is that a reader may see data a few seconds old, which was fine for prices shown in a list but not "
    "for the basket, so the basket always read from the primary and the list did not."
)


def memory() -> float:
    """The resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(name: str) -> str:
    """Load the evaluator called `name`, evaluate one answer again and again, each time a little different."""
    before, started = memory(), time.perf_counter()
    from interviews.evaluation import AnswerText, QuestionBrief, get_evaluator
    from interviews.evaluation.rubrics import content_rubric

    evaluator, question = get_evaluator(name), QuestionBrief(QUESTION, sample_answer=SAMPLE)
    evaluator.evaluate(question, content_rubric(), AnswerText(ANSWER))
    loaded, times = time.perf_counter() - started, []
    for number in range(ROUNDS):
        answer, begun = AnswerText(f"{ANSWER} That was in {2000 + number}."), time.perf_counter()
        evaluator.evaluate(question, content_rubric(), answer)
        times.append(time.perf_counter() - begun)
    return (
        f"{f'evaluator {name}':28} {1000 * statistics.median(times):7.2f} ms  ({len(ANSWER.split())} words, one core)"
        f"  loaded with the first answer in {loaded:4.2f} s  +{memory() - before:.0f} MB, {memory():.0f} MB in all"
    )


def compare_tiers() -> None:
    """Print a line for each tier, the contextual one only where it is installed."""
    from interviews.evaluation.contextual import available

    for name in ("embedded", "contextual") if available() else ("embedded",):
        subprocess.run([sys.executable, "-m", "bench.evaluator", name], env={**os.environ, **ONE_CORE}, check=True)


if __name__ == "__main__":
    print(measure(sys.argv[1]))
