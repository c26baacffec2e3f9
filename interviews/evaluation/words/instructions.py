"""Expressions of prompt injection."""

COMMANDS = """
ignore all previous, ignore previous, ignore the previous, ignore all prior, ignore prior, ignore the above
ignore all the above, ignore everything above, ignore all above, ignore your instructions, ignore all instructions
ignore any instructions, ignore the rubric, ignore the criteria, ignore the sample, ignore the reference
ignore my previous, ignore these instructions, ignore any previous, ignore any prior, ignore your previous
ignore your prior, ignore all of the previous, ignore what i, disregard all previous, disregard previous
disregard the previous, disregard prior, disregard all prior, disregard your, disregard the above
disregard all instructions, disregard the rubric, disregard any, disregard everything, forget all previous
forget previous, forget your instructions, forget the rubric, forget everything above, forget all instructions
forget your previous, override your instructions, override the rubric, override previous, override all
bypass the rubric, new instructions, system prompt, developer mode, you are now a, you are now an, you are now in
you must now, as an ai grader, as an ai evaluator, as an ai model, as the grader, as the evaluator
as an ai assistant, as a grader, note to grader, note to the grader, note to the evaluator, note to evaluator
message to the grader, attention grader, dear grader, dear evaluator, dear ai, hey grader, hello grader
instruction to the grader, instructions for the grader, already been verified, has been verified as
give me full marks, give this full marks, give full marks, award full marks, give me the maximum, give the maximum
give me a perfect, give this answer a, give this response a, give me a score, give me a 10, give me 10, give me ten
give it a 10, score this answer, score this response, grade this answer, grade this as, grade this response
grade me, rate this answer, rate this response, rate me, rate my answer, mark this answer, mark this as correct
mark this response, mark it as correct, assign a score, assign the maximum, assign full, assign a perfect, assign 10
output a score, respond with score, print score, print the score, the correct score is, treat this answer as
treat this as a perfect, assume this answer, this answer deserves, this answer is perfect, deserves full marks
deserves a 10, deserves 10, deserves a perfect, do not follow the, stop following, end of answer, begin evaluation
"""
GRADER_TALK = """
score, scores, scored, grade, graded, grading, grader, evaluator, evaluation, overallscore, marks, mark, rating
rate, rubric, system, assistant, output, award, verdict, points, instructions, instruction, prompt, im_start, inst
generous, lenient, override
"""
VERDICTS = """
10 10, score 10, 10 out of 10, ten out of ten, full marks, full score, perfect score, maximum score, highest score
top score, top marks, maximum points, maximum marks, full points, highest marks, highest grade, highest rating
100 percent, score of 10, 100 100, generous, lenient, score is 10, be scored, a perfect 10, clarity 10, relevance 10
depth 10, 5 5, perfect rating, best score, ten points, 10 points, score ten, correct and complete, flawless
without evaluating, without grading, without reading
"""
