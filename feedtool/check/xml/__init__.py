"""What is known of an XML document while it is read: nodes, places, namespaces."""
