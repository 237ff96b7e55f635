"""What the attendance list and the rights of citizens write: how each is called, and what it leaves."""

from uuid import uuid4

from asambleas import servicios
from asambleas.models import Ciudadano
from tests.actividades.muestras import pdf
from tests.asambleas.mundo_elecciones import Junta, junta
from tests.asambleas.mundo_lista import alguien, anotar, trazo
from tests.confianza.historia import Firmado
from tests.confianza.tabla import Llamada, como, escritura
from tests.reparto import AHORA


def _junta(f: Firmado) -> Junta:
    return junta(f.reparto, nombres=(), estado="convocada")


def _rosa(f: Firmado) -> Ciudadano:
    return anotar(_junta(f)).ciudadano


@escritura("asistente.registrar")
def registrar_asistente(f: Firmado) -> Llamada:
    datos = {"datos": alguien(), "firma": trazo(), "token": uuid4(), "capturado_en": AHORA}
    asamblea = _junta(f).asamblea.pk
    return lambda: servicios.registrar_asistente(asamblea_id=asamblea, **datos, **como(f, "personal_a"))


@escritura("asistente.registrar")
def registrar_asistentes(f: Firmado) -> Llamada:
    """One in the batch: with two, each is a transaction of its own."""
    capturas, asamblea = [servicios.Captura(uuid4(), alguien(), AHORA, trazo())], _junta(f).asamblea.pk
    quien = como(f, "personal_a")
    return lambda: servicios.registrar_asistentes(asamblea_id=asamblea, capturas=capturas, **quien)


@escritura("asistente.quitar")
def quitar_asistente(f: Firmado) -> Llamada:
    asistente = anotar(_junta(f)).pk
    return lambda: servicios.quitar_asistente(asistente_id=asistente, **como(f, "personal_a"))


@escritura("asistentes.lista")
def adjuntar_lista(f: Firmado) -> Llamada:
    asamblea = _junta(f).asamblea.pk
    return lambda: servicios.adjuntar_lista(asamblea_id=asamblea, escaneo=pdf(), **como(f, "personal_a"))


@escritura("asistentes.ver")
def anotar_vista(f: Firmado) -> Llamada:
    asamblea = _junta(f).asamblea.pk
    return lambda: servicios.anotar_vista(asamblea_id=asamblea, que="lista", **como(f, "personal_a"))


@escritura("ciudadano.exportar")
def exportar_ciudadanos(f: Firmado) -> Llamada:
    ids = [_rosa(f).pk]
    return lambda: servicios.exportar_ciudadanos(ids=ids, **como(f, "administrador"))


@escritura("ciudadano.anonimizar")
def anonimizar_ciudadanos(f: Firmado) -> Llamada:
    ids, motivo = [_rosa(f).pk], "Oficio 12/2024"
    return lambda: servicios.anonimizar_ciudadanos(ids=ids, motivo=motivo, **como(f, "administrador"))
