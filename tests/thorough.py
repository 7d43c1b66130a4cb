"""``--thorough``: how much is tried. Enough for every day, or as much as once a week may take.

The numbers stand where they are used, both side by side::

    SEEDS = range(usually(100, thorough=1000))
"""

_chosen = False


def pytest_addoption(parser):
    """Let pytest know the option."""
    parser.addoption(
        "--thorough",
        action="store_true",
        help="try more of everything that is drawn: seeds, models, kills, fuzz (takes an hour)",
    )


def pytest_configure(config):
    """Remember what was chosen, before the first test file is read."""
    global _chosen
    _chosen = config.getoption("--thorough")


def usually(amount, *, thorough):
    """The first amount in every run, the second with ``--thorough``."""
    return thorough if _chosen else amount
