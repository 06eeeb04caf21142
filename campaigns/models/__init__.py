"""Facts about campaigns."""
