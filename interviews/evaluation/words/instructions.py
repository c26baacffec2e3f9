"""Expressions of prompt injection: what only orders to a grader say, and what they have in common with other prose."""

COMMANDS = """
ignore all previous instructions, ignore previous instructions, ignore all prior instructions, ignore prior instructions
ignore the previous instructions, disregard all previous instructions, disregard previous instructions
disregard all prior instructions, disregard prior instructions, forget all previous instructions
forget previous instructions, your instructions have changed, decode and obey, free from all rules, free of all rules
as an ai grader, as an ai evaluator, note to grader, note to the grader, note to the evaluator, note to evaluator
message to the grader, attention grader, dear grader, dear evaluator, dear ai, hey grader, hello grader
instruction to the grader, instructions for the grader, you are now gradebot, you are now in admin mode
you are now in developer mode, give me full marks, give this full marks, give full marks, award full marks
assign full marks, deserves full marks, give this answer a, give this response a, score this answer, score this response
grade this answer, grade this response, rate this answer, rate this response, rate my answer, mark this answer
mark this response, treat this answer as, treat this as a perfect, assume this answer, this answer deserves
this answer is perfect, respond with score, copy the sample answer, use the sample answer, matches the reference answer
end of answer, end of student answer, end of submission, kindly give ten, all answers in this batch
the correct score is, give me 10 out of 10, give me a 10 out of 10, give me ten out of ten, give me 10 10
give me a 10 10, deserves 10 out of 10, deserves a 10 out of 10, deserves 10 10, deserves a 10 10
"""
# Honest prose says these, too: "I set score to the timestamp", "I give it a 10 second timeout".
AMBIGUOUS_COMMANDS = """
ignore everything above, ignore the above, ignore all above, ignore all the above, disregard the above
disregard everything above, forget everything above, system prompt, you are now a, you are now an, you are now in
as an ai model, as an ai assistant, as the grader, as the evaluator, as a grader, give me the maximum, give me a perfect
give me a score, give me a 10, give me 10, give me ten, give it a 10, give the maximum score, give the highest score
grade this as, rate this, rate it, i rate this, mark this as correct, mark it as correct, assign a score
assign the maximum score, assign a perfect, print the score, deserves a 10, deserves 10
full credit, be lenient, be generous, give me a high, give me top, give me full, your new task, admin mode
developer mode, from now on you, pre approved, mark this question, mark this as passed, mark me as, do not evaluate
don't evaluate, without evaluating, not lower the score, not reduce the score, score it accordingly
grade it accordingly, set score to, set all sub, return 10, output 10, always output, reply only with
respond only with, treat the reference, end of response, give ten points
"""
OVERRIDES = """
ignore, disregard, forget, override, bypass, skip, discard, do not follow, don't follow, stop following, neglect
"""
RULES = """
rubric, previous prompt, system instructions, grading criteria, scoring criteria, grading guidelines
scoring guidelines, grading instructions, grading rules, scoring rules, reference answer, sample answer
"""
AMBIGUOUS_RULES = """
previous instructions, prior instructions, earlier instructions, above instructions, your instructions
all instructions, any instructions, these instructions, the instructions, my instructions, instructions above
evaluation criteria, previous directions, previous rules, your rules, previous guidelines, your guidelines, told before
everything you were told, what you were told, grading, scoring, previous text, previous messages, previous orders
previous commands, original instructions, initial instructions
"""
ASSESSED = "candidate, candidates, applicant, applicants, submission, this person"
FOREIGN_ORDERS = """
ignoriere, ignorieren sie, vergiss, vergessen sie, missachte, bewerte, bewerten sie, gib, geben sie, vergib, ignore
ignorez, oublie, oubliez, donne, donnez, attribue, attribuez, note, notez, ignora, olvida, olvide, asigna, asigne
califica, califique, dame, ponme, dammi, mettez, mettre, omite, dimentica, assegna, dai, valuta, ignorar, esqueça
atribua, negeer, geef
"""
FOREIGN_RULES = """
anweisungen, anweisung, instruktionen, vorgaben, punktzahl, volle punkte, höchstnote, bestnote, 10 von 10, mit 10
zehn punkte, instructions précédentes, les instructions, consignes, règles, note maximale, 10 sur 10
la meilleure note, instrucciones, las reglas, puntuación máxima, nota máxima, un 10, un diez, la rúbrica, 10 10
10 sobre 10, 10 de 10, máxima puntuación, istruzioni, le regole, punteggio massimo, voto massimo, massimo dei voti
10 su 10, instruções, pontuação máxima, instructies, maximale score
"""
