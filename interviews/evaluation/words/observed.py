"""Expressions that are reported where they stand, and never scored.

One a line: `expression | words it must not follow | words it must not precede`. `^` marks what counts only where a
clause begins ("Honestly, we guessed", but not "we answered honestly").
"""

SOFT_HEDGES = """
i think | what how when as if people whatever | of about through
i believe | what as why | in
i feel | how what |
hopefully | |
might be | |
could be | |
"""
DOUBTS = """
i feel like | |
i guess | what as |
i'd guess | |
i would guess | |
i suppose | what as |
maybe | |
perhaps | |
probably | |
possibly | |
presumably | |
somewhat | |
more or less | |
not sure | |
i'm not sure | |
i am not sure | |
not certain | |
i'm not certain | |
seems like | |
or something | | else similar that which we
or something like that | |
something like that | or |
or whatever | |
as far as i know | |
if i remember correctly | |
if i recall | |
i'm no expert | |
i am no expert | |
"""
HEDGES = SOFT_HEDGES.rstrip() + DOUBTS
_OF_A_KIND = (
    "a an the this that these those what which some any every each no one another same other different new special "
    "certain particular specific right wrong best worst common usual main first second third only"
)
FILLERS = f"""
um | |
umm | |
uh | |
uhh | |
uhm | |
erm | |
er | | diagram diagrams model models
hmm | |
you know | do did if what when how once let that people things everything all as | how what which that the where why \
whether if about it a an when who exactly your each all enough
as you know | |
you know what i mean | |
i mean | what that which when by | to by
kind of | {_OF_A_KIND} |
sort of | {_OF_A_KIND} |
kinda | |
sorta | |
at the end of the day | |
to be honest | |
^honestly | |
to be fair | |
^actually | |
basically | |
literally | taken take interpreted read quite |
^anyway | |
needless to say | |
so to speak | |
so yeah | |
^yeah | |
okay so | |
ok so | |
and stuff | |
and stuff like that | |
and things like that | |
blah | |
blah blah | |
blah blah blah | |
"""
I_WORDS = frozenset({"i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself"})
WE_WORDS = frozenset({"we", "we're", "we've", "we'd", "we'll", "us", "our", "ours", "ourselves"})
