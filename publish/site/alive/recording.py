"""Asks a figure for what it shows in each state, by the messages that a browser would send it."""

import base64
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import anywidget
from PIL import Image

from course_lib.widgets import LiveFigure, Network, Player
from publish.site.alive.declared import Declared
from publish.site.alive.stops import stops

SHARPNESS = 1.5
QUALITY = 90
REACH = 5  # of a number of the drawn network


def record(make: Callable[[], anywidget.AnyWidget], declared: Declared, folder: Path) -> dict:
    """What live.js needs to show a widget: its script, its traits, and its answers by state.

    ``make`` makes it anew. Files go into ``folder``, under the hash of what they hold.
    """
    widget = make()
    if isinstance(widget, Network):
        found = _network(widget, declared)
    elif isinstance(widget, LiveFigure):
        found = _pictures(make, declared, folder)
    else:
        found = {"kind": "itself", "traits": _traits(widget)}
    # What else a figure asks of Python, as where a point may be dragged, has no answer here.
    plain = found["kind"] == "pictures" and not isinstance(widget, Player)
    drawn_by = LiveFigure if plain else widget
    return found | {
        "script": _kept(folder, drawn_by._esm.encode(), "js"),
        "style": _kept(folder, drawn_by._css.encode(), "css"),
    }


class _Asked:
    """A widget that is asked as a view would ask it; with pictures, ``seen`` is what a view saw."""

    def __init__(self, widget: anywidget.AnyWidget):
        self.widget = widget
        self.answers = []
        self.seen = None
        widget.send = self._hear

    def ask(self, **message: object) -> tuple[dict, list]:
        self.answers.clear()
        self.widget._handle_custom_msg(message | {"view": ""}, [])
        return self.answers[0]

    def move(self, start: dict, moved: dict) -> dict:
        """From where the sliders began, move these; answers with the frame.

        A training is no place to go to, but one to come to: it goes on from where it is.
        """
        if isinstance(self.widget, Player):
            self.answers.clear()
            self.widget.advance(moved["epoch"] - self.widget.epoch)
            return self.answers[0][0]
        self.ask(type="reset", values=start)
        return self.ask(type="move", values=start | moved)[0]

    def _hear(self, content: dict, buffers: list | None = None) -> None:
        self.answers.append((content, buffers or []))
        if content["type"] == "frame":
            self._paint(content, buffers[0])

    def _paint(self, frame: dict, pixels: bytes) -> None:
        size = frame["width"], frame["height"]
        if self.seen is None or self.seen.size != size:
            self.seen = Image.new("RGBA", size)
        pixels = zlib.decompress(pixels) if frame["compressed"] else pixels
        start = 0
        for left, top, width, height in frame["tiles"]:
            end = start + 4 * width * height
            tile = Image.frombytes("RGBA", (width, height), pixels[start:end])
            self.seen.paste(tile, (left, top))
            start = end


# ------------------------------------------------------------------- pictures of matplotlib's


def _pictures(make: Callable[[], LiveFigure], declared: Declared, folder: Path) -> dict:
    widget = make()
    sliders = [
        slider | {"stops": stops(slider, declared.every[slider["name"]])}
        for slider in widget.sliders
        if slider["name"] in declared.every
    ]
    start = dict(widget.values)
    layouts = [
        {"width": width, "states": _states(_Asked(make()), width, sliders, start, folder)}
        for width in declared.widths
    ]
    traits = {"alt": widget.alt, "sliders": sliders, "button": "", "menus": []}
    return {"kind": "pictures", "traits": traits, "start": start, "layouts": layouts}


def _states(asked: _Asked, width: int, sliders: list, start: dict, folder: Path) -> list[dict]:
    """The figure laid out for a width, as it begins and with each slider at each of its stops."""
    first, _ = asked.ask(type="show", width=width, sharpness=SHARPNESS, near=True)
    states = [_frame(asked, first, folder) | {"moved": {}}]
    for slider in sliders:
        for stop in slider["stops"]:
            if stop != slider["value"]:
                moved = {slider["name"]: stop}
                content = asked.move(start, moved)
                states.append(_frame(asked, content, folder) | {"moved": moved})
    return states


def _frame(asked: _Asked, content: dict, folder: Path) -> dict:
    """The whole picture of a state, in a file, and its words."""
    file = io.BytesIO()
    asked.seen.convert("RGB").save(file, "webp", quality=QUALITY, method=2)
    kept = {name: content[name] for name in ("width", "height", "sharpness", "readout")}
    kept["values"] = dict(content["values"])  # the figure goes on with its own
    return kept | {"picture": _kept(folder, file.getvalue(), "webp")}


# ------------------------------------------------------------------------ the drawn network


def _network(widget: Network, declared: Declared) -> dict:
    asked = _Asked(widget)
    controls = [group for one in widget.controls if (group := _coarser(one, declared))["sliders"]]
    sliders = [slider for group in controls for slider in group["sliders"]]
    start = {slider["name"]: slider["value"] for slider in sliders}
    states = [_state(asked, {}, type="show")]
    for slider in sliders:
        for stop in stops(slider, 1):
            if stop != slider["value"]:
                moved = {slider["name"]: stop}
                states.append(_state(asked, moved, type="move", values=start | moved))
        asked.ask(type="move", values=start)
    for sample in range(1, len(widget.samples)):
        states.append(_state(asked, {}, type="choose", sample=sample))
    traits = _traits(widget) | {"controls": controls}
    return {"kind": "network", "traits": traits, "start": start, "states": states}


def _coarser(group: dict, declared: Declared) -> dict:
    """Only sliders that move, and by larger steps."""
    sliders = [
        slider
        | {"step": slider["step"] * declared.every[slider["name"][0]]}
        | {"low": max(slider["low"], -REACH), "high": min(slider["high"], REACH)}
        for slider in group["sliders"]
        if slider["name"][0] in declared.every
    ]
    return group | {"sliders": sliders}


def _state(asked: _Asked, moved: dict, **message: object) -> dict:
    content, buffers = asked.ask(**message)
    return {"moved": moved, "content": content, "buffers": [_text(one) for one in buffers]}


# ------------------------------------------------------------------------------------ both


def _traits(widget: anywidget.AnyWidget) -> dict:
    """What the browser's half is given: all traits that it reads."""
    names = [name for name in widget.keys if not name.startswith("_") and name not in _NOT_OURS]
    return {name: _for_json(getattr(widget, name)) for name in names}


_NOT_OURS = {"comm", "layout", "tabbable", "tooltip"}


def _for_json(value: object) -> object:
    return {"base64": _text(value)} if isinstance(value, bytes) else value


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _kept(folder: Path, data: bytes, ending: str) -> str:
    name = f"{hashlib.sha256(data).hexdigest()[:16]}.{ending}"
    (folder / name).write_bytes(data)
    return name


def files_of(found: dict) -> Iterator[str]:
    """The files that a recorded figure needs."""
    yield from (found["script"], found["style"])
    for layout in found.get("layouts", []):
        yield from (state["picture"] for state in layout["states"])
