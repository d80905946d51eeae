"""How documents say what is counted of trainings and how far trainers have come: the same in a tree and in a report."""

from cop.activities.training.standing import BEFORE_TRAINING, NOT_RECORDED, NOT_TRAINED, SAID
from cop.documents.words import Words, mark

MESSAGES = (
    mark("delivering"), mark("co-delivered"), mark("trained"), mark("inactive"), mark("attended"), mark("enrolled"),
)  # fmt: skip
"""What standing.SAID says, for translators: lists that load no languages take it from there."""
REMARKS = {
    BEFORE_TRAINING: mark("trained others before being trained"),
    NOT_TRAINED: mark("not trained in this cycle"),
    NOT_RECORDED: mark("nobody wrote who came to the ToT"),
}


def standing_said(standing: str, words: Words) -> str:
    """Return how far a trainer has come: co-delivered."""
    return words.gettext(SAID.get(standing, standing))


def counted_said(headcount: int | None, words: Words) -> str:
    """Return how many were counted: 15 counted."""
    if headcount is None:
        return words.gettext("counted: no data")
    return words.ngettext("{n} counted", "{n} counted", headcount)
