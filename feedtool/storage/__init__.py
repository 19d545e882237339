"""Files, folders and databases: where bytes come from and go to."""
