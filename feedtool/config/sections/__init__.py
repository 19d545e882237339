"""Tables of a configuration that few sites have."""
