"""Figures DRAW: numbers or a model in, matplotlib out. They never train and never call pyplot."""

from course_lib.figures.confusion import confusion
from course_lib.figures.decision import decision_boundary
from course_lib.figures.diagram import neuron_diagram
from course_lib.figures.histories import histories
from course_lib.figures.loss_curves import loss_curves
from course_lib.figures.network import network_diagram
from course_lib.figures.neuron import NeuronPicture
from course_lib.figures.pixels import filters, pictures
from course_lib.figures.rivals import mystery_curves
from course_lib.figures.rows import picture_rows
from course_lib.figures.slopes_in_time import slopes_in_time
from course_lib.figures.three_ways import three_ways

__all__ = [
    "NeuronPicture",
    "confusion",
    "decision_boundary",
    "filters",
    "histories",
    "loss_curves",
    "mystery_curves",
    "network_diagram",
    "neuron_diagram",
    "picture_rows",
    "pictures",
    "slopes_in_time",
    "three_ways",
]
