"""What can be counted in an answer. Every feature is 0 to 1 and none grows with length alone."""
