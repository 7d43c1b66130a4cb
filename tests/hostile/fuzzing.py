"""How long to fuzz: 150 examples in every run, the same each time; others, and many more, with
--thorough.
"""

from hypothesis import HealthCheck, settings

from tests.thorough import usually

USUAL = 150
EXAMPLES = usually(USUAL, thorough=5000)

fuzzed = settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES == USUAL,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
