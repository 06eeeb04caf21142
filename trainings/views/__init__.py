"""Pages about trainings, one module per journey."""
