"""Citation marks in the body of an article, tied to the references they cite."""

from bibman.references.citations.find import Citation, find_citations, uncited

__all__ = ["Citation", "find_citations", "uncited"]
