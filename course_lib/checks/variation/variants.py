"""The variations of an exercise's right answers: found and compiled once."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from course_lib.checks.variation.edit import Edit, value_in
from course_lib.checks.variation.kinds import edits_everywhere, single_edits
from course_lib.checks.variation.program import Program
from course_lib.checks.variation.source import Source
from course_lib.checks.variation.words import Words, told_names

_MOST = 1_600  # of one right answer


@dataclass(eq=False)
class Variation:
    """One variation of a right answer: its edits, and the program they make."""

    program: Program
    words: Words
    edits: tuple[Edit, ...]
    of_reference: bool = True
    alike: Sequence[Edit] = ()  # all edits of the program
    code: object = None

    def clause(self, source: Source) -> tuple[str, bool]:
        """What happens in it, after "... when"; and whether something in it has no name.

        Empty where nothing can be said without a name that the learner does not know, or only
        what speaks of an operator or function that the learner's code does without.
        """
        if not self.of_reference and not all(
            source.has_what_is_said(edit, self.program) for edit in self.edits
        ):
            return "", True
        words = self.words.also(source.names)
        said = list(dict.fromkeys(self._placed(edit, words) for edit in self.edits))
        if words.is_empty or any(map(words.shows_hidden, said)):
            return "", True
        if len(said) == len(self.edits):
            return ", and ".join(said), words.is_vague
        return f"{' and '.join(said)}, in {len(self.edits)} places", words.is_vague

    def _placed(self, edit: Edit, words: Words) -> str:
        """An edit's clause; where it would say the same of another place, with what is around."""
        clause = edit.clause(words)
        if len(edit.puts) > 1 or words.is_vague or len(self.edits) > 1:
            return clause
        quiet = words.also(frozenset())
        others = [
            other
            for other in self.alike
            if other.kind == edit.kind
            and len(other.puts) == 1
            and _are_apart(other, edit)
            and other.clause(quiet) == clause
        ]
        if not others:
            return clause
        elsewhere = {around for other in others for around in self._around(other, quiet)}
        found = [around for around in self._around(edit, quiet) if around not in elsewhere]
        if not found or f" {found[0]}" in clause:
            return f"{clause}, in one of {'the loops' if edit.kind == 'loop' else 'its places'}"
        start = clause.rpartition(", in `")[0] if clause.endswith("`") else ""
        return f"{start or clause}, in {found[0]}"

    def _around(self, edit: Edit, words: Words) -> list[str]:
        """The expressions around a place that may be named, the innermost first."""
        holder, name, index, _ = edit.puts[0]
        for place in self.program.places:
            if place.holder is holder and (place.field, place.index) == (name, index):
                around = [part for part in reversed(place.parents) if isinstance(part, ast.expr)]
                around = [part for part in around if not isinstance(part, (ast.Tuple, ast.List))]
                return [text for text in map(words.known, (place.node, *around)) if text]
        return []

    @property
    def rank(self) -> int:
        """Simple ones are low."""
        return sum(edit.rank for edit in self.edits)

    def function(self) -> Callable | None:
        """The program that it makes; its code is compiled once."""
        if self.code is None:
            self.code = self.program.code(*self.edits) or ""
        return self.program.run(self.code) if self.code else None


def _are_apart(one: Edit, other: Edit) -> bool:
    """Whether two edits of one place each are of different ones, neither inside the other."""
    first, second = (value_in(*edit.puts[0][:3]) for edit in (one, other))
    if not isinstance(first, ast.AST) or not isinstance(second, ast.AST):
        return False
    inside = any(part is second for part in ast.walk(first))
    return not inside and not any(part is first for part in ast.walk(second))


class Variations:
    """All variations of an exercise's reference, and of the other right answers it lists."""

    def __init__(self, exercise):
        told = told_names(exercise)
        self.programs: list[tuple[Program, Words]] = []
        self._single: dict[int, list[Variation]] = {}
        for answer in (exercise.reference, *exercise.alternatives):
            try:
                program = Program(answer)
            except (SyntaxError, ValueError, IndexError, AttributeError, KeyError):
                continue  # a lambda, or an answer whose text is kept nowhere
            self.programs.append((program, Words(program, told)))

    def single(self, number: int) -> list[Variation]:
        """The variations of one right answer by one edit, or the same edit everywhere."""
        if number not in self._single:
            program, words = self.programs[number]
            edits = single_edits(program)
            every = [*edits, *edits_everywhere(program, edits)][:_MOST]
            self._single[number] = [
                Variation(program, words, (edit,), number == 0, edits) for edit in every
            ]
        return self._single[number]


@lru_cache(maxsize=2)  # of more exercises they would take too much memory
def variations_of(exercise) -> Variations:
    """An exercise's variations: kept while its learner tries again."""
    return Variations(exercise)


@lru_cache(maxsize=1)
def kept_outcomes(draw) -> dict[tuple[Variation, int], tuple]:
    """What single variations did on a draw, by variation and case; filled as they are run."""
    return {}
