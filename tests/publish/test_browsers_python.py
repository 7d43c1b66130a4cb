"""What a browser's Python lacks breaks no figure, no check, no player and no progress.

Each test runs in a process from which it was taken: ``browsers_python`` says what.
"""

import json
import os
import subprocess
import sys
import textwrap

import pytest

from course_lib.notebooks.solve import solve
from course_lib.notebooks.source import read, sources
from tests.thorough import usually

BEFORE = """
import asyncio, json, os, sys, textwrap
from tests.publish.browsers_python import UNDEFINED, Kernel, crossed, customs, take_away

SHOW = {"type": "show", "view": "a", "width": 600, "sharpness": 1, "near": True}
loop = take_away()

def types(messages):
    return [message["type"] for message in messages]

async def main():
    kernel = Kernel()
    names = kernel.shell.user_ns
    def run(code, cell=""):
        kernel.run(textwrap.dedent(code), cell)

"""
AFTER = """
    if kernel.failed:
        sys.exit("\\n\\n".join(kernel.failed[:3]))

loop.run_until_complete(main())
"""


def in_browsers_python(script, *arguments, **environment):
    """Run a script there, with ``kernel`` at hand; what cells and messages raise fails it."""
    script = BEFORE + textwrap.indent(textwrap.dedent(script), "    ") + AFTER
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"MPLBACKEND": "agg"} | environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"


def test_it_lacks_what_it_is_said_to_lack_and_passes_on_what_javascript_takes():
    in_browsers_python(
        """
        import signal, subprocess, threading
        import numpy as np

        def refused(wrong, *how):
            try:
                wrong(*how)
            except (RuntimeError, OSError, ImportError, TypeError):
                return True

        assert refused(threading.Timer(1, print).start)
        assert refused(subprocess.run, ["ls"])
        assert refused(os.fork)
        assert all(refused(__import__, name) for name in ("sqlite3", "ipykernel", "zmq"))
        assert not hasattr(os, "getuid") and not hasattr(signal, "setitimer")
        assert crossed({"a": [None, (1.5, np.float64(2))]}) == {"a": [UNDEFINED, [1.5, 2.0]]}
        for wrong in (np.int64(1), np.float32(1), {1, 2}, np.zeros(2), np.bool_(True)):
            assert refused(crossed, {"a": [wrong]})
        """
    )


def test_figures_move_and_a_cell_run_again_lets_go_of_its_last_one():
    in_browsers_python(
        """
        run("from course_lib import widgets; figure = widgets.neuron(); figure")
        figure = names["figure"]
        assert types(kernel.say(figure, SHOW)) == ["frame"]
        before = figure.readout
        (frame,) = kernel.say(figure, {"type": "move", "view": "a", "values": {"b": 2}})
        assert frame["readout"] == figure.readout != before

        run("from course_lib import Dense, Input, Sequential")
        run("model = Sequential([Input((2,)), Dense(2), Dense(1)])")
        run("network = widgets.network(model, [[1.0, 2.0]])")
        (state,) = kernel.say(names["network"], {"type": "show", "view": "a"})
        assert state["type"] == "state" and state["steps"]

        for _ in range(3):
            run("figure = widgets.neuron(); figure", "one")
        assert types(kernel.sent).count("comm_close") >= 2, types(kernel.sent)
        """
    )


def test_players_play_and_trainings_go_on_with_cells_between_their_slices():
    in_browsers_python(
        """
        run('''
            import numpy as np
            from course_lib import Dense, Input, SGD, Sequential, data, widgets
            known, unseen = data.people()
            model = Sequential([Input((2,)), Dense(2, activation="sigmoid"), Dense(1)])
            model.compile(SGD(0.1), "mse")
            player = widgets.training(model, known.x, known.y, epochs=200)
            ''')
        player = names["player"]
        kernel.say(player, SHOW)
        play, answers = {"type": "play", "view": "a", "begin": True, "speed": "fast"}, []
        while not answers or answers[-1]["more"]:
            answers += kernel.say(player, play)
            play["begin"] = False
            run("weights = model.get_weights()")
        assert answers[-1]["type"] == "done" and player.epoch == 200

        run("x = np.random.default_rng(1).normal(size=(60, 1))")
        run("figure = widgets.batch_norm(x, x**2)")
        figure = names["figure"]
        kernel.say(figure, SHOW)
        slider = next(s for s in figure.sliders if s["name"] not in figure.looked_up)
        values = {slider["name"]: slider["high"]}
        (frame,) = kernel.say(figure, {"type": "move", "view": "a", "values": values})
        assert frame["status"], "the page is answered at once, and the training waits"
        run("between = 1")
        assert await kernel.settle(lambda: not figure.status)
        assert not [m for m in map(customs, kernel.sent) if m["type"] == "frame"][-1]["status"]

        run("ground = widgets.playground()")
        ground = names["ground"]
        kernel.say(ground, {"type": "show", "view": "a"})
        for kind in ("play", "play", "step", "epoch", "texts", "keep", "restart"):
            answers = kernel.say(ground, {"type": kind, "view": "a", "steps": 1})
            assert types(answers)[-1] == "done", types(answers)
            assert "Nothing was changed" not in ground.readout, ground.readout
        """
    )


def test_checks_and_forms_answer_and_progress_is_kept(tmp_path):
    in_browsers_python(
        """
        run("from course_lib import progress")
        run("from course_lib.exercises import lesson_00 as check")
        run("def weigh(x, w):\\n    return x + w")
        run("wrong = check.weigh(weigh)")
        run("def weigh(x, w):\\n    return x * w")
        run("right = check.weigh(weigh)")
        states = [str(names[name].state) for name in ("wrong", "right")]
        assert states == ["not yet", "correct"], (states, str(names["right"]))
        assert "not kept" not in str(names["wrong"]), str(names["wrong"])
        run("kept = check.weigh.my_answer()")
        assert "return x * w" in str(names["kept"])

        from ipywidgets import Widget

        run("from course_lib.exercises import lesson_01; lesson_01.turned_sign")
        (opened,) = [m for m in kernel.sent if m["type"] == "comm_open" and "options" in str(m)]
        form = Widget.widgets[opened["content"]["comm_id"]]
        kernel.say(form, {"type": "choose", "option": form.options[0]})
        assert form.feedback
        run("standing = progress.standing()")
        assert set(names["standing"]) == {(0, "weigh"), (1, "turned_sign")}
        """,
        COURSE_PROGRESS=str(tmp_path / "progress.sqlite"),
    )
    assert [path.name for path in tmp_path.iterdir()] == ["progress.jsonl"]


FEW = ("00_start_here", "01_neuron")
LESSONS = [path.stem for path in sources() if usually(path.stem in FEW, thorough=True)]


@pytest.mark.parametrize("name", LESSONS)
def test_a_solved_lesson_runs_there_and_shows_itself(name, tmp_path):
    """Each of its cells, with what it shows carried over to the page."""
    (path,) = sources([name])
    cells = [cell.source for cell in solve(read(path)).cells if cell.cell_type == "code"]
    (tmp_path / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    in_browsers_python(
        """
        with open(sys.argv[1], encoding="utf-8") as file:
            cells = json.load(file)
        for number, code in enumerate(cells):
            kernel.run(code, f"cell {number}")
        assert cells and kernel.sent
        """,
        str(tmp_path / "cells.json"),
        COURSE_STRICT="1",
    )
