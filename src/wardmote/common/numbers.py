"""How numbers are written for people."""


def whole(value: int | float) -> str:
    """Write 1234 as `1,234`."""
    return f"{value:,.0f}".replace("-", "−")


def signed(value: int | float) -> str:
    """Write a difference with its sign: `+315`, `−24`, `0`."""
    return whole(value) if value <= 0 else f"+{whole(value)}"


def percent(value: float, places: int = 1) -> str:
    """Write a percentage already times 100: 13.42 as `13.4%`."""
    text = f"{abs(value):,.{places}f}%"
    return f"−{text}" if round(value, places) < 0 else text


def signed_percent(value: float, places: int = 1) -> str:
    """Write a percentage change with its sign: `+13.4%`, `−4.0%`."""
    text = percent(value, places)
    return text if round(value, places) <= 0 else f"+{text}"
