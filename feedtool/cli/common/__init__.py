"""What the commands share: options, output, the log, the bar, known problems."""
