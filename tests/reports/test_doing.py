"""What a report tells of work, indicators, training, events, pilots, risks and visibility, from the journal on."""

import json
from collections.abc import Iterator
from dataclasses import fields

import pytest

from cop.documents.words import Text
from cop.reports import as_json, frozen
from cop.reports.build import Report, build
from cop.reports.doing import Activity, Indicator, Milestone
from cop.reports.ratio import Figure, Ratio
from cop.store import as_of
from tests.reports.conftest import JULY, Programme
from tests.reports.test_build import asked_in, compared, make_final

NA = Figure(None, False)
PLANNED = """
work_packages: [{code: wp1, title: {en: The port, ar: الميناء}, lead: pat}, {code: wp2, title: Nothing yet}]
activities:
  - {code: a1, title: Works, work_package: wp1, owner: zli, start_on: 2024-07-01, end_on: 2024-08-31, weight: 3}
  - {code: a2, title: Papers, work_package: wp1, owner: zin-pm, start_on: 2024-06-01, end_on: 2024-07-31, weight: 1}
cycles:
  - {code: c1, title: {en: Water, ar: المياه}}
meetings:
  - {code: tot1, title: Training of trainers, body: pmu, kind: tot, concerns: c1, start: 2024-06-03T09:00,
     last_on: 2024-06-05, duration_minutes: 300, registrations: [{person: zli-media}, {person: zin-media}]}
  - {code: visit, title: Visit of the port, body: pmu, kind: field_visit, host: zli, place: Zliten, capacity: 10,
     start: 2024-07-17T09:00, last_on: 2024-07-18, duration_minutes: 300,
     registrations: [{person: zli-pm, status: registered}, {name: A guest, country: TN, status: registered}],
     quotas: [{partner: zli, places: 1}, {partner: zin, places: 2}], target_mix: [{sector: municipality, share: 0.5}]}
  - {code: school, title: Summer school, body: pmu, kind: summer_school, host: pat, place: Trento,
     start: 2024-08-05T09:00, last_on: 2024-08-09, duration_minutes: 300}
deliveries:
  - {code: dl1, cycle: c1, partner: zli, start_on: 2024-07-08, end_on: 2024-07-09, trainers: [zli-media], capacity: 20}
  - {code: dl2, cycle: c1, partner: zin, start_on: 2024-08-26, trainers: [zli-media]}
pilots: [{code: fish, title: {en: Fishery, ar: الصيد}, lead: pat, partners: [zli], start_on: 2024-01-01}]
milestones:
  - {code: f1, title: Design, concerns: fish, owner: zli, due_on: 2024-07-10}
  - {code: f2, title: Works begin, concerns: fish, owner: zli, due_on: 2024-08-20, needs: [f1]}
  - {code: w1, title: Papers signed, concerns: wp1, owner: zin, due_on: 2024-07-20}
indicators:
  - {code: days, title: Days to clear, concerns: fish, unit: days, baseline: 9, target: 4}
  - {code: flat, title: Nothing to do, baseline: 5, target: 5}
  - {code: boats, title: Boats, target: 3}
risks: [{code: late, title: Supplier late, concerns: fish, owner: zli, response: A second quote}]
deliverables: [{code: d1, title: Approved design, concerns: f1, owner: zli, due_on: 2024-07-31}]
"""
"""As it stood on 20 June 2024."""
DONE = """
activities:
  - {code: a1, baseline_start_on: 2024-07-01, baseline_end_on: 2024-08-31, start_on: 2024-07-08, end_on: 2024-09-07,
     reason: Storm, progress: [{month: 2024-07, kept: partly, done: 40%, reason: No stones}]}
  - {code: a2, status: done, closed_on: 2024-07-31, progress: [{month: 2024-07, kept: fully, done: 100%}]}
meetings:
  - {code: tot1, status: held, attendance: [{person: zli-media, status: present}, {person: zin-media, status: absent}]}
  - {code: visit, status: held, headcount: 9, attendance: [{person: zli-pm, status: present}],
     guests: [{organisation: Ministry, country: LY}]}
deliveries: [{code: dl1, status: held, headcount: 14, trainees: [{person: zli-pm}, {name: A fisherman}]}]
milestones: [{code: f1, status: reached, reached_on: 2024-07-15}]
indicators:
  - {code: days, measurements: [{measured_on: 2024-06-30, amount: 8.5}, {measured_on: 2024-07-31, amount: 7.5},
     {measured_on: 2024-07-31, amount: 7, split_by: partner, part: zli}]}
  - {code: flat, measurements: [{measured_on: 2024-07-31, amount: 5}]}
contributions: [{title: A pier, partner: zli, concerns: fish, worth: 1200.50 EUR, given_on: 2024-07-04}]
risks:
  - {code: late, ratings: [{rated_on: 2024-06-30, probability: 2, impact: 4},
     {rated_on: 2024-07-31, probability: 3, impact: 4}]}
visibility:
  - {title: The works have begun, kind: press, published_on: 2024-07-22, partner: zli, concerns: fish, reach: 2300,
     link: "https://example.org/port"}
practice_uses: [{title: Samples are drawn on Mondays, used_by: zli-pm, cycle: c1, since_on: 2024-07-20}]
deliverables: [{code: d1, delivered_on: 2024-07-16, evidence: [{title: Signed plan, link: "https://example.org/d1"}]}]
"""
"""What July brought, as written on the last of it."""
LATER = """
activities: [{code: a1, status: done, closed_on: 2024-09-10, progress: [{month: 2024-08, kept: fully, done: 90%}]}]
meetings: [{code: school, status: held, attendance: [{person: zin-pm, status: present}]}]
deliveries: [{code: dl2, status: held, headcount: 30}]
milestones: [{code: w1, status: reached, reached_on: 2024-08-03}, {code: f2, status: reached, reached_on: 2024-09-01}]
contributions: [{title: A boat, partner: zli, concerns: fish, given_on: 2024-08-30}]
indicators: [{code: days, measurements: [{measured_on: 2024-08-31, amount: 4}]}]
risks:
  - {code: late, status: closed, closed_on: 2024-09-01, reason: It came,
     ratings: [{rated_on: 2024-08-31, probability: 1, impact: 1}]}
  - {code: new, title: Only known since August, concerns: fish, ratings: [{rated_on: 2024-08-15, probability: 5,
     impact: 5}]}
visibility: [{title: Told in August, published_on: 2024-08-02, partner: zli}]
practice_uses: [{title: Since August, used_by: zli-pm, since_on: 2024-08-20}]
certificates: [{person: zli-media, concerns: c1, awarded_on: 2024-08-30}]
"""
"""What was written of August and September."""


@pytest.fixture
def july(two_teams: Programme) -> Programme:
    two_teams.on("2024-06-20", PLANNED)
    two_teams.on("2024-07-31", DONE)
    return two_teams


def activity(of: Report, ref: str) -> Activity:
    return next(one for package in of.work.packages for one in package.activities if one.ref == ref)


def milestone(of: Report, ref: str) -> Milestone:
    found = (*of.work.milestones, *(one for pilot in of.pilots for one in pilot.milestones))
    return next(one for one in found if one.ref == ref)


def indicator(of: Report, ref: str) -> Indicator:
    return next(one for one in of.indicators if one.ref == ref)


def test_work_is_held_against_its_first_plan(july: Programme) -> None:
    """On 31 July 31 of 62 days of the works are over, and all of the papers': (3 x 1/2 + 1) / 4 = 5/8.

    Done are 40 % and all: (3 x 0.4 + 1) / 4 = 11/20, so that the SPI is 22/25. The works end a week later.
    """
    of = july.report().work
    (package,) = of.packages
    assert (package.named and package.named.ref, package.progress) == ("wp1", of.progress)
    assert of.progress.planned == Figure(Ratio(5, 8)) and of.progress.done == Figure(Ratio(11, 20))
    assert of.progress.variance == Figure(Ratio(-3, 40)) and of.progress.spi == Figure(Ratio(22, 25))
    assert of.progress.slip_days == 7
    works = activity(july.report(), "a1")
    assert (works.planned, works.done, works.kept, works.kept_reason) == (
        Figure(Ratio(1, 2)), "0.4", "partly", Text("No stones")
    )  # fmt: skip
    assert (works.baseline_end_on, works.end_on, works.slip_days, works.reason) == (
        "2024-08-31", "2024-09-07", 7, Text("Storm")
    )  # fmt: skip


def test_without_weights_there_is_a_slip_and_no_index(july: Programme) -> None:
    july.on("2024-07-31", "activities: [{code: a3, title: Talks, start_on: 2024-07-01, end_on: 2024-07-31}]")
    of = july.report().work
    assert (of.progress.variance, of.progress.spi) == (NA, NA) and of.progress.slip_days == 7
    assert of.packages[-1].named is None and of.packages[-1].progress.done == Figure(None), "nobody told of the talks"


def test_a_deliverable_says_whether_there_is_evidence(july: Programme) -> None:
    (one,) = july.report().work.deliverables
    assert (one.ref, one.delivered_on, one.days_late, one.evidence) == ("d1", "2024-07-16", None, 1)


def test_previous_and_this_month_are_what_stands_now(july: Programme) -> None:
    """From nine days to four: 8.5 before, less one in July, 7.5 now, which is 30 % of the way."""
    days = indicator(july.report(), "days")
    assert (days.previous, days.added, days.cumulative) == ("8.5", "-1", "7.5")
    assert days.achieved == Figure(Ratio(3, 10))
    assert [(split.by, [(part.name, part.amount) for part in split.parts]) for split in days.splits] == [
        ("partner", [(Text("Zliten", {"ar": "زليتن"}), "7")])
    ]


def test_no_data_and_no_way_to_go_are_two_things(july: Programme) -> None:
    flat, boats = (indicator(july.report(), ref) for ref in ("flat", "boats"))
    assert (flat.added, flat.achieved, flat.tone) == ("0", NA, "")
    assert (boats.previous, boats.added, boats.cumulative, boats.achieved) == (None, None, None, Figure(None))


def test_people_and_heads_are_counted_apart(july: Programme) -> None:
    """In July one training was given: two stand in its list, fourteen were counted. In June one came to the ToT."""
    of = july.report().training.cascade
    assert of is not None
    assert (of.month.deliveries, of.month.people, of.month.headcount, of.month.tots) == (1, 2, 14, 0)
    assert (of.whole.tots, of.whole.attended, of.whole.people, of.whole.headcount) == (1, 1, 2, 14)
    assert (of.active, of.certified, of.each, of.generation) == (1, 0, NA, 2)


def test_partners_without_a_trainer_who_delivers_are_named(july: Programme) -> None:
    of = july.report().training.cover
    assert of is not None and of.covered == Figure(Ratio(1, 2))
    assert [(one.partner.ref, one.status, one.deliveries) for one in of.without] == [("zin", "planned", 0)]


def test_the_tree_tells_who_trained_whom(july: Programme) -> None:
    (cycle,) = july.report().training.trees
    (trainer,) = cycle.trainers
    assert (cycle.cycle.ref, cycle.trained, trainer.owner.name.words) == ("c1", 1, "Media Officer")
    assert [(one.partner.ref, one.headcount) for one in trainer.taught] == [("zli", 14)]


def test_an_event_tells_who_came_of_whom_and_who_is_missing(july: Programme) -> None:
    """One of Zliten and a stranger were registered; the first and somebody from a ministry came, nobody of Zintan."""
    of = july.report().training
    (visit,) = of.events
    assert (visit.ref, visit.kind, visit.start_on, visit.end_on) == (
        "visit", "field_visit", "2024-07-17", "2024-07-18"
    )  # fmt: skip
    assert (visit.registered, visit.came, visit.headcount, visit.capacity) == (2, 2, 9, 10)
    assert [(one.partner.ref, one.places, one.registered, one.came, one.missing) for one in visit.quotas] == [
        ("zin", 2, 0, 0, 2), ("zli", 1, 1, 1, 0)
    ]  # fmt: skip
    assert of.reach is not None and (of.reach.people, of.reach.others, of.reach.headcount) == (1, 1, 9)
    assert [tuple(one) for one in of.reach.countries] == [("LY", 1, 1)]
    assert [tuple(one) for one in of.reach.sectors] == [("municipality", 1, 0), (None, 0, 1)]
    assert [(one.sector, one.target, one.came) for one in of.reach.mix] == [
        ("municipality", "0.5", Figure(Ratio(1, 2)))
    ]  # fmt: skip


def test_an_event_of_which_nobody_wrote_who_came_has_no_data(july: Programme) -> None:
    july.on("2024-07-31", "meetings: [{code: mute, title: Mute, body: pmu, kind: webinar, status: held, "
                          "start: 2024-07-29T10:00, duration_minutes: 60}]")  # fmt: skip
    mute = next(one for one in july.report().training.events if one.ref == "mute")
    assert (mute.registered, mute.came, mute.headcount) == (0, None, None)


def test_every_gathering_is_still_a_meeting_planned_and_held(july: Programme) -> None:
    assert "visit" in [line.ref for line in july.report().meetings.held]


def test_a_pilot_goes_as_its_milestones_tell(july: Programme) -> None:
    """The design came five days late, which is past; the works are due on 20 August and may still be in time."""
    (fish,) = july.report().pilots
    assert (fish.standing.tone, fish.standing.reached, fish.standing.planned) == ("good", 1, 2)
    assert [(one.ref, one.slip_days, one.waits_for) for one in fish.milestones] == [("f1", 5, ()), ("f2", 0, ("f1",))]
    assert [(one.title.words, one.given_on) for one in fish.contributions] == [("A pier", "2024-07-04")]
    assert fish.worth == ("1200.50 EUR",)
    assert milestone(july.report(), "w1").days_late == 11, "those of no pilot stand with the work packages"


def test_risks_stand_by_their_score_with_their_trend(july: Programme) -> None:
    (late,) = july.report().risks.open
    assert (late.score, late.score_before, late.trend, late.tone) == (12, 8, "up", "fair")
    assert late.response == Text("A second quote")


def test_what_the_public_saw_has_its_address(july: Programme) -> None:
    (seen,) = july.report().visibility
    assert (seen.kind, seen.link, seen.reach) == ("press", "https://example.org/port", 2300)
    (practice,) = july.report().practices
    assert (practice.title.words, practice.cycle) == ("Samples are drawn on Mondays", Text("Water", {"ar": "المياه"}))


def test_the_next_month_brings_events_trainings_and_milestones(july: Programme) -> None:
    of = july.report().ahead
    assert [one.ref for one in of.events] == ["school"]
    assert [(one.ref, one.partner.ref) for one in of.deliveries] == [("dl2", "zin")]
    assert [(one.ref, one.days_late) for one in of.milestones] == [("w1", 11), ("f2", None)], "the late ones too"


def test_a_report_of_july_made_in_september_shows_july(july: Programme) -> None:
    first = july.report(day="2024-08-01")
    july.on("2024-09-20", LATER)
    again = july.report(day="2024-09-20")
    for name in ("work", "indicators", "training", "pilots", "risks", "visibility", "practices"):
        assert getattr(again, name) == getattr(first, name), name
    assert again.ahead == first.ahead


def test_what_lies_after_the_day_of_the_data_has_not_happened(july: Programme) -> None:
    """Made on 10 July: the training was on the 8th and 9th, everything of the 15th and later is to come."""
    report = july.report(day="2024-07-10")
    assert milestone(report, "f1").reached_on is None and indicator(report, "days").cumulative == "8.5"
    assert report.visibility == () and report.practices == ()
    (visit,) = report.training.events
    assert (visit.status, visit.came, visit.headcount, report.training.reach) == ("planned", None, None, None)
    assert report.work.deliverables[0].delivered_on is None


def test_a_report_of_one_team_holds_its_own_work(july: Programme) -> None:
    """Zliten works in the port, takes part in the pilot, was trained and hosts the visit; Zintan signs the papers."""
    zli, zin = july.report(team="lct-zli"), july.report(team="lct-zin")
    refs = [[one.ref for package in of.work.packages for one in package.activities] for of in (zli, zin)]
    assert refs == [["a1"], ["a2"]]
    assert [[one.ref for one in of.work.milestones] for of in (zli, zin)] == [[], ["w1"]]
    assert [[one.ref for one in of.pilots] for of in (zli, zin)] == [["fish"], []]
    assert [[one.ref for one in of.indicators] for of in (zli, zin)] == [["days"], []]
    assert [[one.ref for one in of.risks.open] for of in (zli, zin)] == [["late"], []]
    assert [[one.ref for one in of.training.deliveries] for of in (zli, zin)] == [["dl1"], []]
    assert [[one.ref for one in of.training.events] for of in (zli, zin)] == [["visit"], []]
    assert [len(of.visibility) for of in (zli, zin)] == [1, 0]
    assert [[one.ref for one in of.ahead.deliveries] for of in (zli, zin)] == [[], ["dl2"]]
    assert zli.training.cascade is None and zli.training.cover is None


def test_what_is_new_in_work_indicators_and_risks_is_counted(july: Programme) -> None:
    """A value, a rating and a month's progress change what they hang on."""
    make_final(july, "2024-07", "2024-08-05")
    july.on("2024-08-10", "activities: [{code: a1, progress: [{month: 2024-07, kept: partly, done: 45%}]}]\n"
            "milestones: [{code: f2, title: The works begin}, {code: f9, title: Told late, concerns: fish, "
            "due_on: 2024-07-30}]\nindicators: [{code: days, measurements: [{measured_on: 2024-07-31, amount: 7}]}]\n"
            "risks: [{code: late, ratings: [{rated_on: 2024-07-31, probability: 2, impact: 4}]}]")  # fmt: skip
    report = compared(july, day="2024-08-11")
    assert report.changes is not None
    counted = {one.what: (one.new, one.changed, one.unchanged) for one in report.changes}
    assert counted["activities"] == (0, 1, 1) and counted["milestones"] == (1, 1, 2)
    assert counted["indicators"] == (0, 1, 2) and counted["risks"] == (0, 1, 0)
    assert (activity(report, "a1").mark, milestone(report, "f9").mark) == ("changed", "new")


def test_a_final_report_freezes_work_too(july: Programme) -> None:
    with july.store.reading():
        first = build(july.store.db, JULY, july.noon("2024-08-05"))
    make_final(july, "2024-07", "2024-08-05")
    with july.store.reading():
        stood = frozen.position_of(frozen.report_on(july.store.db, JULY))  # type: ignore[arg-type]
    july.on("2024-08-20", "milestones: [{code: f2, baseline_on: 2024-08-20, due_on: 2024-10-01, reason: Storm}]\n"
            "indicators: [{code: days, target: 3}]\nrisks: [{code: late, title: Renamed}]")  # fmt: skip
    with july.store.reading():
        as_of.look_at(july.store.db, stood)
        again = build(july.store.db, JULY, july.noon("2024-08-05"), position=stood)
    for field in fields(Report):
        assert getattr(again, field.name) == getattr(first, field.name), field.name


def test_a_report_asks_as_often_however_much_was_done(july: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    once = len(asked_in(july, monkeypatch))
    july.on("2024-07-31", "".join(many()))
    report = july.report()
    assert len(report.pilots) == 11 and len(report.training.events) == 11 and len(report.training.deliveries) == 11
    assert len(asked_in(july, monkeypatch)) == once


def many() -> Iterator[str]:
    """Yield ten more of everything."""
    rows = range(10)
    yield "cycles:\n" + "".join(f"  - {{code: c{n}x, title: Cycle {n}}}\n" for n in rows)
    yield "pilots:\n" + "".join(f"  - {{code: p{n}, title: Pilot {n}, lead: pat, partners: [zin]}}\n" for n in rows)
    yield "milestones:\n" + "".join(
        f"  - {{code: m{n}, title: Step {n}, concerns: p{n}, owner: zin, due_on: 2024-07-2{n}, needs: [f1]}}\n"
        for n in rows
    )
    yield "activities:\n" + "".join(
        f"  - {{code: x{n}, title: Work {n}, work_package: wp2, owner: zin-pm, start_on: 2024-07-01, "
        f"end_on: 2024-08-0{n + 1 if n < 9 else 9}, progress: [{{month: 2024-07, kept: not, reason: Storm}}]}}\n"
        for n in rows
    )
    yield "indicators:\n" + "".join(
        f"  - {{code: i{n}, title: Indicator {n}, concerns: p{n}, target: 9, "
        f"measurements: [{{measured_on: 2024-07-31, amount: {n}}}]}}\n"
        for n in rows
    )
    yield "risks:\n" + "".join(
        f"  - {{code: r{n}, title: Risk {n}, concerns: p{n}, ratings: [{{rated_on: 2024-07-31, probability: 3, "
        f"impact: 3}}]}}\n"
        for n in rows
    )
    yield "meetings:\n" + "".join(
        f"  - {{code: e{n}, title: Event {n}, body: pmu, kind: workshop, host: zin, start: 2024-07-1{n}T09:00, "
        f"duration_minutes: 60, status: held, attendance: [{{person: zin-pm, status: present}}], "
        f"quotas: [{{partner: zin, places: 2}}]}}\n"
        for n in rows
    )
    yield "deliveries:\n" + "".join(
        f"  - {{code: y{n}, cycle: c{n}x, partner: zin, start_on: 2024-07-1{n}, status: held, headcount: {n + 1}, "
        f"trainers: [zin-media], trainees: [{{name: Fisherman {n}}}]}}\n"
        for n in rows
    )


def test_json_holds_no_number_that_is_not_exact(july: Programme) -> None:
    told = json.loads(as_json.render(july.report()), parse_float=refuse)
    (days,) = (one for one in told["indicators"] if one["ref"] == "days")
    assert (days["cumulative"], days["achieved"]) == ("7.5", {"numerator": 3, "denominator": 10})
    assert told["work"]["packages"][0]["activities"][0]["done"] == "0.4"


def refuse(number: str) -> float:
    raise AssertionError(f"{number} is a float")
