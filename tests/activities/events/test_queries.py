"""Events and whom they reach, asked of each store."""

import dataclasses
from collections.abc import Iterable

import pytest

from cop.activities.events import operations, queries
from cop.activities.events.queries import is_event
from cop.activities.events.reaching import ReachLine
from cop.activities.events.records import MixTarget, Quota
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Id, Moment, Share, Word, ZonedTime
from cop.meetings.operations.registering import crowded
from cop.meetings.queries.attendance import count_unrecorded, invited, others_came, quorum, recorded, roll
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Attendance, Guest, Invitee, Meeting, Registration
from cop.store import queries as records
from cop.store.records import Alias
from cop.store.references import find
from cop.store.store import Store
from cop.teams.records import Body, Membership, Partner, Person, Seat

SPRING, AUTUMN = Moment("2024-03-01T00:00:00Z"), Moment("2024-10-01T00:00:00Z")


@pytest.fixture
def school(store: Store) -> Store:
    """Return a programme with a secretariat that organises a school, to which the board is invited, and a cafe."""
    with store.writing("import") as draft:
        zli = draft.add(Partner(code="m-zli", name="Zliten", country="LY", sector=Word("municipality"))).id
        tn = draft.add(Partner(code="u-tn", name="University", country="IT", sector=Word("university"))).id
        draft.add(Alias(subject=zli, name="Municipality of Zliten"))
        people = {
            code: draft.add(Person(code=code, title=code, partner=partner)).id
            for code, partner in (("zli-pm", zli), ("zli-mayor", zli), ("prof", tn), ("dean", tn), ("nobody", None))
        }
        pmu = draft.add(Body(code="pmu", title="Secretariat", kind=Word("secretariat"), quorum=Share("0.5"))).id
        board = draft.add(Body(code="tb", title="Board", kind=Word("technical_board"))).id
        seat = draft.add(Seat(body=pmu, ordinal=1)).id
        draft.add(Membership(body=pmu, person=people["prof"], seat=seat))
        draft.add(Membership(body=board, person=people["dean"]))
        first, last = ZonedTime("2024-06-24T00:00[Africa/Tripoli]"), Day("2024-06-29")
        ss = draft.add(Meeting(code="ss", title="School", body=pmu, kind=Word("summer_school"), host=tn, capacity=20,
                               start=first, last_on=last)).id  # fmt: skip
        draft.add(Invitee(subject=ss, body=board))
        draft.add(Meeting(code="cafe", title="Cafe", body=pmu, kind=Word("cafe"), is_open=True, headcount=35, within=ss,
                          start=ZonedTime("2024-06-25T17:00[Africa/Tripoli]")))  # fmt: skip
        draft.add(Meeting(code="b1", title="Board", body=board, start=ZonedTime("2024-06-25T09:00[Africa/Tripoli]")))
        draft.add(Quota(meeting=ss, partner=zli, places=3))
        draft.add(MixTarget(meeting=ss, sector=Word("municipality"), share=Share("0.5")))
    return store


def meeting(store: Store, code: str) -> Id:
    return find_sitting(store.db, code).id


def people(store: Store, ids: Iterable[Id | None]) -> set[str]:
    return {row[0] for one in ids for row in store.db.all("SELECT code FROM person WHERE id = :id", id=one)}


def enrol(store: Store, code: str, person: str | None = None, **more: object) -> None:
    with store.writing("registration new") as draft:
        who = Id(find(draft.db, "person", person)) if person else None
        made = Registration(meeting=meeting(store, code), person=who)
        draft.add(Registration.from_row([made.id, *(more.get(name, getattr(made, name)) for name in made.names()[1:])]))


def mark(store: Store, code: str, status: str, person: str, by: str | None = None) -> None:
    with store.writing("attendance mark") as draft:
        who, instead = (Id(find(draft.db, "person", one)) if one else None for one in (person, by))
        assert who
        draft.add(Attendance(meeting=meeting(store, code), person=who, status=Word(status), represented_by=instead))


def test_anything_but_a_plain_meeting_is_an_event() -> None:
    assert [is_event(kind) for kind in (None, "", "meeting", "tot", "cafe")] == [False, False, False, True, True]


def test_events_tell_what_they_ask_for_beside_a_date(school: Store) -> None:
    ss, cafe = queries.events(school.db, SPRING, AUTUMN)
    assert (ss.sitting.ref, ss.host_ref, ss.host_name, ss.capacity, ss.is_open, ss.headcount) == (
        "ss", "u-tn", "University", 20, False, None,
    )  # fmt: skip
    assert (cafe.sitting.ref, cafe.within_ref, cafe.is_open, cafe.headcount) == ("cafe", "ss", True, 35)
    assert queries.parts(school.db, ss.sitting.id) == [cafe.sitting.id]
    assert queries.event(school.db, find_sitting(school.db, "b1")).capacity is None


def test_a_secretariat_only_organises_an_event(school: Store) -> None:
    of = find_sitting(school.db, "ss")
    assert people(school, invited(school.db, [of])[of.id]) == {"dean"} and not quorum(school.db, of)
    enrol(school, "ss", "zli-pm")
    enrol(school, "ss", "zli-mayor", status="cancelled")
    assert people(school, invited(school.db, [of])[of.id]) == {"zli-pm", "dean"} and not quorum(school.db, of)


def test_whoever_convenes_is_asked_beside_those_registered(school: Store) -> None:
    with school.writing("import") as draft:
        board, zli = (Id(find(draft.db, kind, code)) for kind, code in (("body", "tb"), ("partner", "m-zli")))
        start = ZonedTime("2024-07-01T00:00[Africa/Tripoli]")
        draft.add(Meeting(code="tot6", title="ToT", body=board, kind=Word("tot"), capacity=1, start=start))
        draft.add(Meeting(code="plain", title="Board", body=Id(find(draft.db, "body", "pmu")), start=start))
    enrol(school, "tot6", "zli-pm")
    of, plain = find_sitting(school.db, "tot6"), find_sitting(school.db, "plain")
    assert people(school, invited(school.db, [of])[of.id]) == {"zli-pm", "dean"}
    assert queries.counts(school.db, [of])[of.id] == (2, 1, 0)
    assert crowded(school.db, of, []) == ["2 are asked or registered for 1 places"]
    assert people(school, invited(school.db, [plain])[plain.id]) == {"prof"}
    with school.writing("event quota") as draft:
        draft.add(Quota(meeting=of.id, partner=zli, places=1))
    assert people(school, invited(school.db, [of])[of.id]) == {"zli-pm"}


def test_a_cancelled_registration_is_none(school: Store) -> None:
    enrol(school, "ss", "zli-mayor", status="cancelled")
    of = find_sitting(school.db, "ss")
    assert people(school, invited(school.db, [of])[of.id]) == {"dean"}
    assert queries.named(school.db, [of.id]) == []


def test_a_stranger_from_a_partner_counts_for_it(school: Store) -> None:
    enrol(school, "ss", "zli-pm")
    enrol(school, "ss", organisation="municipality of  ZLITEN")
    enrol(school, "ss", organisation="Port", sector="company")
    (line,) = queries.quota_lines(school.db, meeting(school, "ss"))
    assert (line.ref, line.places, line.registered, line.came, line.missing) == ("m-zli", 3, 2, 0, 1)
    (mixed,) = queries.mix_named(school.db, meeting(school, "ss"))
    assert (mixed.counted, mixed.among, mixed.short) == (2, 3, 8)


def test_reach_counts_who_came_and_not_who_stayed_away(school: Store) -> None:
    mark(school, "ss", "present", "zli-pm")
    mark(school, "ss", "absent", "zli-mayor")
    mark(school, "ss", "represented", "dean", by="nobody")
    mark(school, "cafe", "online", "zli-pm")
    enrol(school, "cafe", organisation="Zliten", status="attended")
    enrol(school, "cafe", name="Anna", organisation="Mare", country="TN", status="attended")
    enrol(school, "cafe", organisation="Late", status="absent")
    with school.writing("attendance guest") as draft:
        for day in ("2024-06-24", "2024-06-25"):
            draft.add(Guest(meeting=meeting(school, "ss"), organisation="Press", country="IT", attended_on=Day(day)))
        draft.add(Guest(meeting=meeting(school, "cafe"), name="ANNA", organisation="Mare", country="TN"))
    found = queries.reach(school.db, [meeting(school, "ss"), meeting(school, "cafe")])
    assert (found.people, found.others, found.headcount) == (2, 3, 35)
    assert found.by_country == [
        ReachLine("LY", 1, 1), ReachLine("IT", 0, 1), ReachLine("TN", 0, 1), ReachLine(None, 1, 0),
    ]  # fmt: skip
    assert found.by_sector == [ReachLine("municipality", 1, 1), ReachLine(None, 1, 2)]
    assert queries.counts(school.db, [find_sitting(school.db, "ss")]) == {meeting(school, "ss"): (1, 0, 3)}


def test_who_came_is_known_where_strangers_or_heads_were_counted(school: Store) -> None:
    ids = [meeting(school, code) for code in ("ss", "cafe", "b1")]
    assert recorded(school.db, ids) == {ids[1]}
    enrol(school, "ss", name="Anna", organisation="Mare", status="attended")
    assert recorded(school.db, ids) == set(ids[:2])
    with school.writing("attendance guest") as draft:
        draft.add(Guest(meeting=ids[0], name="ANNA", organisation="Mare"))
        draft.add(Guest(meeting=ids[2], organisation="Press"))
    assert recorded(school.db, ids) == set(ids[:2]) and others_came(school.db, ids) == 2


def test_an_event_whose_strangers_or_heads_were_counted_lacks_no_attendance(school: Store) -> None:
    with school.writing("import") as draft:
        for of in list(records.every(draft.db, Meeting)):
            draft.edit(of, dataclasses.replace(of, status=Word("held")))
    assert count_unrecorded(school.db) == 2
    enrol(school, "ss", organisation="Mare", status="attended")
    assert count_unrecorded(school.db) == 1


def test_a_roll_shows_strangers_and_no_name_that_may_not_be_listed(school: Store) -> None:
    enrol(school, "ss", name="Anna", organisation="Mare", status="attended")
    enrol(school, "ss", name="Berta", organisation="Port", may_be_listed=True)
    lines = [one for one in roll(school.db, find_sitting(school.db, "ss")) if one.person is None]
    assert [(one.name, one.organisation, one.status, one.invited) for one in lines] == [
        (None, "Mare", "present", True), ("Berta", "Port", None, True),
    ]  # fmt: skip


def test_partners_are_chosen_by_what_they_are(school: Store) -> None:
    assert len(operations.partners_of(school.db, "country=ly")) == 1
    with pytest.raises(NotFound):
        operations.partners_of(school.db, "sector=ministry")
    with pytest.raises(BadInput):
        operations.partners_of(school.db, "colour=red")


def test_a_description_brings_no_impossible_quota_or_mix(school: Store) -> None:
    ss = meeting(school, "ss")
    with school.writing("import", rehearse=True) as draft:
        with pytest.raises(RuleBroken):
            operations.RULES["quota"](
                draft, Quota(meeting=ss, partner=Id(find(school.db, "partner", "m-zli")), places=-1)
            )
        target = draft.add(MixTarget(meeting=ss, sector=Word("university"), share=Share("0.5")))
        operations.DOUBTS["mix_target"](draft, target)
    with school.writing("import") as draft:
        draft.add(MixTarget(meeting=ss, sector=Word("university"), share=Share("0.6")))
    with school.writing("import") as draft, pytest.raises(RuleBroken):
        operations.DOUBTS["mix_target"](draft, target)
