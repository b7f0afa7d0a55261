"""Markdown, as programs that read scans write it."""
