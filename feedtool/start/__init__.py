"""What begins a site, and a record of a story."""
