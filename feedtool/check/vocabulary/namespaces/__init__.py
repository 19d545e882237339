"""The elements of the namespaces that feeds of several formats use."""
