"""The demo: two tenants with their people, and a few interviews that were really held, through the services."""
