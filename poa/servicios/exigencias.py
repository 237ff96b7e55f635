"""How a service says no: the verdict of a predicate becomes the error that the screens know."""

from django.db.models import Model

from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.personas import Veredicto
from poa.consultas.catalogos import huella_de, ultimo_cambio, valores_de


def exigir_permiso(veredicto: Veredicto) -> None:
    """Raise SinPermiso with the reason when a predicate about the person says no."""
    if not veredicto:
        raise SinPermiso(veredicto.razon)


def exigir_datos(errores: dict[str, str]) -> None:
    """Raise DatosInvalidos when there is any error by field; its message is the first of them."""
    if errores:
        raise DatosInvalidos(next(iter(errores.values())), errores)


def exigir_visto(visto: str | None, *objetos: Model) -> None:
    """Raise Conflicto when the locked rows are not those that the person saw; None: nobody looked.

    The message tells who changed them and what they say now.
    """
    if visto is None or visto == huella_de(*objetos):
        return
    asiento = ultimo_cambio(objetos[0])
    quien = asiento.actor.nombre if asiento else "Otra persona"
    ahora = "; ".join(f"{campo}: {valor or 'vacío'}" for campo, valor in valores_de(*objetos).items())
    raise Conflicto(
        f"{quien} lo cambió mientras usted lo editaba. Ahora dice — {ahora}. "
        "Lo que usted escribió sigue aquí abajo: si así debe quedar, guarde otra vez."
    )
