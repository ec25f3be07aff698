"""Settings of all tests."""

from __future__ import annotations

import signal

from hypothesis import settings

# No property test fails because the machine is busy.
settings.register_profile("bibman", deadline=None)
settings.load_profile("bibman")

# Whoever starts the tests in the background has Ctrl-C ignored, and so have all that the tests start.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
