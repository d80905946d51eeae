"""What bodies decide, who answers, and the register, on every store."""

import dataclasses
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.meetings.operations import decisions as deciding
from cop.meetings.operations.deciding import keep_decision, keep_response
from cop.meetings.operations.decisions import Answered
from cop.meetings.queries import decisions as queries
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Decision, Meeting, Response
from cop.store import edits, references
from cop.store import queries as rows
from cop.teams.records import Body, Membership
from tests.meetings.conftest import HOW, Partnership
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

TODAY = Day("2024-07-01")
SC6, SC7 = (f"2024-{day}T11:00[Europe/Rome]" for day in ("06-12", "07-10"))


class Deciding(NamedTuple):
    """The partnership, with the verbs of decisions as a test says them."""

    of: Partnership

    def new(
        self, code: str, body: str = "sc", *, meeting: str | None = None, on: str | None = None,
        result: str = "adopted", **more: Any,
    ) -> deciding.Kept:  # fmt: skip
        with self.of.store.writing("decision new") as draft:
            of = find_sitting(draft.db, meeting) if meeting else None
            decision = Decision(
                title=f"Decision {code}", code=code, body=self.of.body(body), status=Word(result), **more
            )
            return deciding.new(draft, decision, of, Day(on) if on else None, (), HOW)

    def get(self, code: str) -> Decision:
        return references.get(self.of.db, Decision, code)

    def adopt(self, code: str, on: str | None = None) -> Decision:
        with self.of.store.writing("decision adopt") as draft:
            return deciding.adopt(draft, self.get(code), Day(on) if on else None, HOW)

    def reject(self, code: str) -> Decision:
        with self.of.store.writing("decision reject") as draft:
            return deciding.reject(draft, self.get(code), None, HOW)

    def open(self, code: str) -> Decision:
        with self.of.store.writing("decision open") as draft:
            return deciding.reopen(draft, self.get(code))

    def supersede(self, code: str, by: str) -> Decision:
        with self.of.store.writing("decision supersede") as draft:
            return deciding.supersede(draft, self.get(code), self.get(by))

    def answer(
        self, code: str, person: str, answer: str, because: str | None = None, on: str = "2024-07-01"
    ) -> Answered:
        with self.of.store.writing("decision respond") as draft:
            who = Id(references.find(draft.db, "person", person))
            response = Response(decision=Id(""), person=who, answer=Word(answer), reason=because, answered_on=Day(on))
            return deciding.respond(draft, self.get(code), response)

    def register(self, where: str = "", **params: Any) -> list[str]:
        return [f"{one.number} {one.code}" for one in queries.decisions(self.of.db, where, **params)]


@pytest.fixture
def committee(partnership: Partnership) -> Deciding:
    """The partnership with a Steering Committee that was held, and one to come."""
    partnership.plan("sc6", "sc", SC6)
    partnership.plan("sc7", "sc", SC7)
    partnership.hold("sc6")
    return Deciding(partnership)


def test_a_decision_falls_on_the_day_of_its_meeting_else_on_today(committee: Deciding) -> None:
    assert committee.new("d1", meeting="sc6").decision.decided_on == "2024-06-12"
    assert committee.new("d2").decision.decided_on == TODAY
    assert committee.new("d3", meeting="sc6", on="2024-06-14").decision.decided_on == "2024-06-14"
    assert committee.new("d4", meeting="sc7", result="proposed").decision.decided_on is None


def test_a_body_decides_as_it_usually_does_unless_another_way_is_said(committee: Deciding) -> None:
    with committee.of.store.writing("body edit") as draft:
        edits.edit(draft, references.get(draft.db, Body, "sc"), ["decides_by=consensus"], HOW)
        edits.edit(draft, references.get(draft.db, Body, "tb"), ["decides_by=acclamation"], HOW)
    assert committee.new("d1").decision.method == "consensus"
    assert committee.new("d2", method=Word("majority")).decision.method == "majority"
    assert committee.new("d3", "tb").decision.method is None


def test_a_body_decides_only_at_a_meeting_it_is_invited_to(committee: Deciding) -> None:
    with pytest.raises(RuleBroken, match="Body tb is not invited to sc6") as refused:
        committee.new("d1", "tb", meeting="sc6")
    assert refused.value.hint == "cop meeting edit sc6 --invite tb invites it"
    committee.of.plan("joint", "sc", "2024-06-20T11:00[Europe/Rome]", invite=["tb"])
    assert committee.new("d1", "tb", meeting="joint").decision.meeting == committee.of.sitting("joint").id


def test_nothing_is_decided_at_a_meeting_that_does_not_take_place(committee: Deciding) -> None:
    committee.of.cancel("sc7")
    with pytest.raises(RuleBroken, match="sc7 was cancelled, so nothing is decided there"):
        committee.new("d1", meeting="sc7", result="proposed")


def test_a_date_of_a_series_at_which_something_is_decided_becomes_a_meeting(committee: Deciding) -> None:
    committee.of.begin("vpm", "pmu", "monthly on first wed", "2024-04-03T11:00[Africa/Tripoli]")
    kept = committee.new("d1", "pmu", meeting="vpm/2024-06-05")
    (own,) = rows.every(committee.of.db, Meeting, "series IS NOT NULL")
    assert (kept.decision.meeting, kept.decision.decided_on) == (own.id, "2024-06-05")
    (line,) = queries.decisions(committee.of.db)
    assert (line.meeting_ref, line.number) == ("vpm/2024-06-05", "pmu/2024/1")


def test_nothing_is_decided_on_a_day_to_come(committee: Deciding) -> None:
    with pytest.raises(RuleBroken, match="Wed 10 July 2024 is still to come"):
        committee.new("d1", meeting="sc7")
    committee.new("d1", meeting="sc7", result="proposed")
    with pytest.raises(RuleBroken, match="Tue 2 July 2024 is still to come"):
        committee.adopt("d1", "2024-07-02")
    with pytest.raises(BadInput, match="proposed is no result that has a day"):
        committee.new("d2", result="proposed", on="2024-06-30")


def test_a_proposal_is_adopted_on_the_day_of_the_meeting_it_waited_for(committee: Deciding) -> None:
    committee.new("d1", meeting="sc6", result="proposed")
    assert committee.adopt("d1").decided_on == "2024-06-12"
    committee.new("d2", meeting="sc6", result="open")
    assert committee.adopt("d2").decided_on == TODAY, "it was circulated after the meeting"
    committee.new("d3", meeting="sc7", result="proposed")
    assert committee.reject("d3").decided_on == TODAY


def test_adopted_twice_changes_nothing_and_another_day_corrects_the_first(committee: Deciding) -> None:
    committee.new("d1", meeting="sc6")
    assert committee.adopt("d1").decided_on == "2024-06-12" and committee.of.store.saved is None
    assert committee.adopt("d1", "2024-06-13").decided_on == "2024-06-13"


def test_what_was_rejected_is_not_adopted_before_it_is_opened_again(committee: Deciding) -> None:
    committee.new("d1", result="rejected")
    with pytest.raises(RuleBroken, match="d1 was rejected on Mon 1 July 2024, so it cannot be adopted") as refused:
        committee.adopt("d1")
    assert refused.value.hint == "if that was a slip, first cop decision open d1"
    assert committee.open("d1").decided_on is None
    assert committee.adopt("d1").status == "adopted"
    with pytest.raises(RuleBroken, match="so it cannot be rejected"):
        committee.reject("d1")


def test_a_later_decision_takes_the_place_of_one_that_was_adopted(committee: Deciding) -> None:
    committee.new("d1", on="2024-06-12")
    committee.new("d2", on="2024-06-20")
    committee.new("d3", result="proposed")
    with pytest.raises(RuleBroken, match="d1 was adopted on Wed 12 June 2024, before d2"):
        committee.supersede("d2", "d1")
    with pytest.raises(RuleBroken, match="d3 is proposed, so it takes no other's place"):
        committee.supersede("d1", "d3")
    with pytest.raises(RuleBroken, match="d3 is proposed, so it cannot be superseded"):
        committee.supersede("d3", "d2")
    with pytest.raises(RuleBroken, match="cannot take its own place"):
        committee.supersede("d1", "d1")
    gone = committee.supersede("d1", "d2")
    assert (gone.status, gone.superseded_by, gone.decided_on) == ("superseded", committee.get("d2").id, "2024-06-12")


def test_a_decision_that_holds_instead_of_another_is_not_opened_before_that_holds_again(committee: Deciding) -> None:
    committee.new("d1", on="2024-06-12")
    committee.new("d2", on="2024-06-20")
    committee.supersede("d1", "d2")
    with pytest.raises(RuleBroken, match="d2 has taken the place of d1"):
        committee.open("d2")
    with pytest.raises(RuleBroken, match="d1 was superseded, so it cannot be open") as refused:
        committee.open("d1")
    assert refused.value.hint == "first cop decision adopt d1: then it holds again"
    again = committee.adopt("d1")
    assert (again.status, again.superseded_by, again.decided_on) == ("adopted", None, "2024-06-12")
    assert committee.open("d2").status == "open"


def test_only_members_of_the_body_answer(committee: Deciding) -> None:
    committee.new("d1", "tb", result="open")
    with pytest.raises(RuleBroken, match="zli-mayor is no member of Body tb on Mon 1 July 2024"):
        committee.answer("d1", "zli-mayor", "consent")
    committee.answer("d1", "zli-pm", "consent")
    with committee.of.store.writing("membership new") as draft:
        mayor, observer = (Id(references.find(draft.db, "person", one)) for one in ("zli-mayor", "pat-dir"))
        body = committee.of.body("tb")
        draft.add(Membership(body=body, person=mayor, from_on=Day("2024-06-01"), to_on=Day("2024-06-30")))
        draft.add(Membership(body=body, person=observer, role=Word("observer")))
    committee.answer("d1", "zli-mayor", "consent", on="2024-06-30")
    with pytest.raises(RuleBroken, match="no member"):
        committee.answer("d1", "zli-mayor", "consent", on="2024-07-01")
    with pytest.raises(RuleBroken, match="no member"):
        committee.answer("d1", "pat-dir", "consent")


def test_an_objection_needs_a_reason(committee: Deciding) -> None:
    committee.new("d1", result="open")
    with pytest.raises(RuleBroken, match="an objection needs a reason"):
        committee.answer("d1", "zli-mayor", "objection")
    assert committee.answer("d1", "zli-mayor", "concern").response.reason is None
    with pytest.raises(BadInput, match='answer cannot be "perhaps"'):
        committee.answer("d1", "zli-mayor", "perhaps")


@pytest.mark.parametrize("result", ["proposed", "open"])
def test_a_decision_by_consent_is_objected_for_as_long_as_somebody_objects(committee: Deciding, result: str) -> None:
    committee.new("d1", result=result, method=Word("consent"))
    assert committee.answer("d1", "pat-dir", "consent").decision.status == result
    assert committee.answer("d1", "zli-mayor", "objection", "no funds").decision.status == "objected"
    assert committee.answer("d1", "pat-dir", "objection", "too late").decision.status == "objected"
    assert committee.answer("d1", "zli-mayor", "consent").decision.status == "objected"
    assert committee.answer("d1", "pat-dir", "abstain").decision.status == "open"
    assert len(rows.every(committee.of.db, Response)) == 2, "an answer takes the place of the one before"
    assert {one.reason for one in rows.every(committee.of.db, Response)} == {None}


def test_a_decision_by_majority_stands_open_whoever_objects(committee: Deciding) -> None:
    committee.new("d1", result="open", method=Word("majority"))
    assert committee.answer("d1", "zli-mayor", "objection", "no funds").decision.status == "open"
    assert committee.adopt("d1").status == "adopted"


def test_a_decision_by_consent_is_not_adopted_while_somebody_objects(committee: Deciding) -> None:
    committee.new("d1", result="open", method=Word("consent"))
    committee.answer("d1", "zli-mayor", "objection", "no funds")
    with pytest.raises(RuleBroken, match="zli-mayor objects to d1, which is decided by consent: no funds"):
        committee.adopt("d1")
    assert committee.open("d1").status == "objected", "asking again meets no objection"
    assert committee.reject("d1").status == "rejected"
    committee.open("d1")
    committee.answer("d1", "zli-mayor", "consent")
    assert committee.adopt("d1").status == "adopted"


def test_answers_are_also_gathered_after_the_meeting_but_no_objection_to_what_was_adopted_by_consent(
    committee: Deciding,
) -> None:
    committee.new("d1", meeting="sc6", method=Word("consent"))
    assert committee.answer("d1", "zli-mayor", "abstain", on="2024-06-12").decision.status == "adopted"
    with pytest.raises(RuleBroken, match="d1 was adopted by consent, so nobody objected"):
        committee.answer("d1", "zli-mayor", "objection", "no funds")
    committee.new("d2", meeting="sc6", method=Word("majority"))
    assert committee.answer("d2", "zli-mayor", "objection", "no funds").decision.status == "adopted"


def test_a_decision_is_looked_at_again_on_a_later_day(committee: Deciding) -> None:
    with pytest.raises(RuleBroken, match="is before Mon 1 July 2024, when it was decided"):
        committee.new("d1", review_on=Day("2024-06-30"))
    committee.new("d1", on="2024-06-12", review_on=Day("2024-07-01"))
    (line,) = queries.decisions(committee.of.db)
    assert queries.review_due(line, TODAY) and not queries.review_due(line, Day("2024-06-30"))
    assert not queries.review_due(line._replace(status="superseded"), TODAY)


def test_a_decision_has_a_day_exactly_when_it_was_taken(committee: Deciding) -> None:
    committee.new("d1", result="proposed")
    decision = committee.get("d1")
    with committee.of.store.writing("import") as draft:
        for wrong, said in (
            (dataclasses.replace(decision, status=Word("adopted")), "the day on which it was decided is missing"),
            (dataclasses.replace(decision, decided_on=TODAY), "no day decided it"),
            (dataclasses.replace(decision, status=Word("superseded"), decided_on=TODAY), "nothing says by which"),
            (dataclasses.replace(decision, superseded_by=decision.id), "nothing takes its place"),
        ):
            with pytest.raises(RuleBroken, match=said):
                keep_decision(draft, wrong)
        assert keep_decision(draft, decision) == decision


def test_an_answer_that_a_description_brings_keeps_the_rules_too(committee: Deciding) -> None:
    committee.new("d1", "tb", result="open")
    with committee.of.store.writing("import") as draft:
        who = Id(references.find(draft.db, "person", "zli-mayor"))
        answer = Response(decision=committee.get("d1").id, person=who, answer=Word("consent"))
        with pytest.raises(RuleBroken, match="zli-mayor is no member of Body tb, so others answer"):
            keep_response(draft, answer)


def test_the_register_counts_within_a_bodys_year_by_day(committee: Deciding) -> None:
    committee.new("d1", on="2024-06-20")
    committee.new("d2", "tb", on="2024-06-13")
    committee.new("d3", on="2023-12-01")
    committee.new("d4", result="open")
    committee.new("d5", on="2024-06-12", result="rejected")
    assert committee.register() == ["sc/2023/1 d3", "sc/2024/1 d5", "tb/2024/1 d2", "sc/2024/2 d1", "None d4"]
    assert committee.register("x.code = :code", code="d1") == ["sc/2024/2 d1"], "a part of it bears the same numbers"


def test_a_decision_has_its_number_before_it_is_saved(committee: Deciding) -> None:
    committee.new("d1", on="2024-06-20")
    committee.new("d2", result="open")
    body = committee.of.body("sc")
    assert queries.number_of(committee.of.db, committee.get("d2").id, body, Day("2024-06-25")) == "sc/2024/2"
    assert queries.number_of(committee.of.db, committee.get("d1").id, body, Day("2024-06-20")) == "sc/2024/1"


def test_a_decision_is_found_by_its_number_in_the_register(committee: Deciding) -> None:
    committee.new("d1", on="2024-06-20")
    for typed in ("sc/2024/1", "SC/2024/1", "sc/٢٠٢٤/١", "d1", "decision d1"):
        assert queries.find_decision(committee.of.db, typed) == committee.get("d1").id
    with pytest.raises(NotFound, match="no decision is called"):
        queries.find_decision(committee.of.db, "sc/2024/2")


def test_two_bodies_that_bear_one_code_have_registers_of_their_own(committee: Deciding) -> None:
    with committee.of.store.writing("merge") as draft:
        twin = draft.add(Body(title="Another committee", code="sc", kind=Word("working_group")))
        draft.add(Decision(title="Theirs", body=twin.id, status=Word("adopted"), decided_on=TODAY))
        mine = committee.of.db.all("SELECT id FROM body WHERE title = 'Body sc'")[0][0]
        draft.add(Decision(title="Ours", body=mine, status=Word("adopted"), decided_on=TODAY))
    assert {one.number for one in queries.decisions(committee.of.db)} == {
        f"sc~{twin.id[:4]}/2024/1", f"sc~{mine[:4]}/2024/1"
    }  # fmt: skip


def test_answers_are_told_with_who_gave_them(committee: Deciding) -> None:
    committee.new("d1", result="open", method=Word("consent"))
    committee.answer("d1", "zli-mayor", "objection", "no funds")
    committee.answer("d1", "pat-dir", "consent", on="2024-06-30")
    found = queries.answers(committee.of.db, [committee.get("d1").id])[committee.get("d1").id]
    assert [(one.person_ref, one.person_partner, one.answer, one.reason) for one in found] == [
        ("pat-dir", "pat", "consent", None), ("zli-mayor", "m-zli", "objection", "no funds")
    ]  # fmt: skip
    assert [one.person_ref for one in queries.objections(committee.of.db, committee.get("d1").id)] == ["zli-mayor"]
    assert len(queries.voices(committee.of.db, committee.of.body("sc"), TODAY)) == 2


DECIDED = st.lists(
    st.tuples(
        st.integers(0, 30).map(lambda number: Id(f"{number:012}")),
        st.sampled_from(["sc", "tb"]),
        st.sampled_from([Day(day) for day in ("2023-12-31", "2024-01-01", "2024-07-10", "2024-07-11")]),
    ),
    unique_by=lambda one: one[0],
)


@given(decided=DECIDED)
def test_register_numbers_are_dense_unique_and_the_same_in_any_order(decided: list[tuple[Id, str, Day]]) -> None:
    found = queries.numbers(decided)
    assert found == queries.numbers(reversed(decided))
    assert len(set(found.values())) == len(decided)
    in_order = sorted(decided, key=lambda one: (one[1], one[2], one[0]))
    for (body, year), several in groupby(in_order, key=lambda one: (one[1], one[2][:4])):
        assert [found[one[0]] for one in several] == [
            f"{body}/{year}/{at + 1}" for at in range(sum(1 for one in decided if (one[1], one[2][:4]) == (body, year)))
        ]


@given(decided=DECIDED, later=DECIDED)
def test_a_later_decision_changes_no_number_before_it(
    decided: list[tuple[Id, str, Day]], later: list[tuple[Id, str, Day]]
) -> None:
    known = {one[0] for one in decided}
    new = [(one[0], one[1], Day("2024-08-01")) for one in later if one[0] not in known]
    before, after = queries.numbers(decided), queries.numbers([*decided, *new])
    assert {decision: after[decision] for decision in before} == before


def test_register_numbers_of_one_day_follow_the_ids() -> None:
    day = Day("2024-07-10")
    found = queries.numbers([(Id("b"), "sc", day), (Id("c"), "sc", Day("2024-01-02")), (Id("a"), "sc", day)])
    assert found == {"c": "sc/2024/1", "a": "sc/2024/2", "b": "sc/2024/3"}
    assert all(one < other for one, other in pairwise(sorted(found.values())))
