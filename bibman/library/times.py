"""Times as judgements and runs have them: ISO text in UTC, to the second, ``2024-05-31T12:00:00Z``."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)


def now() -> str:
    """The time it is."""
    return time_text(datetime.now(UTC))


def time_text(moment: datetime) -> str:
    """The text of a moment, which knows its time zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_time(text: str) -> bool:
    """Whether a text is such a time, of a day and an hour that exist."""
    if not _FORM.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
