"""Scoring answers anew: what would change, then for real, with the earlier feedback kept."""
