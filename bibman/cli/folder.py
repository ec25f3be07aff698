"""Files written into a folder, never over what somebody else made or changed there."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from bibman.cli.output import write_whole
from bibman.errors import UnreadableInputError, UsageError

#: Remembers what was written: a checksum and a name a line, as ``sha256sum --check`` reads them.
LIST = ".bibman-export"

#: Checksums and the names of files with such content.
_Known = set[tuple[str, str]]


def write_files(folder: Path, files: Mapping[str, bytes], *, overwrite: bool = False) -> list[str]:
    """Write files by name into a folder, which is made; gives the names of earlier ones not written again.

    Nothing is written, and UsageError says why, where a file of one of these names was not written by such
    an export, or was changed since; with ``overwrite`` it is replaced.
    """
    try:
        known = _read_list(folder)
        new = {(sha256(content).hexdigest(), name) for name, content in files.items()}
        if not overwrite:
            _check_ours(folder, files, known | new)
        folder.mkdir(parents=True, exist_ok=True)
        # Before and after, so that a work cut off in between leaves no file that is not known.
        _write_list(folder, known | new)
        for name, content in files.items():
            write_whole(folder / name, content)
        earlier = {(checksum, name) for checksum, name in known if name not in files}
        _write_list(folder, earlier | new)
    except OSError as error:
        raise UnreadableInputError(
            f"{folder} cannot be written ({error.strerror}); choose another folder with -o"
        ) from error
    return sorted({name for _, name in earlier if (folder / name).is_file()})


def _read_list(folder: Path) -> _Known:
    file = folder / LIST
    if not file.is_file():
        return set()
    lines = file.read_text("utf-8", errors="replace").splitlines()
    return {(checksum, name) for checksum, _, name in (line.partition("  ") for line in lines)}


def _write_list(folder: Path, known: _Known) -> None:
    lines = [f"{checksum}  {name}\n" for checksum, name in sorted(known, key=lambda k: (k[1], k[0]))]
    write_whole(folder / LIST, "".join(lines))


def _check_ours(folder: Path, files: Mapping[str, bytes], known: _Known) -> None:
    for name in sorted(files):
        path = folder / name
        if path.exists() and not (path.is_file() and (_checksum(path), name) in known):
            raise UsageError(
                f"{path} is there and is no earlier export, or was changed since: nothing was written; "
                "choose another folder, or replace it with --yes"
            )


def _checksum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
