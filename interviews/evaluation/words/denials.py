"""How a text takes back what it says, and opposites: a line holds one side against the other."""

DENIALS = """
it would be wrong to say that, it would be incorrect to say that, it would be a mistake to say that
it is wrong to say that, it is incorrect to say that, but that is not true, but this is not true, but it is not true
this is a myth that, it would be false to say that, it is not true that, it's not true that, it is not true
it's not true, that is not true, that's not true, this is not true, which is not true, none of this is true
none of that is true, it is false that, it's false that, it is untrue that, it is false, it's false, that is false
this is false, which is false, that is untrue, it is not the case that, it's not the case that, it is wrong that
it is wrong to say, be wrong to say, it is incorrect that, it is incorrect to say, be incorrect to say
it would be false to say, be a mistake to say, it is a mistake to, it is a myth that, is a myth, contrary to
in no way, by no means, under no circumstances, i don't think that, i do not think that, i don't believe that
i do not believe that, i doubt that, i deny that, i disagree that, i would not say that, i wouldn't say that
nobody should, no one should, far from it, not at all true, the opposite is true, the opposite is the case
is the opposite, the reverse is true, quite the contrary, it could not be that, it can't be that, it cannot be that
it never happens that, it is never the case that, that is wrong, this is wrong, which is wrong, is all wrong
are all wrong, this is incorrect, that is incorrect, it is a lie that, it is a misconception that, people wrongly
is a common misconception
"""
OPPOSITES = """
first : last
before : after
more most : less fewer least
increase increases raise rise : decrease decreases lower fall
fast quick quickly faster quicker : slow slowly slower
high higher : low
large big larger bigger : small smaller little
long longer : short shorter
same identical equal : different unequal
always : never
all every : none
open : closed
positive : negative
true correct valid : false incorrect invalid wrong
left : right
up above : down below
add adds insert : remove removes delete
with : without
start begin : end finish
many : few
strong stronger : weak weaker
easy easier simple : hard harder difficult
good better best : bad worse worst
inside : outside
possible : impossible
dependent : independent
safe : unsafe
static : dynamic
public : private
early earlier : late later
connected : disconnected
stable : unstable
allow allows enable enables : forbid forbids disable disables
cheap cheaper : expensive costly
maximum maximise maximize : minimum minimise minimize
synchronous : asynchronous
necessary : unnecessary
sender : receiver
"""
