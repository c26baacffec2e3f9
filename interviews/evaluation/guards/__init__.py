"""Rules in front of the score. Each guard looks at one way of not answering and raises a named flag, or nothing."""
