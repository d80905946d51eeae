"""What a copy and the present file hold that the other lacks is counted by kind, before anybody chooses."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from cop.kernel.types import Word
from cop.store import backup, edits
from cop.store.difference import Difference, difference
from cop.store.store import Store
from cop.teams.records import Body, Partner, Seat


def test_nothing_differs_from_a_copy_made_just_now(programme_file: Path) -> None:
    copy = backup.backup(str(programme_file))
    assert difference(str(programme_file), copy) == Difference(Counter(), Counter(), Counter(), 0, 0)


def test_what_was_added_changed_and_removed_since_is_told_apart(programme_file: Path) -> None:
    with Store(str(programme_file)) as store:
        with store.writing("import") as draft:
            zliten, sebha = (draft.add(Partner(name=name)) for name in ("Zliten", "Sebha"))
        copy = backup.backup(str(programme_file))
        with store.writing("body new") as draft:
            team = draft.add(Body(title="Team", kind=Word("coordination_team")))
            for _ in range(2):
                draft.add(Seat(body=team.id))
        with store.writing("partner edit") as draft:
            draft.edit(zliten, replace(zliten, region="West"))
        with store.writing("partner remove") as draft:
            edits.remove(draft, sebha)
    found = difference(str(programme_file), copy)
    # Three commands: a body with two seats is new, Zliten was changed, Sebha removed.
    assert found == Difference(
        lost=Counter(body=1, seat=2), back=Counter(partner=1), changed=Counter(partner=1), missing=3, more=0
    )
    turned = difference(copy, str(programme_file))
    assert (turned.lost, turned.back, turned.changed) == (found.back, found.lost, found.changed)
    assert (turned.missing, turned.more) == (0, 3)


def test_what_was_added_and_taken_back_again_makes_no_difference_in_records(programme_file: Path) -> None:
    copy = backup.backup(str(programme_file))
    with Store(str(programme_file)) as store:
        with store.writing("partner new") as draft:
            made = draft.add(Partner(name="Zliten"))
        with store.writing("partner remove") as draft:
            edits.remove(draft, made)
    assert difference(str(programme_file), copy) == Difference(Counter(), Counter(), Counter(), missing=2, more=0)
