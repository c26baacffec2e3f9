"""Evaluation by a language model beside the embedded one. Pure like the rest, but for the one call of the model.

Nothing here is imported by the embedded evaluator; pydantic-ai itself is loaded when a model is first asked.
"""
