"""Facts about trainings."""
