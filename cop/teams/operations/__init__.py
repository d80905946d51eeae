"""What can be done with teams, and the rules."""

from cop.teams.operations.handover import Handover, handover
from cop.teams.operations.seating import end, holder, keep_membership, sitting
from cop.teams.operations.upkeep import (
    RULES,
    add,
    add_body,
    add_channel,
    add_seat,
    drop_from_channel,
    join_channel,
    keep,
    remove_programme,
)

__all__ = [
    "RULES",
    "Handover",
    "add",
    "add_body",
    "add_channel",
    "add_seat",
    "drop_from_channel",
    "end",
    "handover",
    "holder",
    "join_channel",
    "keep",
    "keep_membership",
    "remove_programme",
    "sitting",
]
