"""What a file really is, whatever it is called; and photographs without the place where they were taken."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from keepwell.web.record import files, pictures
from keepwell.web.record.file_fields import FilesField


class Upload(io.BytesIO):
    def __init__(self, name, content=b"", size=None):
        super().__init__(content)
        self.name, self.size = name, len(content) if size is None else size


def photo(form="JPEG", turned=6):
    """A picture with a place, a turn and a comment in it."""
    exif = Image.Exif()
    exif[pictures.ORIENTATION] = turned
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    exif[0x010F] = "A telephone of Priya"
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, form, exif=exif, comment=b"hidden words")
    return out.getvalue()


def packed(names, mimetype=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        if mimetype:
            pack.writestr("mimetype", mimetype)
        for name in names:
            pack.writestr(name, "x")
    return out.getvalue()


DOCX = ("[Content_Types].xml", "word/document.xml")
TAKEN = {
    "a.jpg": photo(), "a.png": photo("PNG"), "a.pdf": b"%PDF-1.7 x", "a.txt": "A “note”\r\n".encode(),
    "a.csv": "caf\xe9,1\n".encode("cp1252"), "a.docx": packed(DOCX),
    "a.odt": packed(["content.xml"], files.ODT.media_type),
    "a.mp3": b"ID3\x04rest", "b.mp3": b"\xff\xfb\x90\x00rest", "a.wav": b"RIFF0000WAVEfmt ",
    "a.m4a": b"\0\0\0 ftypM4A rest",
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_that_is_what_it_is_called_is_taken(name):
    handed = files.read(Upload(name, TAKEN[name]))
    assert handed.name == name
    assert handed.media_type == files.kind_of(TAKEN[name]).media_type


@pytest.mark.parametrize(("name", "content", "said"), [
    ("photo.jpg", b"%PDF-1.7", "photo.jpg is called .jpg but is a PDF"),
    ("report.pdf", b"MZ\x90\0program", "report.pdf is no kind of file that is taken here."),
    ("page.txt", b"  <script>alert(1)</script>", "no kind of file"),
    ("virus.docx", packed([*DOCX, "word/vbaProject.bin"]), "no kind of file"),
    ("all.zip", packed(["a.txt"]), "no kind of file"), ("half.docx", b"PK\x03\x04", "no kind of file"),
    ("IMG_1.HEIC", b"\0\0\0 ftypheicrest", "Apple’s own form"), ("none.txt", b"", "is empty"),
    ("photo.jpg", photo()[:400], "cannot be read as a picture"),
    ("p.png", photo("PNG")[:60], "cannot be read as a picture"),
    ("photo", photo(), "has no ending"), ("x.svg", b"<svg onload='x'/>", "no kind of file"),
])  # fmt: skip
def test_a_file_that_is_not_is_refused_in_one_sentence(name, content, said):
    with pytest.raises(files.FileError, match=said):
        files.read(Upload(name, content))


def test_fifty_megabytes_are_refused_before_they_are_read():
    upload = Upload("big.jpg", size=50 * 1024**2)
    upload.read = None  # nobody may read it
    with pytest.raises(files.FileError, match="larger than 20 megabytes"):
        files.read(upload)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("turned", [1, 6])
def test_a_photograph_keeps_its_picture_and_loses_its_place(form, turned):
    before = photo(form, turned)
    after = pictures.bare_jpeg(before) if form == "JPEG" else pictures.bare_png(before)
    assert b"Priya" in before
    assert b"Priya" not in after
    assert b"hidden words" not in after
    was, now = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert was.tobytes() == now.tobytes()
    assert not now.getexif().get_ifd(0x8825)
    if form == "JPEG":
        assert now.getexif().get(pictures.ORIENTATION, 1) == turned


def test_what_stands_behind_the_picture_goes_too():
    assert pictures.bare_jpeg(photo() + b"a film with its place") == pictures.bare_jpeg(photo())


@given(st.binary(max_size=300), st.integers(0, 200))
def test_no_bytes_break_it(junk, at):
    for start in (b"", photo()[:at], photo("PNG")[:at], b"PK\x03\x04", b"\0\0\0 ftyp"):
        try:
            files.read(Upload("x.jpg", start + junk))
        except files.FileError:
            continue


@pytest.mark.parametrize(("name", "kept"), [
    ("../../etc/passwd.txt", "passwd.txt"), ("C:\\Users\\ama.jpg", "ama.jpg"), ("a<b>\n.pdf", "a_b__.pdf"),
    ("x" * 300 + ".pdf", "x" * 116 + ".pdf"), ("...", "file"), ("", "file"),
])  # fmt: skip
def test_names_are_made_safe(name, kept):
    assert files.safe(name) == kept


def test_the_field_says_every_trouble_at_once():
    field = FilesField(required=False)
    assert field.clean([]) == []
    assert [one.name for one in field.clean([Upload("a.txt", b"x"), Upload("b.txt", b"y")])] == ["a.txt", "b.txt"]
    with pytest.raises(Exception, match=r"a\.jpg.*b\.jpg"):
        field.clean([Upload("a.jpg", b"x"), Upload("b.jpg", b"y")])
    with pytest.raises(Exception, match="5 files at most"):
        field.clean([Upload("a.txt", b"x")] * 6)


def test_a_turn_that_no_camera_makes_is_left_out():
    broken = b"Exif\0\0II*\0" + struct.pack("<IHHHIHH", 8, 1, pictures.ORIENTATION, 3, 1, 99, 0)
    assert pictures._turned(broken) == 1
    assert pictures._turned(b"Exif\0\0XX") == 1
