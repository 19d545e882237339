"""What feeds of some kinds have besides the elements of their format."""
