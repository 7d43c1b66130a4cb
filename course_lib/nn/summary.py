"""The table that ``model.summary()`` prints: Keras's, to the character."""

from course_lib.nn import validation
from course_lib.nn.optimizers import Optimizer


def summary_text(model, line_length: int | None = None, positions=None) -> str:
    """The table, and below it how many numbers the model learns and their bytes."""
    if line_length is not None:
        validation.whole_number(line_length, "line_length", "A line has characters", least=28)
    if positions is not None:
        raise ValueError(
            "The columns of this table have their places. "
            f"Received: positions={positions!r}. Leave it out; line_length makes them wider."
        )
    return "\n".join([f'Model: "{model.name}"', *_table(model, line_length), *_totals(model)])


def _table(model, line_length):
    connected = model.connections() if model.forks else None
    head = ["Layer (type)", "Output Shape", "Param #", *(["Connected to"] if connected else [])]
    widths = _column_widths(_GRAPH if connected else _CHAIN, line_length)
    edges = [["━" * width for width in widths], ["─" * width for width in widths]]
    yield f"┏{'┳'.join(edges[0])}┓"
    yield from _row(head, widths, "┃", at_bottom=True)
    yield f"┡{'╇'.join(edges[0])}┩"
    for i, layer in enumerate(model.layers):
        if i:
            yield f"├{'┼'.join(edges[1])}┤"
        yield from _row([*_cells(layer), *(connected[i : i + 1] if connected else [])], widths, "│")
    yield f"└{'┴'.join(edges[1])}┘"


# Keras's: how wide at most, where the columns end, what its table library takes off for borders.
_CHAIN = (88, (0.45, 0.80, 1.0), (1, 2, 1))
_GRAPH = (108, (0.30, 0.56, 0.74, 1.0), (1, 1, 2, 1))


def _column_widths(design, line_length):
    import shutil  # only a table needs it

    widest, ends, borders = design
    whole = line_length or min(widest, shutil.get_terminal_size().columns - 4)
    ends = [0, *(int(end * whole) for end in ends)]
    return [ends[i + 1] - ends[i] - borders[i] for i in range(len(borders))]


def _cells(layer):
    shape = f"({', '.join(map(str, layer.output_shape))})" if layer.built else "?"
    params = f"{layer.count_params():,}" if layer.built or layer.shown_as_built else "0 (unbuilt)"
    return [f"{layer.name} ({type(layer).__name__})", shape, params]


def _row(cells, widths, edge, at_bottom=False):
    """One row of the table: as many lines as its longest cell needs."""
    columns = [_lines(cell, width - 2) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    for i in range(height):
        places = [i - at_bottom * (height - len(lines)) for lines in columns]
        words = [
            lines[j] if 0 <= j < len(lines) else ""
            for j, lines in zip(places, columns, strict=True)
        ]
        sides = "<<><"  # numbers stand on the right
        padded = [f"{words[j]:{sides[j]}{widths[j] - 2}}" for j in range(len(words))]
        yield f"{edge} {f' {edge} '.join(padded)} {edge}"


def _lines(text, width):
    """Words set in lines; one that is longer than a line is cut.

    >>> _lines("a_long_name (Dense)", 8)
    ['a_long_…', '(Dense)']
    """
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    return [line if len(line) <= width else line[: width - 1] + "…" for line in lines]


def _totals(model):
    learned, learned_size = _count(model.trainable_weights)
    others, others_size = _count(model.non_trainable_weights)
    optimizer, optimizer_size = optimizer_memory(model)
    size = learned_size + others_size + optimizer_size
    yield f" Total params: {learned + others + optimizer:,} ({readable(size)})"
    yield f" Trainable params: {learned:,} ({readable(learned_size)})"
    yield f" Non-trainable params: {others:,} ({readable(others_size)})"
    if optimizer:
        yield f" Optimizer params: {optimizer:,} ({readable(optimizer_size)})"


def _count(weights):
    """How many numbers, and their bytes."""
    return sum(weight.size for weight in weights), sum(weight.nbytes for weight in weights)


def optimizer_memory(model):
    """How many numbers an optimizer keeps once it has begun, and their bytes.

    Keras counts the number of steps among them, of 8 bytes, and the learning rate unless a
    schedule works it out.
    """
    optimizer = model.optimizer
    began = isinstance(optimizer, Optimizer) and optimizer.iterations
    if not began or not model.trainable_weights:
        return 0, 0
    numbers, size = _count(optimizer.memory.values())
    rates = 0 if optimizer.follows_schedule else 1
    return numbers + 1 + rates, size + 8 + rates * model.dtype.itemsize


def readable(size):
    """Bytes in a unit that keeps the number short.

    >>> readable(1994 * 4)
    '7.79 KB'
    """
    units = ["B", "KB", "MB", "GB"]
    while size >= 1024 and len(units) > 1:
        size, units = size / 1024, units[1:]
    return f"{size:.2f} {units[0]}"
