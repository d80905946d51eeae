"""What can be asked about training: standings, cover, the cascade in numbers and as a tree, what was given on."""

from cop.activities.training.given import DeliveryLine, Person, deliveries
from cop.activities.training.queries.covered import CoverLine, cover
from cop.activities.training.queries.grown import CycleNode, tree
from cop.activities.training.queries.reached import Cascade, cascade
from cop.activities.training.queries.trainers import TrainerLine, standings

__all__ = [
    "Cascade",
    "CoverLine",
    "CycleNode",
    "DeliveryLine",
    "Person",
    "TrainerLine",
    "cascade",
    "cover",
    "deliveries",
    "standings",
    "tree",
]
