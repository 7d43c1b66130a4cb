"""Callbacks: code of yours, or of this folder, that ``fit`` calls while it trains."""

from course_lib.nn import not_here
from course_lib.nn.callbacks.callback import Callback, History, LambdaCallback
from course_lib.nn.callbacks.callback_list import CallbackList, checked
from course_lib.nn.callbacks.csv_logger import CSVLogger
from course_lib.nn.callbacks.early_stopping import EarlyStopping
from course_lib.nn.callbacks.learning_rate import LearningRateScheduler, ReduceLROnPlateau
from course_lib.nn.callbacks.model_checkpoint import ModelCheckpoint
from course_lib.nn.callbacks.progress_line import ProgressLine, in_words

__all__ = [
    "CSVLogger",
    "Callback",
    "CallbackList",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ModelCheckpoint",
    "ProgressLine",
    "ReduceLROnPlateau",
    "checked",
    "in_words",
]

__getattr__ = not_here.explain("callbacks", globals())
