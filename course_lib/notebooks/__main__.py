"""``python -m course_lib.notebooks``: the author's commands: build, glossary and solve."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

try:
    from course_lib.notebooks import glossary
    from course_lib.notebooks.build import build, differences, each, stored, write
    from course_lib.notebooks.lesson_rules import problems
    from course_lib.notebooks.run import LessonError, run
    from course_lib.notebooks.solve import exercise_names, solve
    from course_lib.notebooks.source import (
        language,
        lesson_number,
        lessons,
        read,
        sources,
        translations,
    )
    from course_lib.notebooks.tidy import dumps, tidy
except ModuleNotFoundError as missing:
    sys.exit(
        f"Building notebooks needs {missing.name.partition('.')[0]}, which learners don't. "
        "Install what authors need: pip install -r requirements-test.txt"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Gives the exit code: 0 where all is well."""
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except (LessonError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.notebooks",
        description="Builds the course's notebooks from the texts in notebooks/source/.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("build", help="run lessons and write their notebooks")
    command.add_argument("names", nargs="*", metavar="NAME", help="as 01 or 01_neuron; else all")
    command.add_argument(
        "--check",
        action="store_true",
        help="write nothing, and fail where a stored notebook is out of step with its text",
    )
    command.set_defaults(command=_build)

    command = commands.add_parser("glossary", help="write the glossary, as build does at its end")
    command.add_argument(
        "--check", action="store_true", help="write nothing, and fail where it is out of step"
    )
    command.set_defaults(command=_glossary)

    command = commands.add_parser("solve", help="run a lesson with every exercise solved")
    command.add_argument("name", metavar="NAME", help="as 01 or 01_neuron")
    command.add_argument("--out", type=Path, help="write the solved notebook here")
    command.set_defaults(command=_solve)
    return parser


def _build(options: argparse.Namespace) -> int:
    failed = False
    for path, result in each(differences if options.check else build, _texts(options.names)):
        if isinstance(result, Exception):
            known = isinstance(result, LessonError | ValueError)
            verdict, found = "not built", [str(result) if known else repr(result)]
        elif options.check:
            verdict, found = "out of step" if result else "in step", result
        else:
            verdict = "written" if write(result, stored(path)) else "as it was"
            found = problems(result, None if language(path) else lesson_number(path))
        failed |= _said("/".join(filter(None, [language(path), path.stem])), verdict, found)
    return int(failed | bool(_glossary(options)))


def _texts(names: list[str]) -> list[Path]:
    """What is to be built: what is named, else every lesson and every translation."""
    return sources(names) if names else [*sources(), *translations()]


def _glossary(options: argparse.Namespace) -> int:
    texts = lessons()
    text, path = glossary.page(texts).encode("utf-8"), glossary.GLOSSARY
    same = path.exists() and path.read_bytes() == text
    found = list(glossary.problems(texts))
    if options.check:
        verdict = "in step" if same else "out of step"
    else:
        verdict = "as it was" if same else "written"
        path.write_bytes(text)  # bytes: Windows would turn \n into \r\n
    return int(_said(path.stem, verdict, found) or verdict == "out of step")


def _said(name: str, verdict: str, found: list[str]) -> bool:
    """Print what became of a page; whether anything is amiss."""
    print(f"{name}: {verdict}")
    for sentence in found:
        print("  - " + sentence.replace("\n", "\n    "))
    return bool(found)


def _solve(options: argparse.Namespace) -> int:
    path, *more = sources([options.name])
    if more:
        raise ValueError(f"{options.name!r} is how more than one lesson begins. Name one.")
    notebook = run(solve(read(path)), path.name, strict=True)
    if options.out:
        options.out.write_text(dumps(tidy(notebook)), encoding="utf-8")
    print(f"{path.stem}: {len(exercise_names(notebook))} exercises solved, all correct")
    return 0


if __name__ == "__main__":
    sys.exit(main())
