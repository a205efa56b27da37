"""A picture as it is kept: known by its content and not by its name, and without what the camera wrote into it.

A photo from a telephone holds the place where it was taken, which may be an address that must stay secret. Everything
that is no picture is left out: what a camera or a program wrote beside it, and whatever follows its end.
"""

import struct

LARGEST = 10 * 1024 * 1024  # bytes
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Parts of a PNG that are needed to draw it.
DRAWN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
# Parts of a JPEG that are left out: what applications wrote (but for the colours, APP14) and comments.
LEFT_OUT = {*range(0xE1, 0xF0), 0xFE} - {0xEE}
START_OF_SCAN, END = 0xDA, 0xD9
ORIENTATION = 0x0112  # the tag that says which way up the camera was


class PictureError(Exception):
    """Why this is no picture that can be kept, as a sentence."""


NO_PICTURE = "This is not a picture that can be shown. Choose a JPEG or PNG, such as a photo from a telephone."
DAMAGED = "The picture is damaged or cut off. Save it again as a JPEG or PNG picture, and choose it once more."


def check_size(size):
    """Raises PictureError for more bytes than are kept."""
    if size > LARGEST:
        most, has = LARGEST // 1024 // 1024, -(-size // 1024 // 1024)
        raise PictureError(f"The picture has {has} MB, and {most} MB is the most: make it smaller first.")


def cleaned(content):
    """(media type, content without what the camera wrote). Raises PictureError."""
    check_size(len(content))
    try:
        if content.startswith(JPEG):
            return "image/jpeg", _jpeg(content)
        if content.startswith(PNG):
            return "image/png", _png(content)
    except (IndexError, struct.error, ValueError):
        raise PictureError(DAMAGED) from None
    raise PictureError(NO_PICTURE)


def _png(content):
    kept, at = [PNG], len(PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content) or (len(kept) == 1) != (kind == b"IHDR"):
            raise ValueError("not a whole part")
        if kind in DRAWN:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def _jpeg(content):
    kept, at, turned = [content[:2]], 2, 1
    while True:
        if content[at] != 0xFF:
            raise ValueError("not a part")
        kind = content[at + 1]
        if kind == 0xFF:  # filling
            at += 1
            continue
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content) or end < at + 4:
            raise ValueError("not a whole part")
        part = content[at:end]
        if kind == 0xE1 and part[4:10] == b"Exif\0\0":
            turned = _orientation(part[10:])
        if kind not in LEFT_OUT:
            kept.append(part)
        at = end
        if kind == START_OF_SCAN:
            kept.append(_scans(content, at))
            kept[1:1] = [_which_way_up(turned)] if turned != 1 else []
            return b"".join(kept)


def _scans(content, at):
    """The drawing itself, to the mark of its end. Tables may stand between its parts."""
    end = content.index(b"\xff\xd9", at) + 2
    # A small picture for previews stands in a part that was left out already, so the first end is the end.
    if end - at < 4:
        raise ValueError("no drawing")
    return content[at:end]


def _orientation(exif):
    """1 to 8; 1 when it is not said or makes no sense."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for number in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * number)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _which_way_up(turned):
    """A part that says nothing but this."""
    exif = b"Exif\0\0" + b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
