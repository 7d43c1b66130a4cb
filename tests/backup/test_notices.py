"""What is to be noticed is folded below a figure that moves, and nowhere else."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from course_lib.backup import notices

NOTICE = "**Notice.** It *turns*."
FOLDED = f"<details>\n{notices.SUMMARY}\n\nIt *turns*.\n\n</details>"


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (["widgets.neuron()"], NOTICE, FOLDED),
        (["drawn = widgets.network(model)\ndrawn"], NOTICE, FOLDED),
        (["widgets.neuron()", "check.turn.look_back()"], NOTICE, FOLDED),
        (["widgets.neuron()"], f"First.\n\n{NOTICE}\n\nLast.", f"First.\n\n{FOLDED}\n\nLast."),
        (["widgets.neuron()"], "Look.", "Look."),
        (["widgets.neuron()", "print(1)"], NOTICE, NOTICE),
        (["figures.curve()"], NOTICE, NOTICE),
        ([], NOTICE, NOTICE),
    ],
)
def test_a_notice_is_folded_below_a_widget(before, text, expected):
    cells = [*map(new_code_cell, before), new_markdown_cell(text)]
    notices.fold(cells)
    assert cells[-1].source == expected
