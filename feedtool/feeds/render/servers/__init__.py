"""Where feeds have moved, for servers and for readers."""
