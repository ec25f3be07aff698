"""Which citation keys a text cites: LaTeX, what LaTeX and biber leave behind (.aux, .bcf), Markdown."""

from __future__ import annotations

import re

#: ``\\cite{a,b}``, ``\\parencite*[see][12]{a}``, ``\\citation{a}`` of .aux files, ``\\abx@aux@cite{0}{a}``.
_TEX = re.compile(r"\\((?>[A-Za-z]+)|abx@aux@cite\{[0-9]*\})\*?((?:\s?[\[{][^\[\]{}]*[\]}])++)")
_CITES = re.compile(r"cite|Cite|^citation$")
_BRACES = re.compile(r"\{([^{}]*)\}")
_BCF = re.compile(r"<bcf:citekey[^<>]*>([^<>]*)</bcf:citekey>")
_MARKDOWN = re.compile(r"(?<![\w@.\\])@(?:\{([^{}\s]+)\}|(\w(?:[\w:.#$%&+?<>~/-]*\w)?))")
_COMMENT = re.compile(r"(?<!\\)%.*")
#: ``\\nocite{*}``: every work.
EVERYTHING = "*"


def cited_keys(text: str) -> list[str]:
    """The keys in the order they are first cited in, each once; EVERYTHING where all works are wanted.

    What is behind ``%`` is not cited, and @ in a text with LaTeX's commands is no citation.
    """
    if found := _BCF.findall(text):
        return list(dict.fromkeys(key.strip() for key in found))
    commands = _TEX.findall(_COMMENT.sub("", text))
    groups = [_BRACES.findall(arguments) for name, arguments in commands if _CITES.search(name)]
    keys = [key.strip() for group in groups for braced in group for key in braced.split(",")]
    if not groups:
        keys = [braced or plain for braced, plain in _MARKDOWN.findall(text)]
    return [key for key in dict.fromkeys(keys) if key]
