"""At which widths a page is gone over by axe: the ruler is cheap and runs at all of them."""

import os

TELEFONO, ESCRITORIO = 390, 1280
COMPLETO = os.environ.get("COMPLETO") == "1"

# The walk of every page (tests/recorridos) covers both; a page's own tests stay at the phone's in CI.
ANCHOS = (TELEFONO, ESCRITORIO) if COMPLETO else (TELEFONO,)


def anchos_del_axe(lugar: int) -> tuple[int, ...]:
    """Both widths at full size; in CI a page gets one of them, turn by turn along the walk."""
    return (TELEFONO, ESCRITORIO) if COMPLETO else ((TELEFONO, ESCRITORIO)[lugar % 2],)
