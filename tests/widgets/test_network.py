"""The network under a hand: what the browser sends, what the model holds, what comes back."""

import gc
import json
import weakref

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, widgets

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]


def model_of(*sizes, activation="sigmoid"):
    model = Sequential([Input((sizes[0],)), *(Dense(n, activation) for n in sizes[1:])])
    model.params[:] = np.random.default_rng(3).normal(size=model.params.size).round(1)
    model.compile(optimizer="sgd", loss="mse")
    return model


def heard(net):
    """Every message that ``net`` sends from now on, with its buffers."""
    messages = []
    net.send = lambda content, buffers=None: messages.append((content, buffers))
    return messages


def sliders_of(net):
    return [slider for group in net.controls for slider in group["sliders"]]


def say(net, **message):
    net._on_message(net, {"view": "a view", **message}, [])


@pytest.mark.parametrize("sizes", [(2, 2, 1), (3, 2, 1), (2, 3, 3, 1)])
def test_every_slider_at_both_ends_writes_into_the_model_and_is_answered(sizes):
    model = model_of(*sizes)
    net = widgets.network(model, x=[1.0] * sizes[0])
    messages = heard(net)
    assert len(sliders_of(net)) == model.count_params() + sizes[0]
    for slider in sliders_of(net):
        name = slider["name"]
        for end in (slider["low"], slider["high"]):
            before = model.params.copy()
            say(net, type="move", values={name: end})
            state, buffers = messages.pop()
            assert state["values"][name] == end
            assert state["view"] == "a view"
            changed = np.flatnonzero(model.params != before)
            assert len(changed) == (0 if name[0] == "x" else 1)
            assert all(model.params[changed] == end)
            assert len(buffers) == (1 if sizes[0] == 2 else 0)
        say(net, type="move", values={name: slider["value"]})


def test_a_state_is_plain_data_for_the_browser():
    net = widgets.network(model_of(2, 2, 1), [2, 3])
    messages = heard(net)
    say(net, type="show")
    state, (shades,) = messages.pop()
    assert json.loads(json.dumps(state)) == state
    assert len(shades) == state["map"]["side"] ** 2
    assert max(shades) < len(net.shades)
    assert set(state["parts"]) == {f"w{i}" for i in range(1, 7)} | {"b1", "b2", "b3"}
    assert state["nodes"]["x1"] == {
        "text": "2",
        "shade": state["nodes"]["x1"]["shade"],
        "z": "",
        "dz": "",
        "slope": "",
    }
    assert state["readout"] == net.readout


def test_the_layers_hold_the_pass_that_is_drawn_and_not_the_map_s():
    model = model_of(2, 2, 1)
    net = widgets.network(model, [2, 3])
    net.move(x1=-1.5)
    assert model.layers[0].x.tolist() == [[-1.5, 3.0]]
    net._repr_mimebundle_()
    assert model.layers[0].x.tolist() == [[-1.5, 3.0]]


def test_w5_at_zero_silences_h1():
    """Lesson 03 says so, of the whole map."""
    model = model_of(2, 2, 1)
    net = widgets.network(model, [2, 3])
    net.move(w5=0)
    messages = heard(net)
    net.move(w1=-10, w2=10, b1=5)
    net.move(w1=10, w2=-10, b1=-5)
    (one, before), (two, after) = messages
    assert before == after
    assert one["nodes"]["h1"] != two["nodes"]["h1"]
    assert one["nodes"]["o1"] == two["nodes"]["o1"]
    net.move(w5=1)
    assert messages[-1][1] != after


def test_a_trained_weight_is_shown_as_it_is_and_moved_from_there():
    model = model_of(2, 1)
    net = widgets.network(model, [1, 1])
    model.params[:] = [0.12345, -2, 0.5]
    readout = net.redraw()
    assert readout == net.readout != ""
    messages = heard(net)
    say(net, type="show")
    assert messages[0][0]["values"]["w1"] == pytest.approx(0.12345)
    assert messages[0][0]["parts"]["w1"]["text"] == "w1 = 0.12"
    net.move(b1=1)
    assert model.params[0] == np.float32(0.12345)


def test_the_caller_s_samples_stay_theirs():
    x = np.array([2.0, 3.0])
    widgets.network(model_of(2, 1), x).move(x1=5)
    assert x.tolist() == [2.0, 3.0]


def test_samples_are_chosen_by_place_and_counted():
    model = model_of(2, 1)
    model.set_weights([[[4], [4]], [-2]])
    net = widgets.network(model, CORNERS, y=[0, 0, 0, 1])
    assert net.samples == ["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"]
    assert net.readout.endswith(": no. On 2 of 4 rows the answer is on the right side.")
    net.move(b1=-6)
    assert "On 4 of 4 rows" in net.readout
    assert net.choose(3).startswith("x1 = 1, x2 = 1. o1 = 0.881: yes.")
    assert {slider["name"] for slider in sliders_of(net)} == {"w1", "w2", "b1"}
    messages = heard(net)
    say(net, type="choose", sample=1)
    assert messages[0][0]["sample"] == 1
    assert messages[0][0]["map"]["points"][3] == [1.0, 1.0, 1.0]
    assert net.readout.startswith("x1 = 0, x2 = 1.")


def test_names_of_samples():
    net = widgets.network(model_of(2, 1), CORNERS[:2], names=["Alice", "Bob"])
    assert net.samples == ["Alice", "Bob"]


def test_gradients_are_the_model_s_and_follow_every_move():
    model = model_of(2, 2, 1)
    net = widgets.network(model, [-2, -1], y=1, gradients=True)
    net.move(**dict.fromkeys(["w1", "w2", "w3", "w4", "w5", "w6"], 1), b1=0, b2=0, b3=0)
    messages = heard(net)
    say(net, type="show")
    state = messages[0][0]
    assert state["parts"]["w1"]["slope"] == "d_w1 = 0.02147"
    assert state["parts"]["b1"]["slope"] == "d_b1 = −0.01073"
    assert state["nodes"]["h1"]["slope"] == "d_h1 = −0.23762"
    kinds = [step["kind"] for step in state["steps"]]
    backward = ["da", "dz", "backward"]
    assert kinds == ["inputs", "forward", "forward", "loss", *backward, *backward]
    assert state["nodes"]["h1"]["dz"] == "dz_h1 = −0.01073"
    assert net.slopes == list(state["ways"]) == list(net.parts)
    assert state["ways"]["w1"][-1]["numbers"].endswith("· (−2) = 0.02147")
    assert "d_w1 = dz_h1 · x1 = 0.02147" in state["steps"][-1]["words"]
    assert model.layers[0].d_kernel[0, 0] == pytest.approx(0.02147, abs=1e-5)
    net.move(w5=0)
    assert messages[-1][0]["ways"]["w1"][-1]["numbers"].split(" · ")[2] == "0"
    assert state["map"] is None


def test_each_sample_has_its_own_y_and_its_own_gradients():
    model = model_of(2, 2, 1)
    net = widgets.network(model, CORNERS, y=[0, 1, 1, 0], gradients=True)
    slopes = []
    for sample in range(4):
        net.choose(sample)
        slopes.append(model.grads.copy())
        assert f"y_true = {[0, 1, 1, 0][sample]}" in net.readout
    assert len({tuple(slope) for slope in slopes}) == 4


def test_the_bundle_keeps_a_still_with_words():
    net = widgets.network(model_of(2, 2, 1), [2, 3])
    data, metadata = net._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"] == net.readout
    alt = metadata["image/png"]["alt"]
    assert alt.startswith("A network of layers 2-2-1. x1 = 2, x2 = 3. h1 =")
    assert alt.count("w") >= 6
    assert "b3 = " in alt
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_same_state_is_the_same_picture():
    one, two = (widgets.network(model_of(2, 2, 1), [2, 3])._repr_mimebundle_()[0] for _ in "ab")
    assert one["image/png"] == two["image/png"]


@pytest.mark.parametrize(
    "message",
    [
        {"type": "move", "values": {"w99": 1.0}},
        {"type": "move", "values": {"w1": float("nan")}},
        {"type": "move", "values": {"w1": None}},
        {"type": "choose", "sample": 7},
        {"type": "move"},
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing_and_is_answered(message):
    model = model_of(2, 2, 1)
    net = widgets.network(model, [2, 3])
    before, messages = model.params.copy(), heard(net)
    say(net, **message)
    assert (model.params == before).all()
    assert messages[0][0]["readout"].startswith("The network did not change. ")


def test_a_value_beyond_its_slider_stops_at_the_end():
    model = model_of(2, 1)
    widgets.network(model, [1, 1]).move(w1=99, b1=-99)
    assert model.params.tolist()[::2] == [10, -10]


def test_a_slider_is_wide_enough_for_where_it_starts():
    model = model_of(2, 1)
    model.params[:] = [1, 2, -15.5]
    ends = {
        slider["name"]: slider["low"] for slider in sliders_of(widgets.network(model, [7.5, 0]))
    }
    assert (ends["b1"], ends["x1"], ends["w1"]) == (-16, -8, -10)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"x": [1, 2, 3]}, "reads 2 finite numbers"),
        ({"x": [1, float("inf")]}, "reads 2 finite numbers"),
        ({"x": CORNERS, "y": [0, 1, 1]}, "Every sample has its y"),
        ({"x": CORNERS, "names": ["one"]}, "one name. Received 1 for 4"),
        ({"x": [1, 2], "gradients": True}, "slopes of a loss"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(arguments, words):
    with pytest.raises(ValueError, match=words):
        widgets.network(model_of(2, 1), **arguments)


def test_gradients_need_a_compiled_model():
    with pytest.raises(ValueError, match="loss=None"):
        widgets.network(Sequential([Input((2,)), Dense(1)]), [1, 2], y=1, gradients=True)


def test_a_map_needs_two_inputs_and_one_output():
    with pytest.raises(ValueError, match="3 inputs and 1 outputs"):
        widgets.network(model_of(3, 1), [1, 2, 3], surface=True)
    assert widgets.network(model_of(3, 1), [1, 2, 3])._map() is None
    assert widgets.network(model_of(2, 1), [1, 2], surface=False)._map() is None


def test_a_network_that_is_closed_can_be_forgotten():
    net = widgets.network(model_of(2, 2, 1), [2, 3])
    net.close()
    gone = weakref.ref(net)
    del net
    gc.collect()
    assert gone() is None


def test_a_goal_is_told_of_what_has_moved_and_let_go():
    heard, model = [], model_of(2, 1)

    def on_move(settings):
        heard.extend(settings)
        return "Not yet."

    net = widgets.network(model, [2, 3], y=1, gradients=True, on_move=on_move, moved={"x1": 1})
    assert (heard[-1][-2:], net.note) == ([1.0, 3.0], "Not yet.")
    assert next(s["value"] for s in sliders_of(net) if s["name"] == "x1") == 2  # for Reset
    net.move(x1=2)
    assert net.note == ""
    net.close()
    assert net._on_move is None
