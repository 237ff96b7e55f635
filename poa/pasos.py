"""Steps that may count in a línea de acción: who has such steps registers them when the apps are ready."""

_pasos: dict[str, str] = {}


def registrar_paso(clave: str, nombre: str) -> None:
    """Offer a step by its key, «comite.constituido», and the name that people read."""
    _pasos[clave] = nombre


def pasos_registrados() -> list[tuple[str, str]]:
    """(clave, nombre) of every step on offer, by name; empty while no app has any."""
    return sorted(_pasos.items(), key=lambda paso: paso[1])


def es_paso(clave: str) -> bool:
    """Whether the key is registered."""
    return clave in _pasos
