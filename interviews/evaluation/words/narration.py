"""Words by which a text tells of the past, and of deeds."""

from interviews.evaluation.wording import word_set

PAST_AUXILIARIES = word_set(
    "was were had did could would wasn't weren't hadn't didn't couldn't wouldn't got became felt thought knew saw"
)
PERFECT = word_set("has have hasn't haven't we've i've they've it's")
NO_PAST = word_set("""
need speed feed seed indeed exceed proceed succeed breed bleed weed reed deed freed hundred sacred naked wicked kindred
embed shed wed red bed led sped unneeded based related automated distributed advanced complicated
""")
PAST_OR_PRESENT = word_set("read put cut set let split spread shut bet")
NO_DEED = word_set("""
needed wanted learned noticed joined liked loved believed realised realized hoped expected feared hired supposed failed
missed received seemed worked lived used tried agreed disagreed struggled graduated interned studied remembered
was were been gone fallen lost forgot forgotten heard meant stuck won grew grown known shown taken given written done
understood slept woke
""")
MANNER = word_set("""
then also first next simply quickly immediately finally personally therefore later soon just even always only at once
carefully directly quietly openly deliberately mostly usually never not still again
""")
JOINING = word_set(
    "and but so because since which who that until when while after before although though then where as if"
)
SUBORDINATING = word_set("because since which who that until when while before although though where as if")
PASSIVE = word_set("be is are being am get gets getting")
ASKING = word_set("""
wanted needed asked told expected required demanded responsible deadline due supposed goal aim task assigned must
""")
SINCE = word_set("since anymore longer now today still")
OPINION = word_set("""
important interesting hard difficult stressful challenging challenge tough good great nice fun bad experience lesson
learned learnt think
""")
POINTING = word_set("it its they them their he him his she her this that these those both nobody everyone none neither")
NUMBERS = word_set("""
two three four five six seven eight nine ten twelve twenty thirty fifty hundred thousand million half third quarter
""")
OF_WORK = word_set("""
manager boss lead supervisor team colleague colleagues job task role part goal company department project product
release launch deadline migration build customer customers client clients user users owner director sales revenue
""")
