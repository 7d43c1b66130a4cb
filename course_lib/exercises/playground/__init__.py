"""The playground's challenges: states to reach by tinkering, each seen as it is reached."""

from course_lib.exercises.playground.challenge import Challenge, ChallengeAnswer
from course_lib.exercises.playground.challenges import by_heart, diverge, spiral, stop_it, xor

CHALLENGES = (xor, spiral, diverge, by_heart, stop_it)

__all__ = [
    "CHALLENGES",
    "Challenge",
    "ChallengeAnswer",
    "by_heart",
    "diverge",
    "spiral",
    "stop_it",
    "xor",
]
