"""A PDF made lines: what stands where on a page tells columns, headings, entries, notes and running heads."""

from bibman.articles.pdf.read import read_pdf

__all__ = ["read_pdf"]
