"""What people type on the pages about people, one module per journey."""
