"""The report: a library on one self-contained HTML page."""

from bibman.reports.page.build import LeftOut, Report, make_report
from bibman.reports.page.texts import LANGUAGES

__all__ = ["LANGUAGES", "LeftOut", "Report", "make_report"]
