"""Words that stand for one another in answers. One group a line; a word belongs to the first that names it."""

_GROUPS = """
fast quick quickly rapid rapidly speedy swift faster speed
slow slower sluggish slowly latency delay lag
delete remove erase discard drop deletion removal purge evict eviction expel
insert add append insertion addition adding
store save keep persist retain hold stored storage persistence
error failure fault bug defect crash exception failing broken fail
fix repair resolve correct remedy
reduce decrease lower lessen shrink cut minimise minimize decline
increase raise grow rise boost gain growth
duplicate repeat redundant copy replicate replica duplication redundancy repetition
divide split break separate partition halve half halves shard segment
merge combine join unify integrate fuse union
sort order arrange rank sorted ordering
search find lookup locate seek query retrieve fetch
start begin initiate launch commence beginning initial
end finish complete conclude terminate final termination
stop halt cease prevent avoid block
check verify validate test inspect examine verification validation
choose select pick opt choice selection
build construct develop create implement make creation construction
change modify alter update edit mutate modification mutable
unchanged immutable constant fixed unchanging static
use utilise utilize employ apply usage utilization
show display present demonstrate indicate reveal
send transmit deliver dispatch forward transfer transmission
receive obtain acquire accept
customer client user consumer
boss manager supervisor leader
colleague coworker teammate peer
employee staff worker member
argument parameter arg params
function method procedure routine subroutine
variable identifier
object instance entity
class type
attribute field property member column
row record tuple
table relation
database db datastore
server backend host machine node
network internet web
memory ram heap
address location position place
pointer reference refer point points
loop iterate iteration iterative cycle repeatedly
recursion recursive recursively
last tail rear back final
first head front
top peak
bottom base
big large huge massive
small little tiny short
many multiple several numerous various
hard difficult tough challenging complicated complex complexity
easy simple straightforward
cost price expense expensive costly
cheap inexpensive affordable
benefit advantage pro upside merit
drawback disadvantage con downside weakness limitation
risk danger hazard threat
goal aim objective target purpose
task assignment duty responsibility
deadline due timeline schedule
conflict disagreement dispute argue disagree tension
agree consensus compromise agreement
listen hear heard
talk speak discuss conversation discussion
explain clarify describe explanation
teach train coach mentor
learn study learned learnt lesson
feedback review critique comment
improve enhance better refine improvement optimise optimize
measure metric quantify track monitor monitoring
plan strategy roadmap
prioritise prioritize priority triage
team group squad
honest transparent open candid transparency honesty
trust rely reliable dependable reliability
salary pay compensation wage
skill ability capability competence
strength strong
experience background history
motivate motivation drive inspire passion passionate
busy occupied overloaded
wait pause await waiting
simultaneous concurrent parallel concurrently concurrency simultaneously
asynchronous async nonblocking
synchronous sync blocking
distribute spread balance
scale scaling scalable scalability
consistent consistency
safe secure protect security safety guard protection
password credential secret
encrypt encryption cipher
permission authorization authorisation privilege
login authentication authenticate
request call invoke invocation
response reply answer
outdated stale old obsolete expired
new fresh recent latest
hash digest
key index
unique distinct
equal same identical equivalent
different differ difference distinguish
average mean
variance spread deviation
predict forecast prediction estimate
train fit training
overfit overfitting memorise memorize
feature predictor
accuracy correctness accurate
unseen heldout
sample subset
probability chance likelihood odds
random randomly arbitrary
whole entire full
part portion piece fraction section chunk
two double twice pair both
three triple thrice
twenty 20
ten 10
connect link attach connection linked connected
disconnect detach
behaviour behavior
simulate imitate mimic emulate simulation
parent superclass ancestor
child subclass descendant derived
hide conceal encapsulate encapsulation hidden
happen occur arise
need require must requirement necessary required
allow permit enable let
cause trigger
result outcome consequence effect
execute run perform execution
cache caching cached
release deploy ship rollout deployment
revert rollback undo
outage downtime incident
company organisation organization firm employer
"""


def _by_word() -> dict[str, str]:
    members: dict[str, str] = {}
    for line in _GROUPS.strip().splitlines():
        head, *_ = words = line.split()
        for word in words:
            members.setdefault(word, head)
    return members


SYNONYMS: dict[str, str] = _by_word()
