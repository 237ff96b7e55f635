"""What was done of each línea, told by who counts the acts: the plan does not know them."""

from collections.abc import Callable, Mapping

# línea id → quarter → acts done and valid.
Realizadas = Mapping[int, Mapping[int, int]]
Fuente = Callable[[int], Realizadas]
_fuente: list[Fuente] = []


def registrar_fuente(fuente: Fuente) -> None:
    """Tell the plan who counts, given the id of a POA; called once, when the apps are ready."""
    _fuente[:] = [fuente]


def realizadas_de(programa_id: int) -> Realizadas:
    """Acts done of each línea of a POA, by quarter; empty when nobody counts."""
    return _fuente[0](programa_id) if _fuente else {}
