"""The schema: as specified, as documented, and held by the database itself."""

import inspect
import re
from importlib import import_module

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from accounts.models import User
from accounts.services.audit import chain, export
from interview_coach.core.fields import Stored
from interview_coach.core.tenancy import all_tenants
from interview_coach.schema.document import DOCUMENT, render, without_note
from interview_coach.schema.notes import DATABASE, read_notes
from interview_coach.schema.tables import SPECIFIED, own_models, own_tables
from interviews import selectors
from interviews.models import (
    AICall,
    AIPolicy,
    Anchor,
    Answer,
    CalibrationRun,
    Feedback,
    Interview,
    InterviewEvent,
    InterviewQuestion,
    Media,
    Review,
    Verdict,
)
from questionbank.models import CompanyQuestionBank, Question, Rubric, RubricVersion
from tests.factories import BankFactory

# What the specification asks for, by table: its columns, and the columns of its indexes. The last two are what tenancy
# adds to its eleven.
SPECIFICATION = {
    "users": (
        "id uuid email password_hash first_name last_name profile_picture bio location timezone language_preference "
        "subscription_tier account_status is_active is_verified verification_token failed_login_attempts "
        "last_failed_login password_changed_at two_factor_enabled two_factor_secret created_at updated_at last_login "
        "deleted_at notification_preferences privacy_settings ui_preferences total_interviews total_practice_time "
        "average_score current_streak longest_streak last_practice_date",
        {"idx_user_email": "email", "idx_user_created": "created_at", "idx_user_active": "is_active"},
    ),
    "interviews": (
        "id uuid user_id field level interview_type company position mode difficulty_preference started_at "
        "completed_at paused_at resumed_at duration_seconds active_time_seconds status overall_score technical_score "
        "communication_score confidence_score questions_answered questions_total average_answer_time total_hints_used "
        "pause_count quality_rating device_type browser ip_address session_recording_url notes tags",
        {
            "idx_interview_user": "user_id",
            "idx_interview_status": "status",
            "idx_interview_started": "started_at",
            "idx_interview_type_level": "interview_type level",
        },
    ),
    "questions": (
        "id uuid text category subcategory field level difficulty company position_type tags keywords hint "
        "follow_up_questions sample_answer ideal_answer_length time_limit_seconds evaluation_criteria created_at "
        "updated_at usage_count avg_score avg_completion_time difficulty_rating quality_score version "
        "parent_question_id is_active is_verified translations",
        {
            "idx_question_category": "category",
            "idx_question_field_level": "field level",
            "idx_question_difficulty": "difficulty",
            "idx_question_company": "company",
        },
    ),
    "answers": (
        "id uuid interview_id question_id text audio_url video_url transcript score time_spent_seconds word_count "
        "character_count clarity_score relevance_score depth_score structure_score confidence_level sentiment_score "
        "key_phrases submitted_at edited_count hint_used revision_history ai_model_used ai_processing_time "
        "ai_confidence",
        {
            "idx_answer_interview": "interview_id",
            "idx_answer_question": "question_id",
            "idx_answer_submitted": "submitted_at",
        },
    ),
    "feedback": (
        "id uuid user_id answer_id score strengths improvements detailed_feedback content_score structure_score "
        "communication_score technical_accuracy_score action_items learning_resources practice_suggestions ai_model "
        "ai_model_version ai_temperature ai_tokens_used ai_processing_time ai_confidence_score generated_at "
        "user_rating helpfulness_score was_helpful alternative_feedbacks",
        {
            "idx_feedback_answer": "answer_id",
            "idx_feedback_user": "user_id",
            "idx_feedback_generated": "generated_at",
        },
    ),
    "performance_metrics": (
        "id uuid interview_id metric_type metric_value metric_unit question_number timestamp metadata",
        {"idx_metric_interview": "interview_id", "idx_metric_timestamp": "timestamp"},
    ),
    "user_achievements": (
        "id uuid user_id achievement_type achievement_name achievement_description achievement_icon points_awarded "
        "earned_at metadata",
        {"idx_achievement_user": "user_id", "idx_achievement_earned": "earned_at"},
    ),
    "user_sessions": (
        "id uuid user_id session_token ip_address user_agent device_type browser os location created_at expires_at "
        "last_activity is_active",
        {"idx_session_user": "user_id", "idx_session_token": "session_token", "idx_session_created": "created_at"},
    ),
    "activity_logs": (
        "id uuid user_id action_type action_description entity_type entity_id ip_address user_agent request_method "
        "request_path status_code response_time metadata timestamp",
        {"idx_log_user": "user_id", "idx_log_timestamp": "timestamp", "idx_log_action": "action_type"},
    ),
    "company_question_banks": (
        "id uuid company_name company_logo industry company_size total_questions verified_questions "
        "average_difficulty created_at updated_at is_active description hiring_process_info",
        {"idx_company_name": "company_name"},
    ),
    "leaderboards": (
        "id uuid user_id category score rank period_start period_end total_interviews average_score highest_score "
        "total_practice_time calculated_at",
        {
            "idx_leaderboard_category": "category",
            "idx_leaderboard_score": "score",
            "idx_leaderboard_period": "period_start period_end",
        },
    ),
    "organizations": ("id uuid name slug is_active", {}),
    "memberships": ("id uuid organization_id user_id role is_active", {}),
}
INDEXES = [(table, name, columns) for table, (_, indexes) in SPECIFICATION.items() for name, columns in indexes.items()]
# Where the specification's index is the beginning of a unique key, which has a name of its own.
SERVED_BY_UNIQUE = {
    "idx_user_email", "idx_session_token", "idx_company_name", "idx_feedback_answer", "idx_achievement_user",
}  # fmt: skip
UNIQUE = [("users", "email"), ("user_sessions", "session_token"), *((table, "uuid") for table in SPECIFICATION)]
MODELS = own_models()
TABLES = {table.name: table for table in own_tables()}
FIELDS = {(m._meta.db_table, f.column): f for m in MODELS for f in m._meta.local_concrete_fields}
NOTES = read_notes(settings.BASE_DIR)
# It reads the columns that a constant beside it names.
SAID_BESIDE = {
    "interviews.selectors.score_means": selectors.DIMENSIONS,
    "accounts.services.audit.chain.line_digest": chain.OPEN,
    "accounts.services.audit.chain.commitment": (chain.ORIGIN, chain.CONTENT),
    "accounts.models.trail.new_salt": (chain.ORIGIN, chain.CONTENT),
    "accounts.services.audit.export.export": export.COLUMNS,
}
# They make or fill a whole row, whatever its columns are called.
WHOLE_ROWS = {
    DATABASE,
    "interview_coach.core.models.uuid7",
    "interviews.services.questions.starting.start_interview",
    "questionbank.catalogue._install_bank",
    "questionbank.catalogue._install_question",
    "questionbank.catalogue._install_rubric",
}


# --- the document -----------------------------------------------------------------------------------------------------
def test_the_document_is_what_models_and_notes_say():
    assert (settings.BASE_DIR / DOCUMENT).read_text() == render(TABLES.values(), NOTES), "run manage.py write_schema"
    call_command("write_schema", "--check")


def test_a_stale_document_fails_with_the_difference(settings, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    text = (settings.BASE_DIR / DOCUMENT).read_text()
    (docs / "schema_notes.toml").write_text((settings.BASE_DIR / "docs/schema_notes.toml").read_text())
    (docs / "schema.md").write_text(text.replace("# The schema", "# A schema", 1))
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"(?s)-# A schema\n\+# The schema"):
        call_command("write_schema", "--check")
    call_command("write_schema", verbosity=0)
    assert (docs / "schema.md").read_text() == text


def test_every_column_has_a_note_and_every_note_a_column():
    assert (without_note(TABLES.values(), NOTES), NOTES.keys() - FIELDS.keys()) == ([], set())


def test_a_column_is_written_and_read_or_says_what_it_waits_for():
    assert [key for key, note in NOTES.items() if not note.later and not (note.writes and note.reads)] == []


def resolve(name):
    """Return the function or class that a dotted name stands for."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None)
        return found.fget if isinstance(found, property) else found
    return None


@pytest.mark.parametrize("name", sorted({n for note in NOTES.values() for n in note.writes + note.reads} - {DATABASE}))
def test_a_name_in_the_notes_is_there_and_speaks_of_its_columns(name):
    found = resolve(name)
    assert found is not None, f"docs/schema_notes.toml names {name}, which is not there any more"
    source = f"{inspect.getsource(found)} {SAID_BESIDE.get(name, '')}".replace("__", " ")
    said = [key for key, note in NOTES.items() if name in note.writes + note.reads]
    unsaid = [key for key in said if not re.search(rf"\b({_names_of(FIELDS[key])})\b", source)]
    assert name in WHOLE_ROWS or unsaid == []


def _names_of(field):
    return "|".join({field.name, field.attname, "pk" if field.primary_key else field.name})


# --- the specification ------------------------------------------------------------------------------------------------
def test_the_tables_are_those_of_the_specification():
    assert set(SPECIFIED) == set(SPECIFICATION)
    assert set(SPECIFICATION) <= set(TABLES)


@pytest.mark.parametrize("table", SPECIFICATION)
def test_a_table_has_its_specified_columns(table):
    wanted = set(SPECIFICATION[table][0].split())
    assert wanted - {column.name for column in TABLES[table].columns} == set()


@pytest.mark.parametrize(("table", "name", "columns"), INDEXES, ids=[index[1] for index in INDEXES])
def test_a_specified_index_is_there(table, name, columns):
    """Under its name, its columns first, or after the organization; or at the beginning of a unique key."""
    keys = {key.name: key.columns for key in TABLES[table].indexes}
    candidates = [key.columns for key in TABLES[table].uniques] if name in SERVED_BY_UNIQUE else [keys[name]]
    wanted = tuple(columns.split())
    assert any(
        key[: len(wanted)] == wanted or (key[0] == "organization_id" and key[1 : len(wanted) + 1] == wanted)
        for key in candidates
    )


# --- the database -----------------------------------------------------------------------------------------------------
@pytest.fixture
def catalogue(db):
    """What the database says it has: constraints by table and name."""
    with connection.cursor() as cursor:
        return {table: connection.introspection.get_constraints(cursor, table) for table in TABLES}


def test_the_database_has_every_table_and_column(db):
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        held = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in TABLES
            if table in there
        }
    assert held == {name: {column.name for column in table.columns} for name, table in TABLES.items()}


def test_the_database_has_every_check(catalogue):
    held = {(table, name) for table, found in catalogue.items() for name, info in found.items() if info["check"]}
    wanted = {
        (model._meta.db_table, constraint.name)
        for model in MODELS
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert len(wanted) > 80
    assert wanted - held == set()


def test_the_database_has_every_index_and_unique_key(catalogue):
    held = {(table, tuple(info["columns"])) for table, found in catalogue.items() for info in found.values()}
    wanted = {(name, key.columns) for name, table in TABLES.items() for key in (*table.indexes, *table.uniques)}
    assert wanted - held == set()
    unique = {
        (table, tuple(info["columns"]))
        for table, found in catalogue.items()
        for info in found.values()
        if info["unique"]
    }
    assert {(table, (column,)) for table, column in UNIQUE} - unique == set()
    assert {(name, key.columns) for name, table in TABLES.items() for key in table.uniques} - unique == set()


def test_the_database_has_every_foreign_key(catalogue):
    held = {
        (table, *info["columns"], *info["foreign_key"])
        for table, found in catalogue.items()
        for info in found.values()
        if info["foreign_key"]
    }
    wanted = {
        (table, column, field.remote_field.model._meta.db_table, "id")
        for (table, column), field in FIELDS.items()
        if field.remote_field is not None
    }
    assert held == wanted


def test_no_row_of_a_tenant_is_without_its_organization(db):
    with connection.cursor() as cursor:
        empty = {
            table
            for table in TABLES
            for column in connection.introspection.get_table_description(cursor, table)
            if column.name == "organization_id" and column.null_ok
        }
    assert empty == set()
    assert {name for name in TABLES if (name, "organization_id") not in FIELDS} == {
        "column_passes", "organizations", "users", "recovery_codes", "sign_in_guards",
    }  # fmt: skip


# --- what the database refuses, whoever asks --------------------------------------------------------------------------
def refused(work):
    """Whether the database itself turns `work` away."""
    try:
        with transaction.atomic(), all_tenants():
            work()
    except (IntegrityError, DataError):  # MySQL has types that hold no negative number
        return True
    return False


def again(row, **changes):
    """Insert a copy of `row` with `changes`, past every check that Python makes."""
    columns = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in ("id", "uuid")}
    type(row)._base_manager.bulk_create([type(row)(**{**columns, **changes})])


OUT_OF_RANGE = [
    (Interview, {"overall_score": 10.01}),
    (Interview, {"overall_score": -0.01}),
    (Interview, {"confidence_score": 11}),
    (Interview, {"status": "done"}),
    (Interview, {"status": "completed"}),
    (Interview, {"mode": "smoke signals"}),
    (Interview, {"level": ""}),
    (Interview, {"quality_rating": "superb"}),
    (Interview, {"duration_seconds": -1}),
    (Interview, {"active_time_seconds": -1}),
    (Interview, {"questions_total": 0}),
    (Interview, {"questions_total": 21}),
    (Interview, {"pause_count": -1}),
    (InterviewQuestion, {"kind": "other"}),
    (InterviewQuestion, {"question_id": None}),
    (InterviewQuestion, {"kind": "follow_up", "question_id": None, "text": ""}),
    (InterviewQuestion, {"position": -1}),
    (Answer, {"score": 11}),
    (Answer, {"score": -1}),
    (Answer, {"clarity_score": 10.5}),
    (Answer, {"sentiment_score": 1.5}),
    (Answer, {"sentiment_score": -1.5}),
    (Answer, {"ai_confidence": 1.1}),
    (Answer, {"time_spent_seconds": -1}),
    (Answer, {"word_count": -1}),
    (Answer, {"evaluation_status": "lost"}),
    (Answer, {"text": "", "transcript": "", "audio_url": "", "video_url": ""}),
    (Feedback, {"score": 11}),
    (Feedback, {"user_rating": 6}),
    (Feedback, {"user_rating": 0}),
    (Feedback, {"helpfulness_score": 2}),
    (Feedback, {"ai_tokens_used": -1}),
    (InterviewEvent, {"seq": 0}),
    (Media, {"kind": "text"}),
    (Media, {"size": -1}),
    (Answer, {"ai_score": 10.5}),
    (Answer, {"human_score": -1}),
    (Feedback, {"disagreement": 10.5}),
    (AIPolicy, {"evaluator": "oracle"}),
    (AIPolicy, {"challenger": "oracle"}),
    (AIPolicy, {"challenger_share": 1.5}),
    (AIPolicy, {"monthly_token_budget": -1}),
    (AIPolicy, {"monthly_cost_budget": -1}),
    (AIPolicy, {"review_below_confidence": 1.5}),
    (AIPolicy, {"review_above_disagreement": 10.5}),
    (AIPolicy, {"reviewers_needed": 3}),
    (AIPolicy, {"gate_most_mae": -1}),
    (AIPolicy, {"gate_least_kappa": 1.5}),
    (AIPolicy, {"follow_ups_per_question": 3}),
    (AICall, {"outcome": "lost"}),
    (AICall, {"input_tokens": -1}),
    (AICall, {"reserved_tokens": -1}),
    (AICall, {"cost": -1}),
    (Review, {"status": "lost"}),
    (Review, {"score": 10.5}),
    (Review, {"reviewers_needed": 0}),
    (Verdict, {"score": 10.5}),
    (Anchor, {"source": "invented"}),
    (Anchor, {"score": -1}),
    (Anchor, {"text": ""}),
    (CalibrationRun, {"purpose": "fun"}),
    (CalibrationRun, {"mae": -1}),
    (CalibrationRun, {"anchors": -1}),
    (Rubric, {"default_for": "cooking"}),
    (RubricVersion, {"number": 0}),
    (RubricVersion, {"probe_threshold": 10.5}),
    (Question, {"difficulty": "brutal"}),
    (Question, {"version": 0}),
    (Question, {"quality_score": 10.5}),
    (CompanyQuestionBank, {"total_questions": -1}),
    (User, {"subscription_tier": "gold"}),
    (User, {"account_status": "gone"}),
    (User, {"current_streak": -1}),
    (User, {"average_score": 10.5}),
]


def test_no_row_leaves_its_range(world):
    stored = [(model.__name__, changes) for model, changes in OUT_OF_RANGE if not refused_change(model, changes)]
    assert stored == []


def refused_change(model, changes):
    with all_tenants():
        key = model.objects.order_by("pk").values_list("pk", flat=True)[0]
    return refused(lambda: model.objects.filter(pk=key).update(**changes))


def test_a_slot_has_one_answer(world):
    assert refused(lambda: again(world.answer))


def test_an_answer_of_spaces_is_one(world):
    """MariaDB compares without trailing spaces: the check goes by length."""
    spaces = {"text": Stored("   "), "transcript": "", "audio_url": "", "video_url": ""}
    assert not refused_change(Answer, spaces)


def test_a_position_and_a_question_have_one_slot(world):
    slot = world.slot
    other = InterviewQuestion(interview=slot.interview, position=slot.position + 1)
    assert refused(lambda: again(slot, question_id=None, kind="follow_up", parent_id=world.answer.pk, text="And then?"))
    assert refused(lambda: again(slot, position=other.position))
    follow_up = {"question_id": None, "kind": "follow_up", "parent_id": world.answer.pk, "text": "And then?"}
    assert not refused(lambda: again(slot, position=other.position, **follow_up))
    assert not refused(lambda: again(slot, position=other.position + 1, **follow_up))


def test_an_event_has_its_number_alone(world):
    with world.person.scope():
        event = InterviewEvent.objects.filter(interview=world.interview).first()
    assert refused(lambda: again(event))


def test_an_evaluation_leaves_one_feedback(world):
    assert refused(lambda: again(world.feedback))
    assert not refused(lambda: again(world.feedback, number=world.feedback.number + 1))


def test_a_feedback_has_one_review_and_a_reviewer_one_verdict(world):
    with world.person.scope():
        verdict = Verdict.objects.get(review=world.review)
    assert refused(lambda: again(world.review))
    assert refused(lambda: again(verdict))
    assert not refused(lambda: again(verdict, reviewer_id=world.person.user.pk))


def test_an_organization_has_one_policy(world, bravo):
    with world.person.scope():
        policy = AIPolicy.objects.get()
    assert refused(lambda: again(policy))
    assert not refused(lambda: again(policy, organization_id=bravo.pk))


def test_a_rubric_has_its_name_and_its_default_alone_in_its_organization(world):
    rubric = world.rubric
    with world.person.scope():
        Rubric.objects.filter(pk=rubric.pk).update(default_for="hr")
    assert refused(lambda: again(rubric, default_for=None))
    assert refused(lambda: again(rubric, name="Other", default_for="hr"))
    assert not refused(lambda: again(rubric, name="Other", default_for=None))


def test_a_version_has_its_number_alone(world):
    with world.person.scope():
        version = RubricVersion.objects.get(rubric=world.rubric, number=1)
    assert refused(lambda: again(version))
    assert not refused(lambda: again(version, number=3))


def test_a_company_has_one_bank_in_a_tenant_and_another_elsewhere(acme, bravo):
    with all_tenants():
        BankFactory(organization=acme, company_name="Umbra")
    assert not refused(lambda: BankFactory(organization=bravo, company_name="Umbra"))
    assert refused(lambda: BankFactory(organization=acme, company_name="Umbra"))


def test_an_address_has_one_account(bob):
    assert refused(lambda: again(bob.user))
    assert not refused(lambda: again(bob.user, email="someone@acme.example"))


def test_an_address_is_in_lower_case(bob):
    if connection.vendor == "mysql":
        pytest.skip("compares without regard to case, unique keys included")
    assert refused(lambda: again(bob.user, email="Someone@acme.example"))
    assert refused(lambda: again(bob.user, email="Bob@acme.example"))
