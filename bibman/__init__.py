"""bibman: bibliographies of the Cyrillic-Latin world."""

from __future__ import annotations

__version__ = "0.1.0"
