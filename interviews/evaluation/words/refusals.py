"""How people say that they have no answer."""

from interviews.evaluation.wording import word_set

WHOLE_ANSWERS: frozenset[str] = frozenset(
    line.strip()
    for line in """
pass|skip|skip this|next|next question|idk|dunno|no idea|no clue|none|nothing|n a|na|nil|null|no|yes|yeah|yep|nope
ok|okay|maybe|sure|no answer|not answered|no response|no submission|blank|left blank|unanswered|tbd|todo|test|hello
hi|true|false|i forgot|forgot|no comment|i pass|i skip|i would pass|pass please|skip please|can't say|cannot say
not sure|unsure|unknown|whatever|it depends|yes it is|no it is not|i guess|good question|great question|see above
same as before|none of the above|i give up|search me|beats me|i wish i knew|not applicable|not applicable to me
as above|same|ditto|don't know|do not know|don't care|can't|cannot|sorry|fine|thanks|thank you|please|left out
""".replace("\n", "|").split("|")
    if line.strip()
)

PHRASES = """
i don't know, i dont know, i do not know, i don't really know, i really don't know, i honestly don't know
i just don't know, i didn't know, i don't actually know, i don't even know, i do not really know
i honestly do not know, i did not know, i wouldn't know, i would not know, i have no idea, i honestly have no idea
have no idea, i've no idea, no idea, no clue, i have no clue, i haven't a clue, haven't got a clue, i am not sure what
i'm not sure what, i am not sure how, i'm not sure how, i am not sure about this, i'm not sure about this
i am not familiar, i'm not familiar, not familiar with, i have never worked with, i've never worked with
i never worked with, i have never heard, i've never heard, never heard of, i have never used, i've never used
i never used, i have never done, i've never done, i haven't used, i haven't worked with, i have not worked with
i have not used, i haven't heard, i haven't learned, i haven't studied, could not tell you, couldn't tell you
can't tell you, cannot tell you, i can't answer, i cannot answer, i can not answer, can't answer this
cannot answer this, unable to answer, don't have an answer, do not have an answer, don't have a good answer
no answer to this, i don't remember, i do not remember, i can't remember, i cannot remember, i don't recall
i do not recall, i can't recall, i forgot, i forget, i'd rather skip, i would rather skip, i'd like to skip
i would like to skip, let's skip, can we skip, skip this question, skip this one, pass on this, i'll pass, i will pass
i'd like to pass, next question please, move on to the next, let's move on, can we move on
i don't understand the question, i do not understand the question, i didn't understand the question, i have to pass
i must pass, nothing comes to mind, can't think of anything, cannot think of anything, can't think of any
i have nothing to say, nothing to say, would have to google, i would google, i'd google, i'd have to look it up
i would have to look it up, would look it up, i would look that up, not my area, outside my area, not something i know
beyond my knowledge, don't have experience with, no experience with this, do not have experience with
don't have any experience, do not have any experience, i don't have knowledge, no knowledge of, idk, dunno, i dunno
no sé, je ne sais pas, ich weiß nicht, ich weiss nicht, keine ahnung, no lo sé
"""

STALLING = """
repeat the question, rephrase the question, clarify the question, could you clarify, can you clarify, please clarify
could you explain what, what do you mean, what you are asking, question is unclear, come back to this, come back later
get back to you, give up, my mind is blank, slipped my mind, faintest idea, beats me, search me, guess is as good
plead the fifth, ask a colleague, ask chatgpt, search the internet, look it up, look into it, look this up
i'm clueless, i am clueless, drawing a blank, escapes me, not my field, isn't my field, nothing to add
nothing to offer, zero experience, still have to learn, would be guessing, be guessing, can't help with
something easier, something else please, prefer to talk about something, was absent, ne peux pas répondre
no puedo responder, non saprei, not sure about, lack the knowledge, wish i knew, rather not answer, great question
good question, interesting question, interesting topic, not had the chance, only heard the name, outside of what i
weiss es leider nicht, das weiss ich nicht, weiss ich leider nicht, weiss ich nicht, kann ich nicht beantworten
n'en ai aucune idée, aucune idée, je ne connais pas, ni idea, no lo conozco, non lo so, non ne ho idea, não sei
nie wiem, weet ik niet
"""
NEGATIONS = """
not, no, never, cannot, unable, lack, don't, didn't, haven't, hasn't, can't, couldn't, won't, wasn't, isn't, wouldn't
am unable, without any, nothing, hardly, nobody, forgot, forgotten, dont, cant
"""
KNOWLEDGE = """
know, knew, known, recall, remember, recollect, learned, learnt, studied, study, covered, familiar, experience
knowledge, idea, clue, certain, answer, understand, explain, say, tell, come across, heard, worked, work, used, seen
encountered, dealt, touched, comment, information, anything about, this part
"""
SPEAKER = """
i, i'm, i've, i'd, me, we, we've, don't know, do not know
"""

PLACEHOLDERS: frozenset[str] = word_set("""
lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna aliqua enim
minim veniam quis nostrud exercitation ullamco laboris nisi aliquip commodo consequat duis aute irure reprehenderit
voluptate velit esse cillum fugiat nulla pariatur excepteur sint occaecat cupidatat proident sunt culpa officia
deserunt mollit anim laborum consetetur sadipscing elitr diam nonumy eirmod tempor invidunt aliquyam erat voluptua
vero eos accusam justo duo dolores rebum stet clita kasd gubergren takimata sanctus foo bar baz qux quux xyzzy plugh
""")
