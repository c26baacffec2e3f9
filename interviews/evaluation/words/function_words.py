"""Function words by language: no content of their own, but their share tells prose from lists and languages apart."""

_ENGLISH = """
a about above after afterwards again against all also although always am an and any anybody anyone anything anyway
are aren't arent as at be because been before being below besides between both but by can can't cannot cant could
couldn't did didn't didnt do does doesn't doesnt doing don't dont down during each either else etc even eventually
ever every everybody everyone everything few finally firstly for from further furthermore had hadn't has hasn't have
haven't having he he's hence her here hers herself him himself his how however i i'd i'll i'm i've if im in indeed
instead into is isn't isnt it it's its itself just lastly let let's like likewise may me meanwhile might more
moreover most much must my myself neither nevertheless no nobody nonetheless nor not nothing now of off often on
once one only or other others otherwise our ours ourselves out over own per perhaps quite rather really same
secondly shall she she's should shouldn't since so some somebody someone something still such than that that's the
their theirs them themselves then there there's therefore these they they're they've thirdly this those though
through thus to too toward towards under until up upon us very via was wasn't we we'd we'll we're we've well were
weren't what what's whatever when whenever where whereas whether which while who whom whose why will with within
without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself
"""
_GERMAN = """
aber alle als also am an auch auf aus bei bin bis da damit dann das dass dein dem den denn der des dich die dies
diese dieser doch dort du durch ein eine einem einen einer eines er es etwas euch für gegen habe haben hat hatte
hier ich ihm ihn ihr ihre im in ist ja jede jeder kann kein keine können man mehr mein meine mich mir mit nach nicht
noch nur ob oder ohne sehr sein seine sich sie sind so über um und uns unser unter vom von vor war waren was weil
wenn wer wie wir wird wurde zu zum zur
"""
_SPANISH = """
al algo como con cuando de del desde donde el ella ellos en entre era eres es esa ese eso esta está este esto estos
estas fue ha había han hasta hay la las le les lo los más me mi mis mucho muy no nos nosotros o para pero por porque
que qué quien se sé ser si sí sin sobre son soy su sus también te tengo tiene todo tu un una uno unos y ya yo
"""
_FRENCH = """
ai alors après au aussi aux avec avoir c'est ce ces cette comme dans de des donc du elle elles en est et été être eu
fait il ils j'ai je l'on la le les leur lui ma mais me mes moi mon ne nos notre nous on ont ou où par pas plus pour
qu'il que qui sa sans se ses si son sont sur ta te tes toi ton tout très tu un une vos votre vous y à
"""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "english": frozenset(_ENGLISH.split()),
    "german": frozenset(_GERMAN.split()),
    "spanish": frozenset(_SPANISH.split()),
    "french": frozenset(_FRENCH.split()),
}
