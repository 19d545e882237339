"""Value types: plain functions from a text to what is wrong with it."""
