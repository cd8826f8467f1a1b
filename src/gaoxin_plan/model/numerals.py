"""Chinese numerals as plans print them, from 零 to 九千九百九十九万."""

DIGITS = "零一二三四五六七八九"
_VALUES = {char: value for value, char in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_LONGEST = 18  # digits; what is longer numbers nothing
CHARACTERS = "".join((*_VALUES, *_UNITS, "万"))
"""Every character a numeral is made of."""


def narrow(text: str) -> str:
    """Return ``text`` with full-width digits and points made half-width."""
    return text.translate(_WIDE)


def parse(text: str) -> int | None:
    """Return the value of a numeral (``二十七``, ``两百``, ``27``, ``２７``), or None if it is none."""
    plain = narrow(text)
    if plain.isascii():
        return int(plain) if plain.isdigit() and len(plain) <= _LONGEST else None
    high, myriad, low = plain.rpartition("万")
    if myriad:
        above = _below_myriad(high)
        rest = _below_myriad(low) if low else 0
        return None if above is None or rest is None else above * 10_000 + rest
    return _below_myriad(low)


def _below_myriad(text: str) -> int | None:
    total, digit, unit = 0, None, 10_000
    for char in text:
        if char in _UNITS:
            if _UNITS[char] >= unit or digit == 0:
                return None
            unit = _UNITS[char]
            total += (1 if digit is None else digit) * unit
            digit = None
        elif char in _VALUES and not digit:
            digit = _VALUES[char]
        else:
            return None
    is_open = not text or (digit == 0 and len(text) > 1)  # 一百零 is cut short
    return None if is_open else total + (digit or 0)


def numeral(number: int) -> str:
    """Return ``number``, 0 to 99,999,999, as an item's number is printed (``五``, ``二十七``, ``一百零一``).

    Raises ValueError beyond that.
    """
    if not 0 <= number < 100_000_000:
        raise ValueError(f"no numeral for {number}")
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return numeral(high) + "万" + gap + (_thousands(low) if low else "")
    return _thousands(number).removeprefix("一") if 10 <= number < 20 else _thousands(number)


def _thousands(number: int) -> str:
    out = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += DIGITS[digit] + name
        elif out and number % unit:
            out = out.removesuffix("零") + "零"
    return out or "零"
