"""Who leaves a post and who comes in: ending a term, and the sustitución that an assembly decides."""

from datetime import date, datetime, timedelta

from django.db import transaction

from asambleas.consultas.elecciones import dia_de
from asambleas.consultas.integrantes import ocupantes_desde
from asambleas.estados import Calidad
from asambleas.models import Asamblea, Ciudadano, Integrante, Organo
from asambleas.permisos import permite_datos, permite_llevar_organo
from asambleas.permisos_elecciones import permite_sustituir_en
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    motivo_limpio,
)
from nucleo.errores import TransicionInvalida
from nucleo.fechas import fecha_larga
from nucleo.folios import codigo_nuevo
from nucleo.personas import Persona
from nucleo.texto import normalizar


def _tomar(integrante_id: int) -> tuple[Integrante, Organo]:
    """Lock the órgano, then read the integrante."""
    visto = Integrante.objects.values_list("organo_id", flat=True).get(pk=integrante_id)
    organo = bloquear_organo(visto)
    return Integrante.objects.select_related("puesto", "ciudadano").get(pk=integrante_id), organo


def _exigir_en_el_cargo(integrante: Integrante) -> None:
    if integrante.hasta is not None:
        raise TransicionInvalida(f"Ya dejó el puesto el {fecha_larga(integrante.hasta)}.")


def _terminar(integrante: Integrante, hasta: date, motivo: str) -> None:
    integrante.hasta, integrante.motivo_de_fin = hasta, motivo
    integrante.save(update_fields=["hasta", "motivo_de_fin"])


@transaction.atomic
def terminar_integrante(
    *, integrante_id: int, hasta: date, motivo: str, persona: Persona, ahora: datetime
) -> Integrante:
    """End a term: `hasta` is the first day on which it is no longer held, not after tomorrow. Equal to its
    first day, it was never held.

    Raises SinPermiso, TransicionInvalida (it ended already), DatosInvalidos (hasta, motivo).
    """
    integrante, organo = _tomar(integrante_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    _exigir_en_el_cargo(integrante)
    if not integrante.desde <= hasta <= persona.hoy + timedelta(days=1):
        desde = fecha_larga(integrante.desde)
        exigir_datos({"hasta": f"Elija un día entre el {desde}, en que empezó, y mañana."})
    _terminar(integrante, hasta, motivo_limpio(motivo))
    dejar_asiento(
        "integrante.terminar",
        integrante,
        organo,
        persona,
        ahora,
        hasta=hasta.isoformat(),
        puesto=integrante.puesto.orden,
    )
    return integrante


@transaction.atomic
def sustituir_integrante(
    *,
    asamblea_id: int,
    sale_id: int,
    motivo: str,
    persona: Persona,
    ahora: datetime,
    asistente_id: int | None = None,
    suplente_id: int | None = None,
) -> Integrante:
    """Replace who holds a seat by somebody who attended the assembly of sustitución, or by the suplente of
    the post, who leaves theirs; from the day of that assembly, without protesta yet.

    Raises SinPermiso, TransicionInvalida (that assembly does not decide it; the term ended), DatosInvalidos
    (entra, motivo).
    """
    sale, organo = _tomar(sale_id)
    asamblea = Asamblea.objects.select_related("convocatoria").get(pk=asamblea_id, organo=organo)
    exigir_permiso(permite_llevar_organo(persona, organo))
    exigir_paso(permite_sustituir_en(persona, asamblea))
    _exigir_en_el_cargo(sale)
    dia = dia_de(asamblea)
    if sale.desde > dia:
        raise TransicionInvalida("Quien sale tomó el puesto después de esa asamblea.")
    limpio = motivo_limpio(motivo)
    sube = _suplente(sale, suplente_id, dia) if suplente_id else None
    ciudadano = sube.ciudadano if sube else _asistente(asamblea, asistente_id, organo, dia)
    _terminar(sale, dia, limpio)
    if sube:
        _terminar(sube, dia, "Subió a propietaria o propietario.")
    entra = _en_su_lugar(sale, ciudadano, dia)
    datos = {"asamblea": asamblea.pk, "sale": sale.pk, "suplente": bool(sube), "puesto": sale.puesto.orden}
    dejar_asiento("integrante.sustituir", entra, organo, persona, ahora, **datos)
    return entra


def _en_su_lugar(sale: Integrante, ciudadano: Ciudadano, dia: date) -> Integrante:
    """Somebody else in the same seat, from that day on."""
    return Integrante.objects.create(
        organo=sale.organo,
        puesto=sale.puesto,
        calidad=sale.calidad,
        lugar=sale.lugar,
        ciudadano=ciudadano,
        identidad=normalizar(ciudadano.nombre),
        desde=dia,
        sustituye_a=sale,
        codigo=codigo_nuevo(),
    )


def _suplente(sale: Integrante, suplente_id: int, dia: date) -> Integrante:
    suplente = (
        Integrante.objects.select_related("ciudadano")
        .filter(pk=suplente_id, puesto=sale.puesto, calidad=Calidad.SUPLENTE, hasta__isnull=True)
        .filter(desde__lte=dia)
        .exclude(pk=sale.pk)
        .first()
    )
    if suplente is None or sale.calidad != Calidad.PROPIETARIO:
        exigir_datos({"entra": "Elija a quien es hoy suplente de ese puesto."})
    assert suplente is not None  # noqa: S101 - exigir_datos raised otherwise
    return suplente


def _asistente(asamblea: Asamblea, asistente_id: int | None, organo: Organo, dia: date) -> Ciudadano:
    asistente = asamblea.asistentes.select_related("ciudadano").filter(pk=asistente_id or 0).first()
    if asistente is None:
        exigir_datos({"entra": "Elija a alguien de la lista de asistencia de esa asamblea."})
    assert asistente is not None  # noqa: S101 - exigir_datos raised otherwise
    identidad = normalizar(asistente.ciudadano.nombre)
    if ocupantes_desde(organo, dia).filter(identidad=identidad).exists():
        exigir_datos({"entra": "Esa persona ya tiene un puesto: una persona no ocupa dos."})
    return asistente.ciudadano


@transaction.atomic
def anotar_contactos_vistos(*, organo_id: int, persona: Persona, ahora: datetime) -> None:
    """Leave on record that somebody saw telephones and addresses whole. Raises SinPermiso."""
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_datos(persona, organo.direccion_id))
    dejar_asiento("integrantes.ver", organo, organo, persona, ahora)
