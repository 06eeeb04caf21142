"""Employees from the file of an HR system: what a file says, by meaning, whatever it looks like.

This room knows files and words, and no database: `reading` opens a file of unknown kind, `headings` finds out what its
columns mean, `checking` turns one row into values, faults and notes, and `sentences` says them in the reader's language.
"""
