"""How long the battery still lasts, as the system tells it. No Qt; asked on a lane, firmware may take its time."""

import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
UNKNOWN_PERCENT, NO_BATTERY, ON_BATTERY, UNKNOWN_SECONDS = 255, 128, 0, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Battery:
    """A battery that is being emptied: how full it is, and the minutes left where the system says so."""

    percent: int
    minutes: int | None = None


class PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS of kernel32."""

    _fields_ = (
        ("line", ctypes.c_ubyte),
        ("flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds", ctypes.c_uint32),
        ("full_seconds", ctypes.c_uint32),
    )


def read() -> Battery | None:
    """None while the laptop is plugged in, and where there is no battery or the system does not say."""
    if sys.platform == "win32":
        status = PowerStatus()
        asked = ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status))
        return from_windows(status) if asked else None
    return from_supplies(SUPPLIES)


def from_windows(status: PowerStatus) -> Battery | None:
    """What Windows said."""
    nothing = status.flag != UNKNOWN_PERCENT and status.flag & NO_BATTERY
    if status.line != ON_BATTERY or nothing or status.percent > 100:
        return None
    known = status.seconds != UNKNOWN_SECONDS
    return Battery(status.percent, status.seconds // 60 if known else None)


def from_supplies(folder: Path) -> Battery | None:
    """What Linux says: batteries of the machine, not of a mouse; two of them count as one."""
    try:
        found = [_values(each) for each in sorted(folder.iterdir())]
    except OSError:
        return None
    cells = [each for each in found if each.get("TYPE") == "Battery" and each.get("SCOPE") != "Device"]
    percents = [int(each["CAPACITY"]) for each in cells if each.get("CAPACITY", "").isdecimal()]
    # Of two batteries one is emptied after the other: the second one is not discharging yet.
    emptied = any(each.get("STATUS") == "Discharging" for each in cells)
    if not emptied or not percents or any(each.get("STATUS") == "Charging" for each in cells):
        return None
    return Battery(min(sum(percents) // len(percents), 100), _minutes(cells))


def _minutes(cells: list[dict[str, str]]) -> int | None:
    """What is left by what flows now: energy and power, or charge and current."""
    for left, flow in (("ENERGY_NOW", "POWER_NOW"), ("CHARGE_NOW", "CURRENT_NOW")):
        have = sum(_number(each, left) for each in cells)
        goes = sum(_number(each, flow) for each in cells if each.get("STATUS") == "Discharging")
        if have and goes:
            return have * 60 // goes
    return None


def _number(values: dict[str, str], name: str) -> int:
    """Some drivers write a current that flows out with a minus."""
    text = values.get(name, "").lstrip("-")
    return int(text) if text.isdecimal() else 0


def _values(supply: Path) -> dict[str, str]:
    """The driver's own list, POWER_SUPPLY_NAME=value a line."""
    try:
        lines = (supply / "uevent").read_text("ascii", "replace").splitlines()
    except OSError:
        return {}
    pairs = (line.removeprefix("POWER_SUPPLY_").partition("=") for line in lines)
    return {name: value.strip() for name, _, value in pairs}
