"""Word lists and tables of our own. Data only."""
