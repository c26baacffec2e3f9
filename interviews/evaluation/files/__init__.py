"""Answers in CSV files: rows in, scores out, one at a time, so that a file may be of any size."""

from interviews.evaluation.files.errors import BadFile, BadRow, MissingColumns
from interviews.evaluation.files.rows import AnswerRow, read_rows
from interviews.evaluation.files.scores import HEADER, cells_of
from interviews.evaluation.files.writing import written_whole

__all__ = ["HEADER", "AnswerRow", "BadFile", "BadRow", "MissingColumns", "cells_of", "read_rows", "written_whole"]
