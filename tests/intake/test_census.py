"""The children in need census: every year's shape, what is odd about it, and what is broken."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.books import told
from workstation.domain import entries
from workstation.domain.kinds import ChildNamed, EarlierTaken
from workstation.domain.times import FixedClock
from workstation.guidebook.codes import codes
from workstation.intake import bring_in, census, mending
from workstation.intake.bring_in import Taken
from workstation.intake.census_tree import Builder
from workstation.intake.messages import ChildRead, Element, from_line, to_line
from workstation.intake.outcome import ImportReport
from workstation.intake.refusals import NOTES, FileRefused, refusal
from workstation.intake.zipped import Refusal

DATA = Path(__file__).parents[1] / "data"
CLOCK = FixedClock(datetime(2026, 11, 26, 9, tzinfo=UTC))
TODAY = date(2026, 11, 26)


def read(path: Path) -> tuple[ImportReport, tuple[Taken, ...]]:
    """Read a census, and hold it to what is true of every file."""
    report, acts = bring_in.read(path, clock=CLOCK, codes=codes)
    total = report.total()
    assert total.rows == len(report.rows) == total.taken + total.with_marks + total.refused
    assert len(acts) == total.taken + total.with_marks - total.seen_twice
    assert len({act.entry for act in acts}) == len(acts)
    for act in acts:
        assert entries.decode(type(act.body).__name__, entries.encode(act.body)) == act.body
    return report, acts


def returned(tmp_path: Path, inside: str, name: str = "a.xml") -> tuple[ImportReport, tuple[Taken, ...]]:
    """What is read of a return with one child, of which this is the episode."""
    path = tmp_path / name
    path.write_text(
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>"
        "<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails></Header><Children><Child><ChildIdentifiers>"
        "<LAchildID>C1</LAchildID><UPN>B801200005001</UPN><PersonBirthDate>2015-03-27</PersonBirthDate>"
        "<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
        f"{inside}</Child></Children></Message>",
        encoding="utf-8",
    )
    return read(path)


def event(acts: tuple[Taken, ...], name: str) -> EarlierTaken:
    """The first event of this name."""
    return next(told(act) for act in acts if isinstance(act.body, EarlierTaken) and act.body.event == name)


def episode(inside: str, referral: str = "2024-05-01") -> str:
    return (
        f"<CINdetails><CINreferralDate>{referral}</CINreferralDate><ReferralSource>6</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode>{inside}<ReferralNFA>0</ReferralNFA></CINdetails>"
    )


def test_2022_every_element_is_an_event(tmp_path: Path) -> None:
    report, acts = read(DATA / "cin_2022_sample_liia.xml")
    assert report.read_as == "the children in need census 2022, right on 31/03/2022"
    assert [told(act).event for act in acts if isinstance(act.body, EarlierTaken)] == [
        "death", "referral", "child protection conference", "assessment", "child in need plan",
        "section 47 enquiry", "child protection conference", "child protection plan", "child protection review",
    ]  # fmt: skip
    referral = next(
        told(act) for act in acts if isinstance(act.body, EarlierTaken) and act.body.event == "referral"
    )
    assert (referral.on, referral.ended, referral.source, referral.nfa) == (
        date(1970, 10, 6), date(1971, 2, 27), "1A", "no",
    )  # fmt: skip
    assert referral.as_of == date(2022, 3, 31)
    assert "former UPN: X98765432123B" in referral.detail
    assert "Using hands" in referral.detail


def test_2024_is_kept_and_marked() -> None:
    report, acts = read(DATA / "CIN_Census_2024_d2i.xml")
    marks = {row.path: row.marks for row in report.rows}
    assert marks["Child 1"] == (
        "loose words stand in ChildIdentifiers: “PersonBirthDate”",
        "UPN A123456789123 has the check letter A, it would be P, kept as written",
        "FormerUPN X98765432123B has the check letter X, it would be F, kept as written",
        "it has a UPN and a reason for having none",
        "Sex is written 1, as in a census before 2025",
    )
    assert marks["Child 1 CINdetails 1 Assessments 1"] == (
        "AssessmentFactors “RB” is not a known code, kept as text",
        "it ended before it began",
        "28/04/2028 is in the future",
    )
    assert marks["Child 2"] == ("LAchildID is not 1 to 20 letters and digits, kept as written",)
    first, second = (act.body for act in acts if isinstance(act.body, ChildNamed))
    assert (first.upn, first.sex, first.born.on) == ("A123456789123", "M", date(2015, 3, 27))
    assert (second.la_child_id, second.sex) == ("child_fails_assessments", "M")
    assert report.total().refused == 0


def test_a_census_is_one_record_with_the_lists_of_the_same_child(tmp_path: Path) -> None:
    _, acts = returned(tmp_path, episode(""))
    assert {act.contact for act in acts} == {bring_in.earlier_record("C1")}


def test_2026_pre_proceedings_and_elements_of_years_to_come(tmp_path: Path) -> None:
    inside = (
        "<PreProceedingsandFGDM><PPStartDate>2024-09-09</PPStartDate><LBPSentDate>2024-09-20</LBPSentDate>"
        "<FGDMMeetingOffer>1</FGDMMeetingOffer><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>"
        "<FamilyNetwork><NetworkStartDate>2024-10-01</NetworkStartDate><Kind>K2</Kind></FamilyNetwork>"
        "<LeadPractitioner>AB</LeadPractitioner>"
    )
    report, acts = returned(tmp_path, episode(inside))
    events = {told(act).event: told(act) for act in acts if isinstance(act.body, EarlierTaken)}
    assert events["pre-proceedings"].on == date(2024, 9, 9)
    assert "letter before proceedings sent: 20/09/2024" in events["pre-proceedings"].detail
    assert "family group meeting offered: yes" in events["pre-proceedings"].detail
    assert events["FamilyNetwork"].on == date(2024, 10, 1)
    assert "Kind: K2" in events["FamilyNetwork"].detail
    assert "LeadPractitioner: AB" in events["referral"].detail
    marks = {mark for row in report.rows for mark in row.marks}
    assert "LeadPractitioner is not an element we know, kept as text" in marks
    assert "FamilyNetwork is not an element we know, kept as text" in marks


def test_broken_tags_are_mended_and_said(tmp_path: Path) -> None:
    inside = (
        "<PreProceedingsandFGDM><PPStartDate>2024-09-09</PPStartDate><LBPSentDate>2024-09-20</<LBPSentDate>"
        "<PPOutcome>A</PPOutcome></PreProceedingsandFGDM)>"
    )
    report, acts = returned(tmp_path, episode(inside))
    assert NOTES["broken xml"] in report.notes
    assert any("XML of this child is broken" in mark for mark in report.rows[0].marks)
    begun = next(
        told(act)
        for act in acts
        if isinstance(act.body, EarlierTaken) and act.body.event == "pre-proceedings"
    )
    assert begun.on == date(2024, 9, 9)
    assert "outcome: A" in begun.detail


def test_a_file_cut_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    whole = (DATA / "CIN_Census_2024_d2i.xml").read_bytes()
    (tmp_path / "cut.xml").write_bytes(whole[: whole.index(b"child_fails") + 200])
    report, acts = read(tmp_path / "cut.xml")
    assert {act.contact for act in acts if isinstance(act.body, ChildNamed)} == {
        bring_in.earlier_record("DfEX0000001"), bring_in.earlier_record("child_fails_assessments"),
    }  # fmt: skip
    assert any("ends in the middle" in mark for row in report.rows for mark in row.marks)


@pytest.mark.parametrize("codec", ["utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings(tmp_path: Path, codec: str) -> None:
    text = (DATA / "CIN_Census_2024_d2i.xml").read_text(encoding="utf-8").replace("201", "2é1")
    (tmp_path / "a.xml").write_bytes(text.encode(codec))
    assert len(read(tmp_path / "a.xml")[1]) == 12


@pytest.mark.parametrize(
    ("inside", "mark"),
    [
        (
            "<Assessments><AssessmentActualStartDate>soon</AssessmentActualStartDate></Assessments>",
            "not understood",
        ),
        ("<Assessments/>", "AssessmentActualStartDate is missing"),
        ("<ReferralSource>99</ReferralSource>", ""),
        ("<CINclosureDate>2023-01-01</CINclosureDate>", "ended before it began"),
        ("<CINclosureDate>2025-06-01</CINclosureDate>", "after the census was made"),
        ("<PrimaryNeedCode>N99</PrimaryNeedCode>", "“N99” is not a known code"),
        ("<Section47><S47ActualStartDate>2024-04-01</S47ActualStartDate></Section47>", "before the referral"),
    ],
)
def test_marks(tmp_path: Path, inside: str, mark: str) -> None:
    report, _ = returned(tmp_path, episode(inside))
    assert any(mark in found for row in report.rows for found in (*row.marks, ""))
    assert report.total().refused == 0


def test_something_done_on_no_further_action_is_marked(tmp_path: Path) -> None:
    plan = "<CINPlanDates><CINPlanStartDate>2024-05-02</CINPlanStartDate></CINPlanDates>"
    report, _ = returned(tmp_path, episode(plan).replace("<ReferralNFA>0", "<ReferralNFA>true"))
    assert any("yet something was done" in mark for row in report.rows for mark in row.marks)


def test_the_same_plan_twice_is_taken_once(tmp_path: Path) -> None:
    plan = "<CINPlanDates><CINPlanStartDate>2024-05-02</CINPlanStartDate></CINPlanDates>"
    report, acts = returned(tmp_path, episode(plan * 2))
    assert report.total().seen_twice == 1
    assert sum(isinstance(a.body, EarlierTaken) and a.body.event == "child in need plan" for a in acts) == 1


def test_factors_speak_of_themes(tmp_path: Path) -> None:
    inside = (
        "<Assessments><AssessmentActualStartDate>2024-05-02</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>"
        "<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>16A</AssessmentFactors>"
        "</FactorsIdentifiedAtAssessment></Assessments>"
    )
    _, acts = returned(tmp_path, episode(inside))
    found = event(acts, "assessment")
    assert found.themes == ("da", "neglect")


def test_a_child_without_any_number_is_refused_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<Message><Children><Child><ChildIdentifiers/></Child></Children></Message>")
    report, acts = read(path)
    assert acts == ()
    assert report.rows[0].because.startswith("it has neither")


OTHER = (
    "<Message><Header><CollectionDetails><Collection>CLA</Collection></CollectionDetails></Header>"
    "<Children><Child/></Children></Message>"
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (f"<!DOCTYPE Message [{LAUGHS}]><Message>&l9;</Message>", "definitions"),
        ('<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><Message>&x;</Message>', "definitions"),
        ('<!DOCTYPE l SYSTEM "http://127.0.0.1:9/x.dtd"><Message/>', "definitions"),
        ("<Message>" * 200_000, "too deep"),
        ("<letter>Dear colleague</letter>", "other xml"),
        ("<Message><Header/></Message>", "other xml"),
        (OTHER, "other return"),
        ("<Message><Children><Child>" + "<a/>" * 6_000 + "</Child></Children></Message>", "too big"),
    ],
)  # fmt: skip
def test_hostile_and_other_xml_is_refused(tmp_path: Path, raw: str, why: str) -> None:
    path = tmp_path / "a.xml"
    for codec in ("utf-8", "utf-16"):
        path.write_bytes(raw.encode(codec))
        with pytest.raises(FileRefused) as caught:
            read(path)
        assert caught.value.title == refusal(why).title


def test_what_asks_to_be_followed_is_not(tmp_path: Path) -> None:
    raw = (DATA / "CIN_Census_2024_d2i.xml").read_text(encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + raw
    )
    report, acts = read(tmp_path / "a.xml")
    assert NOTES["instructions"] in report.notes
    assert len(acts) == 12


def test_a_very_long_text_is_cut_and_said(tmp_path: Path) -> None:
    report, _ = returned(tmp_path, episode(f"<Note>{'x' * 2_000_000}</Note>"))
    assert any("was cut there" in mark for row in report.rows for mark in row.marks)


NAMES = st.sampled_from(
    [
        "ChildIdentifiers", "ChildCharacteristics", "CINdetails", "Assessments", "Section47", "Strange",
        "ChildProtectionPlans", "CINreferralDate", "ReferralSource", "LAchildID", "UPN", "Sex", "Reviews",
        "PersonBirthDate", "AssessmentActualStartDate", "FactorsIdentifiedAtAssessment", "AssessmentFactors",
        "CPPreviewDate", "DateOfInitialCPC",
    ]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "C1", "2024-05-01", "2028-13-45", "0001-01-01", "N1", "6", "99", "1", "true", "é\u202e"]
)
TREES = st.recursive(
    st.builds(Element, NAMES, TEXTS),
    lambda inner: st.builds(Element, NAMES, TEXTS, st.lists(inner, max_size=5).map(tuple)),
    max_leaves=30,
)


@settings(max_examples=400, deadline=None)
@given(st.lists(TREES, max_size=6))
def test_any_tree_of_elements_is_taken_marked_or_refused(inside: list[Element]) -> None:
    known = Element("ChildIdentifiers", "", (Element("LAchildID", "C1"),))
    child = ChildRead(1, 1, Element("Child", "", (known, *inside)))
    for row in census.rows(child, census.Census(), today=TODAY, codes=codes, file="a.xml"):
        assert row.body is not None or row.refused
        if row.body is not None:
            entries.encode(row.body)


PIECES = st.sampled_from(
    ["<Message>", "</Message>", "<Children>", "</Children>", "<Child>", "</Child>", "<ChildIdentifiers>",
     "<", ">", "</",
     "</ChildIdentifiers>", "<LAchildID>", "</LAchildID>", "C1", "&amp;", "<!--", "-->",
     "<![CDATA[x]]>", "<a/>", "é"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_broken_xml_of_any_kind_is_read_or_refused(pieces: list[str]) -> None:
    try:
        for message in mending.read("".join(pieces), Builder(), 1):
            assert from_line(to_line(message)) == message
    except Refusal:
        pass


def test_twice_the_same_file_gives_the_same_report() -> None:
    first, second = read(DATA / "CIN_Census_2024_d2i.xml"), read(DATA / "CIN_Census_2024_d2i.xml")
    assert first == second
