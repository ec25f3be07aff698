"""Settings of all property tests: no test fails because the machine is busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("bibman", deadline=None)
settings.load_profile("bibman")
