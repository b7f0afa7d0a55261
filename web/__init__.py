"""Outbound: a request becomes a query, its results become a page."""
