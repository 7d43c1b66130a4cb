"""Running a cell again, in a real kernel: the figures of its last run are gone."""

import pytest
from jupyter_client.manager import start_new_kernel

COUNT = """
import gc
from matplotlib.figure import Figure
gc.collect()
print(sum(isinstance(thing, Figure) for thing in gc.get_objects()))
"""


@pytest.fixture
def kernel():
    """Runs code in a kernel, as the cell of that name, and answers with what it printed."""
    manager, client = start_new_kernel(kernel_name="python3")
    yield lambda code, cell: run(client, code, cell)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client, code, cell):
    content = {"code": code, "store_history": True, "stop_on_error": True}
    content |= {"silent": False, "allow_stdin": False, "user_expressions": {}}
    request = client.session.msg("execute_request", content, metadata={"cellId": cell})
    client.shell_channel.send(request)
    said = ""
    while True:
        answer = client.get_iopub_msg(timeout=60)
        if answer["parent_header"].get("msg_id") != request["header"]["msg_id"]:
            continue
        content = answer["content"]
        assert answer["msg_type"] != "error", content
        if answer["msg_type"] == "stream":
            said += content["text"]
        if content.get("execution_state") == "idle":
            return said.strip()


def test_a_cell_run_twenty_times_holds_one_figure(kernel):
    for _ in range(20):
        kernel("from course_lib import widgets\nwidgets.neuron()", "one")
    assert kernel(COUNT, "count") == "1"


def test_figures_of_other_cells_and_of_the_same_run_stay(kernel):
    two = "from course_lib import widgets\nfigures = [widgets.neuron(), widgets.neuron()]"
    kernel(two, "one")
    kernel("other = widgets.neuron()", "two")
    kernel(two, "one")
    assert kernel(COUNT, "count") == "3"
    alive = "print([figure.comm is not None for figure in [*figures, other]])"
    assert kernel(alive, "alive") == "[True, True, True]"
