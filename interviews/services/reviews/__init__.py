"""People looking again: which answers they see, what they give, and when theirs is the score that counts."""
