"""The photos of an entrega-recepción: put, taken off, moved and captioned while its acta is not frozen."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db.models import F

from actividades.archivos import JPEG, ArchivoListo
from actividades.servicios import Acomodo, pie_limpio
from comites.estados import MAX_FOTOS
from comites.models import Entrega, FotoDeEntrega
from nucleo.errores import DatosInvalidos
from nucleo.personas import Persona

_LEJOS = 10_000


@dataclass(frozen=True)
class CambioDeFotos:
    """Photos to put (they lie in the store), ids to take off, order and captions of those that stay."""

    poner: Sequence[ArchivoListo] = ()
    quitar: Collection[int] = ()
    acomodo: Sequence[Acomodo] = ()


def cambiar_fotos(entrega: Entrega, cambio: CambioDeFotos, persona: Persona, ahora: datetime) -> None:
    """Leave the photos as `cambio` says; one that is there already is not repeated.

    The caller holds the lock. An id that is not of this entrega is as if it were not there.
    Raises DatosInvalidos (evidencias).
    """
    quedan = _acomodadas(entrega, cambio)
    vistas = {foto.original_sha256 for foto in quedan}
    for archivo in cambio.poner:
        if archivo.original_sha256 not in vistas:
            vistas.add(archivo.original_sha256)
            quedan.append(_nueva(entrega, archivo, persona, ahora))
    if len(quedan) > MAX_FOTOS:
        _rechazar(f"El anexo lleva a lo más {MAX_FOTOS} fotografías: quite {len(quedan) - MAX_FOTOS}.")
    entrega.fotos.filter(pk__in=cambio.quitar).delete()
    entrega.fotos.update(orden=F("orden") + _LEJOS)  # two rows never share a place, not even on the way
    for lugar, foto in enumerate(quedan, 1):
        foto.orden = lugar
        foto.save()


def _acomodadas(entrega: Entrega, cambio: CambioDeFotos) -> list[FotoDeEntrega]:
    """Those that stay, in the wanted order with the wanted captions; one that is not named goes last."""
    lugares = {a.pk: lugar for lugar, a in enumerate(cambio.acomodo)}
    pies = {a.pk: pie_limpio(a.pie) for a in cambio.acomodo}
    quedan = list(entrega.fotos.exclude(pk__in=cambio.quitar).order_by("orden"))
    for foto in quedan:
        foto.pie = pies.get(foto.pk, foto.pie)
    return sorted(quedan, key=lambda foto: lugares.get(foto.pk, len(lugares)))


def _nueva(entrega: Entrega, archivo: ArchivoListo, persona: Persona, ahora: datetime) -> FotoDeEntrega:
    if archivo.tipo != JPEG:
        _rechazar(f"«{archivo.nombre}» no es una fotografía.")
    datos = asdict(replace(archivo, pie=pie_limpio(archivo.pie)))
    return FotoDeEntrega(entrega=entrega, subida_por=persona.usuario, subida_en=ahora, **datos)


def _rechazar(mensaje: str) -> None:
    raise DatosInvalidos(mensaje, {"evidencias": mensaje})
