"""The parts of a ZIP file (DOCX, ODT and EPUB are such), read within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from bibman.errors import UnreadableInputError

#: More parts than this no article has, nor more in all parts that are read (bytes, unpacked), nor text packed
#: tighter than this; smaller parts may be packed as tightly as they like.
MOST_PARTS = 10_000
LARGEST_TEXT = 100_000_000
TIGHTEST = 200
_SMALL = 5_000_000


class Package:
    """An opened ZIP file: its parts by name, each unpacked only when it is read."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {part.filename: part for part in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise UnreadableInputError(_damaged(name)) from error
        if len(self._parts) > MOST_PARTS:
            raise UnreadableInputError(
                f"{name} holds {len(self._parts)} parts, more than any document has; it is not read"
            )
        outside = next((part for part in self._parts if _leads_out(part)), None)
        if outside is not None:
            raise UnreadableInputError(
                f"{name} holds a part named {outside!r}, which leads out of the file; "
                "it is no genuine document and is not read"
            )

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts, in the file's order."""
        return tuple(self._parts)

    def read(self, part: str) -> bytes:
        """A part's bytes; UnreadableInputError where it is missing, damaged, encrypted or swells too much."""
        info = self._parts.get(part)
        if info is None:
            raise UnreadableInputError(f"{self.name} lacks its part {part}; {_AGAIN}")
        if info.flag_bits & 1:
            raise UnreadableInputError(protected(self.name))
        if info.file_size > max(_SMALL, TIGHTEST * info.compress_size):
            raise UnreadableInputError(
                f"{self.name}: its part {part} unpacks to {info.file_size // 1_000_000} MB from "
                f"{info.compress_size // 1000} kB, as no article does; it is not read"
            )
        self._unpacked += info.file_size
        if self._unpacked > LARGEST_TEXT:
            raise UnreadableInputError(
                f"{self.name} unpacks to more than {LARGEST_TEXT // 1_000_000} MB, as no article does; "
                "it is not read"
            )
        try:
            return self._zip.read(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            EOFError,
            OSError,
            RuntimeError,
        ) as error:
            raise UnreadableInputError(_damaged(self.name)) from error


_AGAIN = "open it in the program it was made with and save it again, or get it anew"


def _damaged(name: str) -> str:
    return f"{name} is damaged or cut short, its parts cannot be unpacked; {_AGAIN}"


def protected(name: str) -> str:
    """The sentence for a file under a password."""
    return f"{name} is protected by a password; open it and save it without one"


def _leads_out(part: str) -> bool:
    path = PurePosixPath(part.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or path.parts[:1] == ("~",) or part[1:2] == ":"
