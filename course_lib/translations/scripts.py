"""Finds the sentences in a widget's script, and puts others in their places.

A script reaches the browser as a text, so that it can be translated on its way. A convention tells
sentences from what is for the machine: a text with a space between words, or one word with a
capital letter, where it is not a class, a style, a selector, or compared. ``${...}`` in a template
is a placeholder, and a translator sees it as ``{...}``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from course_lib.translations.catalogue import Catalogue

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""", re.S
)
_PLACEHOLDER = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}")
_NAME = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
# What stands before a text that is for the machine.
_MACHINE = re.compile(
    r"(className|class|style|font|fillStyle|strokeStyle|transform|runs|Columns|Basis|flex|width"
    r"|height|backgroundColor|type|key|look|edge|wanted)\s*[:=]+\s*$"
    r"|[!=]==\s*$"
    r"|(querySelector|querySelectorAll|closest|matches|matchMedia|startsWith|split|join|includes"
    r"|getContext|startsWith|from|addEventListener|createElement|make|get|set)\(\s*$"
    r'|setAttribute\("(?!aria-label)[\w-]+",\s*$'
)
_NO_SENTENCE = re.compile(
    r"(rgb|rotate|scale|translate|var|repeat|calc)\w*\(|\d+px|bold \d|max-content|course-|-grid"
    r"|(Enter|Tab|Escape|Backspace|Delete|Home|End|Shift|Space)$|\$\{[^}]*\} at \$\{"
    r"|canvas, input|input, button|[\w-]*(network|value-graph|matrix-product|parsons)-[\w-]+"
    r"|matrix|\s+network-"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


class Text(NamedTuple):
    """A sentence in a script: what translators see of it, and its place in the text."""

    text: str
    start: int
    end: int
    quote: str


def texts(script: str) -> Iterator[Text]:
    """The sentences of a script.

    >>> [found.text for found in texts('say(`Row ${row + 1} of ${rows}`, "a-class", "Reset");')]
    ['Row {row + 1} of {rows}', 'Reset']
    """
    for token in _TOKEN.finditer(script):
        quote, body = token[0][0], token[0][1:-1]
        if quote == "/" or _MACHINE.search(script, max(0, token.start() - 60), token.start()):
            continue
        bare = _PLACEHOLDER.sub("0", body) if quote == "`" else body
        if _is_sentence(bare):
            text = _PLACEHOLDER.sub(r"{\1}", body) if quote == "`" else body
            yield Text(text.replace(r"\"", '"'), token.start(), token.end(), quote)


def translated(script: str, catalogue: Catalogue) -> str:
    """A script with a catalogue's sentences in it."""
    done, end = [], 0
    for found in texts(script):
        said = catalogue.sentence(found.text)
        if said != found.text:
            done += [script[end : found.start], _literal(said, found.quote)]
            end = found.end
    return "".join([*done, script[end:]])


def names(template: str) -> set[str]:
    """The placeholders of a script's sentence.

    >>> sorted(names("Row {row + 1} of {rows}"))
    ['row + 1', 'rows']
    """
    return set(_NAME.findall(template))


def _is_sentence(bare: str) -> bool:
    if _NO_SENTENCE.match(bare) or not _WORDS.search(bare):
        return False
    return " " in bare or re.fullmatch(r"[A-Z][a-z]{2,}\.?", bare) is not None


def _literal(said: str, quote: str) -> str:
    """A translation as JavaScript: in a template, {...} is a placeholder again."""
    if quote != "`":
        return quote + said.replace(quote, f"\\{quote}") + quote
    return "`" + _NAME.sub(r"${\1}", said) + "`"
