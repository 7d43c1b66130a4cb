"""Lesson 15, Unsupervised learning: a map, clusters, few labels, and what is strange."""

from course_lib.checks import Lesson
from course_lib.exercises.lesson_15.alarms import alarms
from course_lib.exercises.lesson_15.bad_start import bad_start
from course_lib.exercises.lesson_15.denoising_pairs import denoising_pairs
from course_lib.exercises.lesson_15.kmeans_step import kmeans_step
from course_lib.exercises.lesson_15.pca import pca
from course_lib.exercises.lesson_15.pseudo_labels import pseudo_labels
from course_lib.exercises.lesson_15.questions import (
    between,
    fed_back,
    how_many_directions,
    kinds_together,
    labels_so_far,
    lying_digit,
    noisy_target,
    remember_bend,
    remember_rival,
    remember_scale,
    same_rest,
    ten_clusters,
    upside_down,
    which_twenty,
    which_way,
    why_together,
)
from course_lib.exercises.lesson_15.self_training import self_training
from course_lib.exercises.lesson_15.squeeze import squeeze
from course_lib.exercises.lesson_15.two_rounds import two_rounds

LESSON = Lesson(
    number=15,
    title="Unsupervised learning: learn without labels",
    notebook="15_without_labels.ipynb",
    asks=(
        remember_rival,
        remember_scale,
        remember_bend,
        between,
        squeeze,
        kinds_together,
        why_together,
        how_many_directions,
        pca,
        labels_so_far,
        which_way,
        same_rest,
        two_rounds,
        kmeans_step,
        bad_start,
        ten_clusters,
        noisy_target,
        denoising_pairs,
        which_twenty,
        pseudo_labels,
        self_training,
        fed_back,
        lying_digit,
        upside_down,
        alarms,
    ),
)
