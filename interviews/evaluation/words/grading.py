"""Words of those who speak of grading. Beside the question, both kinds in one sentence are taken for an order."""

GRADING = """
score, scores, scored, scoring, grade, grades, graded, grading, grader, graders, mark, marks, rate, rates, rated, rating
rubric, criterion, criteria, evaluator, evaluation, evaluate, judge, judges, judging, verdict, level, levels, band
this answer, this response, the answer, answer above, my answer, every answer, reading this, reader, reads this, tick
praise, points, out of ten, out of 10, everywhere, for everything, for each, every field, result, candidate, write ten
write 10, return, want a, want ten, instructions
"""
PRAISE = """
10, ten, hundred, 100, best, top, highest, maximum, max, perfect, excellent, flawless, outstanding, full, passed
positive, generous, lenient, kind, praise, approved, correct, ended, changed, as such
"""
