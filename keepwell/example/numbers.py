"""Numbers that identify people: well-formed, with right check characters, and nobody's."""

# The 23 letters of a UPN: I, O and S are left out (specs/cin/terms.md, section 6).
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# The census accepts 001 to 005 as the authority part of a UPN; no English council has such a number.
UPN_AUTHORITY = "001"


def check_letter(rest: str) -> str:
    """The first letter of a UPN, from its characters 2 to 13."""
    values = (int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in rest)
    return UPN_LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def upn(index: int, temporary: bool = False) -> str:
    """The UPN of child `index` (1 to 999,999): different for every child."""
    serial = f"{(index * 7919 + 123_457_000) % 10**9:09d}"
    rest = UPN_AUTHORITY + (serial[:8] + UPN_LETTERS[int(serial[8])] if temporary else serial)
    return check_letter(rest) + rest


def former_upn(index: int) -> str:
    """A UPN the child had before: from a series that `upn` cannot reach for the same authority part."""
    rest = "002" + f"{(index * 7919 + 123_457_000) % 10**9:09d}"
    return check_letter(rest) + rest


def nhs_number(index: int) -> str:
    """A number from the range 999 000 0000 to 999 999 9999, which the NHS keeps for tests."""
    return _with_check(("999" + f"{2 * index + more:06d}" for more in (0, 1)), _nhs_check)


def uln(index: int) -> str:
    """A unique learner number with its check digit (ten less the weighted sum modulo 11)."""
    return _with_check((str(900_000_000 + 2 * index + more) for more in (0, 1)), _uln_check)


def _with_check(bodies, check) -> str:
    # Neighbouring bodies differ by 2 modulo 11, so at least one of two has a single check digit.
    return next(body + digit for body in bodies if (digit := check(body)))


def _nhs_check(body: str) -> str:
    digit = (11 - _weighted_sum(body) % 11) % 11
    return "" if digit == 10 else str(digit)


def _uln_check(body: str) -> str:
    rest = _weighted_sum(body) % 11
    return str(10 - rest) if rest else ""


def _weighted_sum(body: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True))


def home_office_number(index: int) -> str:
    """Shaped like a Home Office reference (a letter and seven digits); Z opens none that we know of."""
    return f"Z{9_000_000 + index % 1_000_000}"


def mobile(number: int) -> str:
    """A mobile number from the range that Ofcom keeps for drama: 07700 900000 to 900999."""
    return f"07700 900{number % 1000:03d}"


def landline(number: int) -> str:
    """A number from the range that Ofcom keeps for drama: 01632 960000 to 960999."""
    return f"01632 960{number % 1000:03d}"


def email(given: str, family: str, number: int) -> str:
    """An address at example.org, a domain kept for examples (RFC 2606)."""
    plain = "".join(c for c in f"{given}.{family}".lower() if c.isascii() and (c.isalpha() or c == "."))
    return f"{plain[:40].strip('.') or 'someone'}{number % 100}@example.org"
