"""What makes importing cheap. The lowest floor: nothing of feedtool is imported here."""
