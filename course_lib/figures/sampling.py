"""Names that a model has drawn: those that exist have a tick, those that are new stand out."""

from collections.abc import Collection, Sequence

from course_lib.figures import charts, palette

SHOWN = 24
_ROOMY = 680  # CSS pixels: four columns of the widest names, in large letters
_NOTHING = "(nothing)"  # where the end was drawn at once


class SamplingPicture:
    """Drawn names in columns, each with a tick if it was known before."""

    alt = "Names that the network has drawn, in columns; a known name has a tick and is grey."

    def __init__(self, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.axes = self.figure.add_subplot()
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, 1), ylim=(0, 1))
        self.title = self.axes.set_title("", animated=True, **charts.TITLE)
        self.texts = [
            self.axes.text(0, 0, "", fontsize=11.5, va="center", animated=True)
            for _ in range(SHOWN)
        ]
        self.fit(width)

    def update(self, temperature: float, names: Sequence[str], known: Collection[str]) -> str:
        """Show the names; answer with them in words."""
        names = list(names)[:SHOWN]
        for text, name in zip(self.texts, names, strict=False):
            old = name in known
            text.set_text(f"✓ {name}" if old else f"   {name or _NOTHING}")
            text.set(color=palette.FAINT if old else palette.BLUE_TEXT)
            text.set_fontweight("normal" if old else "bold")
        for text in self.texts[len(names) :]:
            text.set_text("")
        count = sum(name in known for name in names)
        self.title.set_text(f"temperature {temperature:.1f}: ✓ known, bold is new")
        return (
            f"Temperature {temperature:.1f}. Of {len(names)} names, known: {count}, new: "
            f"{len(names) - count}. {', '.join(name or _NOTHING for name in names)}."
        )

    def fit(self, width: float) -> None:
        """Lay the names out for ``width`` CSS pixels: in four columns, or in two."""
        width = charts.within(width)
        columns = 4 if width >= charts.STACKED_BELOW else 2
        rows = SHOWN // columns
        height = 60 + 26 * rows
        for i, text in enumerate(self.texts):
            text.set_position((i // rows / columns, 1 - (i % rows + 0.5) / rows))
            text.set_fontsize(11.5 if width >= _ROOMY or columns == 2 else 10)
        charts.place(self.figure, [self.axes], [(20, 10, width - 30, height - 44)], width, height)
