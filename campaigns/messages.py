"""The kinds of message of this app."""
