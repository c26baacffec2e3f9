"""Content words so general that hitting one proves little. They weigh `reading.target.GENERIC_WEIGHT`."""

from interviews.evaluation.wording import word_set

GENERIC: frozenset[str] = word_set("""
able accomplish achieve actual allow already always approach area ask aspect available bad base basic basically
become begin best better big bring call care case cause certain change check choose clear come common company
consider contain course create data day deal decide depend describe different do easy effect ensure etc exact
example explain fact feel first five focus follow form four general get give go good great handle happen hard have
help high idea important include instance involve issue job keep kind know large last lead less let level like look
lot main make manage manner many matter mean mention most move need never new next nice number obvious okay one
order part particular people percent person plus possible process project provide put question reason require result
right run same say second see set several show simple simply situation small solution solve something sort stay step
stop stuff sure take talk team tell thing think third three time try two type understand use used useful usual
various want way well whole work world write year zero
""")
