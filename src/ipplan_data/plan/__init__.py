"""Reads the published plan with the standard library alone: frozen, typed records."""
