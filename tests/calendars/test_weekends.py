from cop.calendars.weekends import legend, weekends, working_week

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def test_libya_rests_on_friday_and_saturday_italy_and_tunisia_on_saturday_and_sunday() -> None:
    found = weekends([("LY", None), ("IT", None), ("TN", None)])
    assert found == {"LY": {FRIDAY, SATURDAY}, "IT": {SATURDAY, SUNDAY}, "TN": {SATURDAY, SUNDAY}}


def test_what_a_country_s_partners_say_counts_more_than_the_table() -> None:
    assert weekends([("LY", "mon-fri"), ("LY", "mon-fri"), ("LY", "sun-thu")]) == {"LY": {SATURDAY, SUNDAY}}


def test_the_country_with_most_partners_comes_first() -> None:
    assert list(weekends([("IT", None), ("LY", None), ("FR", None), ("LY", None)])) == ["LY", "FR", "IT"]


def test_a_country_that_the_table_does_not_name_works_from_monday_to_friday() -> None:
    assert working_week("NZ") == "mon-fri"


def test_the_legend_tells_days_off_in_plain_words() -> None:
    found = weekends([("LY", None), ("LY", None), ("IT", None), ("TN", None), ("XX", None)])
    assert legend(found) == "days off: Fri Sat in Libya · Sat Sun in Italy, Tunisia, XX"
    assert legend({}) == ""
