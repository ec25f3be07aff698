"""The command line: one file a command, shared options and output in two more."""

from __future__ import annotations

import errno
import gc
import io
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import chain
from keyword import iskeyword
from pathlib import Path

import click

from bibman import __version__
from bibman.cli.output import complain
from bibman.errors import BibmanError, UnreadableInputError

#: The commands as the help lists them.
COMMANDS = {
    "Without a library": ("extract", "parse", "check", "dedupe", "names"),
    "Fill the library": ("add", "import", "remove"),
    "Ask it": ("search", "show", "authors", "duplicates", "self-citations", "stats", "report", "export"),
    "Decide what is one": ("review", "merge", "apart", "link", "edit", "undo", "log", "judgements"),
    "Look after it": ("doctor", "datasette", "completion", "man"),
}

#: What an unforeseen error answers with (EX_SOFTWARE of sysexits.h), apart from every documented code.
SOFTWARE_ERROR = 70
INTERRUPTED = 130
#: So many new objects before the collector looks for cycles: bulk work makes millions, and no cycles.
_SELDOM = 100_000
#: No room for what is printed, or the place for it is broken.
_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
#: The shell asks for completions by this variable.
COMPLETION = "_BIBMAN_COMPLETE"


class _Grouped(click.Group):
    """A group whose help lists the commands under headings."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = formatter.width - 6 - max(map(len, self.commands))
        for heading, names in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, _brief(self.commands[name], width)) for name in names])


def _brief(command: click.Command, width: int) -> str:
    """The first sentence of a command's help, up to its colon where it is long."""
    sentence = command.get_short_help_str(1000).rstrip(".")
    return sentence if len(sentence) <= width else re.split("[:;]", sentence)[0]


@click.group(cls=_Grouped, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="bibman")
def bibman() -> None:
    """Reference lists out of articles, people and works recognised across scripts and spellings.

    \b
    bibman check article.docx            what is wrong with the list of an article
    bibman extract article.pdf           its references, one a line
    bibman add articles/                 read articles into the library
    bibman authors Хайдарова             a person under all spellings, in any script
    bibman self-citations                who cites themselves, and how often
    bibman review                        decide what bibman is not sure of
    bibman export -o library.bib         a .bib for LaTeX, Zotero, JabRef, pandoc
    """


# Command modules import nothing heavy until they run, so all are at hand for help and for "did you mean".
for _name in chain(*COMMANDS.values()):
    _module = f"{_name.replace('-', '_')}{'_' if iskeyword(_name) else ''}"
    bibman.add_command(import_module(f"bibman.cli.{_module}").command)


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code. Errors are one line each on standard error."""
    if arguments[:1] == ["help"]:  # as git and others have it
        arguments = [*arguments[1:], "--help"]
    try:
        result = bibman.main(args=list(arguments), prog_name="bibman", standalone_mode=False, color=_color())
        sys.stdout.flush()
    except BibmanError as error:
        return _fail(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "bibman"
        words = " ".join(error.format_message().split()).rstrip(".")
        return _fail(f"{words}{'' if words.endswith('?') else '.'} See: {where} --help", error.exit_code)
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except click.Abort:
        return _fail("stopped.", INTERRUPTED)
    except BrokenPipeError:
        return _stop_writing()
    except SystemExit:  # click ends so after completing a word for the shell, and at a broken pipe
        if COMPLETION in os.environ:
            raise
        return _stop_writing()
    except Exception as error:
        if os.environ.get("BIBMAN_DEBUG"):
            raise
        return _unforeseen(error)
    return result if isinstance(result, int) else 0


def _unforeseen(error: Exception) -> int:
    if isinstance(error, OSError) and error.filename is None and error.errno in _UNWRITABLE:
        _stop_writing()
        words = f"not all could be written ({error.strerror}); make room, then run again"
        return _fail(words, UnreadableInputError.exit_code)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    words = f"a fault in bibman itself ({what}); BIBMAN_DEBUG=1 shows where. Please report it."
    return _fail(words, SOFTWARE_ERROR)


def _stop_writing() -> int:
    """The reader (head, less) has seen enough: what is still in the buffer goes nowhere, and that is fine."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _color() -> bool | None:
    return False if os.environ.get("NO_COLOR") else None


def _fail(sentence: str, code: int) -> int:
    complain(sentence)
    return code


def main() -> None:
    """Run the command that the shell gave."""
    gc.set_threshold(_SELDOM)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Files and pipes are UTF-8 in every locale; what a terminal has no letter for is spelled out.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def _open_closed_streams() -> None:
    """Put nothing where the shell closed a stream (``>&-``), before a file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
