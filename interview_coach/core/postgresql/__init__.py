"""The second wall between tenants: row-level security in PostgreSQL (docs/tenancy.md)."""
