"""The product as its users have it: real processes, a real PostgreSQL and Valkey, spoken to over HTTP and sockets."""
