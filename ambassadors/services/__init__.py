"""Deeds about people: one module per journey."""
