"""Lesson 01, Neuron: what it asks, what it accepts, and the mistakes it knows by name."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_01.both import both
from course_lib.exercises.lesson_01.finish import finish
from course_lib.exercises.lesson_01.my_neuron import MyNeuron
from course_lib.exercises.lesson_01.questions import (
    bias_moves,
    coat,
    double_weight,
    sharpen,
    turned_sign,
    twice_inputs,
    weight_turns,
    why_stays,
)
from course_lib.exercises.lesson_01.side import side
from course_lib.exercises.lesson_01.sigmoid import sigmoid
from course_lib.exercises.lesson_01.tipping_point import tipping_point
from course_lib.exercises.lesson_01.weighted_sum import weighted_sum

LESSON = Lesson(
    number=1,
    title="Neuron: build one",
    notebook="01_neuron.ipynb",
    asks=(
        coat,
        twice_inputs,
        finish,
        weighted_sum,
        sigmoid,
        bias_moves,
        double_weight,
        weight_turns,
        tipping_point,
        side,
        sharpen,
        why_stays,
        both,
        MyNeuron,
        turned_sign,
    ),
)
