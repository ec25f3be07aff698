"""DOIs and web addresses, mended where print broke them."""

from __future__ import annotations

import re

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*\s?/\s?\S.*", re.DOTALL)
# An address begins with its scheme, with www, or with a host name of letters that ends in a known way.
_SCHEME = re.compile(r"h\s?t\s?t\s?p\s?s?\s?:\s?/?\s?/?|www\s?\.|ftp://", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@.])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,62}){0,4}"
    r"\.(?:com|org|net|edu|gov|info|io|uz|ru|kz|kg|tj|tm|az|ua|by|tr|uk|de|su|рф)(?:/[^\s,;]*)?(?![\w@])",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,6}(?:/\S*)?", re.IGNORECASE)
_DOI_LINK = re.compile(r"(?:https?:/?/?|www\.|(?:dx\.)?doi\.org)", re.IGNORECASE)
_BROKEN_HEAD = re.compile(r"\s*([:/.])\s*(?=[:/]|\s*(?:doi|org|www|dx)\b)", re.IGNORECASE)
_GAP = re.compile(r"\s+")
_JOINERS = "/_-=?&%#~+:"
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def _mended(text: str, *, digits: bool = False) -> str:
    """The address at the start of the text, its inner spaces closed, up to where it ends.

    A space is inner after or before a joining character, and after a dot where a small letter or a digit
    follows ("doi. org"); any other space ends the address. ``digits`` says that a number behind a dot is no
    year but part of it, as in a DOI.
    """
    text = _BROKEN_HEAD.sub(r"\1", text.split("\n\n")[0])
    words = _GAP.split(text)
    address = words[0]
    for word in words[1:]:
        if not word or not (_goes_on(address, word) or (digits and address[-1] == "." and word[0].isdigit())):
            break
        address += word
    return _stripped(address)


def _goes_on(address: str, word: str) -> bool:
    if word[0] in '([<{"«“' or _SCHEME.match(word):
        return False
    if word[0] in "/_=?&%#~":
        return True
    if address[-1] in _JOINERS:
        return word[0].isascii() and word[0].isalnum()
    return (
        address[-1] == "."
        and word[0].isascii()
        and (word[0].islower() or word[0].isdigit())
        and ("." in word[:-1] or "/" in word or len(word.strip(".")) <= 4)
    )


def _stripped(address: str) -> str:
    """Without the punctuation that the sentence, not the address, put at its end."""
    while address and (address[-1] in ".,;:<>\"'»”’|" or _unopened(address)):
        address = address[:-1]
    return address


def _unopened(address: str) -> bool:
    opener = _CLOSERS.get(address[-1])
    return opener is not None and address.count(address[-1]) > address.count(opener)


def read_doi(text: str) -> str:
    """The DOI without a resolver or prefix; "" where there is none, or only the publisher's part of one."""
    found = _DOI.search(_BROKEN_HEAD.sub(r"\1", text))
    if not found:
        return ""
    prefix, _, suffix = found.group().partition("/")
    return _mended(f"{prefix.rstrip()}/{suffix.lstrip()}", digits=True)


def read_url(text: str) -> str:
    """The first web address in the text, mended; "" where there is none."""
    found = _SCHEME.search(text)
    if found:
        scheme = _GAP.sub("", found.group())
        address = scheme + _mended(text[found.end() :].lstrip("/ "))
        return address.replace("<", "").replace(">", "") if len(address) > len(scheme) else ""
    host = _HOST.search(text)
    return _stripped(host.group()) if host else ""


def is_doi_link(text: str) -> bool:
    """Whether a DOI is printed as a link, not bare or after "doi:"."""
    return bool(_DOI_LINK.search(_BROKEN_HEAD.sub(r"\1", text)))


def is_site(text: str) -> bool:
    """Whether the text is the name of a web site and nothing else ("kun.uz")."""
    return bool(_SITE.fullmatch(text.strip().rstrip(".")))
