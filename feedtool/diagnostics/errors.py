"""What stops a run: exceptions, each with its exit code."""

from feedtool.diagnostics.problem import Problem


class FeedtoolError(Exception):
    """Something that stops the whole run; its text is one short message for the user."""


class UsageError(FeedtoolError):
    """Wrong use or wrong configuration (exit code 2); ``problems`` give the places, if any."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class StorageError(FeedtoolError):
    """The disk refused (exit code 3); what was published before is still complete."""


class BadFeedError(FeedtoolError):
    """What was about to be published does not pass the check (exit code 3); nothing was."""

    def __init__(self, message: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(message)
        self.problems = problems


class WorkerError(FeedtoolError):
    """What was to read records was killed, or cannot read them (exit code 3); nothing was published."""


class LockedError(FeedtoolError):
    """Another build holds the lock of the output folder (exit code 4)."""
