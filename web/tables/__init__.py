"""Printed tables: shown, sorted, saved, drawn."""
