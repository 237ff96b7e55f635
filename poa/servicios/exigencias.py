"""How a service says no: the verdict of a predicate becomes the error that the screens know."""

from nucleo.errores import DatosInvalidos, SinPermiso
from nucleo.personas import Veredicto


def exigir_permiso(veredicto: Veredicto) -> None:
    """Raise SinPermiso with the reason when a predicate about the person says no."""
    if not veredicto:
        raise SinPermiso(veredicto.razon)


def exigir_datos(errores: dict[str, str]) -> None:
    """Raise DatosInvalidos when there is any error by field; its message is the first of them."""
    if errores:
        raise DatosInvalidos(next(iter(errores.values())), errores)
