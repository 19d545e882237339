"""What feeds no longer show, and what is known of it."""
