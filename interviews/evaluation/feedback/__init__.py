"""From features to words a candidate can act on: every claim quotes the answer or names what is missing."""
