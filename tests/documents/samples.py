"""A document with every kind of block, in English and in Arabic: made up for these tests, with role titles only."""

from cop.documents.blocks import (
    Bar,
    Bars,
    Block,
    Branch,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Gantt,
    GanttRow,
    Heading,
    Paragraph,
    Part,
    Strip,
    Strips,
    Table,
    Tile,
    Tiles,
    Tone,
    Tree,
)
from cop.kernel.types import Day

GOOD: Tone = "good"


def _bar(label: str, names: tuple[str, str, str], held: int, postponed: int, cancelled: int) -> Bar:
    parts = (
        Part(held, names[0], "good"),
        Part(postponed, names[1], "fair"),
        Part(cancelled, names[2], "poor"),
    )
    return Bar(label, parts, f"{held}/{held + postponed + cancelled}")


def _plan(title: str, alt: str, labels: tuple[str, ...], said: tuple[str, str]) -> Gantt:
    head, site, equipment, training, opening, later = labels

    def span(first: str, last: str) -> tuple[Day, Day]:
        return Day(first), Day(last)

    rows = (
        GanttRow(head),
        GanttRow(site, baseline=span("2024-02-15", "2024-02-15"), actual=span("2024-02-15", "2024-02-15"), level=1),
        GanttRow(
            equipment, said[0], span("2024-03-01", "2024-05-31"), span("2024-03-10", "2024-06-24"), None, "fair", 1
        ),
        GanttRow(
            training,
            said[1],
            span("2024-06-01", "2024-08-31"),
            span("2024-07-01", "2024-08-05"),
            span("2024-08-05", "2024-09-24"),
            "poor",
            1,
        ),
        GanttRow(opening, baseline=span("2024-10-01", "2024-10-01"), forecast=span("2024-10-25", "2024-10-25")),
        GanttRow(later, baseline=span("2024-11-15", "2025-01-31"), forecast=span("2025-02-01", "2025-03-31")),
    )
    return Gantt(title, alt, Day("2024-01-01"), Day("2024-12-31"), Day("2024-08-05"), rows)


def _tree(title: str, alt: str, root: str, labels: tuple[str, str, str], said: tuple[str, str]) -> Tree:
    first = Branch(labels[0], said[0], "good", (Branch(labels[2]),))
    return Tree(title, alt, (Branch(root, branches=(first, Branch(labels[1], said[1], "unknown"))),))


def english() -> Document:
    """The sample in English, with long Italian names."""
    names = ("held", "postponed", "cancelled")
    blocks: tuple[Block, ...] = (
        Heading("Summary"),
        Paragraph(
            "Two of three meetings were held. The municipalities finished the first round of visits to the fishing "
            "ports.\nThe committee asks for the Arabic form.",
            "narrative",
        ),
        Tiles(
            (
                Tile("meetings held", "5/6", "1 postponed", "good"),
                Tile("team months submitted", "7/10", "3 are missing", "fair"),
                Tile("quorum reached", "1/3", "", "poor"),
                Tile("actions closed", "no data", "nobody wrote any", "unknown"),
            )
        ),
        Heading("Data completeness"),
        Paragraph("The data are those of 31 July 2024, 18:00.", "quiet"),
        Facts((("Teams that report", "10"), ("Last news", "Zliten, Wednesday 31 July 2024"))),
        Table(
            (
                Column("Team", share=3),
                Column("Submitted", share=2),
                Column("Meetings", "end"),
                Column("What is missing", share=4),
            ),
            (
                (Cell("Zliten"), Cell("Mon 5 August"), Cell("3/3", "good"), Cell("")),
                (
                    Cell("Comune di Monte San Giovanni Campano e dei comuni vicini"),
                    Cell("Tue 6 August", mark="late"),
                    Cell("1/2", "fair"),
                    Cell("who came to sc7"),
                ),
                (Cell("Sirte", mark="new"), Cell("no data", "unknown"), Cell("0/2", "poor"), Cell("the whole month")),
            ),
            "Team by team",
            (Cell("All teams"), Cell("2/3"), Cell("4/7"), Cell("")),
        ),
        Heading("Meetings"),
        Heading("Planned and held", 2),
        Bars(
            "Meetings by team",
            "Zliten held all of its 3 meetings, the Italian municipalities 1 of 2, Sirte none of 2.",
            (
                _bar("Zliten", names, 3, 0, 0),
                _bar("Comune di Monte San Giovanni Campano e dei comuni vicini della valle", names, 1, 1, 0),
                _bar("Sirte", names, 0, 1, 1),
                Bar("Media network", (), "n/a"),
            ),
        ),
        Bullets(("sc7 was moved to 18 July: election day in Zliten.", "vpm was cancelled: Ministry visit.")),
        Heading("Channels"),
        Strips(
            "Contacts by team and week",
            "Zliten was heard of in every week, Sirte in none.",
            ("1-7 July", "8-14 July", "15-21 July", "22-28 July", "29-31 July"),
            (
                Strip(
                    "Zliten Viber group", (("good", "7/7"), ("good", "6/7"), ("fair", "4/7"), ("good", "7/7"), ("", ""))
                ),
                Strip(
                    "Sirte Viber group", (("poor", "0/7"), ("poor", "0/7"), ("unknown", ""), ("poor", "1/7"), ("", ""))
                ),
            ),
        ),
        Heading("Pilots"),
        _plan(
            "Water laboratory",
            "The equipment came 24 days late; the training that waits for it is expected 24 days late too.",
            (
                "Preparation",
                "f-site Site agreed",
                "f-equip Equipment bought",
                "f-train Staff of the laboratory of Comune di Monte San Giovanni Campano trained",
                "f-open Opening",
                "f-next Second round",
            ),
            ("24 days late", "24 days late; waits for f-equip"),
        ),
        _tree(
            "Who trained whom",
            "One trainer of two has given the training on.",
            "c5 Data of fisheries",
            ("Trainer, Zliten", "Trainer, Comune di Sirte", "Officer, port of Zliten"),
            ("2 deliveries", "no data"),
        ),
        Heading("Visibility"),
        Paragraph("nothing planned", "empty"),
    )
    return Document(
        "Monthly report",
        "July 2024",
        (("Programme", "REBUILD"), ("Contract", "EXAMPLE/2022/1"), ("State", "draft 1")),
        blocks,
        "en-GB",
        "ltr",
        "REBUILD · Monthly report · July 2024 · draft 1",
        "2024-08-05T09:00:00Z",
    )


def arabic() -> Document:
    """The same in Arabic, with Latin codes and names inside."""
    names = ("عُقدت", "أُجّلت", "أُلغيت")
    blocks: tuple[Block, ...] = (
        Heading("ملخص"),
        Paragraph(
            "عُقد اجتماعان من أصل ثلاثة. أنهت البلديات الجولة الأولى من زيارات موانئ الصيد.\n"
            "تطلب اللجنة (\u2068sc7\u2069) النموذج باللغة العربية.",
            "narrative",
        ),
        Paragraph("The Italian partners ask for the form in Italian.", "narrative"),
        Tiles(
            (
                Tile("اجتماعات عُقدت", "5/6", "أُجّل واحد", "good"),
                Tile("أشهر قُدّمت", "7/10", "ثلاثة ناقصة", "fair"),
                Tile("اكتمل النصاب", "1/3", "", "poor"),
                Tile("إجراءات أُنجزت", "لا بيانات", "لم يكتب أحد شيئًا", "unknown"),
            )
        ),
        Heading("اكتمال البيانات"),
        Paragraph("البيانات كما كانت في 31 يوليو 2024، 18:00.", "quiet"),
        Facts((("الفرق التي تقدّم تقارير", "10"), ("آخر الأخبار", "زليتن، الأربعاء 31 يوليو 2024"))),
        Table(
            (
                Column("الفريق", share=3),
                Column("قُدّم في", share=2),
                Column("الاجتماعات", "end"),
                Column("ما ينقص", share=4),
            ),
            (
                (Cell("زليتن"), Cell("الاثنين 5 أغسطس"), Cell("3/3", "good"), Cell("")),
                (
                    Cell("Comune di Monte San Giovanni Campano e dei comuni vicini"),
                    Cell("الثلاثاء 6 أغسطس", mark="متأخر"),
                    Cell("1/2 (50 %)", "fair"),
                    Cell("حضور \u2068sc7\u2069"),
                ),
                (Cell("سرت", mark="جديد"), Cell("لا بيانات", "unknown"), Cell("0/2 (0 %)", "poor"), Cell("الشهر كله")),
            ),
            "فريقًا فريقًا",
            (Cell("كل الفرق"), Cell("2/3"), Cell("4/7"), Cell("")),
        ),
        Heading("الاجتماعات"),
        Heading("المخطط والمعقود", 2),
        Bars(
            "الاجتماعات بحسب الفريق",
            "عقدت زليتن اجتماعاتها الثلاثة كلها، وعقدت البلديات الإيطالية واحدًا من اثنين، ولم تعقد سرت أيًّا منهما.",
            (
                _bar("زليتن", names, 3, 0, 0),
                _bar("فريق تنسيق بلديات الساحل الغربي ومديريات الصيد البحري والموانئ التابعة لها", names, 1, 1, 0),
                _bar("Comune di Monte San Giovanni Campano", names, 0, 1, 1),
                Bar("شبكة الإعلام (vpm)", (), "لا ينطبق"),
            ),
        ),
        Bullets(("نُقل \u2068sc7\u2069 إلى 18 يوليو: يوم الانتخابات في زليتن.", "أُلغي \u2068vpm\u2069: زيارة الوزارة.")),
        Heading("القنوات"),
        Strips(
            "الاتصالات بحسب الفريق والأسبوع",
            "وردت أخبار زليتن في كل أسبوع، ولم ترد أخبار سرت في أي أسبوع.",
            ("1-7 يوليو", "8-14 يوليو", "15-21 يوليو", "22-28 يوليو", "29-31 يوليو"),
            (
                Strip(
                    "مجموعة زليتن على فايبر",
                    (("good", "7/7"), ("good", "6/7"), ("fair", "4/7"), ("good", "7/7"), ("", "")),
                ),
                Strip(
                    "مجموعة سرت على فايبر",
                    (("poor", "0/7"), ("poor", "0/7"), ("unknown", ""), ("poor", "1/7"), ("", "")),
                ),
            ),
        ),
        Heading("المشاريع التجريبية"),
        _plan(
            "مختبر المياه",
            "وصلت المعدات متأخرة 24 يومًا، ويُتوقع أن يتأخر التدريب الذي ينتظرها.",
            (
                "التحضير",
                "f-site الاتفاق على الموقع",
                "f-equip شراء المعدات",
                "f-train تدريب العاملين في مختبر البلديات الساحلية ومديرياتها",
                "f-open الافتتاح",
                "f-next الجولة الثانية",
            ),
            ("متأخر 24 يومًا", "متأخر 24 يومًا؛ ينتظر f-equip"),
        ),
        _tree(
            "من درّب من",
            "أعطى مدرب واحد من اثنين التدريب لغيره.",
            "c5 بيانات مصايد الأسماك",
            ("مدرب من زليتن", "Comune di Monte San Giovanni Campano", "موظف في ميناء زليتن"),
            ("تدريبان", "لا بيانات"),
        ),
        Heading("الظهور الإعلامي"),
        Paragraph("لا شيء مخطط", "empty"),
    )
    return Document(
        "التقرير الشهري",
        "يوليو 2024",
        (("البرنامج", "REBUILD"), ("العقد", "EXAMPLE/2022/1"), ("الحالة", "مسودة 1")),
        blocks,
        "ar-LY",
        "rtl",
        "REBUILD · التقرير الشهري · يوليو 2024 · مسودة 1",
        "2024-08-05T09:00:00Z",
    )
