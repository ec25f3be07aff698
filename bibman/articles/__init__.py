"""A file -> an Article: one reader a format, chosen by content, not by file name."""

from bibman.articles.files import find_files
from bibman.articles.read import read_article

__all__ = ["find_files", "read_article"]
