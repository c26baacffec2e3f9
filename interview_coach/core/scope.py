"""The tenant scope in force: what `tenancy` filters by, and what the database is told of."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Scope(NamedTuple):
    """The organizations whose rows may be written and read; None means every organization."""

    writable: frozenset[int] | None
    readable: frozenset[int] | None


_scope: ContextVar[Scope | None] = ContextVar("tenant_scope", default=None)


class NoTenantScope(RuntimeError):
    """A tenant table was touched outside any scope, or by a queryset built in another one."""


@contextmanager
def _activate(scope: Scope) -> Iterator[None]:
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def tenant_scope(organization_id: int, *, library_id: int | None = None) -> Iterator[None]:
    """Work for one organization; library rows of `library_id` (the house) may be read besides."""
    readable = {organization_id} if library_id is None else {organization_id, library_id}
    with _activate(Scope(frozenset([organization_id]), frozenset(readable))):
        yield


@contextmanager
def all_tenants() -> Iterator[None]:
    """Work for every organization: only for platform staff, migrations and jobs that loop over organizations."""
    with _activate(Scope(None, None)):
        yield


def current_scope(label: str) -> Scope:
    """Return the scope in force; raise `NoTenantScope` naming `label` when there is none."""
    if (scope := _scope.get()) is None:
        raise NoTenantScope(f"{label} needs a tenant scope.")
    return scope


def scope_in_force() -> Scope | None:
    """Return the scope in force, None outside any."""
    return _scope.get()


def has_scope() -> bool:
    """Tell whether any scope is open."""
    return _scope.get() is not None
