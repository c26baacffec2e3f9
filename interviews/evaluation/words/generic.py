"""Content words so general that hitting one proves little. They weigh `reading.target.GENERIC_WEIGHT`."""

from interviews.evaluation.wording import word_set

GENERIC: frozenset[str] = word_set("""
able accomplish achieve actual allow already always approach area ask aspect available bad base basic basically
become begin best better big bring call care case cause certain clear come common company consider contain course
create day deal decide depend describe different do easy effect ensure etc exact example explain fact feel focus
follow form general give go good great handle happen hard have help high idea important include instance involve
issue job keep kind know large lead less let level like look lot main make manage manner many matter mean mention
most move need new next nice number obvious okay order part particular people person plus possible process project
provide put question reason require result right run same say second see set several show simple simply situation
solution solve something sort step stuff sure take talk team tell thing think third time try type understand use
used useful usual various want way well whole work world year zero one two three four five
""")
