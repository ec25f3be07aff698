"""What can go wrong, each with the exit code that the command line answers with."""

from __future__ import annotations


class BibmanError(Exception):
    """Anything bibman can explain in one sentence: what failed, where, and what to do next."""

    exit_code = 70


class UsageError(BibmanError):
    """The command was asked for something it does not do."""

    exit_code = 2


class NotFoundError(BibmanError):
    """What was asked for is not in the library."""

    exit_code = 3


class UnreadableInputError(BibmanError):
    """An input file could not be read; the others are still done."""

    exit_code = 4


class LibraryError(BibmanError):
    """The library file could not be used: locked, damaged, of a newer version, or out of reach."""

    exit_code = 5


class StoppedError(BibmanError):
    """The user stopped the work (Ctrl-C); what was done until then is kept."""

    exit_code = 130
