"""Deeds of campaigns."""
