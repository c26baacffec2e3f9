"""A candidate in the terminal: speaks to a server through its public API alone, and shares no code with it."""
