"""All attacks, by name."""

from tests.hostile import cheating, forging, reaching, showing, starving, stopping
from tests.hostile.attack import Attack, all_of

ATTACKS: dict[str, Attack] = {}
for module in (stopping, starving, cheating, forging, reaching, showing):
    ATTACKS |= all_of(module)

REACHING = all_of(reaching)  # what differs between root and anybody else
