"""The nearest of red, amber, green, blue and grey to a colour given in red, green and blue."""

import colorsys
import re

_HEX = re.compile(r"^(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})$")
# Degrees of hue at which one name gives way to the next.
_HUES = ((18, "red"), (68, "amber"), (172, "green"), (262, "blue"), (320, ""), (360, "red"))
_WORDS = {
    "red": "red", "darkred": "red", "yellow": "amber", "darkyellow": "amber", "green": "green", "darkgreen": "green",
    "blue": "blue", "darkblue": "blue", "cyan": "blue", "darkcyan": "blue", "lightgray": "grey", "darkgray": "grey",
}  # fmt: skip


def name_of(value: str) -> str:
    """Return red, amber, green, blue or grey for `RRGGBB`, `AARRGGBB` or one of Word's highlighter names.

    White, black, purple and what is hardly a colour at all give "".
    """
    found = _HEX.match(value or "")
    if not found:
        return _WORDS.get((value or "").lower(), "")
    red, green, blue = (int(found[1][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, brightness = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.12:
        return "grey" if 0.3 < brightness < 0.9 else ""
    if brightness < 0.2:
        return ""
    return next(name for limit, name in _HUES if hue * 360 <= limit)


def tinted(value: str, tint: float) -> str:
    """Return `RRGGBB` made lighter (tint above 0) or darker (below) as Excel does, by lightness."""
    found = _HEX.match(value or "")
    if not found or not tint:
        return found[1] if found else ""
    red, green, blue = (int(found[1][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)
