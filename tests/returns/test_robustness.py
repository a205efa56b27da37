"""Whatever bytes a file holds, reading gives returns or one sentence, never anything else."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from keepwell.returns.reading import ReadingError, read

CENSUS = (
    b"<Message><Header><CollectionDetails><Year>2026</Year></CollectionDetails></Header><Children>"
    b"<Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers><CINdetails><Assessments>"
    b"<FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors></FactorsIdentifiedAtAssessment>"
    b"</Assessments></CINdetails></Child><Child/></Children></Message>"
)
SSDA903 = (
    b"<D><CHILD><HEADER><CHILDID>A1</CHILDID><SEX>M</SEX><UASC>1</UASC><OC2><SDQ_SCORE>9</SDQ_SCORE></OC2></HEADER>"
    b"<EPISODE><DECOM>01/05/2025</DECOM></EPISODE></CHILD><CHILD/></D>"
)
REVIEWS = b'CHILD,DOB,REVIEW,REVIEW_CODE\nA1,"05/12/2010",01/06/2025,PN1\nB2,,x,\n'


@st.composite
def damaged(draw):
    """A good file with a piece cut out and something else put in."""
    data = draw(st.sampled_from([CENSUS, SSDA903, REVIEWS]))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 40)))
    pieces = [b"", b'"', b"<", b"</Child>", b"<Child>", b"<CHILD>", b"\n", b",", b"\0", b"\xe9", b"<!--", b"<![CDATA["]
    return data[:start] + draw(st.sampled_from(pieces) | st.binary(max_size=4)) + data[end:]


@given(damaged() | st.binary(max_size=60))
def test_read_of_any_bytes(data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        try:
            returns = read(path)
            sentence = "Read."
        except ReadingError as error:
            returns, sentence = [], str(error)
    assert sentence.endswith(".")
    for ret in returns:
        assert all(table.raw.height == table.values.height == table.extra.height for table in ret.tables.values())
        assert all(finding.text.endswith(".") for finding in ret.findings)


@given(st.integers(0, len(CENSUS)))
def test_read_of_a_census_cut_anywhere_never_makes_up_a_child(length):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.xml"
        path.write_bytes(CENSUS[:length])
        try:
            [ret] = read(path)
        except ReadingError:
            return
    complete = CENSUS[:length].count(b"</Child>")
    assert ("ChildIdentifiers" in ret.tables) == bool(complete)
    assert ("broken file" in {finding.kind for finding in ret.findings}) == (length < len(CENSUS))
