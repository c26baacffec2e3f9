"""Words that name no thing by themselves, to keep them out of names cut from a sample: verbs, adjectives, the rest.

What is noun and verb ("lock", "request", "change") counts as a noun, and as a verb only with an s after another noun.
Verbs are base forms; their regular endings are known to `feedback.noun_phrases`.
"""

from interviews.evaluation.wording import word_set

_VERBS = word_set("""
accept accumulate achieve acknowledge add adjust admit advise aggregate agree allow alter announce answer apologise
apologize appear apply appreciate argue arrive ask assert assign associate assume attach attract avoid await be become
begin behave belong bias bind blame block borrow bound breathe bring buffer build buy calculate call capture carry
cascade catch cause cease check choose cite claim clarify clean clear collapse collect combine come commit compare
compete complain complete compress compute concern confirm confuse connect consider consist consult consume contact
contain continue contribute convert convey convince cope copy correct count cover create criticise cut damage decide
declare decode define degrade delegate delete deliver demand depend deploy derive describe deserve destroy detect
determine develop die differ disagree disappear discard discover distinguish distribute divide do dominate drain draw
drift drive drop drown duplicate earn eat edit embed emit emphasise enable encode encourage end enforce enjoy ensure
enter escape estimate evaluate exceed exchange exclude execute exhaust exist expand expect expire explain express
extend fail fall feel fetch fill find finish fire fit fix flatten flip flow flush follow forbid force forget free gain
gather generate get give glue go grab grant grow guarantee guess guide handle happen hash have hear help hide hit hold
hope hurry hurt identify ignore imply impose improve include increase indicate infer inflate inform inject insert
insist inspect install interpret interrupt introduce invalidate invent invite involve isolate iterate join judge jump
justify keep kill know last launch lead leak learn leave lend let lie like limit link listen live load locate log look
lose love lower maintain make manage match matter mean meet memorise merge minimise mislead miss misuse mitigate
monitor mount move multiply mutate narrow need negotiate notice notify nudge observe obtain occupy occur offer omit
open operate oppose organise organize outlive overlap override overwrite owe own pass pay perform persist pick
pinpoint place plan point poll populate possess postpone praise predict prefer prepare present preserve prevent print
prioritise proceed produce promote prompt propose protect prove provide pull punish pursue push put qualify quote race
raise reach react read realise realize reason rebuild recalculate receive recheck recognise recommend recompute
reconcile recover redirect reduce refactor refer reflect refresh refuse regard register reinforce reject relate relax
release rely remain remember remove render reopen repeat replace reply report represent reproduce require rescue reset
reshape resolve respect respond rest restart restore resume retrieve return reuse reveal reverse revert revise revisit
reward rewrite ring rise rule run save say scan scare search see seek seem select sell send separate serve set settle
share shift shorten show shrink shut sign simplify sit skip sleep slow solve sort sound spare spawn speak specify
spend split spoil spread squeeze stand start starve state stay steer stick stop store strengthen stress strip struggle
submit suffer suggest suit supply support suppose surprise survive suspect switch sync tackle tag take talk teach tell
tend test think throw tie tighten tolerate touch track transfer transform translate trap travel treat trigger truncate
trust try tune turn uncover understand undo unify unlock update upgrade use validate vanish vary verify violate visit
wait wake walk want warn wash watch wear weigh widen win wish work worry write yield
""")
NOUNS_TOO = word_set("""
aggregate answer approach attack bias block buffer call capture cascade cause change check claim clean clear collapse
complete concern contact correct cost count cut damage demand drift drop duplicate end estimate exchange exit express
filter force free gain group guess guide hash help hit increase index judge last launch leak limit link live load lock
log look loss match merge need offer open order own pass place plan point poll present push quote race range read
reason redirect refresh release render reply report request reset respect rest result return reward ring rise rule run
scan schedule search separate set share shift sign slow sort sound split state step stop store stress supply support
switch sync tag talk test tie track transfer trap travel trigger trust update upgrade use visit wait watch win work
write yield
""")
VERBS = _VERBS - NOUNS_TOO | word_set("use work need wait watch write live help")
PAST = word_set("""
arisen ate became began bought broke broken brought built came caught chose chosen did done drawn drew driven drove
fallen fell felt flew forgot forgotten found gave given gone got grew grown had heard held hid hidden kept knew known
laid led left lent lost made meant met paid ran rid risen rose said sat saw seen sent showed shown sold spent spoke
spoken stolen stood stuck swam taken taught thought threw thrown told took understood undone was went were woke won
wore worn wound wrapped written wrote rewrote rebuilt overcame withdrew
""")
ADJECTIVES = word_set("""
able active actual additional alive alone available average aware bad basic best better big bigger biggest brief broad
broken busy careful cheap cheaper cheapest clean clear clever close cold common complete complex confident consistent
constant convenient correct current damaging dangerous deep deliberate different difficult direct dirty double dry due
dull earlier early easiest easy empty entire equal exact expensive extra extreme faint fair false familiar fast faster
few final fine finite firm fixed flat flexible free frequent fresh full fully fun gentle genuine glad good gradual
grateful great half handy happy hard harder healthy heavy high higher highest honest hot huge ideal identical
impatient important incremental inner interested internal invisible large larger largest last late later latest least
less likely little live local long longer loose loud low lower lowest main major many meaningful minor minus missing
modest more most narrow natural near nearer neat necessary negative new newer next nice noisy normal obvious odd old
older only open opposite ordinary original other outer outright own painful partial particular past patient perfect
physical plain polite poor poorer popular positive possible powerful practical precise present pretty previous private
proper proud public pure quick quicker quiet random rare raw ready real realistic reasonable recent regular reliable
responsible reversible rich richer right rough round rude safe safer same secure separate serious several shallow
sharp short shorter sick silent similar simple simpler single skewed slight slow slower small smaller smallest smart
smooth soft spare sparse special specific stable stale standard stateless steady still strict strong stronger
strongest stupid sudden suitable sure tall temporary tested thick thin third tight tiny top total tough transparent
trivial true typical ugly uncertain unclear unequal unfair unhappy uniform unique unknown unsafe unseen unusual urgent
useful usual vague valid various visible warm weak weaker wet whole wide wild willing wise worse worst worth written
wrong young
""")
ADVERBS = word_set("""
across again ago ahead alike almost along already altogether amid among another anyway apart around aside away back
backwards beforehand beyond currently else elsewhere enough even ever every everywhere far few forever forward
forwards hence here hindsight instead many maybe meanwhile much nearby never next nowadays often once ones otherwise
outside perhaps plus rather several since somehow sometimes somewhere soon sooner straight such thereby together
tomorrow twice upfront upwards versus well whatever whenever wherever whichever worldwide yesterday yet
""")
