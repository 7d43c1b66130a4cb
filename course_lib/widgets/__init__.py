"""Widgets MOVE: they put sliders onto figures, and questions onto the page."""

from course_lib.widgets.activation import activation, rivals
from course_lib.widgets.alarm import alarm
from course_lib.widgets.architecture import architecture
from course_lib.widgets.attention_map import attention_map
from course_lib.widgets.attention_plane import attention_plane
from course_lib.widgets.batch_norm import batch_norm
from course_lib.widgets.bench import bench
from course_lib.widgets.bowl import bowl
from course_lib.widgets.choice import Choice
from course_lib.widgets.code_map import code_map
from course_lib.widgets.depth import depth
from course_lib.widgets.descent import descent
from course_lib.widgets.drawing import Drawing, drawing
from course_lib.widgets.drawn_network import Network
from course_lib.widgets.fitting import fitting
from course_lib.widgets.folding import folding
from course_lib.widgets.k_means import k_means
from course_lib.widgets.kernel import kernel
from course_lib.widgets.layers import layers
from course_lib.widgets.learning_curves import patients
from course_lib.widgets.live_figure import LiveFigure, Slider
from course_lib.widgets.loss import loss_landscape, losses
from course_lib.widgets.matrix_product import matrix_product
from course_lib.widgets.memory_cell import memory_cell
from course_lib.widgets.memory_unit import memory_unit
from course_lib.widgets.misread import misread
from course_lib.widgets.moving import moving
from course_lib.widgets.network import network
from course_lib.widgets.neuron import neuron
from course_lib.widgets.nudge import nudge
from course_lib.widgets.playground import Playground, playground
from course_lib.widgets.reliability import reliability
from course_lib.widgets.sampling import draw_names, sampling
from course_lib.widgets.saturation import saturation
from course_lib.widgets.sharpness import sharpness
from course_lib.widgets.step_size import step_size
from course_lib.widgets.training import Player, training
from course_lib.widgets.value_graph import value_graph

__all__ = [
    "Choice",
    "Drawing",
    "LiveFigure",
    "Network",
    "Player",
    "Playground",
    "Slider",
    "activation",
    "alarm",
    "architecture",
    "attention_map",
    "attention_plane",
    "batch_norm",
    "bench",
    "bowl",
    "code_map",
    "depth",
    "descent",
    "draw_names",
    "drawing",
    "fitting",
    "folding",
    "k_means",
    "kernel",
    "layers",
    "loss_landscape",
    "losses",
    "matrix_product",
    "memory_cell",
    "memory_unit",
    "misread",
    "moving",
    "network",
    "neuron",
    "nudge",
    "patients",
    "playground",
    "reliability",
    "rivals",
    "sampling",
    "saturation",
    "sharpness",
    "step_size",
    "training",
    "value_graph",
]
