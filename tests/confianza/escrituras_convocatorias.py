"""What notices and assemblies write: how each service is called, and the Asientos it leaves."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from asambleas import servicios
from asambleas.models import Asamblea, Convocatoria
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_convocatorias import DATOS, DESPUES, PRIMERA, borrador, hasta, publicada
from tests.confianza.historia import Firmado
from tests.confianza.tabla import DIA_T3, Llamada, como, escritura


def _borrador(f: Firmado) -> Convocatoria:
    return borrador(f.reparto, comite_de(f.reparto).organo)


def _asamblea(f: Firmado, estado: str) -> Asamblea:
    return hasta(f.reparto, comite_de(f.reparto).organo, estado)


@escritura("convocatoria.crear")
def crear_convocatoria(f: Firmado) -> Llamada:
    organo = comite_de(f.reparto).organo
    datos = {"organo_id": organo.pk, "datos": DATOS, "token": uuid4()}
    return lambda: servicios.crear_convocatoria(**datos, **como(f, "personal_a"))


@escritura("convocatoria.corregir")
def corregir_convocatoria(f: Firmado) -> Llamada:
    datos = {"convocatoria_id": _borrador(f).pk, "datos": replace(DATOS, lugar="Casa ejidal")}
    return lambda: servicios.corregir_convocatoria(**datos, **como(f, "personal_a"))


@escritura("convocatoria.publicada")
def publicar_convocatoria(f: Firmado) -> Llamada:
    """A notice whose first call is still to come on the day of the table."""
    hecha, hora = _borrador(f), PRIMERA.replace(year=DIA_T3.year + 1)
    Convocatoria.objects.filter(pk=hecha.pk).update(primera_en=hora, segunda_en=hora + timedelta(minutes=30))
    return lambda: servicios.publicar_convocatoria(convocatoria_id=hecha.pk, **como(f, "personal_a"))


@escritura("convocatoria.cancelada", "asamblea.cancelada")
def cancelar_convocatoria(f: Firmado) -> Llamada:
    pk = publicada(f.reparto, comite_de(f.reparto).organo).pk
    return lambda: servicios.cancelar_convocatoria(
        convocatoria_id=pk, motivo="Por lluvia", **como(f, "personal_a")
    )


@escritura("asamblea.segunda")
def declarar_quorum(f: Firmado) -> Llamada:
    pk = _asamblea(f, "convocada").pk
    return lambda: servicios.declarar_quorum(asamblea_id=pk, inicio_en=PRIMERA, **como(f, "personal_a"))


@escritura("asamblea.sin_quorum")
def no_celebrar(f: Firmado) -> Llamada:
    pk = _asamblea(f, "segunda").pk
    return lambda: servicios.no_celebrar(asamblea_id=pk, motivo="No llegaron", **como(f, "personal_a"))


@escritura("asamblea.cerrada")
def cerrar_asamblea(f: Firmado) -> Llamada:
    pk = _asamblea(f, "instalada").pk
    return lambda: servicios.cerrar_asamblea(asamblea_id=pk, fin_en=DESPUES, **como(f, "personal_a"))


@escritura("asamblea.autoridades")
def anotar_autoridades(f: Firmado) -> Llamada:
    pk = _asamblea(f, "instalada").pk
    gente = [("Eva Paz", "Delegada", False)]
    return lambda: servicios.anotar_autoridades(asamblea_id=pk, autoridades=gente, **como(f, "personal_a"))


@escritura("asamblea.explicacion")
def guardar_explicacion(f: Firmado) -> Llamada:
    pk = _asamblea(f, "instalada").pk
    return lambda: servicios.guardar_explicacion(asamblea_id=pk, texto="El trazo", **como(f, "personal_a"))
