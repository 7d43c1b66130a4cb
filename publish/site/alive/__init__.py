"""Figures that move on the site, where no Python answers.

Some compute in the browser anyway; they get their numbers and are left to it. The others are asked
beforehand, here, for the states that the site offers: the lesson's own lines make the figure, each
of its sliders is moved to its stops, and what the figure answers is kept. In the browser, the
figure's own script runs, and live.js gives it those answers in Python's place.
"""

from publish.site.alive.figures import figures, front_figure

__all__ = ["figures", "front_figure"]
