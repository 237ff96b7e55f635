"""What was done: acts and their evidence."""
