"""Stories of one's own with the parts that a listener would find in them: S(ituation), T(ask), A(ction), R(esult)."""

from dataclasses import dataclass

from interviews.evaluation import QuestionBrief

TROUBLE = QuestionBrief(
    text="Tell me about a problem at work that you solved. What did you do?",
    category="behavioral",
    subcategory="problem solving",
    sample_answer=(
        "Two years ago the booking site of a small ferry line lost orders whenever the network was slow. I was "
        "responsible for the payment form and had a week before the summer season. I read the error reports, "
        "reproduced the fault with a throttled connection and found that the browser sent the form twice. I gave each "
        "order a number of its own and let the server refuse the second. Lost orders fell from forty a week to none. "
        "I learned to test with bad networks first."
    ),
    keywords=("cause", "reproduced", "measured", "result", "learned"),
)


@dataclass(frozen=True)
class Told:
    parts: str
    text: str


BACKUP = Told(
    "STAR",
    "The nightly backup took eleven hours. I was asked to get it under four. I measured each step, found that "
    "compression ran on one core, and spread it over eight. It now takes three hours.",
)
MAIL = Told(
    "STAR",
    "Customers waited two days for a reply. My manager wanted that halved. I sorted the mail by topic, wrote ten "
    "standard answers and trained two colleagues. Nobody has waited longer than a day since May.",
)
EXPORT = Told(
    "STAR",
    "Our export failed every Friday. My task was to find out why. I compared the logs, because two services failed "
    "together, and moved the job that locked a table. It has not failed in three months.",
)
NO_RESULT = Told(
    "STA",
    "Our checkout page broke on old phones. I had to find out which ones. I borrowed six devices, reproduced the fault "
    "and rewrote the layout.",
)
NO_SITUATION = Told(
    "TAR",
    "I had to speed up the search. I profiled the query, added an index and cached the first page. The response time "
    "fell from two seconds to 80 milliseconds.",
)
NO_TASK = Told(
    "SAR",
    "The label printer jammed twice a day. I cleaned the rollers, ordered thicker paper and moved it away from the "
    "window. It has run without a jam since.",
)
NO_ACTION = Told(
    "STR",
    "Our forum was full of spam last year. The owner wanted it gone within a month. In the end the spam was gone and "
    "the members came back.",
)
BY_US = Told(
    "STAR",
    "Our site was down every Monday. We had to find the cause. We read the logs, compared the releases and removed a "
    "faulty plugin. It has been up ever since.",
)
BY_ME = Told("STAR", BY_US.text.replace("We ", "I "))
SLIPPED = Told(
    "STAR",
    "A supplier changed its interface without telling us. My job was to keep the import alive. I wrote an adapter and "
    "called their engineer twice a day. The release slipped by a month, but no order was lost.",
)
ONE_DEED = Told("A", "I rewrote the parser.")
VAGUE = Told(
    "SAR",
    "There was a problem once and I solved it with good communication. It was a very good experience and everything "
    "worked out in the end.",
)
OPINION = Told(
    "",
    "Problems at work should be solved together. It is important to stay calm and to communicate, because teams that "
    "talk find better solutions.",
)
LONG = Told(
    "STAR",
    "In my first year at a hospital supplier the label printers stopped for an hour each morning, and nurses had to "
    "write by hand. I was responsible for the print service and wanted it solved before the winter rush in six weeks. "
    "I stood in the ward for two mornings and noted when it happened, because the logs showed nothing. I noticed that "
    "the fault came right after the clocks were synchronised, so I reproduced it on a spare printer and measured the "
    "queue. I found that jobs with a date in the future were held back. I patched the service to ignore the date and "
    "showed the night shift how to check it. As a result the stops fell from five a week to none, and the wards saved "
    "about 20 hours a month. I learned to watch a problem where it happens before I read logs.",
)
ALL = {name: told for name, told in vars().items() if isinstance(told, Told)}
