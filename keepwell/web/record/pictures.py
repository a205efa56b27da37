"""Photographs without what the camera wrote beside the picture: where it was taken, when, with which telephone.

The picture itself is copied as it is. Both raise ValueError when the file is no whole picture of its kind.
"""

import struct

SOS, EOI, EXIF, COMMENT = 0xDA, 0xD9, 0xE1, 0xFE
KEPT = {0xE0, 0xEE}  # how the colours are meant: JFIF and Adobe
PROFILE = b"ICC_PROFILE\0"
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
ORIENTATION = 0x0112
CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}


def bare_jpeg(content):
    """The JPEG with its picture, its colours and which way is up; nothing after the picture's end either."""
    kept, turned = [content[:2]], 1
    for marker, segment in _segments(content):
        if marker == EXIF:
            turned = _turned(segment[4:]) if turned == 1 else turned
        elif (
            (not 0xE0 <= marker <= 0xEF and marker != COMMENT)
            or marker in KEPT
            or (marker == 0xE2 and segment[4:].startswith(PROFILE))
        ):
            kept.append(segment)
    if turned != 1:
        kept.insert(1, _up(turned))
    return b"".join(kept)


def _segments(content):
    """(marker, bytes) of each part after the start, the picture's own bits with the part that begins them."""
    at = 2
    while True:
        if content[at : at + 1] != b"\xff" or at + 2 > len(content):
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == EOI:
            yield marker, content[at : at + 2]
            return
        end = at + 2 if marker in ALONE else at + 2 + _length(content, at + 2)
        if marker == SOS:
            end = _end_of_bits(content, end)
        yield marker, content[at:end]
        at = end


def _length(content, at):
    if at + 2 > len(content):
        raise ValueError("cut off")
    (length,) = struct.unpack_from(">H", content, at)
    if length < 2 or at + length > len(content):
        raise ValueError("cut off")
    return length


def _end_of_bits(content, at):
    """Where the next part begins: a marker that is no stuffing and no restart."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] and content[at + 1] not in ALONE and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2
    raise ValueError("no end")


def _turned(exif):
    """Which way is up, 1 to 8, as the camera says it; 1 when it does not."""
    if not exif.startswith(b"Exif\0\0"):
        return 1
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for i in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * i)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except (struct.error, TypeError):
        pass
    return 1


def _up(turned):
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def bare_png(content):
    """The PNG with its picture and colours alone."""
    kept, at = [content[:8]], 8
    while True:
        if at + 12 > len(content):
            raise ValueError("cut off")
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise ValueError("cut off")
        if name in CHUNKS:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
