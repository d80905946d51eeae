from cop.exchange.findings import Finding, Findings, quoted


def test_every_finding_is_a_line_of_its_own_with_file_and_line() -> None:
    trouble = Findings([Finding("a.yaml", 3, "one thing"), Finding("a.yaml", None, "another", "mend it")])
    assert trouble.message == "a.yaml:3: one thing\na.yaml: another"
    assert trouble.hint == "mend it"
    assert trouble.exit_code == 2


def test_the_same_trouble_on_the_same_line_is_told_once() -> None:
    assert Findings([Finding("a", 1, "x"), Finding("a", 1, "x"), Finding("a", 2, "x")]).message == "a:1: x\na:2: x"


def test_fifty_findings_are_printed_and_the_rest_counted() -> None:
    trouble = Findings([Finding("a", line, "x") for line in range(1, 72)])
    assert trouble.message.splitlines()[49:] == ["a:50: x", "and 21 more"]
    assert len(trouble.found) == 71


def test_text_of_a_file_cannot_paint_the_terminal() -> None:
    assert quoted("a\x1b[31mb\nc") == '"a [31mb c"'
    assert quoted("لجنة") == '"لجنة"'
    assert len(quoted("x" * 5_000)) == 62
