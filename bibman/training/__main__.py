"""``python -m bibman.training crf|network|evaluate|calibrate|sounds|works``: all that is learnt."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from bibman.model import Segment
from bibman.names.graphemes import costs_by_class
from bibman.training import sounds
from bibman.training.corpora import read_corpus
from bibman.training.evaluate import cross_validate, predict, score
from bibman.training.generate import generate
from bibman.training.held_out import clear_of, read_values
from bibman.training.train import train


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bibman.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    calibrate = commands.add_parser("calibrate", help="fit the weights behind a record's confidence")
    calibrate.add_argument(
        "records", type=Path, nargs="+", metavar="FILE", help="labelled records, JSON Lines"
    )
    _add_sounds(commands)
    _add_works(commands)
    for name, told in (
        ("crf", "train the conditional random field"),
        ("network", "train the neural network (needs torch and onnx)"),
        ("evaluate", "score a CRF, or cross-validate"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument(
            "--corpus", type=_corpus, nargs="*", default=[], metavar="PATH[@PERCENT]", help="JSON Lines"
        )
        command.add_argument(
            "--hold-back", type=int, default=0, metavar="N", help="leave out every Nth reference"
        )
        command.add_argument("--generated", type=int, default=0, metavar="N", help="add N made-up references")
        command.add_argument(
            "--keep-out",
            type=Path,
            metavar="FILE",
            help="make up nothing that holds a value of these records",
        )
        command.add_argument("--seed", type=int, default=1, help="of the made-up references (default 1)")
        if name == "crf":
            command.add_argument("-o", "--output", type=Path, required=True, metavar="MODEL")
            command.add_argument("--verbose", action="store_true")
        elif name == "network":
            command.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
            command.add_argument("--epochs", type=int, default=2)
        else:
            command.add_argument("--model", type=Path, help="score this model on what --hold-back leaves out")
            command.add_argument("--folds", type=int, default=5)
    return parser


def _add_sounds(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("sounds", help="learn what it costs to read one sound for another")
    command.add_argument("pairs", type=Path, nargs="+", metavar="PAIRS", help='{"a", "b", "same"} a line')
    command.add_argument(
        "--fold", type=_fold, metavar="N/K", help="leave out part N (from 0) of K of the persons; score on it"
    )
    command.add_argument("-o", "--output", type=Path, metavar="TABLE", help="write the table of costs here")


def _add_works(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("works", help="fit the points by which two records are one work")
    command.add_argument(
        "records",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="labelled records; the folder's name is the set's",
    )
    command.add_argument(
        "--across",
        nargs="*",
        default=[],
        metavar="SET",
        help="labelled only across sources (first letter of id)",
    )
    command.add_argument("--fifth", nargs="*", default=[], metavar="SET", help="counts only a fifth")
    command.add_argument("-o", "--output", type=Path, metavar="TABLE", help="write the points here")


def _works(options: argparse.Namespace) -> None:
    from bibman.training.works import fit, read_pairs, report, table

    sets = [
        read_pairs(
            path,
            across=path.parent.name in options.across,
            weight=0.2 if path.parent.name in options.fifth else 1,
        )
        for path in options.records
    ]
    if options.output:
        options.output.write_text(table(fit(sets)) + "\n", "utf-8")
    print(report(sets))


def _fold(text: str) -> sounds.Fold:
    number, slash, of = text.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal() and int(number) < int(of)):
        raise argparse.ArgumentTypeError(f"{text!r} is not N/K with N below K, such as 0/5")
    return sounds.Fold(int(number), int(of))


def _sounds(options: argparse.Namespace) -> None:
    learnt = sounds.learn(sounds.read_pairs(options.pairs, without=options.fold))
    if options.output:
        options.output.write_text(sounds.table(learnt, [path.name for path in options.pairs]), "utf-8")
    if options.fold:
        held = list(sounds.read_pairs(options.pairs, only=options.fold))
        for name, costs in (("by class", costs_by_class()), ("learnt", learnt)):
            print(f"{name}: {len(held)} pairs of words left out, best f1 {sounds.best_f1(held, costs):.4f}")


def _corpus(text: str) -> tuple[Path, int]:
    """A path and which share of its references to take, in percent: ``PATH`` or ``PATH@PERCENT``."""
    path, _, percent = text.rpartition("@")
    return (Path(path), int(percent)) if path and percent.isdecimal() else (Path(text), 100)


def _read(
    corpora: Sequence[tuple[Path, int]], *, without_every: int = 0, only_every: int = 0
) -> list[list[Segment]]:
    return [
        segments
        for path, percent in corpora
        for number, segments in enumerate(
            read_corpus(path, without_every=without_every, only_every=only_every)
        )
        if number * 7919 % 100 < percent  # 7919 is prime: an even spread over the file
    ]


def made_up(count: int, seed: int, keep_out: Path | None = None) -> Iterator[Sequence[Segment]]:
    """So many generated references, none with a value of the records in ``keep_out``."""
    if keep_out is None:
        return generate(count, seed)
    return islice(clear_of(read_values(keep_out), generate(sys.maxsize, seed)), count)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; prints scores, weights or the number of references learned from."""
    options = _parser().parse_args(arguments)
    if options.command == "calibrate":
        from bibman.training.calibrate import report

        print(report(options.records))
        return 0
    if options.command == "sounds":
        _sounds(options)
        return 0
    if options.command == "works":
        _works(options)
        return 0
    kept = _read(options.corpus, without_every=options.hold_back)
    made = made_up(options.generated, options.seed, options.keep_out)
    if options.command == "network":
        from bibman.training import network

        learned = network.examples(chain(made, kept))
        network.write(network.fit(learned, epochs=options.epochs, seed=options.seed), options.output)
        print(len(learned))
        return 0
    if options.command == "crf":
        print(train(chain(kept, made), options.output, verbose=options.verbose))
        return 0
    if options.model:
        held = _read(options.corpus, only_every=options.hold_back)
        rounds = [score(held, predict(options.model, held))]
    else:
        rounds = list(cross_validate(kept, [list(segments) for segments in made], options.folds))
    for scores in rounds:
        share = scores.right / (scores.references or 1)
        used = [label for label, row in scores.fields.items() if sum(row)]
        print(f"references {scores.references} f1 {scores.f1():.4f} all_right {share:.4f}")
        print("  " + " ".join(f"{label}={scores.f1(label):.3f}" for label in used))
    return 0


if __name__ == "__main__":
    sys.exit(main())
