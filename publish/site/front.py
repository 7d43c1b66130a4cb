"""The front page: what this is, something to move at once, and the way to each lesson."""

from publish.address import Address
from publish.site.outline import Lesson, Page

_PAGE = """\
# Neural networks, hands on

{{.lead}}
A course from one neuron to Keras, for anybody who has written a Python function. You move a \
weight and see what it does, write the code that does it, and are told by name which mistake you \
made.

{start}

## Move something

This is the first figure of the course: a friend decides whether to take a coat. *w1* and *w2* say \
how much wind and cold matter to her, *b* which way she leans. Blue is where she takes it.

{figure}

## The lessons

| | Lesson | Minutes |
|--:|---|--:|
{table}

{hours} Beside the lessons stand [the playground](notebooks/playground.ipynb), a network to tinker \
with while it trains, and [the glossary](notebooks/glossary.md), every new word in one sentence.

## Read here, solve in a notebook

On these pages you read all there is, with its pictures, and move the figures that need no Python \
behind them. What you write yourself, and the checks that answer, need a notebook. {opening}

## Guides

{documents}

```{{toctree}}
:hidden:

{toctree}
```
"""

_IN_BROWSER = (
    "At the top of each lesson stand the ways to open it as one: in the browser with nothing "
    "installed, on a machine that Binder lends, in Colab, or as a file to download."
)
_DOWNLOAD = (
    "At the top of each lesson stands its notebook to download. It runs beside the folder "
    "`course_lib` of the repository that this site was made from."
)


def page(lessons: list[Lesson], documents: list[Page], address: Address, figure: str) -> str:
    """The front page as Sphinx reads it; ``figure`` is the HTML of what can be moved."""
    paths = [lesson.path for lesson in lessons] + ["notebooks/glossary"]
    return _PAGE.format(
        start=_start(lessons, address),
        figure=figure,
        table="\n".join(_row(lesson) for lesson in lessons if lesson.number),
        hours=_hours(lessons),
        opening=_DOWNLOAD if address.is_placeholder else _IN_BROWSER,
        documents="\n".join(f"- [{page.title}]({page.path}.md)" for page in documents),
        toctree="\n".join([*paths, *(page.path for page in documents)]),
    )


def _start(lessons: list[Lesson], address: Address) -> str:
    """Where to begin: reading, and, once there is an address, with a notebook."""
    read = f"{{.start}}\n[Start reading]({lessons[0].notebook})"
    return (
        read if address.is_placeholder else f"{read} [Start in the browser]({address.in_browser()})"
    )


def _row(lesson: Lesson) -> str:
    return f"| {lesson.number} | [{lesson.title}]({lesson.notebook}) | {lesson.minutes} |"


def _hours(lessons: list[Lesson]) -> str:
    read, solve = (sum(getattr(one, name) for one in lessons) for name in ("to_read", "to_solve"))
    return f"In all about {round((read + solve) / 60)} hours, {round(read / 60)} of them to read."
