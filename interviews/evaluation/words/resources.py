"""Books and standard documentation by subject, named by title and author."""

from interviews.evaluation.results import LearningResource, ResourceKind

_Entry = tuple[str, str, ResourceKind]


def _resources(*entries: _Entry) -> tuple[LearningResource, ...]:
    return tuple(LearningResource(*entry) for entry in entries)


BY_SUBJECT: tuple[tuple[tuple[str, ...], tuple[LearningResource, ...]], ...] = (
    (
        ("javascript", "js", "typescript", "frontend", "react"),
        _resources(
            (
                "MDN Web Docs: JavaScript Guide",
                "The reference for the language, with runnable examples.",
                "documentation",
            ),
            (
                "You Don't Know JS Yet (Kyle Simpson)",
                "Scope, closures, this and asynchrony, explained from the ground.",
                "book",
            ),
        ),
    ),
    (
        ("python", "django"),
        _resources(
            (
                "The Python Tutorial and Language Reference",
                "What the language promises, in its makers' words.",
                "documentation",
            ),
            ("Fluent Python (Luciano Ramalho)", "The data model and idioms that interviewers ask about.", "book"),
        ),
    ),
    (
        ("system design", "distributed systems", "scalability", "architecture", "caching", "cache"),
        _resources(
            (
                "Designing Data-Intensive Applications (Martin Kleppmann)",
                "Replication, partitioning, consistency and their price.",
                "book",
            ),
            ("Site Reliability Engineering (Google)", "How large systems are kept up, with real incidents.", "book"),
        ),
    ),
    (
        ("sql",),
        _resources(
            (
                "PostgreSQL documentation: The SQL Language",
                "Joins, grouping and window functions with examples.",
                "documentation",
            ),
            ("SQL Performance Explained (Markus Winand)", "Why a query is fast or slow.", "book"),
        ),
    ),
    (
        ("databases", "database", "transactions", "indexing", "index", "nosql"),
        _resources(
            (
                "PostgreSQL documentation: Indexes and Concurrency Control",
                "Indexes, isolation and locks as they really work.",
                "documentation",
            ),
            (
                "Designing Data-Intensive Applications (Martin Kleppmann)",
                "Storage engines, transactions and isolation.",
                "book",
            ),
        ),
    ),
    (
        ("apis", "api", "rest", "http", "web"),
        _resources(
            ("RFC 9110: HTTP Semantics", "Methods, status codes, caching and idempotency, defined.", "documentation"),
            ("OWASP API Security Top 10", "What goes wrong with APIs, and what prevents it.", "documentation"),
        ),
    ),
    (
        ("machine learning", "ml", "deep learning", "models"),
        _resources(
            ("scikit-learn User Guide", "Methods and model evaluation with their assumptions.", "documentation"),
            (
                "An Introduction to Statistical Learning (James, Witten, Hastie, Tibshirani)",
                "Bias, variance and validation, readable.",
                "book",
            ),
        ),
    ),
    (
        ("statistics", "probability", "experimentation", "ab testing"),
        _resources(
            ("OpenIntro Statistics", "Inference from the ground, with data.", "book"),
            (
                "Trustworthy Online Controlled Experiments (Kohavi, Tang, Xu)",
                "How tests mislead, and how not to be misled.",
                "book",
            ),
        ),
    ),
    (
        ("algorithms", "data structures", "algorithm", "complexity", "sorting"),
        _resources(
            (
                "Introduction to Algorithms (Cormen, Leiserson, Rivest, Stein)",
                "Structures and their costs, with proofs.",
                "book",
            ),
            ("The Algorithm Design Manual (Steven Skiena)", "Which structure for which problem.", "book"),
        ),
    ),
    (
        ("security", "authentication"),
        _resources(
            ("OWASP Cheat Sheet Series", "What to do, topic by topic.", "documentation"),
            ("OWASP Top 10", "The common holes and their causes.", "documentation"),
        ),
    ),
    (
        ("data science", "data engineering"),
        _resources(
            (
                "An Introduction to Statistical Learning (James, Witten, Hastie, Tibshirani)",
                "The methods behind the questions.",
                "book",
            ),
            ("pandas User Guide", "Working with real tables.", "documentation"),
        ),
    ),
    (
        ("conflict", "teamwork", "communication", "feedback"),
        _resources(
            (
                "Crucial Conversations (Patterson, Grenny, McMillan, Switzler)",
                "How to speak when it matters and opinions differ.",
                "book",
            ),
            ("Thanks for the Feedback (Stone, Heen)", "Taking feedback, which such questions look for.", "book"),
        ),
    ),
    (
        ("leadership", "ownership", "mentoring"),
        _resources(
            ("The Manager's Path (Camille Fournier)", "Leading with and without the title.", "book"),
            ("Radical Candor (Kim Scott)", "Caring and challenging at once.", "book"),
        ),
    ),
    (
        ("salary", "negotiation", "compensation"),
        _resources(
            ("Getting to Yes (Fisher, Ury, Patton)", "Negotiating by interests and standards.", "book"),
        ),
    ),
)

BY_CATEGORY: dict[str, tuple[LearningResource, ...]] = {
    "technical": _resources(
        ("Cracking the Coding Interview (Gayle Laakmann McDowell)", "What technical interviewers listen for.", "book"),
        ("Explaining a technical choice: claim, reason, cost, alternative", "The order in which depth shows.", "topic"),
    ),
    "behavioral": _resources(
        ("The STAR method: situation, task, action, result", "The order in which a story convinces.", "topic"),
        ("Keeping a log of your own projects with figures", "So that a fitting story is at hand.", "topic"),
    ),
    "hr": _resources(
        ("What Color Is Your Parachute? (Richard Bolles)", "Knowing and saying what you want from work.", "book"),
        ("Reading an employer's own pages and reports before the talk", "Reasons that fit this employer.", "topic"),
    ),
}
