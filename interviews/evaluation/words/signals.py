"""Expressions that show how something is said: reasons, examples, order, doubt, padding. Comma or line separates."""

REASONS = """
because, since, therefore, thus, hence, consequently, as a result, which means, this means, that means, so that
in order to, due to, leads to, led to, leading to, results in, resulting in, causes, caused by, otherwise
that is why, which is why, that's why, the reason, for this reason, in turn, unless, depends on, depending on, so i
so we, so the, so it, which lets, which makes, which allows, allowing, this way, that way, to avoid, to prevent
to ensure
"""
TRADE_OFFS = """
trade off, tradeoff, trade offs, tradeoffs, trading, however, although, though, whereas, on the other hand
at the cost of, at the expense, the cost is, the price is, the downside, downside, drawback, drawbacks, disadvantage
disadvantages, in contrast, compared to, compared with, rather than, instead of, unlike, but, limitation
limitations, caveat, except, even though, in return, in exchange, worst case, edge case, edge cases, exception
depends, alternatively, versus, vs, by contrast
"""
EXAMPLES = """
for example, for instance, such as, e g, eg, say, in one case, once i, in my last, in my previous, at my last
at my previous, to illustrate, in practice, in production, in my project, on my team, i once, we once, one time
in particular, specifically, namely, imagine, suppose
"""
ORDER = """
first, firstly, first of all, second, secondly, third, thirdly, then, next, after that, afterwards, finally, lastly
in the end, to begin with, to start with, in summary, to summarise, to summarize, to sum up, in conclusion, overall
in short, on the one hand, on the other hand, however, moreover, furthermore, in addition, also, besides, meanwhile
later, before that, eventually, ultimately, for one, another, the other, by contrast, in contrast, as a result
because of this, for example, for instance, instead, step one, step two, once, until
"""
HEDGES = """
maybe, perhaps, probably, possibly, i guess, i suppose, i think maybe, kind of, sort of, kinda, sorta, not sure
i am not sure, i'm not sure, more or less, somewhat, i believe maybe, or something, or something like that
or whatever, something like that, as far as i know, if i remember correctly, if i recall, not certain
i'm not certain, might be, could be, it depends i guess, i am no expert, i'm no expert, not really sure, hopefully
i would guess, i'd guess, seems like, presumably
"""
FILLERS = """
um, uh, umm, uhh, uhm, er, erm, hmm, like you know, you know, i mean, you know what i mean, basically, literally
actually, honestly, to be honest, at the end of the day, so yeah, and yeah, yeah, and stuff, and stuff like that
and so on, and so forth, and things like that, or so, well you see, right so, okay so, ok so, blah, blah blah
et cetera, anyway, needless to say, as you know, in terms of
"""
ASSURED = """
i decided, i chose, i led, i built, i designed, i measured, i proposed, i wrote, i owned, i delivered, i know
i would, i will, i always, i recommend, i prefer, i introduced, i resolved, i made sure, definitely, clearly
certainly, we decided, we measured, must, always, never, guarantees, guaranteed, ensures, exactly, proved, confirmed
verified, the key, the main
"""
BUZZ = """
passionate, results driven, result driven, team player, 110 percent, 110, 100 percent, synergy, synergies
leverage synergies, go getter, self starter, hard working, hardworking, hard worker, think outside the box
outside the box, value add, deliver value, world class, best in class, game changer, paradigm, detail oriented
highly motivated, dynamic individual, fast learner, quick learner, rockstar, ninja, proactive, win win
move the needle, cutting edge, state of the art, very important, well known, give my best, gives my best
perfectionist, fast paced, people person, innovative, visionary, thought leader, next level, seamless, holistic
robust solutions, best practices
"""
VAGUE = """
things, stuff, something, somehow, various things, lots of things, many things, a lot of things, all kinds of
some kind of, everything, very useful, very good, really good, very important, quite good, really important
important thing, good thing, many ways, in many ways, a lot, many cases, in general, generally, overall good
many benefits, better performance, good practice, various, many different, etc
"""
ABSOLUTES = """
always, never, everyone, nobody, all the time, every time, the best, the worst, no one, impossible
without exception, perfect, perfectly
"""
SITUATION = """
when i was, at my last, at my previous, in my last, in my previous, last year, two years ago, a year ago, months ago
at the time, during my, while i was, while working, when we were, i was working, we were working, my team was
our team was, there was a, there was an, in my role, in my current, at my current, at university, at school
in college, my company, our company, once, in 2018, in 2019, in 2020, in 2021, in 2022, in 2023, in 2024, in 2025
in 2026, back when, i was part of, i worked on, we had a, i had a, i joined, last spring, last summer, last autumn
last winter, last month, last quarter, on a project, in one project, for a project, at a startup, at a bank, at a
in my first, in my second, in my third, in my final, years ago, a few years ago, three years ago, weeks ago
i worked in, i worked at, i worked as, i led the, as engineering manager, as staff engineer, as a junior
as team lead, as an intern, a senior colleague, our tester, in one team, last january, last february, last march
last april, last may, last june, last july, last august, last september, last october, last november, last december
on a monday, on a tuesday, on a wednesday, on a thursday, on a friday, on a saturday, on a sunday
"""
TASK = """
i had to, we had to, my task, my job was, my role was, my goal, our goal, the goal, was responsible, responsible for
i needed to, we needed to, was asked to, asked me to, my responsibility, was to, were supposed to, i was supposed
deadline, due in, due by, expected to, the challenge, the problem was, the aim, target, was assigned
i was in charge, it fell to me, wanted to, needed, my part was, the task of, as my task, my part, i noticed
fell to me, asked to, my brief, i took on, was on me, up to me, gave me a, gave us a, gave me two, gave me three
"""
ACTION = """
i decided, i talked, i spoke, i asked, i wrote, i built, i created, i set up, i organised, i organized, i proposed
i suggested, i started, i led, i designed, i implemented, i analysed, i analyzed, i measured, i met, i listened
i explained, i prepared, i scheduled, i broke, i split, i took, i made, i worked, i reached, i offered, i changed
i fixed, i found, i tested, i called, i agreed, i helped, i moved, i added, i removed, i planned, i collected
i reviewed, i shared, i showed, i presented, i invited, i put, i gave, i kept, i ran, i chose, i used, i introduced
i wrote down, i documented, i paired, i negotiated, i delegated, i prioritised, i prioritized, i learned to, i told
i drew, i sat, i read, i refactored, i replaced, i rewrote, i cut, i listed, i raised, i admitted, i apologised
i apologized, i stayed, i owned, we decided, we agreed, we built, we split, i pulled, i brought, i ordered, i sent
i pushed, i rolled, i compared, i checked, i mapped, i let
"""
RESULT = """
as a result, in the end, the result, the outcome, resulted in, led to, finally, eventually, we delivered, we shipped
we launched, i delivered, was reduced, reduced, increased, decreased, improved, saved, dropped, fell, rose, grew
percent, on time, succeeded, successful, successfully, was adopted, is still, still use
still uses, they thanked, thanked, won, achieved, ended up, cut, doubled, halved, from then on, since then
we released, went live, the release, we finished, signed, renewed, promoted, faster, fewer
"""
LESSON = """
i learned, i learnt, i have learned, i've learned, taught me, lesson, next time, since then, looking back
in hindsight, in retrospect, from then on, would do differently, i now, today i, ever since, takeaway, i realised
i realized
"""
