"""What the numbers mean, the life of a quarter, and what a signature freezes."""
