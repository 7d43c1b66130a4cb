"""The table that ``model.summary()`` prints: Keras's, to the character."""

import shutil


def summary_text(model) -> str:
    """The table, and below it how many numbers the model learns and what they weigh."""
    return "\n".join([f'Model: "{model.name}"', *_table(model.layers), *_totals(model)])


def _table(layers):
    widths = _column_widths()
    edges = [["━" * width for width in widths], ["─" * width for width in widths]]
    yield f"┏{'┳'.join(edges[0])}┓"
    yield from _row(["Layer (type)", "Output Shape", "Param #"], widths, "┃")
    yield f"┡{'╇'.join(edges[0])}┩"
    for i, layer in enumerate(layers):
        if i:
            yield f"├{'┼'.join(edges[1])}┤"
        yield from _row(_cells(layer), widths, "│")
    yield f"└{'┴'.join(edges[1])}┘"


def _column_widths():
    """Keras's 45, 35 and 20 % of the terminal, less what its table library takes for borders."""
    whole = min(88, shutil.get_terminal_size().columns - 4)
    first, second = int(0.45 * whole), int(0.80 * whole)
    return [first - 1, second - first - 2, whole - second - 1]


def _cells(layer):
    shape = f"({', '.join(map(str, (None, *layer.output_shape)))})" if layer.built else "?"
    params = f"{layer.count_params():,}" if layer.built or layer.needs_no_build else "0 (unbuilt)"
    return [f"{layer.name} ({type(layer).__name__})", shape, params]


def _row(cells, widths, edge):
    """One row of the table: as many lines as its longest cell needs."""
    left, middle, right = (
        _lines(cell, width - 2) for cell, width in zip(cells, widths, strict=True)
    )
    for i in range(max(len(left), len(middle), len(right))):
        words = [lines[i] if i < len(lines) else "" for lines in (left, middle, right)]
        a, b, c = (width - 2 for width in widths)
        yield f"{edge} {words[0]:<{a}} {edge} {words[1]:<{b}} {edge} {words[2]:>{c}} {edge}"


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
    learned, size = model.count_params(), model.count_params() * model.dtype.itemsize
    optimizer, optimizer_size = _optimizer_memory(model)
    yield f" Total params: {learned + optimizer:,} ({_readable(size + optimizer_size)})"
    yield f" Trainable params: {learned:,} ({_readable(size)})"
    yield " Non-trainable params: 0 (0.00 B)"
    if optimizer:
        yield f" Optimizer params: {optimizer:,} ({_readable(optimizer_size)})"


def _optimizer_memory(model):
    """How many numbers an optimizer keeps once it has begun, and their bytes.

    Keras counts the learning rate among them, and the number of steps, of 8 bytes.
    """
    if not getattr(model.optimizer, "iterations", 0):
        return 0, 0
    return 2, model.dtype.itemsize + 8


def _readable(size):
    """Bytes in a unit that keeps the number short.

    >>> _readable(1994 * 4)
    '7.79 KB'
    """
    units = ["B", "KB", "MB", "GB"]
    while size >= 1024 and len(units) > 1:
        size, units = size / 1024, units[1:]
    return f"{size:.2f} {units[0]}"
