"""What can be asked about teams, on every way of reaching a database."""

import pytest

from cop.kernel.errors import CopError
from cop.kernel.types import Day, Id, Word, Zone
from cop.store import references
from cop.store.store import Store
from cop.teams import queries
from cop.teams.records import Body, Channel, ChannelMember, Membership, Partner, Person, Seat

BEFORE, FIRST, LAST, AFTER = Day("2024-04-30"), Day("2024-05-01"), Day("2024-06-30"), Day("2024-07-01")


@pytest.fixture
def board(store: Store) -> Store:
    """A committee and a board; one seat is filled from May to June and one never, and one person sits in both."""
    with store.writing("test") as draft:
        trento = draft.add(Partner(code="pat", name="Trento", country="IT", timezone=Zone("Europe/Rome")))
        sebha = draft.add(Partner(code="m-seb", name="Sebha", country="LY", timezone=Zone("Africa/Tripoli")))
        draft.add(Partner(code="u-seb", name="Sebha University", paired=sebha.id))
        manager = draft.add(Person(code="pat-pm", title="Project Manager", partner=trento.id))
        town = draft.add(Person(code="m-seb-pm", title="Municipality Project Manager", partner=sebha.id))
        mayor = draft.add(Person(code="m-seb-mayor", title="Mayor", partner=sebha.id))
        guest = draft.add(Person(code="guest", title="Expert"))
        committee = draft.add(Body(code="sc", title="Committee", kind=Word("steering_committee")))
        tb = draft.add(Body(code="tb", title="Board", kind=Word("technical_board"), reports_to=committee.id))
        one = draft.add(Seat(code="tb-1", body=tb.id, ordinal=1, partner=sebha.id))
        draft.add(Seat(code="tb-2", body=tb.id, ordinal=2, partner=sebha.id))
        draft.add(Membership(body=tb.id, person=town.id, seat=one.id, from_on=FIRST, to_on=LAST))
        draft.add(Membership(body=tb.id, person=mayor.id, seat=one.id, role=Word("alternate")))
        draft.add(Membership(body=tb.id, person=manager.id, role=Word("chair")))
        draft.add(Membership(body=tb.id, person=guest.id, role=Word("observer")))
        draft.add(Membership(body=committee.id, person=manager.id))
        viber = draft.add(Channel(code="viber", title="Chat", kind=Word("viber"), approximate=True))
        draft.add(ChannelMember(channel=viber.id, body=tb.id))
        draft.add(ChannelMember(channel=viber.id, body=committee.id))
        draft.add(Channel(code="mail", title="Note", kind=Word("email")))
    return store


def ids(store: Store, kind: str, *codes: str) -> list[Id]:
    return [Id(references.find(store.db, kind, code)) for code in codes]


@pytest.mark.parametrize(("day", "holder"), [(BEFORE, None), (FIRST, "m-seb-pm"), (LAST, "m-seb-pm"), (AFTER, None)])
def test_a_membership_holds_from_its_first_day_to_its_last(board: Store, day: Day, holder: str | None) -> None:
    first, second = queries.seats(board.db, day)
    assert (first[1], first[8], first[-1]) == ("tb-1", holder, holder is None)
    assert (second[1], second[8], second[-1]) == ("tb-2", None, True)


def test_an_alternate_does_not_fill_a_seat(board: Store) -> None:
    assert [row[1] for row in queries.vacant_seats(board.db, AFTER)] == ["tb-1", "tb-2"]
    assert [row[1] for row in queries.vacant_seats(board.db, FIRST)] == ["tb-2"]


def test_two_members_whom_a_merge_put_in_one_seat_do_not_make_two_seats(board: Store) -> None:
    (tb, seat, manager) = *ids(board, "body", "tb"), *ids(board, "seat", "tb-1"), *ids(board, "person", "pat-pm")
    with board.writing("merge") as draft:
        draft.add(Membership(body=tb, person=manager, seat=seat, from_on=FIRST))
    assert [row[1] for row in queries.seats(board.db, FIRST)] == ["tb-1", "tb-2"]
    assert queries.bodies(board.db, FIRST, kind="technical_board")[0][6:8] == (2, 1)


def test_bodies_count_their_seats_and_their_members_on_a_day(board: Store) -> None:
    told = {row[1]: row[4:] for row in queries.bodies(board.db, FIRST)}
    assert told == {"tb": (None, "sc", 2, 1, 4), "sc": (None, None, 0, 0, 1)}
    assert [row[1] for row in queries.bodies(board.db, FIRST, kind="steering_committee")] == ["sc"]


def test_members_are_those_of_a_day_or_all_there_ever_were(board: Store) -> None:
    (tb,) = ids(board, "body", "tb")
    on = {day: [row[3] for row in queries.members(board.db, body=tb, day=day)] for day in (FIRST, AFTER, None)}
    assert on[FIRST] == on[None]
    assert sorted(on[FIRST]) == ["guest", "m-seb-mayor", "m-seb-pm", "pat-pm"]
    assert "m-seb-pm" not in on[AFTER]


def test_everybody_is_invited_once_however_many_bodies_they_sit_in(board: Store) -> None:
    bodies = ids(board, "body", "tb", "sc")
    assert queries.invited_people(board.db, bodies, FIRST) == sorted(
        ids(board, "person", "pat-pm", "m-seb-pm", "m-seb-mayor", "guest")
    )
    assert queries.invited_people(board.db, bodies, AFTER) == sorted(
        ids(board, "person", "pat-pm", "m-seb-mayor", "guest")
    )
    assert queries.invited_people(board.db, [], FIRST) == []


def test_zones_are_those_of_the_members_on_the_day_with_most_people_first(board: Store) -> None:
    bodies = ids(board, "body", "tb", "sc")
    assert queries.zones_of(board.db, bodies, FIRST) == ["Africa/Tripoli", "Europe/Rome"]
    assert queries.zones_of(board.db, ids(board, "body", "sc"), FIRST) == ["Europe/Rome"]
    assert queries.zones_of(board.db, [], FIRST) == []


def test_a_pair_is_seen_from_both_sides(board: Store) -> None:
    paired = {row[1]: row[8] for row in queries.partners(board.db)}
    assert paired == {"pat": None, "m-seb": "u-seb", "u-seb": "m-seb"}


def test_partners_are_picked_by_kind_sector_and_country(board: Store) -> None:
    assert [row[1] for row in queries.partners(board.db, country="LY", kind="partner")] == ["m-seb"]
    assert queries.partners(board.db, sector="municipality") == []


def test_people_are_picked_by_partner_and_by_body_on_a_day(board: Store) -> None:
    (sebha,), (tb,) = ids(board, "partner", "m-seb"), ids(board, "body", "tb")
    assert [row[1] for row in queries.people(board.db, partner=sebha)] == ["m-seb-mayor", "m-seb-pm"]
    assert [row[1] for row in queries.people(board.db, body=tb, day=AFTER)] == ["m-seb-mayor", "pat-pm", "guest"]


def test_channels_name_the_bodies_that_take_part(board: Store) -> None:
    chat, note = queries.channels(board.db)
    assert (chat[1], chat[6], chat[7]) == ("viber", True, ["sc", "tb"])
    assert (note[1], note[6], note[7]) == ("mail", False, [])


def test_the_programme_is_told_or_asked_for(store: Store) -> None:
    assert queries.programme(store.db).code == "rebuild"
    with store.writing("merge") as draft:
        draft.remove(queries.programme(store.db))
    with pytest.raises(CopError, match="the programme has no title yet"):
        queries.programme(store.db)
