"""Rows for tests, by factory_boy. Interviews, answers and feedback come from the services instead."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import Membership, Organization, Role, User
from questionbank.models import CompanyQuestionBank, Question


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization
        django_get_or_create = ("slug",)

    slug = factory.Sequence("org-{}".format)
    name = factory.LazyAttribute(lambda o: o.slug.title())


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("person{}@example.org".format)
    first_name = "Pat"
    password = factory.django.Password("Correct-horse-7-battery")
    is_verified = True


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.CANDIDATE


class BankFactory(DjangoModelFactory):
    class Meta:
        model = CompanyQuestionBank

    company_name = factory.Sequence("Company {}".format)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    text = factory.Sequence("How does cache number {} stay consistent with the database?".format)
    field = "software_engineering"
    level = "mid"
    difficulty = "medium"
    category = "technical"
    subcategory = "databases"
    hint = "Think of what happens on a write."
    sample_answer = (
        "I would use cache aside: read the cache first and fall back to the database on a miss. On a write I update "
        "the database in a transaction and then delete the key, so that the next reader loads fresh data. A short time "
        "to live limits how stale an entry can be, and a lock per key avoids a stampede after an expiry."
    )
    keywords = factory.LazyFunction(lambda: ["cache aside", "invalidation", "time to live", "stampede", "transaction"])
    evaluation_criteria = factory.LazyFunction(
        lambda: [
            {"criterion": "correctness", "weight": 60, "description": "Names a sound write path."},
            {"criterion": "trade_offs", "weight": 40, "description": "Weighs staleness against load."},
        ]
    )
    is_verified = True
