"""The schema in words: `docs/schema.md` from the models, and from the notes on who writes and reads each column."""
