"""The words for days and months that people type: English first, then French, Italian and Arabic."""

from functools import cache

from cop.kernel.text import fold

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_IN_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Of one spelling in two languages the English reading stands ("mar" is March); one word, one meaning, never a guess.
# Arabic months: as in Libya and Egypt, as in Tunisia, as in the Levant. Hamza and marks are folded away.
_OTHER_MONTHS = (
    "janv janvier gen gennaio يناير جانفي كانونالثاني",
    "fev fevr fevrier febbr febbraio فبراير فيفري شباط",
    "mars marzo مارس آذار",
    "avr avril aprile أبريل افريل نيسان",
    "mai mag maggio مايو ماي أيار",
    "juin giu giugno يونيو يونية جوان حزيران",
    "juil juillet lug luglio يوليو يولية جويلية تموز",
    "aou aout ago agosto أغسطس أوت آب",
    "sept septembre set sett settembre سبتمبر شتنبر أيلول",
    "octobre ott ottobre أكتوبر تشرينالأول",
    "novembre نوفمبر تشرينالثاني",
    "decembre dic dicembre ديسمبر كانونالأول",
)
_OTHER_WEEKDAYS = (
    "lun lundi lunedi الاثنين اثنين",
    "tues mardi martedi الثلاثاء ثلاثاء",
    "mer mercredi mercoledi الأربعاء أربعاء",
    "thur thurs jeu jeudi gio giovedi الخميس خميس",
    "ven vendredi venerdi الجمعة جمعة",
    "sam samedi sab sabato السبت سبت",
    "dim dimanche dom domenica الأحد أحد",
)
_OTHER_WORDS = (
    ("day", -1, "hier ieri أمس البارحة"),
    ("day", 0, "aujourdhui oggi اليوم"),
    ("day", 1, "demain domani غدا بكرة"),
    ("which", -1, "dernier derniere scorso scorsa الماضي الماضية"),
    ("which", 0, "ce questo questa هذا الحالي"),
    ("which", 1, "prochain prochaine prossimo prossima القادم القادمة المقبل المقبلة"),
    ("unit", 0, "mois mese شهر الشهر"),
    ("filler", 0, "le il du de di del a alle ore يوم في من الساعة"),
)


def meaning(word: str) -> tuple[str, int] | None:
    """Return what a word says, or None: month 1-12, weekday 0-6 from Monday, day (0 is today), which (1 is next).

    "unit" is the word month beside last, this and next; "filler" says nothing ("on", "the", "at").
    """
    return _english().get(word.rstrip(".")) or _others().get(fold(word))


@cache
def _english() -> dict[str, tuple[str, int]]:
    words = {name.lower(): ("month", n) for n, name in enumerate(MONTHS, 1)}
    words |= {name[:3].lower(): ("month", n) for n, name in enumerate(MONTHS, 1)}
    words |= {name.lower(): ("weekday", n) for n, name in enumerate(_WEEKDAYS_IN_FULL)}
    words |= {name.lower(): ("weekday", n) for n, name in enumerate(WEEKDAYS)}
    words |= {"yesterday": ("day", -1), "today": ("day", 0), "tomorrow": ("day", 1), "month": ("unit", 0)}
    words |= {"last": ("which", -1), "this": ("which", 0), "next": ("which", 1)}
    return words | dict.fromkeys(("on", "the", "of", "at"), ("filler", 0))


@cache
def _others() -> dict[str, tuple[str, int]]:
    rows = [("month", n, names) for n, names in enumerate(_OTHER_MONTHS, 1)]
    rows += [("weekday", n, names) for n, names in enumerate(_OTHER_WEEKDAYS)]
    return {fold(word): (kind, n) for kind, n, names in [*rows, *_OTHER_WORDS] for word in names.split()}
