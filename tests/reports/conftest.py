"""The small partnership of the meetings' tests, a programme of two teams that report, and a clock that tests set."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import pytest

from cop.exchange import importing
from cop.kernel.types import Id, Month
from cop.reports.build import Report, build
from cop.store.references import find
from cop.store.store import Store
from tests.meetings.conftest import partnership

__all__ = ["on", "partnership", "two_teams"]

TWO_TEAMS = """
cop: 1
programme:
  title: {en: Harbour towns, ar: مدن الموانئ}
  start_on: 2024-01-01
  end_on: 2024-12-31
  timezone: Africa/Tripoli
partners:
  - {code: pat, name: Province of Trento, kind: lead, sector: regional_government, country: IT, timezone: Europe/Rome}
  - {code: zli, name: {en: Zliten, ar: زليتن}, sector: municipality, country: LY, week: sun-thu}
  - {code: zin, name: Zintan, sector: municipality, country: LY, week: sun-thu}
people:
  - {code: pat-pm, title: Programme Manager, partner: pat, sex: female}
  - {code: pat-dir, title: Director, partner: pat}
  - {code: zli-mayor, title: Mayor, partner: zli, sex: male}
  - {code: zli-pm, title: Project Manager, partner: zli, sex: female}
  - {code: zli-media, title: Media Officer, partner: zli}
  - {code: zin-pm, title: Project Manager, partner: zin, sex: male}
  - {code: zin-media, title: Media Officer, partner: zin, sex: female}
bodies:
  - code: sc
    title: {en: Steering Committee, ar: اللجنة التوجيهية}
    kind: steering_committee
    quorum: 0.5
    min_meetings_per_year: 2
    seats: [{code: sc-pat, partner: pat}, {code: sc-zli, partner: zli}, {code: sc-zin, partner: zin}]
    members: [{person: pat-dir, seat: sc-pat, role: chair}, {person: zli-mayor, seat: sc-zli}]
  - {code: pmu, title: Project Unit, kind: secretariat, members: [pat-pm]}
  - {code: lct-zli, title: Team of Zliten, kind: coordination_team, partner: zli, members: [zli-pm, zli-media]}
  - {code: lct-zin, title: Team of Zintan, kind: coordination_team, partner: zin, members: [zin-pm, zin-media]}
channels:
  - {code: chat, title: Chat, kind: viber, cadence: weekly, bodies: [lct-zli, lct-zin]}
series:
  - code: vpm
    title: {en: Partnership meeting, ar: لقاء الشراكة}
    body: pmu
    rule: monthly on first wed
    start: 2024-05-01T11:00
    duration_minutes: 90
    until_on: 2024-12-31
    invited: [lct-zli, lct-zin]
meetings:
  - {code: sc7, title: Seventh committee, body: sc, start: 2024-07-10T11:00, duration_minutes: 120}
  - {code: port, title: Works in the port, body: lct-zli, start: 2024-07-22T10:00, duration_minutes: 60}
"""
"""Two municipalities with a team each; three meetings are planned for July 2024."""

JULY = Month("2024-07")


class Programme(NamedTuple):
    """A programme that is described, day by day, as people would write it."""

    store: Store
    monkeypatch: pytest.MonkeyPatch

    def on(self, day: str, text: str) -> None:
        """Read a description in, at noon in UTC of a day."""
        moment = f"{day}T12:00:00Z"
        self.monkeypatch.setenv("COP_NOW", moment)
        with self.store.writing("import") as draft:
            importing.import_into(draft, f"cop: 1\n{text}".encode(), "described.yaml", datetime.fromisoformat(moment))

    def find(self, kind: str, code: str) -> Id:
        return Id(find(self.store.db, kind, code))

    def report(self, month: str = JULY, day: str = "2024-08-02", team: str | None = None) -> Report:
        """Return the report of a month, as of noon of a day."""
        with self.store.reading():
            only = self.find("body", team) if team else None
            return build(self.store.db, Month(month), self.noon(day), team=only)

    def noon(self, day: str) -> datetime:
        return datetime.fromisoformat(f"{day}T12:00:00+00:00")


@pytest.fixture
def two_teams(store: Store, monkeypatch: pytest.MonkeyPatch) -> Programme:
    """Return the programme of the two teams as it was described on 20 June 2024, on each store."""
    described = Programme(store, monkeypatch)
    described.on("2024-06-20", TWO_TEAMS.replace("cop: 1\n", "", 1))
    return described


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that makes it noon in UTC on a day."""
    return lambda day: monkeypatch.setenv("COP_NOW", f"{day}T12:00:00Z")
