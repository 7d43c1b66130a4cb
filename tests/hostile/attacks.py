"""All attacks, by name."""

from tests.hostile import (
    cheating,
    denial_of_service,
    output_injection,
    protocol_forgery,
    resource_exhaustion,
    sandbox_escape,
    stalling_the_trusted,
)
from tests.hostile.attack import Attack, all_of

ATTACKS: dict[str, Attack] = {}
for module in (
    denial_of_service,
    resource_exhaustion,
    cheating,
    protocol_forgery,
    sandbox_escape,
    stalling_the_trusted,
    output_injection,
):
    ATTACKS |= all_of(module)

REACHING = all_of(sandbox_escape)  # what differs between root and anybody else
