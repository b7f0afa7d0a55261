"""Web pages: what they state, where their document is, and its lines."""
