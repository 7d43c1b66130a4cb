"""In Colab a widget needs a manager of its own kind, and says with each picture where that is."""

import sys
import types

import pytest
from anywidget import _util

from course_lib import widgets
from course_lib.exercises import lesson_01 as check

VIEW = "application/vnd.jupyter.widget-view+json"
MANAGER = "https://example.org/manager.min.js"


@pytest.fixture
def colab(monkeypatch):
    """The part of Colab that a widget asks for; says how often it was asked."""
    output = types.ModuleType("google.colab.output")
    output.asked = 0
    output._widgets = types.SimpleNamespace(_installed_url=None)

    def enable_custom_widget_manager():
        output.asked += 1
        output._widgets._installed_url = MANAGER

    output.enable_custom_widget_manager = enable_custom_widget_manager
    monkeypatch.setitem(sys.modules, "google.colab.output", output)
    _util.enable_custom_widget_manager_once.cache_clear()
    yield output
    _util.enable_custom_widget_manager_once.cache_clear()


@pytest.mark.parametrize("show", [widgets.neuron, lambda: check.coat], ids=["figure", "question"])
def test_a_widget_turns_the_manager_on_and_names_it(colab, show):
    data, metadata = show()._repr_mimebundle_()
    assert VIEW in data
    assert metadata[VIEW]["colab"]["custom_widget_manager"]["url"] == MANAGER
    assert colab.asked == 1


def test_elsewhere_nobody_is_told_of_colab():
    _, metadata = widgets.neuron()._repr_mimebundle_()
    assert VIEW not in metadata
