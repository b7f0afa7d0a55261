"""The JSON that other tools rely on: plain dicts and lists from the frozen types."""
