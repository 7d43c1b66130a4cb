"""``python -m course_lib.translations``: the translators' commands."""

import argparse
import sys
from collections import Counter
from pathlib import Path

try:
    from course_lib.translations import lesson_texts, po_files, template
except ModuleNotFoundError as missing:
    sys.exit(
        f"Translating needs {missing.name}, which learners don't. "
        "Install what authors need: pip install -r requirements-test.txt"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Gives the exit code: 0 where nothing is wrong, however much lacks."""
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.translations",
        description="Takes the course's sentences out of its code, and looks after translations.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser(
        "extract", help="write every sentence into a template, course.pot"
    )
    command.add_argument("--out", type=Path, default=Path("course.pot"), help="write it here")
    command.set_defaults(command=_extract)

    command = commands.add_parser("update", help="bring a language's .po up to date; compile it")
    command.add_argument("language", help="a code, as de")
    command.set_defaults(command=_update)

    command = commands.add_parser("missing", help="say what a translation lacks, by lesson")
    command.add_argument("language", help="a code, as de")
    command.add_argument("--show", metavar="PART", help='list the sentences, as of "lesson 01"')
    command.set_defaults(command=_missing)

    command = commands.add_parser("begin", help="begin to translate a lesson's text")
    command.add_argument("language", help="a code, as de")
    command.add_argument("lesson", help="as 01 or 01_neuron")
    command.set_defaults(command=_begin)
    return parser


def _extract(options: argparse.Namespace) -> int:
    po = po_files.empty(template.places())
    parts = sum(entry.comment == po_files.PART for entry in po)
    options.out.write_text(f"{po}\n", encoding="utf-8")
    print(f"{options.out}: {len(po)} sentences, {parts} of them parts of longer ones")
    return 0


def _update(options: argparse.Namespace) -> int:
    po = po_files.update(options.language, template.places())
    fuzzy = len(po.fuzzy_entries())
    print(
        f"{options.language}.po: {len(po.translated_entries())} of {len(po)} sentences translated"
    )
    if fuzzy:
        print(f"{fuzzy} have changed in English and are marked fuzzy: look at them.")
    return 0


def _missing(options: argparse.Namespace) -> int:
    po = po_files.read(options.language)
    said, places = po_files.translated(po), template.places()
    if options.show:
        parts = {text: set(map(template.part_of, files)) for text, files in places.items()}
        lacking = [text for text in places if text not in said and options.show in parts[text]]
        print(*map(repr, lacking), sep="\n")
        return 0
    faults = list(po_files.problems(po, template.placeholders()))
    for line in [*_by_part(places, said), *_lessons(options.language), *faults]:
        print(line)
    gone = len(set(said) - set(places))
    if gone:
        print(f"{gone} translated sentences are in the course no more: update {options.language}")
    return bool(faults)


def _by_part(places: template.Places, said: dict[str, str]) -> list[str]:
    """How many sentences of each lesson and each folder are translated."""
    of_part = [(part, text in said) for text, files in places.items()
               for part in {template.part_of(file) for file in files}]  # fmt: skip
    total, done = Counter(part for part, _ in of_part), Counter(p for p, known in of_part if known)
    lines = [f"{part:<12}{done[part]:>5} of {total[part]:>5} sentences" for part in sorted(total)]
    return [
        *lines,
        f"{'in all':<12}{len(set(places) & set(said)):>5} of {len(places):>5} sentences",
    ]


def _lessons(language: str) -> list[str]:
    """Which lessons' texts are translated, and in what they are behind the English ones."""
    lines = []
    for english in sorted(lesson_texts.SOURCES.glob("*.md")):
        path = english.parent / language / english.name
        found = lesson_texts.problems(path) if path.exists() else []
        standing = "in step with the English text" if not found else "behind the English text:"
        lines.append(f"{english.stem}: {standing if path.exists() else 'not translated'}")
        lines += [f"  - {sentence}" for sentence in found]
    return lines


def _begin(options: argparse.Namespace) -> int:
    found = sorted(lesson_texts.SOURCES.glob(f"{options.lesson}*.md"))
    if len(found) != 1:
        raise ValueError(f"{options.lesson!r} begins the names of {len(found)} lessons. Name one.")
    path = found[0].parent / options.language / found[0].name
    if path.exists():
        raise ValueError(f"{path.name} is begun already, in {path.parent}.")
    path.parent.mkdir(exist_ok=True)
    path.write_text(lesson_texts.begun(found[0], options.language), encoding="utf-8")
    print(f"Written: {path}. Translate its paragraphs, and leave its marks and its code.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
