"""Proves a range of an organization's chain unbroken, or names the first line that is not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.models import AccountStatus, ActivityLog, Rotation, Seal, User
from accounts.services.audit import chain
from accounts.services.audit.sealing import mark, unsealed

CHUNK = 1000


@dataclass
class Finding:
    """What is wrong, and with which line."""

    what: str
    number: int | None = None
    line: object = None

    def __str__(self) -> str:
        at = f"number {self.number}, " if self.number is not None else ""
        return f"{at}line {self.line}: {self.what}" if self.line else f"{at}{self.what}"


@dataclass
class Verdict:
    """What was looked at, and what was found; the chain is whole where nothing was."""

    lines: int = 0
    erased: int = 0
    rotated: int = 0
    waiting: int = 0
    head: tuple[int, str] = (0, chain.START)
    finding: Finding | None = None


def verify(*, since: datetime | None = None, until: datetime | None = None, head: str = "") -> Verdict:
    """Walk the chain of the organization in scope, in the order of its numbers, and stop at the first thing wrong.

    `since` and `until` bound when lines were sealed (whole chain: None). `head` is a digest noted earlier, which must
    still be a link; only that tells of an end that was cut off.
    """
    verdict = Verdict()
    verdict.finding = next(_walk(verdict, since, until), None) or _never_sealed(verdict) or _lost_head(head)
    return verdict


def _lost_head(head: str) -> Finding | None:
    if head and not Seal.objects.filter(digest=head).exists():
        return Finding(f"the noted head {head} is not in the chain: it was cut off or rewritten")
    return None


def _never_sealed(verdict: Verdict) -> Finding | None:
    """Lines that wait are no fault, but those below the sealer's mark were put in behind its back."""
    verdict.waiting = unsealed().count()
    behind = unsealed(everything=True).filter(pk__lte=mark()).first()
    return Finding("was never sealed, though lines after it were", line=behind.uuid) if behind else None


def _walk(verdict: Verdict, since: datetime | None, until: datetime | None) -> Iterator[Finding]:
    number, digest = _start(since)
    verdict.head = (number, digest)
    while seals := _next(number, until):
        lines = {line.uuid: line for line in ActivityLog.objects.filter(uuid__in=[s.line_uuid for s in seals])}
        gone = _shells(lines.values())
        for seal in seals:
            if seal.number != number + 1:
                yield Finding("its seal is missing", number + 1)
            line = lines.get(seal.line_uuid)
            if problem := _of_link(seal, digest) or _of_line(seal, line, gone, verdict):
                yield Finding(problem, seal.number, seal.line_uuid)
            number, digest = seal.number, seal.digest
            verdict.lines, verdict.head = verdict.lines + 1, (number, digest)


def _start(since: datetime | None) -> tuple[int, str]:
    """The link before the range: the start of the chain, or the last one sealed before `since`."""
    if since is None:
        return 0, chain.START
    before = Seal.objects.filter(sealed_at__lt=since).order_by("-number").values_list("number", "digest").first()
    return before or (0, chain.START)


def _next(number: int, until: datetime | None) -> list[Seal]:
    seals = Seal.objects.filter(number__gt=number).order_by("number")
    return list((seals.filter(sealed_at__lte=until) if until else seals)[:CHUNK])


def _of_link(seal: Seal, previous: str) -> str:
    linked = chain.link(previous, seal.number, seal.sealed_at, seal.line_digest)
    return "" if linked == seal.digest else "its seal does not follow from the one before"


def _of_line(seal: Seal, line: ActivityLog | None, gone: set[int], verdict: Verdict) -> str:
    if line is None:
        return _of_absence(seal, verdict)
    problem = _of_part(line, chain.ORIGIN, seal.origin_commitment, line.user_id, gone, verdict)
    about = line.subject_id or line.user_id
    problem = problem or _of_part(line, chain.CONTENT, seal.content_commitment, about, gone, verdict)
    if problem:
        return problem
    digest = chain.line_digest(line, seal.origin_commitment, seal.content_commitment)
    return "" if digest == seal.line_digest else "it was changed"


def _of_absence(seal: Seal, verdict: Verdict) -> str:
    if Rotation.objects.filter(until__gt=seal.line_timestamp).exists():
        verdict.rotated += 1
        return ""
    return "it is missing"


def _of_part(
    line: ActivityLog, part: chain.Part, committed: str, whose: int | None, gone: set[int], verdict: Verdict
) -> str:
    if chain.commitment(line, part) == committed:
        return ""
    if not chain.is_erased(line, part):
        return f"its {' or '.join(part[1])} was changed"
    if whose not in gone:
        return f"its {' and '.join(part[1])} were blanked, though whom they are of is not erased"
    verdict.erased += 1
    return ""


def _shells(lines: Iterable[ActivityLog]) -> set[int]:
    """Return which of the people in these lines are erased."""
    people = {person for line in lines for person in (line.user_id, line.subject_id) if person}
    erased = Q(pk__in=people, account_status=AccountStatus.ERASED)
    return set(User.objects.filter(erased).values_list("pk", flat=True))
