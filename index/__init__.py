"""Inbound: a gazette file becomes an edition and is handed to an engine."""
