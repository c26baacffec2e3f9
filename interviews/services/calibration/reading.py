"""What is read of calibration: anchors that count, runs that prove something, and what the API shows of both."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.rules import Actor, require
from interview_coach.core.exceptions import NotFound
from interviews.models import Anchor, CalibrationRun, ReviewStatus, RunPurpose
from interviews.selectors import policy_of
from interviews.services.ai.policy import objection
from interviews.services.calibration.contender import Contender, stored_as
from interviews.services.calibration.measurement import digest
from questionbank.models import Rubric, RubricVersion
from questionbank.selectors import readable_rubrics


def rubric_to_calibrate(actor: Actor, uuid: UUID, *, changing: bool = False) -> Rubric:
    """Return a rubric of the own organization or the house; to be read by coach and up, `changing` by who runs it.

    Raises `Forbidden` and `NotFound`. The anchors and runs are the organization's own, also under the house's rubric.
    """
    rubric = readable_rubrics(actor).select_related("live").filter(uuid=uuid).first()
    if rubric is None:
        raise NotFound
    if changing:
        require(actor, "anchors.write")
    return rubric


def find_anchor(actor: Actor, uuid: UUID) -> Anchor:
    """Return an anchor of the organization for whoever runs it. Raises `Forbidden` and `NotFound`."""
    require(actor, "anchors.read")
    anchor: Anchor | None = (
        Anchor.objects.select_related("rubric", "question", "review__answer__interview").filter(uuid=uuid).first()
    )
    if anchor is None:
        raise NotFound
    require(actor, "anchors.write")
    return anchor


def anchors_of(actor: Actor, rubric_uuid: UUID) -> QuerySet[Anchor]:
    """Return the organization's anchors for a rubric, switched off or not. Raises `Forbidden` and `NotFound`."""
    return Anchor.objects.filter(rubric=rubric_to_calibrate(actor, rubric_uuid))


def runs_of(actor: Actor) -> QuerySet[CalibrationRun]:
    """Return the organization's calibration runs. Raises `Forbidden` for candidates."""
    require(actor, "anchors.read")
    return CalibrationRun.objects.all()


def active_anchors(rubric_id: int, contender: Contender) -> QuerySet[Anchor]:
    """Return the anchors a contender is measured by.

    One from a review counts only while the review stands and its words are kept, and for a language model only if the
    candidate lets theirs be read by one.
    """
    kept = Q(review__status=ReviewStatus.SETTLED, review__answer__interview__words_erased_at__isnull=True)
    stands = Q(review__isnull=True) | kept
    anchors = Anchor.objects.filter(
        stands, organization=contender.organization_id, rubric=rubric_id, is_active=True
    ).select_related("rubric", "question", "review__answer__question", "review__answer__slot__parent__question")
    if contender.asks_a_model:
        anchors = anchors.exclude(review__user__in=_objecting(anchors, contender.organization_id))
    return anchors.order_by("pk")


def _objecting(anchors: QuerySet[Anchor], organization_id: int) -> list[int]:
    policy = policy_of(organization_id)
    people = anchors.filter(review__isnull=False).order_by().values_list("review__user", flat=True).distinct()
    return [user_id for user_id in people if objection(policy, user_id)]


def anchored_versions(organization_id: int) -> list[RubricVersion]:
    """Return the live versions of the rubrics that an organization has active anchors for."""
    anchored = Anchor.objects.filter(organization=organization_id, is_active=True).values("rubric")
    versions = RubricVersion.objects.select_related("rubric").filter(rubric__live=F("pk"), rubric__in=anchored)
    return list(versions.order_by("pk"))


def newest_run(version: RubricVersion, contender: Contender, **more: object) -> CalibrationRun | None:
    """Return the newest run of a contender under a rubric version; `more` narrows it down."""
    runs = CalibrationRun.objects.filter(
        organization=contender.organization_id, rubric=version, evaluator=contender.evaluator, model=contender.model
    )
    return runs.filter(**more).select_related("rubric__rubric").order_by("-ran_at", "-pk").first()


def is_up_to_date(run: CalibrationRun, contender: Contender) -> bool:
    """Tell whether a run of `contender` speaks of the anchors, the evaluator and its model as they are now."""
    if run.evaluator_version != stored_as(contender)[1]:
        return False
    anchors = list(active_anchors(run.rubric.rubric_id, contender))
    return run.anchors == len(anchors) and run.anchors_digest == digest(anchors, contender)


def baseline(version: RubricVersion, contender: Contender) -> CalibrationRun | None:
    """Return the newest passed run that was no drift check: what drift is told against."""
    return newest_run(version, contender, passed=True, purpose__in=[RunPurpose.MEASURE, RunPurpose.GATE])
