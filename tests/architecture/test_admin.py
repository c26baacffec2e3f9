"""Every page of the back office, walked as alice of acme, as charlie of bravo, as bob the candidate, and as staff."""

import json
from copy import deepcopy
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import (
    ActivityLog,
    ConsentKind,
    Invitation,
    Membership,
    Organization,
    RecoveryCode,
    Role,
    Rotation,
    SignInGuard,
    Team,
    User,
    UserSession,
)  # fmt: skip
from accounts.services import consents, lockout
from accounts.services.audit.sealing import seal
from accounts.services.invitations import invite
from accounts.services.teams import found_team, place_in_team
from analytics.models import PerformanceMetric
from gamification.models import Leaderboard, UserAchievement
from interview_coach.core.admin import TenantAdmin
from interview_coach.core.history import Change
from interview_coach.core.models import ColumnPass, IdempotencyKey
from interview_coach.core.tenancy import all_tenants, tenant_scope
from interviews.evaluation.llm.config import ModelConfig
from interviews.models import Anchor, Answer, Assignment, EvaluationStatus, Interview, Media, Outcome, Review
from interviews.selectors import policy_of
from interviews.services.ai.governing import change_policy, say_to_ai
from interviews.services.ai.ledger import Purpose, not_made
from interviews.services.answers import submit_answer
from interviews.services.assignments import assign
from interviews.services.calibration.anchors import store_anchor
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.runs import calibrate
from interviews.services.evaluation import evaluate_answer
from interviews.services.lifecycle import change_status
from interviews.services.questions import start_interview
from interviews.services.reviews.queue import request_review
from interviews.services.reviews.verdicts import give_verdict
from questionbank.models import CompanyQuestionBank, Question, QuestionCollection, Rubric
from questionbank.services.banks import save_question
from questionbank.services.collections import make_collection
from questionbank.services.rubrics import create_rubric, publish
from tests.architecture.world import CRITERIA, colleague, marks
from tests.cast import NOW, PASSWORD
from tests.factories import BankFactory, QuestionFactory, UserFactory

APPS = ("core", "accounts", "questionbank", "interviews", "analytics", "gamification")
# A history has its page at its row's.
MODELS = [model for label in APPS for model in apps.get_app_config(label).get_models()
          if not issubclass(model, Change)]  # fmt: skip
LABELS = [model._meta.label_lower for model in MODELS]
ADDED_BY_TENANTS = {CompanyQuestionBank, Question, Rubric, Anchor, Team, Invitation, QuestionCollection, Assignment}
SECRET = {
    "password", "verification_token", "two_factor_secret", "session_token", "code_hash", "response",
    "notification_preferences", "privacy_settings", "ui_preferences", "key", "audio_url", "video_url",
    "session_recording_url",
}  # fmt: skip
# One row of each model that `alice` of acme finds in her back office.
# Jobs, keys, and what lets people in: no organization's.
MACHINERY = {ColumnPass, IdempotencyKey, RecoveryCode, SignInGuard}
ROW_OF = {ColumnPass: {}, Organization: {"slug": "acme"}, User: {"email": "bob@acme.example"}, SignInGuard: {},
          RecoveryCode: {"user__email": "bob@acme.example"}}  # fmt: skip


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def practise(person, name, now):
    """One of everything, made by `person`, each text of it saying `name`."""
    organization = person.organization
    with person.scope():
        bank = BankFactory(organization=organization, company_name=f"{name} bank {person.user.pk}")
        question = QuestionFactory.build(
            organization=organization, bank=bank, tags=[f"{name} tag"], text=f"What is new at {name}?"
        )
        save_question(question=question)
        interview, slot = start_interview(
            actor=person.actor, now=now, field="software_engineering", level="mid", questions_total=1, company=name
        )
        _, answer, _ = submit_answer(
            actor=person.actor, interview_uuid=interview.uuid, question_uuid=slot.question.uuid, now=now,
            text=f"At {name} we read the cache first, and delete the key after each write.", time_spent_seconds=30,
        )  # fmt: skip
        evaluate_answer(answer_id=answer.pk, organization_id=organization.pk, clock=lambda: now + timedelta(minutes=1))
        change_status(actor=person.actor, interview_uuid=interview.uuid, to="completed", now=now + timedelta(minutes=2))
        owned = {"organization": organization, "user": person.user}
        Media.objects.create(**owned, interview=interview, kind="audio", key=f"{name}/a.mp3", content_type="audio/mpeg",
                             size=1, sha256=name, created_at=now)  # fmt: skip
        PerformanceMetric.objects.create(
            **owned, interview=interview, metric_type=f"{name}_speed", metric_value=1, timestamp=now
        )
        UserAchievement.objects.get_or_create(
            **owned, achievement_type="streak_30", defaults={"achievement_name": name, "earned_at": now}
        )
        Leaderboard.objects.create(**owned, category="weekly", score=5, period_start=now - timedelta(days=300),
                                   period_end=now, calculated_at=now)  # fmt: skip
        IdempotencyKey.objects.create(**owned, scope=f"{name}{interview.pk}", fingerprint=name, lease_expires_at=now,
                                      created_at=now)  # fmt: skip
        organize(person, name, question)
        lockout.count_attempt(person.user.email, now)
        RecoveryCode.objects.create(user=person.user, code_hash=f"{name}{interview.pk}", created_at=now)
        judge(person, answer, name, now)
        govern(person, answer, name, now)
        Rotation.objects.create(organization=organization, until=now - timedelta(days=999), reason=name, created_at=now)
        seal(now=now)
    return answer


def organize(person, name, question):
    """A team with the person in it, an invitation to it, a collection it may use, and what it is asked to practise."""
    owner = colleague(person.organization, Role.OWNER)
    team = found_team(actor=owner, name=f"{name} team {person.user.pk}", now=timezone.now())
    place_in_team(actor=owner, team_uuid=team.uuid, user_uuid=person.user.uuid, is_coach=False, now=timezone.now())
    invite(actor=owner, email=f"guest{person.user.pk}@{name}.example", role=Role.CANDIDATE, team=team.uuid,
           now=timezone.now())  # fmt: skip
    by = {"actor": owner, "now": timezone.now()}
    make_collection(name=f"{name} round {person.user.pk}", questions=[question.uuid], teams=[team.uuid], **by)
    assign(title=f"{name} plan", team=team.uuid, field="software_engineering", level="mid",
           due_at=timezone.now() + timedelta(days=9), **by)  # fmt: skip


def judge(person, answer, name, now):
    """A rubric, an anchor and a run under it; and a review of the answer, settled, which leaves an anchor too."""
    coach, organization = colleague(person.organization), person.organization.pk
    by = {"by": coach.user_id, "now": now}
    draft = create_rubric(organization_id=organization, name=f"{name} bar {person.user.pk}", criteria=CRITERIA, **by)
    version = publish(version=draft, note=name, **by)
    store_anchor(rubric=version.rubric, organization_id=organization, user_id=coach.user_id, now=now, scores=[5.0],
                 question_text=f"What is new at {name}?", text=f"{name}, it is said.")  # fmt: skip
    calibrate(version=version, contender=Contender(organization, "embedded"), now=now, repeats=1)
    request_review(actor=person.actor, answer_uuid=answer.uuid, reason=f"{name} again", now=now)
    review = Review.objects.select_related("rubric").get(answer=answer)
    give_verdict(actor=coach, review_uuid=review.uuid, criteria=marks(review, 6), comment=name, now=now)


def govern(person, answer, name, now):
    """What the organization lets AI do, what the person says to it, and a line in the ledger of its calls."""
    organization = person.organization.pk
    change_policy(organization_id=organization, changes={"retention_days": 9}, user_id=person.user.pk, now=now)
    say_to_ai(actor=person.actor, given=True, now=now)
    consents.state(actor=person.actor, kind=ConsentKind.PRIVACY, version=name, given=True, now=now)
    not_made(policy=policy_of(organization), config=ModelConfig(name=name, provider="openai", model=name), now=now,
             purpose=Purpose("evaluation", "1", person.user.pk, answer.pk), outcome=Outcome.OVER_BUDGET)  # fmt: skip


@pytest.fixture(scope="module")
def standing_answer(stage):
    """What bob made at acme, and charlie at bravo."""
    ColumnPass.objects.create(job="rotate", column="users.two_factor_secret", started_at=NOW)
    practise(stage["charlie"], "bravo", NOW)
    return practise(stage["bob"], "acme", NOW)


@pytest.fixture
def answer(db, standing_answer):
    return deepcopy(standing_answer)


@pytest.fixture
def staff(public, sign_in):
    return sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True).user


@pytest.fixture
def as_alice(alice):
    return signed_in(alice.user)


@pytest.fixture
def as_charlie(charlie):
    return signed_in(charlie.user)


@pytest.fixture
def as_staff(staff):
    return signed_in(staff)


def row_at_acme(model):
    with all_tenants():
        return model._default_manager.filter(**ROW_OF.get(model, {"organization__slug": "acme"})).first()


def test_every_model_is_registered_on_the_tenant_base_and_nothing_else_is():
    assert set(admin.site._registry) == set(MODELS)
    assert [m for m, a in admin.site._registry.items() if not isinstance(a, TenantAdmin)] == []


def test_every_admin_names_its_fields_and_no_secret_among_them():
    for model, model_admin in admin.site._registry.items():
        named = model_admin.fields or [name for _, s in model_admin.fieldsets for name in s["fields"]]
        assert named, model
        assert not SECRET & {*named, *model_admin.list_display, *model_admin.search_fields}, model


def test_every_list_as_an_owner_shows_the_own_rows(as_alice, answer):
    found = {label: as_alice.get(url(model, "changelist")) for label, model in zip(LABELS, MODELS, strict=True)}
    assert {label: response.status_code for label, response in found.items()} == {
        label: 403 if model in MACHINERY else 200 for label, model in zip(LABELS, MODELS, strict=True)
    }
    shown = [response for response in found.values() if response.status_code == 200]
    assert all(row_count(response) for response in shown)
    assert [r.wsgi_request.path for r in shown if b"bravo" in r.content.lower()] == []


def row_count(response):
    return len(response.context["cl"].result_list)


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_the_pages_of_a_row_as_an_owner(as_alice, answer, model):
    pk = row_at_acme(model).pk
    staff_only = model in MACHINERY
    statuses = {page: as_alice.get(url(model, page, pk)).status_code for page in ("change", "history", "delete")}
    assert statuses == {
        "change": 403 if staff_only else 200,
        # What is no organization's has no owner, and so no history for one.
        "history": 404 if model in MACHINERY | {User} and model is not IdempotencyKey else 403 if staff_only else 200,
        "delete": 403,
    }
    assert as_alice.get(url(model, "add")).status_code == (200 if model in ADDED_BY_TENANTS else 403)


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_the_pages_of_a_row_as_a_stranger_show_nothing_of_it(as_charlie, answer, model):
    pk = row_at_acme(model).pk
    for page, expected in (("change", {302, 403}), ("history", {404}), ("delete", {403})):
        for ask in (as_charlie.get, as_charlie.post):
            response = ask(url(model, page, pk))
            assert response.status_code in expected, (page, response.status_code)
            assert b"acme" not in response.content.lower()
    landed = as_charlie.get(url(model, "change", pk), follow=True)
    assert b"acme" not in landed.content.lower()


def test_every_list_and_search_as_a_stranger_shows_nothing_of_acme(as_charlie, answer):
    for model in MODELS:
        for query in ({}, {"q": "acm"}, {"_facets": "True"}):
            response = as_charlie.get(url(model, "changelist"), query)
            assert response.status_code == (403 if model in MACHINERY else 200)
            assert b"acme" not in response.content.lower(), model
    for path in ("/admin/", "/admin/search/?s=a&extended=1", "/admin/accounts/", "/admin/questionbank/question/add/"):
        assert b"acme" not in as_charlie.get(path).content.lower()


def test_every_picker_as_a_stranger_offers_nothing_of_acme(as_charlie, answer):
    asked = 0
    for model in MODELS:
        for field in (f for f in model._meta.concrete_fields if f.many_to_one):
            response = as_charlie.get("/admin/autocomplete/", {
                "app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name,
                "term": "acm",
            })  # fmt: skip
            assert b"acme" not in response.content.lower(), (model, field)
            if response.status_code == 200:
                asked += 1
                assert response.json()["results"] == []
    assert asked > 20


def test_a_picker_as_the_own_people(as_charlie, bravo, bob):
    query = {"app_label": "accounts", "model_name": "membership", "field_name": "user", "term": ""}
    results = as_charlie.get("/admin/autocomplete/", query).json()["results"]
    with tenant_scope(bravo.pk):
        own = set(Membership.objects.values_list("user__email", flat=True))
    assert {result["text"] for result in results} == own


@pytest.mark.parametrize("query", [
    "password__startswith=pbkdf2", "two_factor_secret__startswith=A", "verification_token=", "average_score__gt=0",
    "memberships__organization__slug=bravo", "sessions__ip_address=127.0.0.1",
])  # fmt: skip
def test_a_list_answers_no_question_about_a_column_it_does_not_offer(as_alice, query):
    assert as_alice.get(url(User, "changelist") + "?" + query).status_code == 400


def test_a_list_offers_no_filter_by_organization_to_an_owner(as_alice, as_staff, answer):
    path = url(Answer, "changelist") + f"?organization__id__exact={row_at_acme(Organization).pk}"
    assert as_alice.get(path).status_code == 400
    assert row_count(as_staff.get(path)) == 1


def test_nobody_else_gets_in(bob, dana, answer):
    for person in (bob, dana):
        client = signed_in(person.user)
        for model in MODELS:
            response = client.get(url(model, "changelist"))
            assert response.status_code == 302
            assert response["Location"].startswith("/admin/login/")
        page = client.get("/admin/", follow=True)
        assert page.status_code == 200
        assert page.redirect_chain == [("/admin/login/?next=/admin/", 302)]
        assert "runs no organization" in page.content.decode()


@pytest.mark.parametrize(("who", "lands"), [("alice", "/admin/"), ("staff", "/admin/"), ("bob", None)])
def test_signing_in_by_address(alice, bob, staff, who, lands):
    user = {"alice": alice.user, "bob": bob.user, "staff": staff}[who]
    client = Client()
    response = client.post("/admin/login/", {"username": user.email.upper(), "password": PASSWORD})
    assert response.headers.get("Location") == lands
    assert client.get("/admin/").status_code == (200 if lands else 302)


def test_a_suspended_owner_is_out(as_alice, alice):
    User.objects.filter(pk=alice.user.pk).update(account_status="suspended")
    assert as_alice.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["?q=%00", "?status__exact=%00", "?o=x", "?p=x", "?started_at__year=x"])
def test_a_list_with_a_broken_query_is_no_server_error(as_alice, path):
    assert as_alice.get(url(Interview, "changelist") + path).status_code in (200, 302, 400)


@pytest.mark.parametrize("page", ["x", "99", "-1"])
def test_the_search_with_a_broken_page_is_no_server_error(as_alice, page):
    assert as_alice.get(f"/admin/search/?s=a&page={page}").status_code == 404


def test_lists_cost_the_same_with_one_and_with_three_rows(as_alice, as_staff, acme, sign_in, answer, now):
    def costs(client):
        counted = {}
        for model in MODELS:
            with CaptureQueriesContext(connection) as queries:
                client.get(url(model, "changelist"))
            counted[model._meta.label_lower] = len(queries)
        return counted

    for client in (as_alice, as_staff):
        client.get(url(Answer, "changelist"))
    ContentType.objects.get_for_models(*MODELS)  # looked up once a process
    before = [costs(as_alice), costs(as_staff)]
    for number in range(2):
        person = sign_in(acme, Role.CANDIDATE, email=f"more{number}@acme.example")
        practise(person, "acme", now + timedelta(hours=1 + number))
    after = [costs(as_alice), costs(as_staff)]
    assert [dict(now.items() - once.items()) for now, once in zip(after, before, strict=True)] == [{}, {}]


# --- changes ----------------------------------------------------------------------------------------------------------
def form_of(question, **changes):
    """The question's change form as a browser would send it."""
    names = ("text", "field", "level", "difficulty", "category", "subcategory", "bank_id", "company", "position_type",
             "hint", "sample_answer", "ideal_answer_length", "time_limit_seconds")  # fmt: skip
    lists = ("tags", "keywords", "evaluation_criteria", "follow_up_questions", "translations")
    sent = {name.removesuffix("_id"): getattr(question, name) or "" for name in names}
    sent |= {name: json.dumps(getattr(question, name)) for name in lists}
    return {**sent, "is_active": "on", **changes}


@pytest.fixture
def question(answer, charlie):
    with charlie.scope():
        return Question.objects.get(organization=charlie.organization)


def errors_of(response):
    assert response.status_code == 200, response.headers.get("Location")
    return response.context["adminform"].form.errors


def test_a_question_is_saved_by_its_service(as_charlie, charlie, question):
    data = form_of(question, tags='["caching", "caching", "keys"]', hint="")
    assert as_charlie.post(url(Question, "change", question.pk), data).status_code == 302
    with charlie.scope():
        question.refresh_from_db()
        assert question.tags == ["caching", "keys"]
        assert sorted(question.tag_rows.values_list("tag", flat=True)) == ["caching", "keys"]
        assert question.quality_score == 6.5
        line = ActivityLog.objects.get(action_type="admin_change", entity_id=str(question.uuid))
    assert (line.user_id, line.metadata["after"]["tags"]) == (charlie.user.pk, ["caching", "keys"])
    assert line.metadata["before"].keys() == line.metadata["after"].keys()


def test_a_new_question_belongs_to_the_organization_whatever_the_body_says(as_charlie, charlie, acme, question):
    data = form_of(question, text="What is a lock?", organization=acme.pk)
    assert as_charlie.post(url(Question, "add"), data).status_code == 302
    with all_tenants():
        assert Question.objects.get(text="What is a lock?").organization_id == charlie.organization.pk


@pytest.mark.parametrize(("field", "value", "said"), [
    ("evaluation_criteria", '[{"criterion": "a", "weight": 90}]', "The weights sum to 90; they must sum to 100."),
    ("evaluation_criteria", '[{"criterion": "a", "weight": 50}, {"criterion": "A", "weight": 50}]', "named once"),
    ("evaluation_criteria", '[{"criterion": "a", "weight": true}]', "whole number"),
    ("evaluation_criteria", '["a"]', "Each entry is an object"),
    ("evaluation_criteria", "{}", None),
    ("evaluation_criteria", '{"a": 1}', "A list of objects"),
    ("tags", '"caching"', "A list of texts"),
    ("tags", "[1]", "is not a text"),
    ("tags", '["' + "x" * 51 + '"]', "is not a text"),
    ("keywords", '["a\\u0000b"]', "Null characters"),
    ("keywords", '["\\ud800"]', "cannot be stored"),
    ("keywords", "[NaN]", "cannot be stored"),
    ("keywords", "[" * 100_000, "cannot be stored"),
    ("keywords", "[", "Enter a valid JSON"),
    ("follow_up_questions", '[{"text": ""}]', "needs a text"),
    ("translations", '{"xx": {"text": "?"}}', "names are languages"),
    ("translations", '{"de": {"hint": "?"}}', "Each entry is an object"),
    ("time_limit_seconds", "-1", "greater than or equal to 0"),
    ("field", "astrology", "Select a valid choice"),
])  # fmt: skip
def test_a_question_that_breaks_a_rule_is_told_so_at_its_field(as_charlie, charlie, question, field, value, said):
    with charlie.scope():
        Question.objects.filter(pk=question.pk).update(usage_count=1)
    response = as_charlie.post(url(Question, "change", question.pk), form_of(question, **{field: value}))
    if said is None:
        assert response.status_code == 302
    else:
        assert said in str(errors_of(response)[field])


def test_an_emptied_list_is_an_empty_list(as_charlie, charlie, question):
    data = form_of(question, tags="", keywords="null", translations="")
    assert as_charlie.post(url(Question, "change", question.pk), data).status_code == 302
    with charlie.scope():
        question.refresh_from_db()
    assert (question.tags, question.keywords, question.translations) == ([], [], {})


def test_a_foreign_bank_in_the_body_is_refused(as_charlie, charlie, question):
    response = as_charlie.post(
        url(Question, "change", question.pk), form_of(question, bank=row_at_acme(CompanyQuestionBank).pk)
    )
    assert "Select a valid choice" in str(errors_of(response)["bank"])
    with charlie.scope():
        assert Question.objects.get(pk=question.pk).bank_id == question.bank_id


def test_staff_cannot_join_two_organizations_by_a_pointer_either(as_staff, question):
    response = as_staff.post(
        url(Question, "change", question.pk), form_of(question, bank=row_at_acme(CompanyQuestionBank).pk)
    )
    assert errors_of(response)["bank"] == ["This belongs to another organization."]


def test_a_foreign_question_is_not_changed(as_charlie, answer):
    theirs = row_at_acme(Question)
    response = as_charlie.post(url(Question, "change", theirs.pk), form_of(theirs, hint="Mine now."))
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert as_charlie.post(url(Question, "delete", theirs.pk), {"post": "yes"}).status_code == 403
    assert row_at_acme(Question).hint == theirs.hint


def test_a_question_of_the_house_is_read_and_not_changed(as_charlie, library):
    path = url(Question, "change", library[0].pk)
    assert as_charlie.get(path).status_code == 200
    assert as_charlie.post(path, form_of(library[0], hint="Mine now.")).status_code == 403
    assert as_charlie.get(url(Question, "history", library[0].pk)).status_code == 404


def test_a_second_bank_of_one_name_is_told_so(as_charlie, answer):
    with all_tenants():
        name = CompanyQuestionBank.objects.get(organization__slug="bravo").company_name
    data = {"company_name": name, "hiring_process_info": "{}", "is_active": "on"}
    assert "already exists" in str(errors_of(as_charlie.post(url(CompanyQuestionBank, "add"), data)))
    foreign = row_at_acme(CompanyQuestionBank).company_name
    assert as_charlie.post(url(CompanyQuestionBank, "add"), {**data, "company_name": foreign}).status_code == 302


@pytest.mark.parametrize("model", [m for m in MODELS if admin.site._registry[m].read_only],
                         ids=lambda model: model._meta.label_lower)  # fmt: skip
def test_logs_and_what_people_made_are_never_changed(as_alice, as_staff, answer, model):
    pk = row_at_acme(model).pk
    for client in (as_alice, as_staff):
        for page, args in (("change", (pk,)), ("add", ()), ("delete", (pk,))):
            assert client.post(url(model, page, *args), {"post": "yes"}).status_code == 403


def evaluate_again(client, *keys):
    return client.post(
        url(Answer, "changelist"), {"action": "evaluate_again", "_selected_action": keys, "index": 0}, follow=True
    )


def test_evaluate_again_queues_the_own_answers(as_alice, alice, answer):
    page = evaluate_again(as_alice, answer.pk)
    assert "1 of 1 answers will be evaluated again" in page.content.decode()
    with alice.scope():
        answer.refresh_from_db()
        line = ActivityLog.objects.get(action_type="answer_reevaluate")
    assert (answer.evaluation_status, answer.evaluation_number) == (EvaluationStatus.PENDING, 2)
    assert (line.user_id, line.entity_id) == (alice.user.pk, str(answer.uuid))


def test_evaluate_again_does_not_reach_a_stranger_s_answers(as_charlie, alice, answer):
    page = evaluate_again(as_charlie, answer.pk)
    assert b"acme" not in page.content.lower()
    with alice.scope():
        assert Answer.objects.get(pk=answer.pk).evaluation_number == 1
    assert evaluate_again(as_charlie, "x").status_code == 400


def test_staff_reading_somebody_s_work_is_on_record_there(as_staff, as_alice, staff, alice, bob, answer):
    path = url(Answer, "change", answer.pk)
    as_alice.get(path)
    as_staff.get(path)
    with alice.scope():
        lines = ActivityLog.objects.filter(action_type="staff_read")
        found = lines.values_list("user", "subject", "entity_type", "entity_id")
        assert list(found) == [(staff.pk, bob.user.pk, "answer", str(answer.uuid))]


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_staff_see_every_organization(as_staff, answer, model):
    nobodys = ROW_OF.get(model) == {}  # how far a job has come, an address that was tried
    assert nobodys or b"acme" in as_staff.get(url(model, "changelist")).content.lower()
    pk = row_at_acme(model).pk
    assert as_staff.get(url(model, "change", pk)).status_code == 200
    assert as_staff.get(url(model, "history", pk)).status_code == 200


def test_an_owner_sees_of_a_member_who_it_is_and_nothing_of_elsewhere(as_alice, bob, answer):
    page = as_alice.get(url(User, "change", bob.user.pk)).content.decode()
    assert "bob@acme.example" in page
    assert "Candidate" in page
    for hidden in ("pbkdf2", "subscription", "streak", "failed_login", "preferences", "two_factor"):
        assert hidden not in page.lower()
    assert as_alice.post(url(User, "change", bob.user.pk), {"first_name": "X"}).status_code == 403


def test_staff_suspend_an_account_and_its_sessions_end(as_staff, bob):
    user = bob.user
    data = {"first_name": "Bob", "last_name": "", "account_status": "suspended", "subscription_tier": "pro",
            "timezone": "UTC", "language_preference": "en", "password": "x", "is_platform_staff": "on"}  # fmt: skip
    assert as_staff.post(url(User, "change", user.pk), data).status_code == 302
    held = User.objects.get(pk=user.pk)
    assert (held.account_status, held.is_active, held.subscription_tier) == ("suspended", False, "pro")
    assert (held.password, held.is_platform_staff) == (user.password, False)
    with all_tenants():
        line = ActivityLog.objects.get(action_type="account_changed")
    assert (line.subject_id, line.metadata["after"]["account_status"]) == (user.pk, "suspended")
    assert not UserSession.objects.filter(user=user, is_active=True).exists()
    assert bob.client.get("/api/v1/users/me/").status_code == 401


def test_staff_neither_suspend_themselves_nor_invent_time_zones(as_staff, staff):
    data = {"account_status": "suspended", "subscription_tier": "free", "timezone": "UTC", "language_preference": "en"}
    page = as_staff.post(url(User, "change", staff.pk), data, follow=True)
    assert "Nobody changes the status of the own account here." in page.content.decode()
    assert User.objects.get(pk=staff.pk).account_status == "active"
    response = as_staff.post(url(User, "change", staff.pk), {**data, "timezone": "Mars", "language_preference": "xx"})
    assert errors_of(response).keys() == {"timezone", "language_preference"}


# --- members ----------------------------------------------------------------------------------------------------------
def member(person):
    with all_tenants():
        return Membership.objects.get(user=person.user, organization=person.organization)


def give(client, person, role, active="on"):
    data = {"role": role, **({"is_active": active} if active else {})}
    return client.post(url(Membership, "change", member(person).pk), data, follow=True)


def test_an_owner_gives_any_role_and_leaves_a_line(as_alice, alice, bob):
    give(as_alice, bob, Role.OWNER)
    assert member(bob).role == Role.OWNER
    with alice.scope():
        line = ActivityLog.objects.get(action_type="member_changed")
    assert (line.user_id, line.metadata["after"]["role"]) == (alice.user.pk, "owner")


def test_the_last_owner_stays(as_alice, alice):
    with alice.scope():
        Membership.objects.filter(role=Role.OWNER).exclude(user=alice.user).update(role=Role.ADMIN)
    for role, active in ((Role.COACH, "on"), (Role.OWNER, "")):
        page = give(as_alice, alice, role, active)
        assert "keeps at least one active owner" in page.content.decode()
        assert (member(alice).role, member(alice).is_active) == (Role.OWNER, True)


def test_an_admin_moves_coaches_and_candidates_only(acme, sign_in, alice, bob):
    as_admin = signed_in(sign_in(acme, Role.ADMIN, email="ann@acme.example").user)
    give(as_admin, bob, Role.COACH)
    assert member(bob).role == Role.COACH
    assert "Select a valid choice" in str(errors_of(give(as_admin, bob, Role.OWNER))["role"])
    assert give(as_admin, alice, Role.COACH).status_code == 403
    assert member(alice).role == Role.OWNER


def test_an_ended_membership_ends_the_sessions_there(as_alice, bob):
    give(as_alice, bob, Role.CANDIDATE, active="")
    assert not UserSession.objects.filter(user=bob.user, is_active=True).exists()


def test_a_stranger_s_membership_is_not_changed(as_charlie, bob):
    give(as_charlie, bob, Role.OWNER)
    assert member(bob).role == Role.CANDIDATE


def test_an_owner_edits_the_own_organization_only(as_alice, acme, bravo):
    data = {"name": "Acme Ltd", "slug": "other", "extra_fields": '{"nursing": "Nursing"}', "shows_averages": "on"}
    assert as_alice.post(url(Organization, "change", acme.pk), data).status_code == 302
    acme.refresh_from_db()
    assert (acme.name, acme.slug, acme.extra_fields) == ("Acme Ltd", "acme", {"nursing": "Nursing"})
    with all_tenants():
        line = ActivityLog.objects.get(action_type="admin_change", entity_type="organization")
    assert line.metadata["before"] == {"name": "Acme", "extra_fields": {}}
    assert line.metadata["after"] == {"name": "Acme Ltd", "extra_fields": {"nursing": "Nursing"}}
    response = as_alice.post(url(Organization, "change", acme.pk), {**data, "extra_fields": '{"A b": 1}'})
    assert "is no stored value" in str(errors_of(response)["extra_fields"])
    assert as_alice.post(url(Organization, "change", bravo.pk), data).status_code == 302
    bravo.refresh_from_db()
    assert bravo.name == "Bravo"


def test_changing_the_own_password_ends_the_other_sessions(as_alice, alice):
    new = "Another-horse-8-battery"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert as_alice.post("/admin/password_change/", data).status_code == 302
    assert as_alice.get("/admin/").status_code == 200
    assert not UserSession.objects.filter(user=alice.user, is_active=True).exists()
    assert User.objects.get(pk=alice.user.pk).password_changed_at >= timezone.now() - timedelta(minutes=1)


def test_recent_actions_are_one_s_own(as_alice, acme, sign_in, alice):
    data = {"name": "Acme Renamed", "extra_fields": "{}"}
    as_alice.post(url(Organization, "change", acme.pk), data)
    other = signed_in(sign_in(acme, Role.ADMIN, email="ann@acme.example").user)
    sidebar = '<div id="recent-actions-module"'
    assert sidebar in as_alice.get("/admin/").content.decode()
    assert sidebar not in other.get("/admin/").content.decode()


@pytest.mark.parametrize(("is_verified", "status"), [(False, 200), (True, 302)])
def test_staff_give_a_place_to_who_has_proven_the_address(as_staff, staff, acme, is_verified, status):
    ann = UserFactory(is_verified=is_verified)
    data = {"organization": acme.pk, "user": ann.pk, "role": Role.COACH, "is_active": "on"}
    assert as_staff.post(url(Membership, "add"), data).status_code == status
    with tenant_scope(acme.pk):
        assert Membership.objects.filter(user=ann).exists() == is_verified
        told = ActivityLog.objects.filter(action_type="member_joined", subject=ann).values_list("user", flat=True)
        assert list(told) == [staff.pk] * is_verified
