from datetime import UTC, date, datetime, timedelta, timezone
from importlib import resources
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Month, Zone, ZonedTime

MONDAY = date(2024, 7, 1)
MORNING = datetime(2024, 7, 1, 8, tzinfo=UTC)
ROME = Zone("Europe/Rome")
TRIPOLI = Zone("Africa/Tripoli")
DAYS = st.dates(date(1971, 1, 1), date(2198, 12, 31))
ZONES = st.sampled_from(
    ["Europe/Rome", "Africa/Tripoli", "Africa/Tunis", "Africa/Cairo", "Europe/Dublin", "Africa/Casablanca",
     "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Monrovia", "UTC"]
).map(Zone)  # fmt: skip
LOCAL_TIMES = st.datetimes(datetime.fromisoformat("1971-01-01"), datetime.fromisoformat("2198-12-31"))
INSTANTS = LOCAL_TIMES.map(lambda when: when.replace(second=0, microsecond=0, tzinfo=UTC))


def packaged(zone: Zone) -> ZoneInfo:
    """The zone as the tzdata package has it; this machine's own files may be years older."""
    with resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file)


class TestDays:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("2024-07-17", "2024-07-17"),
            ("2024-7-1", "2024-07-01"),
            ("2024/07/17", "2024-07-17"),
            ("10/07/2024", "2024-07-10"),
            ("10 / 07 / 2024", "2024-07-10"),
            ("10.7.2024", "2024-07-10"),
            ("10 jul", "2024-07-10"),
            ("1 jul", "2024-07-01"),
            ("30 jun", "2025-06-30"),
            ("29 feb", "2028-02-29"),
            ("10 July 2024", "2024-07-10"),
            ("July 10th, 2024", "2024-07-10"),
            ("Wed 17 July 2024", "2024-07-17"),
            ("today", "2024-07-01"),
            ("Tomorrow", "2024-07-02"),
            ("yesterday", "2024-06-30"),
            ("mon", "2024-07-01"),
            ("next mon", "2024-07-08"),
            ("last monday", "2024-06-24"),
            ("tue", "2024-07-02"),
            ("next tue", "2024-07-02"),
            ("+3d", "2024-07-04"),
            ("-2w", "2024-06-17"),
        ],
    )
    def test_a_day_is_read_as_officials_type_it(self, typed: str, meant: str) -> None:
        assert dates.parse_day(typed, MONDAY) == meant

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("١٠/٠٧/٢٠٢٤", "2024-07-10"),
            ("۱۰/۰۷/۲۰۲۴", "2024-07-10"),
            ("١٠ يوليو ٢٠٢٤", "2024-07-10"),
            ("10 جويلية 2024", "2024-07-10"),
            ("10 تموز 2024", "2024-07-10"),
            ("10 تشرين الأول 2024", "2024-10-10"),
            ("10 كانون الثاني 2025", "2025-01-10"),
            ("1 أوت 2024", "2024-08-01"),
            ("يوم الأربعاء 17 يوليو", "2024-07-17"),
            ("الثلاثاء القادم", "2024-07-02"),
            ("غداً", "2024-07-02"),
            ("أمس", "2024-06-30"),
            ("\u200f10/07/2024\u200f", "2024-07-10"),
            ("mercredi 17 juillet 2024", "2024-07-17"),
            ("1er août 2024", "2024-08-01"),
            ("aujourd’hui", "2024-07-01"),
            ("lundi prochain", "2024-07-08"),
            ("17 luglio 2024", "2024-07-17"),
            ("lunedì prossimo", "2024-07-08"),
            ("dopo", None),
        ],
    )
    def test_a_day_is_read_in_the_partners_languages(self, typed: str, meant: str | None) -> None:
        if meant is None:
            with pytest.raises(BadInput):
                dates.parse_day(typed, MONDAY)
        else:
            assert dates.parse_day(typed, MONDAY) == meant

    def test_the_month_may_be_configured_to_come_first(self) -> None:
        assert dates.parse_day("07/10/2024", MONDAY, day_first=False) == "2024-07-10"
        assert dates.parse_day("2024-07-10", MONDAY, day_first=False) == "2024-07-10"

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ("31/02/2024", "February 2024 has no day 31"),
            ("31/02", "February 2024 has no day 31"),
            ("29 feb 2023", "February 2023 has no day 29"),
            ("07/17/2024", "there is no month 17"),
            ("thu 17 july 2024", "Wed 17 July 2024 is not a Thu"),
            ("10/07/24", "no day could be read"),
            ("2 jul 3", "no day could be read"),
            ("jul", "no day could be read"),
            ("10", "no day could be read"),
            ("", "no day could be read"),
            ("next", "no day could be read"),
            ("next 10 jul", "no day could be read"),
            ("1 jul 1204", "1204 is no year"),
            ("+9999w", "is no year"),
        ],
    )
    def test_an_impossible_or_doubtful_day_is_refused(self, typed: str, message: str) -> None:
        with pytest.raises(BadInput, match=message) as refused:
            dates.parse_day(typed, MONDAY)
        assert refused.value.hint

    @pytest.mark.parametrize(
        ("typed", "full"), [("10/07/24", "10/07/2024"), ("10.7.24", "10.7.2024"), ("10 jul 24", "10 jul 2024")]
    )
    def test_a_year_of_two_digits_is_asked_for_in_full(self, typed: str, full: str) -> None:
        with pytest.raises(BadInput) as refused:
            dates.parse_day(typed, MONDAY)
        assert refused.value.hint == f"write the year in full: {full}"

    @given(DAYS, DAYS, st.booleans())
    def test_a_printed_day_reads_back(self, when: date, today: date, day_first: bool) -> None:
        day = Day(when.isoformat())
        for printed in (day, dates.say_day(day), f"{when:%d/%m/%Y}" if day_first else f"{when:%m/%d/%Y}"):
            assert dates.parse_day(printed, today, day_first) == day

    @given(DAYS, DAYS)
    def test_a_day_without_a_year_is_never_past(self, when: date, today: date) -> None:
        if (when.month, when.day) != (2, 29):
            read = date.fromisoformat(dates.parse_day(f"{when.day}/{when.month}", today))
            assert today <= read < today + timedelta(366)

    @given(st.text(max_size=20))
    def test_any_text_is_read_or_refused(self, typed: str) -> None:
        try:
            assert dates.is_day(dates.parse_day(typed, MONDAY))
        except BadInput as refused:
            assert refused.hint


class TestMonths:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("2024-07", "2024-07"),
            ("07/2024", "2024-07"),
            ("jul 2024", "2024-07"),
            ("juillet 2024", "2024-07"),
            ("july", "2024-07"),
            ("june", "2024-06"),
            ("december", "2024-12"),
            ("january", "2025-01"),
            ("february", "2024-02"),
            ("last", "2024-06"),
            ("this month", "2024-07"),
            ("next", "2024-08"),
            ("الشهر الماضي", "2024-06"),
            ("mese prossimo", "2024-08"),
        ],
    )
    def test_a_month_is_read_as_officials_type_it(self, typed: str, meant: str) -> None:
        assert dates.parse_month(typed, MONDAY) == meant

    def test_december_typed_in_january_is_the_one_just_over(self) -> None:
        assert dates.parse_month("december", date(2025, 1, 4)) == "2024-12"
        assert dates.parse_month("last", date(2025, 1, 4)) == "2024-12"

    @pytest.mark.parametrize("typed", ["2024-13", "7", "", "soon", "2024", "1 jul 2024", "07/1900"])
    def test_what_is_no_month_is_refused(self, typed: str) -> None:
        with pytest.raises(BadInput):
            dates.parse_month(typed, MONDAY)

    @given(DAYS, st.integers(1, 12))
    def test_a_month_without_a_year_is_within_half_a_year(self, today: date, month: int) -> None:
        read = dates.parse_month(f"{date(2024, month, 1):%B}", today)
        year, number = map(int, read.split("-"))
        assert number == month
        assert -5 <= (year * 12 + number) - (today.year * 12 + today.month) <= 6

    def test_a_month_knows_its_first_and_last_day(self) -> None:
        assert dates.month_days(Month("2024-02")) == ("2024-02-01", "2024-02-29")
        assert dates.month_days(Month("2024-12")) == ("2024-12-01", "2024-12-31")


class TestMoments:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("17 jul 2024 11:00", "2024-07-17T11:00"),
            ("2024-07-17T11:00", "2024-07-17T11:00"),
            ("2024-07-17 11:00:00", "2024-07-17T11:00"),
            ("next tue 14:00", "2024-07-02T14:00"),
            ("2024-07-17 9.30", "2024-07-17T09:30"),
            ("17/07/2024 11h30", "2024-07-17T11:30"),
            ("17 juillet 2024 à 14 h 30", "2024-07-17T14:30"),
            ("17 luglio 2024 alle 14h", "2024-07-17T14:00"),
            ("today 2pm", "2024-07-01T14:00"),
            ("today at 12 am", "2024-07-01T00:00"),
            ("14:00 tomorrow", "2024-07-02T14:00"),
            ("9.30 10 jul", "2024-07-10T09:30"),
            ("today 9.10", "2024-07-01T09:10"),
            ("غدا الساعة ١٠:٣٠", "2024-07-02T10:30"),
            ("غدا 2 م", "2024-07-02T14:00"),
            ("tuesday 14.00", "2024-07-02T14:00"),
            ("tue 14.30", "2024-07-02T14:30"),
            ("10/7/2024 10", "2024-07-10T10:00"),
            ("10 jul 2024 9", "2024-07-10T09:00"),
        ],
    )
    def test_a_day_and_an_hour_are_read_as_officials_type_them(self, typed: str, meant: str) -> None:
        assert dates.parse_moment(typed, ROME, MORNING) == dates.Understood(ZonedTime(f"{meant}[Europe/Rome]"))

    def test_a_zone_in_the_text_wins(self) -> None:
        read = dates.parse_moment("2024-07-17T11:00[Africa/Tripoli]", ROME, MORNING)
        assert read.value == "2024-07-17T11:00[Africa/Tripoli]"
        assert dates.parse_moment("tomorrow 11:00 [tripoli]", ROME, MORNING).value == "2024-07-02T11:00[Africa/Tripoli]"

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("10 jul 11:00 Tripoli", "2024-07-10T11:00[Africa/Tripoli]"),
            ("10 jul 11:00 africa/tripoli", "2024-07-10T11:00[Africa/Tripoli]"),
            ("2024-07-10T11:00 Tunis", "2024-07-10T11:00[Africa/Tunis]"),
            ("tomorrow 2 pm New York", "2024-07-02T14:00[America/New_York]"),
            ("10 jul 2024 9h UTC", "2024-07-10T09:00[UTC]"),
        ],
    )
    def test_a_city_after_the_hour_says_whose_clocks_are_meant(self, typed: str, meant: str) -> None:
        assert dates.parse_moment(typed, ROME, MORNING).value == meant

    def test_what_has_no_hour_is_told_how_to_write_day_and_hour(self) -> None:
        with pytest.raises(BadInput) as refused:
            dates.parse_moment("17 jul 11", ROME, MORNING)
        assert refused.value.hint and "17 jul 11:00" in refused.value.hint

    def test_today_is_counted_where_the_meeting_is(self) -> None:
        late = datetime(2024, 7, 1, 23, tzinfo=UTC)
        assert dates.parse_moment("today 9:00", Zone("Europe/London"), late).value[:10] == "2024-07-02"
        assert dates.parse_moment("today 9:00", Zone("America/New_York"), late).value[:10] == "2024-07-01"

    def test_an_instant_is_told_in_the_zone_with_a_remark(self) -> None:
        read = dates.parse_moment("2024-07-10T09:00:00Z", ROME, MORNING)
        assert read.value == "2024-07-10T11:00[Europe/Rome]"
        assert read.remark == "09:00 at +00:00 is 11:00 in Rome on Wed 10 July 2024"

    def test_an_hour_the_clocks_skip_is_refused_with_the_hours_beside_it(self) -> None:
        with pytest.raises(BadInput, match="does not exist in Rome") as refused:
            dates.parse_moment("31 march 2024 02:30", ROME, MORNING)
        assert refused.value.hint == "write 2024-03-31T01:30 or 2024-03-31T03:30"

    def test_an_hour_that_comes_twice_is_the_first_and_says_how_to_type_the_second(self) -> None:
        first = dates.parse_moment("27 oct 2024 02:30", ROME, MORNING)
        assert first.value == "2024-10-27T02:30[Europe/Rome]"
        assert first.remark is not None
        assert first.remark.endswith("for the second write 2024-10-27T02:30+01:00[Europe/Rome]")
        second = dates.parse_moment("2024-10-27T02:30+01:00[Europe/Rome]", TRIPOLI, MORNING)
        assert second == dates.Understood(ZonedTime("2024-10-27T02:30+01:00[Europe/Rome]"))
        assert dates.parse_moment("2024-10-27T02:30+02:00[Europe/Rome]", TRIPOLI, MORNING).value == first.value
        assert dates.instant(second.value) - dates.instant(first.value) == timedelta(hours=1)

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ("17 jul 2024", "the hour is missing: Wed 17 July 2024"),
            ("17.07", "the hour is missing: Wed 17 July 2024"),
            ("wed 17.07", '"wed 17.07" may be a day or an hour'),
            ("tue 9.10", '"tue 9.10" may be a day or an hour'),
            ("11:00", "the day is missing"),
            ("17 jul 25:00", "there is no hour 25:00"),
            ("17 jul 11:60", "there is no hour 11:60"),
            ("17 jul 13pm", "there is no hour 13pm"),
            ("17 jul 11", "no day could be read"),
            ("17 jul 2024 25", "there is no hour 25h"),
            ("17 jul 11:00 Tripolli", 'no time zone is called "tripolli"'),
            ("11:00 12:00", "no day could be read"),
            ("2024-07-17T11:00+03:00[Europe/Rome]", "is not an hour of Rome"),
            ("1 jan 1969 10:00", "1969 is no year"),
            ("2200-01-01 10:00", "2200 is no year"),
            ("1970-01-01T00:00+14:00", "1969 is no year"),
            ("2024-07-17 11:00 [Europe/Nowhere]", "no time zone is called"),
            ("", "no day could be read"),
        ],
    )
    def test_an_incomplete_or_impossible_time_is_refused(self, typed: str, message: str) -> None:
        with pytest.raises(BadInput, match=message) as refused:
            dates.parse_moment(typed, ROME, MORNING)
        assert refused.value.hint

    @given(st.text(max_size=12), st.sampled_from(["{} 11:00", "17 jul {}", "{}[Europe/Rome]", "{}"]))
    def test_any_text_is_read_or_refused(self, typed: str, around: str) -> None:
        try:
            assert dates.is_zoned(dates.parse_moment(around.format(typed), ROME, MORNING).value)
        except BadInput as refused:
            assert refused.hint

    @given(INSTANTS, ZONES)
    def test_every_instant_has_one_text_that_reads_back(self, when: datetime, zone: Zone) -> None:
        zoned = dates.from_instant(when, zone)
        assert dates.is_zoned(zoned)
        assert dates.zone_of(zoned) == zone
        assert dates.local_day(zoned) == when.astimezone(packaged(zone)).date().isoformat()
        assert dates.parse_moment(zoned, TRIPOLI, MORNING).value == zoned
        assert abs(dates.instant(zoned) - when) < timedelta(minutes=1)  # Monrovia kept seconds until 1972

    @given(LOCAL_TIMES, ZONES)
    def test_a_local_hour_is_made_or_skipped(self, local: datetime, zone: Zone) -> None:
        try:
            assert dates.is_zoned(dates.make(local, zone))
        except BadInput as refused:
            assert refused.hint is not None
            _, before, _, after = refused.hint.split()
            assert before < local.isoformat(timespec="minutes") < after
            assert dates.is_zoned(f"{before}[{zone}]")
            assert dates.is_zoned(f"{after}[{zone}]")


class TestLengths:
    @pytest.mark.parametrize(
        ("typed", "minutes"),
        [
            ("45m", 45),
            ("3h", 180),
            ("1h30", 90),
            ("1:30", 90),
            ("90", 90),
            ("90 min", 90),
            ("3 hours", 180),
            ("1 h 30 min", 90),
            ("٩٠", 90),
            ("44640", 44640),
        ],
    )
    def test_a_length_is_read(self, typed: str, minutes: int) -> None:
        assert dates.parse_minutes(typed) == minutes

    @pytest.mark.parametrize("typed", ["", "0", "0h", "-5", "h", "1h90", "1:60", "1.5h", "2d", "44641", "745h", "1e3"])
    def test_what_is_no_length_is_refused(self, typed: str) -> None:
        with pytest.raises(BadInput):
            dates.parse_minutes(typed)

    @given(st.integers(1, 44640))
    def test_every_spelling_of_a_length_agrees(self, minutes: int) -> None:
        hours, rest = divmod(minutes, 60)
        for typed in (f"{minutes}", f"{minutes}m", f"{hours}:{rest:02}", f"{hours}h{rest:02}", f"{hours} h {rest} min"):
            assert dates.parse_minutes(typed) == minutes


class TestZones:
    @pytest.mark.parametrize(
        ("typed", "zone"),
        [
            ("Europe/Rome", "Europe/Rome"),
            ("africa/TRIPOLI", "Africa/Tripoli"),
            ("Rome", "Europe/Rome"),
            (" tripoli ", "Africa/Tripoli"),
            ("new york", "America/New_York"),
            ("utc", "UTC"),
        ],
    )
    def test_a_zone_is_read_by_name_or_city(self, typed: str, zone: str) -> None:
        assert dates.parse_zone(typed) == zone

    def test_an_unknown_zone_names_the_nearest(self) -> None:
        with pytest.raises(BadInput) as refused:
            dates.parse_zone("Tripolis")
        assert refused.value.hint is not None
        assert refused.value.hint.startswith("write Africa/Tripoli")

    def test_a_city_of_two_zones_is_not_guessed(self) -> None:
        with pytest.raises(BadInput, match="more than one") as refused:
            dates.parse_zone("Istanbul")
        assert refused.value.hint == "write Asia/Istanbul or Europe/Istanbul"

    def test_gmt_plus_one_is_never_taken_for_its_opposite(self) -> None:
        with pytest.raises(BadInput):
            dates.parse_zone("GMT+1")

    def test_the_same_instant_in_another_zone(self) -> None:
        rome = ZonedTime("2024-07-17T00:30[Europe/Rome]")
        assert dates.at_zone(rome, Zone("Africa/Tunis")) == "2024-07-16T23:30[Africa/Tunis]"
        assert dates.utc(rome) == "2024-07-16T22:30:00Z"
        assert dates.instant(rome) == datetime(2024, 7, 16, 22, 30, tzinfo=UTC)

    def test_an_hour_taken_away_by_newer_zone_data_stays_readable(self) -> None:
        assert dates.utc(ZonedTime("2024-03-31T02:30[Europe/Rome]")) == "2024-03-31T01:30:00Z"

    def test_an_unknown_zone_in_a_record_is_a_plain_error(self) -> None:
        for zone in ("Europe/Nowhere", "Europe", "../etc"):
            with pytest.raises(BadInput, match="no time zone"):
                dates.instant(ZonedTime(f"2024-03-31T02:30[{zone}]"))


class TestCanonicalTexts:
    @pytest.mark.parametrize("text", ["2024-07-10", "2024-02-29", "1970-01-01", "2199-12-31"])
    def test_days(self, text: str) -> None:
        assert dates.is_day(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2024-7-10",
            "20240710",
            "2024-W28-3",
            "2023-02-29",
            "2024-07-10 ",
            "٢٠٢٤-07-10",
            "1969-12-31",
            "2200-01-01",
        ],
    )
    def test_other_spellings_are_no_canonical_days(self, text: str) -> None:
        assert not dates.is_day(text)

    def test_months(self) -> None:
        assert dates.is_month("2024-07")
        assert not any(map(dates.is_month, ["2024-13", "2024-7", "2024", "", "2024-07-01"]))

    def test_moments(self) -> None:
        assert dates.is_moment("2024-07-10T09:00:00Z")
        for text in [
            "2024-07-10T09:00Z",
            "2024-07-10T09:00:00",
            "2024-07-10 09:00:00Z",
            "2024-07-10T09:00:00+00:00",
            "2024-07-10T24:00:00Z",
            "2024-07-10T09:00:00.5Z",
            "2024-07-10",
            "",
            "1969-07-10T09:00:00Z",
        ]:
            assert not dates.is_moment(text)

    def test_zones(self) -> None:
        assert dates.is_zone("Africa/Tripoli")
        assert not any(map(dates.is_zone, ["africa/tripoli", "Tripoli", "", "Africa", "Africa/Tripoli "]))

    @pytest.mark.parametrize("text", ["2024-07-10T11:00[Europe/Rome]", "2024-10-27T02:30+01:00[Europe/Rome]"])
    def test_zoned_times(self, text: str) -> None:
        assert dates.has_zoned_form(text)
        assert dates.is_zoned(text)

    @pytest.mark.parametrize(
        "text",
        [
            "2024-03-31T02:30[Europe/Rome]",
            "2024-07-10T11:00+02:00[Europe/Rome]",
            "2024-10-27T02:30+02:00[Europe/Rome]",
            "2024-07-10T11:00[europe/rome]",
            "2024-07-10T11:00[Europe/Nowhere]",
        ],
    )
    def test_hours_and_zones_that_do_not_exist_have_the_form_only(self, text: str) -> None:
        assert dates.has_zoned_form(text)
        assert not dates.is_zoned(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2024-07-10T11:00",
            "2024-07-10 11:00[Europe/Rome]",
            "2024-07-10T24:00[Europe/Rome]",
            "2024-02-30T11:00[UTC]",
            "2024-07-10T11:00:00[Europe/Rome]",
            "2024-07-10T11:00[Europe/Rome]\n",
            "2024-07-10T11:0٠[UTC]",
        ],
    )
    def test_other_spellings_are_no_zoned_times(self, text: str) -> None:
        assert not dates.has_zoned_form(text)
        assert not dates.is_zoned(text)

    @given(st.text())
    def test_checking_never_fails(self, text: str) -> None:
        for check in (dates.is_day, dates.is_month, dates.is_moment, dates.is_zone, dates.is_zoned):
            assert check(text) in (True, False)

    def test_a_moment_needs_to_know_its_zone(self) -> None:
        rome = datetime(2024, 7, 10, 11, 0, 59, 999, tzinfo=timezone(timedelta(hours=2)))
        assert dates.moment_text(rome) == "2024-07-10T09:00:59Z"
        with pytest.raises(ValueError, match="zone"):
            dates.moment_text(rome.replace(tzinfo=None))

    def test_days_are_counted_on(self) -> None:
        assert dates.shift(Day("2024-02-28"), 2) == "2024-03-01"
        assert dates.day(Day("2024-02-28")) == date(2024, 2, 28)


class TestPrinting:
    def test_days(self) -> None:
        assert dates.say_day(Day("2024-07-17")) == "Wed 17 July 2024"
        assert dates.say_short(Day("2024-07-03")) == "Wed 3 Jul"

    @pytest.mark.parametrize(
        ("first", "last", "said"),
        [
            ("2024-07-28", "2024-07-28", "Sun 28 July 2024"),
            ("2024-07-28", "2024-07-30", "Sun 28 - Tue 30 July 2024"),
            ("2024-07-30", "2024-08-01", "Tue 30 July - Thu 1 August 2024"),
            ("2024-12-30", "2025-01-02", "Mon 30 December 2024 - Thu 2 January 2025"),
        ],
    )
    def test_two_days_are_said_in_one_way_with_what_they_share_once(self, first: str, last: str, said: str) -> None:
        assert dates.say_days(Day(first), Day(last)) == said

    def test_a_meeting_shows_the_hours_of_every_invited_country_once(self) -> None:
        start = ZonedTime("2024-07-17T11:00[Europe/Rome]")
        assert dates.say_hours(start, 180) == "11:00-14:00 Rome"
        assert dates.say_hours(start, 180, [TRIPOLI, ROME, TRIPOLI]) == "11:00-14:00 Rome · 11:00-14:00 Tripoli"

    @pytest.mark.parametrize(
        ("start", "told"),
        [
            ("2024-12-11T09:30[Europe/Rome]", "Wed 11 Dec 10:30 (09:30 Rome)"),
            ("2024-07-10T11:00[Europe/Rome]", "Wed 10 Jul 11:00"),
            ("2024-07-10T11:00[Africa/Tripoli]", "Wed 10 Jul 11:00"),
            ("2024-12-11T23:30[Europe/Rome]", "Thu 12 Dec 00:30 (Wed 11 Dec 23:30 Rome)"),
        ],
    )
    def test_a_list_tells_the_readers_hour_first(self, start: str, told: str) -> None:
        assert dates.say_start(ZonedTime(start), TRIPOLI) == told

    def test_another_day_is_marked(self) -> None:
        start = ZonedTime("2024-07-17T18:00[Europe/Rome]")
        said = dates.say_hours(start, 60, [Zone("Asia/Tokyo"), Zone("America/New_York")])
        assert said == "18:00-19:00 Rome · 01:00-02:00 (+1 day) Tokyo · 12:00-13:00 New York"
        assert dates.say_hours(start, 2 * 24 * 60) == "18:00-18:00 (ends +2 days) Rome"

    def test_a_meeting_across_a_clock_change_ends_when_it_ends(self) -> None:
        assert dates.say_hours(ZonedTime("2024-10-27T01:30[Europe/Rome]"), 120) == "01:30-02:30 Rome"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("17 jul", "2024-07-17"), ("3 aug", "2024-08-03"), ("5 aug", "2024-08-05"), ("15 oct", "2024-10-15"),
     ("10 mar", "2024-03-10"), ("20 jan", "2025-01-20"), ("17/07", "2024-07-17"), ("29 feb", "2024-02-29"),
     ("sat", "2024-08-03"), ("wed", "2024-07-31"), ("sun", "2024-07-28"), ("last wed", "2024-07-31"),
     ("2024-09-01", "2024-09-01")],
)  # fmt: skip
def test_a_day_on_which_something_happened_is_the_nearest_one(typed: str, meant: str) -> None:
    assert dates.parse_day(typed, date(2024, 8, 3), happened=True) == meant
