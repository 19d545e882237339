"""What is wrong with a configuration, and what was meant."""
