"""The rules of teams, on every way of reaching a database."""

from dataclasses import replace

import pytest

from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.records import Record
from cop.kernel.types import Day, Id, Word
from cop.store import queries, references
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams import operations
from cop.teams.records import Body, Channel, ChannelMember, Membership, Partner, Person, Programme, Seat

MAY, JUNE, JULY = Day("2024-05-01"), Day("2024-06-01"), Day("2024-07-01")


def write(store: Store, *records: Record) -> None:
    with store.writing("test") as draft:
        for record in records:
            operations.add(draft, record)


def ref(store: Store, kind: str, typed: str) -> Id:
    return Id(references.find(store.db, kind, typed))


def member(
    store: Store, body: str, person: str, seat: str | None = None, role: str = "member", **days: Day
) -> Membership:
    return Membership(
        body=ref(store, "body", body),
        person=ref(store, "person", person),
        seat=ref(store, "seat", seat) if seat else None,
        role=Word(role),
        from_on=days.get("start"),
        to_on=days.get("stop"),
    )


@pytest.fixture
def town(store: Store) -> Store:
    """A town with a project manager, a media officer and a mayor; a board with two seats, and the town's team."""
    write(
        store,
        Partner(code="m-seb", name="Sebha", country="LY"),
        Body(code="tb", title="Technical Board", kind=Word("technical_board")),
        Body(code="lct-seb", title="Team Sebha", kind=Word("coordination_team")),
    )
    sebha, board = ref(store, "partner", "m-seb"), ref(store, "body", "tb")
    write(
        store,
        Person(code="m-seb-pm", title="Municipality Project Manager", partner=sebha),
        Person(code="m-seb-media", title="Media Officer", partner=sebha),
        Person(code="m-zli-pm", title="Municipality Project Manager"),
        Seat(code="tb-1", body=board, ordinal=1),
        Seat(code="tb-2", body=board, ordinal=2),
    )
    write(store, member(store, "tb", "m-seb-pm", "tb-1"), member(store, "lct-seb", "m-seb-pm", role="chair", start=MAY))
    return store


def test_a_seat_has_one_member_at_a_time(town: Store) -> None:
    with pytest.raises(RuleBroken, match=r"that seat is filled by Municipality Project Manager \(m-seb-pm\)") as said:
        write(town, member(town, "tb", "m-zli-pm", "tb-1", start=JUNE))
    assert said.value.hint == "first end that: cop membership end tb m-seb-pm --on DAY"


def test_a_seat_that_was_left_can_be_filled_the_next_day(town: Store) -> None:
    with town.writing("end") as draft:
        operations.end(draft, operations.holder(draft.db, _seat(town, "tb-1"), JUNE), Day("2024-05-31"))
    with pytest.raises(RuleBroken, match="until Fri 31 May 2024") as said:
        write(town, member(town, "tb", "m-zli-pm", "tb-1", start=Day("2024-05-31")))
    assert said.value.hint == "choose a first day after that, such as 2024-06-01"
    write(town, member(town, "tb", "m-zli-pm", "tb-1", start=JUNE))


def test_an_alternate_may_share_the_seat_of_its_member(town: Store) -> None:
    write(town, member(town, "tb", "m-zli-pm", "tb-1", role="alternate"))
    assert len(queries.every(town.db, Membership, "seat = :seat", seat=ref(town, "seat", "tb-1"))) == 2


def test_an_alternate_cannot_become_a_second_member_of_the_seat(town: Store) -> None:
    write(town, member(town, "tb", "m-zli-pm", "tb-1", role="alternate"))
    (alternate,) = queries.every(town.db, Membership, "role = 'alternate'")
    with pytest.raises(RuleBroken, match="that seat is filled"), town.writing("edit") as draft:
        operations.keep(draft, draft.edit(alternate, replace(alternate, role=Word("member"))))


def test_a_person_sits_in_a_body_once_at_a_time(town: Store) -> None:
    with pytest.raises(RuleBroken, match="already sits in Technical Board"):
        write(town, member(town, "tb", "m-seb-pm", "tb-2", start=JUNE))


def test_a_person_may_return_to_a_body(town: Store) -> None:
    with town.writing("end") as draft:
        operations.end(draft, operations.holder(draft.db, _seat(town, "tb-1"), JUNE), MAY)
    write(town, member(town, "tb", "m-seb-pm", "tb-2", start=JULY))


def test_a_seat_belongs_to_the_body_of_the_membership(town: Store) -> None:
    with pytest.raises(RuleBroken, match="that seat is in Technical Board"):
        write(town, member(town, "lct-seb", "m-zli-pm", "tb-2"))


def test_a_membership_ends_after_it_began(town: Store) -> None:
    with pytest.raises(BadInput, match="it began on Sat 1 June 2024 and cannot end on Wed 1 May 2024"):
        write(town, member(town, "tb", "m-zli-pm", "tb-2", start=JUNE, stop=MAY))


def test_a_vacant_seat_has_nobody_to_leave_it(town: Store) -> None:
    with pytest.raises(NotFound, match="nobody fills that seat on Sat 1 June 2024"):
        operations.holder(town.db, _seat(town, "tb-2"), JUNE)


def test_the_membership_that_is_meant_is_the_one_that_holds(town: Store) -> None:
    body, person = queries.one(town.db, Body, ref(town, "body", "tb")), _person(town, "m-seb-pm")
    with town.writing("end") as draft:
        operations.end(draft, operations.holder(draft.db, _seat(town, "tb-1"), JUNE), MAY)
    write(town, member(town, "tb", "m-seb-pm", "tb-2", start=JULY))
    assert body is not None
    assert operations.sitting(town.db, body, person, MAY).from_on is None
    assert operations.sitting(town.db, body, person, JUNE).from_on == JULY
    with pytest.raises(NotFound, match="is not a member of Technical Board"):
        operations.sitting(town.db, body, _person(town, "m-zli-pm"), MAY)


def test_a_handover_ends_and_begins_every_membership(town: Store) -> None:
    done = _handed_over(town, "m-seb-pm", "Municipality Project Manager", JUNE)
    assert (done.new, done.successor.code, done.successor.title) == (True, "m-seb-pm-2", "Municipality Project Manager")
    assert done.successor.partner == ref(town, "partner", "m-seb")
    ended = queries.every_of(town.db, Membership, "person", [ref(town, "person", "m-seb-pm")])
    begun = queries.every_of(town.db, Membership, "person", [done.successor.id])
    assert {(each.body, each.seat, each.role, each.to_on) for each in ended} == {
        (each.body, each.seat, each.role, Day("2024-05-31")) for each in begun
    }
    assert {(each.from_on, each.to_on) for each in begun} == {(JUNE, None)}


def test_the_title_of_the_one_who_leaves_always_means_a_new_holder(town: Store) -> None:
    _handed_over(town, "m-seb-pm", "Municipality Project Manager", JUNE)
    assert _handed_over(town, "m-seb-pm-2", "municipality project manager", JULY).successor.code == "m-seb-pm-3"


@pytest.mark.parametrize("typed", ["m-seb-media", "Media Officer", "MEDIA OFFICER"])
def test_a_handover_to_somebody_known_makes_no_new_person(town: Store, typed: str) -> None:
    done = _handed_over(town, "m-seb-pm", typed, JUNE)
    assert (done.new, done.successor.code) == (False, "m-seb-media")


def test_a_slip_in_a_code_makes_no_new_person(town: Store) -> None:
    with pytest.raises(NotFound, match='no person is called "m-seb-medai"'):
        _handed_over(town, "m-seb-pm", "m-seb-medai", JUNE)


def test_a_handover_finds_the_successor_by_name(town: Store) -> None:
    write(town, Person(code="m-zli-media", title="Media Officer", name="Fatima Ali"))
    done = _handed_over(town, "m-seb-pm", "fatima ali", JUNE)
    assert (done.new, done.successor.code) == (False, "m-zli-media")


def test_a_strangers_name_makes_no_role_of_that_name(town: Store) -> None:
    with pytest.raises(NotFound, match='no person is called "Fatima Ali"') as said:
        _handed_over(town, "m-seb-pm", "Fatima Ali", JUNE)
    assert said.value.hint is not None and '--to "Municipality Project Manager" --name NAME' in said.value.hint


def test_a_role_that_stands_elsewhere_may_get_a_holder_here(town: Store) -> None:
    write(town, Person(code="m-zli-acc", title="Accountant"))
    done = _handed_over(town, "m-seb-pm", "accountant", JUNE)
    assert (done.new, done.successor.code, done.successor.title) == (True, "m-seb-pm-2", "accountant")


def test_a_new_holder_may_be_named(town: Store) -> None:
    done = _handed_over(town, "m-seb-pm", "Municipality Project Manager", JUNE, name="Fatima Ali")
    assert (done.new, done.successor.name) == (True, "Fatima Ali")
    with pytest.raises(BadInput, match=r"Media Officer \(m-seb-media\) is known already"):
        _handed_over(town, done.successor.code or "", "m-seb-media", JULY, name="Fatima Ali")
    with pytest.raises(RuleBroken, match=r"is known already: Municipality Project Manager \(m-seb-pm-2\)"):
        _handed_over(town, done.successor.code or "", "Municipality Project Manager", JULY, name="fatima ali")


def test_nobody_hands_over_to_themselves(town: Store) -> None:
    with pytest.raises(RuleBroken, match="cannot hand over to the same person"):
        _handed_over(town, "m-seb-pm", "m-seb-pm", JUNE)


def test_a_handover_comes_after_the_membership_began(town: Store) -> None:
    with pytest.raises(RuleBroken, match=r"joins Team Sebha only on Wed 1 May 2024"):
        _handed_over(town, "m-seb-pm", "m-seb-media", MAY)


def test_nobody_hands_over_twice(town: Store) -> None:
    _handed_over(town, "m-seb-pm", "m-seb-media", JUNE)
    with pytest.raises(RuleBroken, match="left every body by Fri 31 May 2024"):
        _handed_over(town, "m-seb-pm", "m-seb-media", JUNE)


def test_a_successor_who_already_sits_there_is_refused_and_nothing_changes(town: Store) -> None:
    write(town, member(town, "lct-seb", "m-seb-media"))
    with pytest.raises(RuleBroken, match=r"Media Officer \(m-seb-media\) already sits in Team Sebha"):
        _handed_over(town, "m-seb-pm", "m-seb-media", JUNE)
    assert not queries.every(town.db, Membership, "to_on IS NOT NULL")


def test_a_handover_keeps_the_end_of_a_fixed_term(town: Store) -> None:
    (chair,) = queries.every(town.db, Membership, "role = 'chair'")
    with town.writing("edit") as draft:
        operations.end(draft, chair, Day("2024-12-31"))
    done = _handed_over(town, "m-seb-pm", "m-seb-media", JUNE)
    assert {each.to_on for each in done.begun} == {None, "2024-12-31"}


def test_codes_are_unique(town: Store) -> None:
    with pytest.raises(RuleBroken, match='the code "m-seb" is taken by Sebha'):
        write(town, Partner(code="m-seb", name="Sebha again"))


@pytest.mark.parametrize("code", ["sc 7", "%3", "sc8~k3", "vpm/2024-07-03"])
def test_a_code_can_be_typed_as_a_reference(store: Store, code: str) -> None:
    with pytest.raises(BadInput, match="cannot be typed as a reference"):
        write(store, Partner(code=code, name="Sebha"))


def test_a_country_is_two_letters_and_kept_in_capitals(store: Store) -> None:
    write(store, Partner(code="it", name="Trento", country="it"))
    assert [each.country for each in queries.every(store.db, Partner)] == ["IT"]
    with pytest.raises(BadInput, match='country cannot be "Libya"'):
        write(store, Partner(name="Sebha", country="Libya"))


def test_partners_are_told_apart_by_name(town: Store) -> None:
    with pytest.raises(RuleBroken, match=r"a partner is already called Sebha \(m-seb\)"):
        write(town, Partner(code="seb", name="SEBHA"))
    write(town, Partner(code="u-seb", name="Sebha University"))
    with pytest.raises(RuleBroken), town.writing("partner edit") as draft:
        (old,) = queries.every(draft.db, Partner, "code = 'u-seb'")
        operations.keep(draft, draft.edit(old, replace(old, name="Sebha")))


def test_the_bodies_of_one_partner_are_told_apart_by_title(town: Store) -> None:
    with pytest.raises(RuleBroken, match=r"a body is already called Technical Board \(tb\)"):
        write(town, Body(title="technical board", kind=Word("board")))
    write(town, Body(title="Technical Board", kind=Word("board"), partner=ref(town, "partner", "m-seb")))


def test_a_partner_is_not_paired_with_itself(town: Store) -> None:
    (sebha,) = queries.every(town.db, Partner)
    with pytest.raises(RuleBroken, match="Sebha cannot be paired with itself"), town.writing("edit") as draft:
        operations.keep(draft, draft.edit(sebha, replace(sebha, paired=sebha.id)))


def test_a_body_does_not_report_to_itself_through_others(store: Store) -> None:
    write(store, Body(code="sc", title="Committee", kind=Word("committee")))
    write(store, Body(code="tb", title="Board", kind=Word("board"), reports_to=ref(store, "body", "sc")))
    committee = queries.every(store.db, Body, "code = 'sc'")[0]
    for above in ("tb", "sc"):
        with pytest.raises(RuleBroken, match="Committee would report to itself"), store.writing("edit") as draft:
            operations.keep(draft, draft.edit(committee, replace(committee, reports_to=ref(store, "body", above))))


def test_a_circle_that_a_merge_made_above_a_body_does_not_hang(store: Store) -> None:
    write(store, Body(code="a", title="A", kind=Word("circle")))
    write(store, Body(code="b", title="B", kind=Word("circle"), reports_to=ref(store, "body", "a")))
    with store.writing("merge") as draft:
        draft.set("body", ref(store, "body", "a"), "reports_to", ref(store, "body", "b"))
    write(store, Body(code="c", title="C", kind=Word("circle"), reports_to=ref(store, "body", "a")))


def test_a_file_holds_exactly_one_programme(store: Store) -> None:
    with pytest.raises(RuleBroken, match="this file already holds a programme, REBUILD"):
        write(store, Programme(title="Another"))
    (only,) = queries.every(store.db, Programme)
    with pytest.raises(RuleBroken, match="a file always holds its programme"), store.writing("remove") as draft:
        operations.remove_programme(draft, only)


def test_a_second_programme_that_a_merge_brought_can_be_edited_and_removed(store: Store) -> None:
    with store.writing("merge") as draft:
        second = draft.add(Programme(title="Another"))
    with store.writing("edit") as draft:
        second = operations.keep(draft, draft.edit(second, replace(second, title="The other")))
    with store.writing("remove") as draft:
        operations.remove_programme(draft, second)
    assert [each.title for each in queries.every(store.db, Programme)] == ["REBUILD"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("end_on", Day("2020-01-01"), "end before it starts"), ("reporting_day", 31, "reporting_day cannot be 31")],
)
def test_a_programme_has_days_that_exist(store: Store, field: str, value: Day | int, message: str) -> None:
    (only,) = queries.every(store.db, Programme)
    with pytest.raises(BadInput, match=message), store.writing("edit") as draft:
        operations.keep(draft, draft.edit(only, replace(only, start_on=MAY, **{field: value})))  # type: ignore[arg-type]


def test_a_body_is_made_with_numbered_seats(store: Store) -> None:
    with store.writing("body new") as draft:
        made = operations.add_body(draft, Body(title="Committee", kind=Word("x")), 3, ["code=sc"], _how(store))
    seats = queries.every_of(store.db, Seat, "body", [made.id])
    assert {(each.code, each.ordinal) for each in seats} == {("sc-1", 1), ("sc-2", 2), ("sc-3", 3)}


def test_a_new_seat_comes_last_and_shares_no_number(town: Store) -> None:
    board = queries.one(town.db, Body, ref(town, "body", "tb"))
    assert board is not None
    with town.writing("seat new") as draft:
        assert operations.add_seat(draft, board, None, [], _how(town)).ordinal == 3
    with pytest.raises(RuleBroken, match="Technical Board already has a seat 1"):
        write(town, Seat(body=board.id, ordinal=1))


def test_bodies_join_a_channel_once_and_leave_it(town: Store) -> None:
    with town.writing("channel new") as draft:
        viber = Channel(title="Chat", kind=Word("viber"))
        made = operations.add_channel(draft, viber, ["tb"], ["cadence=daily"], _how(town))
    board = queries.one(town.db, Body, ref(town, "body", "tb"))
    assert board is not None
    with town.writing("channel add") as draft:
        operations.join_channel(draft, made, board)
    assert town.saved is None, "joining twice changes nothing"
    with town.writing("channel drop") as draft:
        operations.drop_from_channel(draft, made, board)
    assert not queries.every(town.db, ChannelMember)
    with pytest.raises(NotFound, match="takes no part"), town.writing("channel drop") as draft:
        operations.drop_from_channel(draft, made, board)


def _seat(store: Store, code: str) -> Seat:
    return queries.every(store.db, Seat, "code = :code", code=code)[0]


def _person(store: Store, code: str) -> Person:
    return queries.every(store.db, Person, "code = :code", code=code)[0]


def _handed_over(store: Store, who: str, to: str, on: Day, name: str | None = None) -> operations.Handover:
    with store.writing("person handover") as draft:
        return operations.handover(draft, _person(store, who), to, on, name)


def _how(store: Store) -> Reading:
    return Reading(store.now)
