"""Addresses that last, and citations."""
