"""Pages about people, one module per journey."""
