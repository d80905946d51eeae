"""A document with every kind of block, in English and in Arabic: made up for these tests, with role titles only."""

from cop.documents.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Strip,
    Strips,
    Table,
    Tile,
    Tiles,
    Tone,
)

GOOD: Tone = "good"


def _bar(label: str, names: tuple[str, str, str], held: int, postponed: int, cancelled: int) -> Bar:
    parts = (
        Part(held, names[0], "good"),
        Part(postponed, names[1], "fair"),
        Part(cancelled, names[2], "poor"),
    )
    return Bar(label, parts, f"{held}/{held + postponed + cancelled}")


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
