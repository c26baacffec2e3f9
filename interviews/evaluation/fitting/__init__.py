"""How the packaged numbers were made: vectors from the WordLlama wheel, weights from human-scored answers.

Used by `manage.py fit_evaluator` alone, never while scoring.
"""
