"""Questions with answers of falling quality, in our own words: the measure of what a score should feel like."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interviews.evaluation import QuestionBrief, Rubric, rubric_from_version

HOUSE_RUBRICS = Path(__file__).parents[3] / "questionbank" / "catalogue" / "rubrics.json"


@cache
def default_rubric(category: str) -> Rubric:
    """The house's rubric for a category, as it comes with the product."""
    found = {row["key"]: row["criteria"] for row in json.loads(HOUSE_RUBRICS.read_text(encoding="utf-8"))}
    key = category if category in found else "technical"  # as questions of no category are judged
    return rubric_from_version(found[key], f"{key}-1", is_general=True)


@dataclass(frozen=True)
class Ladder:
    question: QuestionBrief
    first_rate: str
    partial: str
    vague: str
    off_topic: str = (
        "My grandmother bakes bread every Sunday. She kneads dough before sunrise, warms the oven with beech wood "
        "and sells the loaves at the village market together with honey and cheese."
    )


CACHE = Ladder(
    QuestionBrief(
        text="How would you add a cache in front of a slow database, and what can go wrong?",
        category="technical",
        subcategory="system design",
        sample_answer=(
            "I would put a key-value store such as Redis between the application and the database and use the "
            "cache-aside pattern: on a read the service looks in the cache first, and on a miss it queries the "
            "database and writes the result back with a time to live. Writes go to the database and then "
            "invalidate the key, because updating both can leave them inconsistent. The main risks are stale "
            "data, which the expiry bounds, and a stampede when a hot key expires and many requests hit the "
            "database at once. I prevent that with a lock per key or by adding jitter to the expiry times. I "
            "would also watch the hit ratio and memory use and choose an eviction policy like LRU."
        ),
        keywords=("cache-aside", "invalidation", "time to live", "stampede", "eviction"),
        follow_ups=("How would you keep two regions consistent?",),
    ),
    first_rate=(
        "First, I'd place Redis ahead of the database. Each read asks Redis; if the entry is absent we load the "
        "row from the database, keep it there for, say, five minutes and return it. When somebody changes a "
        "record I save it in the database and drop the cached key, since writing to two places can get out of "
        "step. What goes wrong is outdated values, so every entry gets a TTL. Another danger is a thundering "
        "herd: once a popular key runs out, hundreds of calls reach the database simultaneously. Therefore I let "
        "only one worker refill it under a lock and randomise the expiry. Finally I'd monitor the hit rate, and "
        "let the least recently used keys be evicted when memory is full."
    ),
    partial=(
        "I would use Redis as a cache. When a request comes in, we look in the cache and if the value is not "
        "there we read it from the database and put it in the cache. The problem is that the data can be stale, "
        "so we need to expire keys."
    ),
    vague=(
        "Caching is very important for performance. I would add a cache so that the database is not slow any "
        "more, and make sure that it works well in all cases, because a good system needs good performance and a "
        "lot of things can go wrong."
    ),
)

OVERFITTING = Ladder(
    QuestionBrief(
        text="What is overfitting and how do you deal with it?",
        category="technical",
        subcategory="machine learning",
        sample_answer=(
            "Overfitting means that a model learns the noise of the training data instead of the pattern, so it "
            "does well on training examples but poorly on unseen data. I detect it by comparing training and "
            "validation error, best with cross-validation. To reduce it I collect more data, simplify the model, "
            "or regularise it with L1 or L2 penalties, dropout or early stopping. The trade-off is bias against "
            "variance: too much regularisation underfits."
        ),
        keywords=("generalisation", "validation", "regularisation", "cross-validation", "bias-variance"),
    ),
    first_rate=(
        "A model overfits when it memorises its training set, noise included, and then fails on data it hasn't "
        "seen. You notice it because the training error keeps falling while the validation error rises; k-fold "
        "cross-validation makes that estimate stable. My remedies, in order, are more data, a smaller model with "
        "fewer features, and regularisation, for example an L2 penalty or dropout for networks, and stopping "
        "early. However, if the penalty is too strong the model underfits, so we are trading variance for bias "
        "and tune it on the validation set."
    ),
    partial=(
        "Overfitting is when the model is too good on the training data but bad on new data. You can fix it with "
        "more data or with a simpler model."
    ),
    vague=(
        "Overfitting is a common problem in machine learning and it is important to deal with it, because "
        "otherwise the model is not good. There are many ways to deal with it and you have to try various things."
    ),
)

EVENT_LOOP = Ladder(
    QuestionBrief(
        text="Explain how the JavaScript event loop works.",
        category="technical",
        subcategory="javascript",
        sample_answer=(
            "JavaScript runs on a single thread with a call stack. Asynchronous operations such as timers and "
            "network requests are handled by the environment, which puts their callbacks into a task queue when "
            "they finish. The event loop takes the next task only when the stack is empty. Promise callbacks go "
            "to the microtask queue, which is drained completely after each task and before rendering. So a long "
            "synchronous function blocks everything, and endless microtasks starve timers and painting."
        ),
        keywords=("call stack", "task queue", "microtask", "single thread", "non-blocking"),
    ),
    first_rate=(
        "There is only one thread, so code runs to completion on the call stack. When I call setTimeout or fetch, "
        "the browser does the waiting and later queues my callback as a task. As soon as the stack is empty, the "
        "loop picks the oldest task. Promises are different: their then handlers are microtasks, and all of them "
        "run right after the current task, before the next task or repaint. That is why a resolved promise logs "
        "before a zero-delay timer, and why a heavy loop of two seconds freezes the page: nothing else gets a "
        "turn until the stack clears."
    ),
    partial=(
        "JavaScript is single threaded. Callbacks from timers and requests wait in a queue and the event loop "
        "runs them when the call stack is empty."
    ),
    vague=(
        "The event loop is how JavaScript works with events. It is a loop that handles events and makes "
        "JavaScript very fast, and it is an important concept that every developer should understand."
    ),
)

CONFLICT = Ladder(
    QuestionBrief(
        text="Tell me about a time you had a conflict with a colleague. How did you resolve it?",
        category="behavioral",
        subcategory="conflict",
        sample_answer=(
            "In my last project a senior colleague and I disagreed about rewriting the payment module two weeks "
            "before a release. My task was to keep the deadline without hurting quality. I asked him for a "
            "private talk, listened to his worries about the old code and showed him the defect figures. I "
            "proposed to fix the three riskiest functions now and to plan the rewrite for the next quarter. He "
            "agreed, we released on time with 40 percent fewer defects, and the rewrite followed in May. I "
            "learned to ask for the reasons behind a position before arguing against it."
        ),
        keywords=("listened", "compromise", "private conversation", "result", "learned"),
    ),
    first_rate=(
        "Last year, at a small logistics company, the data engineer and I argued over who should own a nightly "
        "import that kept failing. I was responsible for the dashboard, and I needed to have it reliable before "
        "the board meeting in ten days. First I invited her for coffee and listened, because I had assumed that "
        "she simply did not care; in fact she was on call for four other systems. I then proposed that I would "
        "write the retry logic if she reviewed it and kept the schema stable. She accepted. As a result failures "
        "fell from five a week to none, and the dashboard was ready two days early. I learned to ask what the "
        "other person is carrying before I blame them."
    ),
    partial=(
        "In my previous job I had a conflict with a colleague about the design of an API. We talked about it in a "
        "meeting and I explained my point of view. In the end we found a compromise and the project went on."
    ),
    vague=(
        "Conflicts with colleagues are normal and I think it is always important to resolve them with good "
        "communication. You should be respectful and find a solution that is good for everyone in the team."
    ),
)

WHY_US = Ladder(
    QuestionBrief(
        text="Why do you want to work for our company?",
        category="hr",
        subcategory="motivation",
        sample_answer=(
            "I have used your scheduling product for two years and read your engineering blog on offline sync, "
            "which is the kind of problem I enjoy. I bring five years of backend experience with mobile clients, "
            "so I could help from the first month. I also value that you publish your salary bands and let teams "
            "choose their tools, because I do my best work with trust. In three years I would like to lead a "
            "small team, and you promote from within."
        ),
        keywords=("product", "experience", "values", "growth"),
    ),
    first_rate=(
        "Three reasons. First, your product: my sister's clinic plans its shifts with it, and I have seen how it "
        "saved her six hours a week. Second, the work itself, because your team writes openly about conflict-free "
        "sync on phones, and I built something similar for 20,000 users at my last employer, so my experience "
        "would be useful quickly. Third, I like that decisions are made by the people who do the work; in such an "
        "environment I grew from junior to mentor. I want to keep growing towards leading a team here."
    ),
    partial=(
        "I like your product and I think that my experience with backend development fits well. I also want to "
        "grow, and your company offers good opportunities for that."
    ),
    vague=(
        "Your company is a great company with a very good reputation, and I would really like to work for your "
        "company because it is a good place to work."
    ),
)

LADDERS = (CACHE, OVERFITTING, EVENT_LOOP, CONFLICT, WHY_US)
