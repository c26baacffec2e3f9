"""Columns that hold ciphertext: always, or where the row's organization asks for it.

Null and the empty text stay as they are, so that "is there one" can be asked; any other lookup is refused, since equal
texts have unequal ciphertexts. A text that looks like a ciphertext of ours is encrypted whatever is asked for, so that
nobody can write one that is later taken for one.
"""

import json
from typing import Any, NoReturn

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.fields.json import JSONExact
from django.db.models.lookups import Exact

from interview_coach.core.encryption import decrypt, encrypt, is_encrypted
from interview_coach.core.text_policy import encrypts_texts


class Stored:
    """A value just as the database is to keep it. It has no repr of its own: it may hold somebody's words."""

    def __init__(self, value: Any) -> None:
        self.value = value


class TooLong(ValueError):
    """A text does not fit its column once it is encrypted."""


class WrittenUnasked(TypeError):
    """A text was written past its row and outside one organization's scope, so whose it is cannot be known."""


class _EmptyText(Exact):
    def get_prep_lookup(self) -> Any:
        if self.rhs not in ("", None):  # what equals None is asked by isnull
            _refuse(self.lhs.target, "exact")
        return super().get_prep_lookup()


class _EmptyJSON(JSONExact):
    def get_prep_lookup(self) -> Any:
        if self.rhs not in ([], {}):
            _refuse(self.lhs.target, "exact")
        return super().get_prep_lookup()


def _refuse(field: Any, lookup: str) -> NoReturn:
    raise FieldError(f"{field} is stored encrypted: whether it is empty can be asked, {lookup!r} cannot.")


class _Unsearchable(models.Field):  # type: ignore[type-arg]
    """Answers no lookup but `isnull` and, by `empty`, `exact` with an empty value."""

    empty: Any = _EmptyText

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        return self.empty if lookup_name == "exact" else _refuse(self, lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        _refuse(self, lookup_name)


class EncryptedTextField(_Unsearchable, models.TextField):  # type: ignore[type-arg]
    """A text that is stored as ciphertext. `max_length`, where given, is the column's: of the ciphertext."""

    def get_internal_type(self) -> str:
        return "CharField" if self.max_length else "TextField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return decrypt(value) if value else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        stored = value.value if isinstance(value, Stored) else self._stored(value)
        if self.max_length and stored and len(stored) > self.max_length:
            raise TooLong(f"{self} holds {self.max_length} characters of ciphertext.")
        return super().get_db_prep_save(stored, connection)

    def _stored(self, value: Any) -> Any:
        return encrypt(value) if value and isinstance(value, str) else value


class _AsAsked(_Unsearchable):
    """Encrypted where the row's organization asks for it (`Organization.encrypts_texts`); reads both.

    It is written with its row, or by `update()` in the scope of one organization (`for_update`).
    """

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        return self.for_organization(model_instance.organization_id, super().pre_save(model_instance, add))

    def for_organization(self, organization_id: int, value: Any) -> Stored:
        """Return a value as the organization asks for it to be stored."""
        organizations: Any = self.model._meta.get_field("organization").related_model
        asked = bool(value) and (is_encrypted(value) or encrypts_texts(organizations, organization_id))
        return Stored(self.encrypted(value) if asked else value)

    def encrypted(self, value: Any) -> str:
        """Return what is stored of a value that is encrypted."""
        raise NotImplementedError  # each kind its own

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value and not isinstance(value, Stored):
            raise WrittenUnasked(f"{self} is written with its row, or in the scope of one organization.")
        return super().get_db_prep_save(value.value if isinstance(value, Stored) else value, connection)


class TenantTextField(_AsAsked, models.TextField):  # type: ignore[type-arg]
    """A text that is encrypted where its organization asks for it."""

    def encrypted(self, value: Any) -> str:
        return encrypt(value)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return decrypt(value) if value is not None and is_encrypted(value) else value


class TenantJSONField(_AsAsked, models.JSONField):
    """The same for lists and objects: what is encrypted is the document as text, what is stored a JSON string."""

    empty = _EmptyJSON

    def encrypted(self, value: Any) -> str:
        return encrypt(json.dumps(value, cls=self.encoder))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        loaded = super().from_db_value(value, expression, connection)
        return json.loads(decrypt(loaded)) if is_encrypted(loaded) else loaded


def for_update(model: type[models.Model], values: dict[str, Any], writable: frozenset[int] | None) -> dict[str, Any]:
    """Return the values of an `update()`, those of columns as asked for as the one writable organization asks."""
    if writable is None or len(writable) != 1:
        return values
    (organization_id,) = writable
    asked = {field.name: field for field in model._meta.concrete_fields if isinstance(field, _AsAsked)}
    return {
        name: asked[name].for_organization(organization_id, value)
        if name in asked and not isinstance(value, Stored) else value
        for name, value in values.items()
    }  # fmt: skip
