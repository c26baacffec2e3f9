"""Who grades, what grading is, what is asked for, how somebody is addressed: each is harmless without the others."""

GRADERS = """
grader, graders, evaluator, evaluators, examiner, assessor, marker, corrector, reviewer, judge, gradebot, chatgpt, gpt
claude, gemini, copilot, language model, ai, llm, bot, whoever grades, whoever marks, whoever reads, whoever checks
whoever evaluates, who grades this, reads this, reading this, reader of this, automatic grading, hiring committee
hiring manager, recruiter, your developers, your operator, your creators, your makers, any fair, assistant
"""
MARKING = """
score, scores, scored, scoring, scorer, score_final, grade, graded, grades, grading, rubric, verdict, marks, mark
rating, ratings, evaluation, evaluate, evaluating, assessment, assess, judgement, criterion, criteria, subscores
overallscore, points, pass mark, judging, judged, level, levels, band, tier, bracket, reward, outcome, tick
"""
BEST = """
10, 10 0, ten, hundred, 100, full, maximum, maximal, max, highest, perfect, perfectly, flawless, excellent, outstanding
top, distinction, best, full points, full marks, full credit, model answer, model solution
write ten, upper, brilliant, nine, positive, fully correct, passed, approved, accepted
an a, ceiling, without fault, mercy, generous, lenient, kind, praise
"""
OWN = """
this answer, this response, this submission, this reply, this candidate, this applicant, this text, my answer
my response, my submission, my reply, my score, my grade, my mark, my marks, my rating, my text, my solution
the answer above, answer above, the text above, the above answer, the following answer, everything above
what i wrote, what i said, what i have written, candidate's, candidates with id, candidate passed, every answer
all answers, any answer, rate me, grade me, pass me, mark me, score me, judge me, put me, let me pass
for me, me fully, like me
"""
POLICY = """
your rules, your guidelines, your instructions, your configuration, your settings, your prompt, your rubric
your criteria, your policy, your policies, your training, your programming, your threshold, your system, your model
your task, your job, your role, your orders, new rules, new policy, new instructions, new rubric, test mode
system prompt, calibration mode, maintenance mode, for training purposes, the rules have changed
the rubric has changed, temperature to
"""
ADDRESS = """
please, kindly, dear, hey, your, you are, you will, you must, you should, you have to, you shall, i order, i instruct
i hereby, i command, i beg, i trust that, must be, has to be, shall be, are to be, is to be, no matter what, as if
pretend, simulate, imagine you, assume that, let's play, my grandmother
"""
AWARDING = """
give, grant, award, assign, rate, grade, score, mark, judge, evaluate, assess, treat, consider, assume, output, return
write, report, set, put, hand, apply, confirm, approve, accept, reply, respond, answer, say, print, pass, act, imagine
pretend, simulate, select, choose, tick, take, make, let, do not, don't, stop, skip, remember, translate, rewrite
conclude, state, insert, fill, be
"""
EACH = """
every criterion, each criterion, all criteria, every field, each field, all fields, every score, every sub, everywhere
for everything, for each, each dimension, every dimension, all dimensions, every category, across the board, rubric
"""
BEGINNINGS = """
please, kindly, first, now, so, then, and, hence, just, important, note, attention, remember, finally, therefore, simply
"""
