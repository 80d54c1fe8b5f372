"""Central's schema in PostgreSQL: SQL to read, one step for each release, and who may do what."""
