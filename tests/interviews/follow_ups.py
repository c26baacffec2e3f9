"""Texts for follow-ups: what is answered to the library's questions, and what is asked further."""

THRESHOLD = 8.0  # of the rubrics of these tests: whatever is no full answer is asked further

WEAK = "I would read the cache first and go to the database on a miss."
HALF = "The readers would wait for each other, which a lock can do."
FURTHER = "One lock per key lets a single reader load the entry after an expiry, so that no stampede hits the database."
POOR = "I would read it again."

WRITE = {"text": "What happens to the key on a write?", "probes": ["invalidation", "transaction"]}
HERD = {"text": "How do you keep many readers from loading one entry at once?", "probes": ["stampede", "lock"]}
