"""Expressions of prompt injection: orders to the grader, and what only somebody who speaks of grading says."""

COMMANDS = """
ignore everything above, ignore the above, ignore all above, ignore all the above, disregard the above
disregard everything above, forget everything above, system prompt, you are now a, you are now an, you are now in
as an ai grader, as an ai evaluator, as an ai model, as an ai assistant, as the grader, as the evaluator
as a grader, note to grader, note to the grader, note to the evaluator, note to evaluator, message to the grader
attention grader, dear grader, dear evaluator, dear ai, hey grader, hello grader, instruction to the grader
instructions for the grader, give me full marks, give this full marks, give full marks, award full marks
give me the maximum, give me a perfect, give this answer a, give this response a, give me a score, give me a 10
give me 10, give me ten, give it a 10, give the maximum score, give the highest score, score this answer
score this response, grade this answer, grade this response, grade this as, rate this answer, rate this response
rate my answer, mark this answer, mark this response, mark this as correct, mark it as correct, assign a score
assign the maximum score, assign full marks, assign a perfect, respond with score, print the score
the correct score is, treat this answer as, treat this as a perfect, assume this answer, this answer deserves
this answer is perfect, deserves full marks, deserves a 10, deserves 10
"""
OVERRIDES = """
ignore, disregard, forget, override, bypass, skip, discard, do not follow, don't follow, stop following
"""
RULES = """
previous instructions, prior instructions, earlier instructions, above instructions, your instructions
all instructions, any instructions, these instructions, the instructions, my instructions, instructions above
system instructions, rubric, previous prompt, grading criteria, scoring criteria, grading guidelines
scoring guidelines, grading instructions, reference answer, sample answer, evaluation criteria, previous directions
previous rules
"""
GRADER_TALK = """
score, scores, scored, grade, graded, grading, grader, evaluator, marks, rating, rubric, award, verdict, inst
overallscore
"""
VERDICTS = """
10 10, score 10, 10 out of 10, ten out of ten, full marks, full score, perfect score, maximum score, highest score
top marks, maximum points, maximum marks, full points, highest marks, highest grade, highest rating, score of 10
score is 10, a perfect 10, clarity 10, relevance 10, depth 10, perfect rating, score ten, without grading
"""
