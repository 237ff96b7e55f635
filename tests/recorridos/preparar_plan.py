"""What the walk of pages needs of the plan: two more years, with a POA in each state a page tells apart."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from demo.escenario.datos import actor
from demo.escenario.efirmas import efirma_de
from poa import servicios
from poa.consultas import lineas_de
from poa.consultas.partes import HOJA, version_de_hoja
from poa.models import Ejercicio, Programa
from poa.servicios import edicion, firma_plan
from poa.servicios.reprogramar import Pedido, solicitar_reprogramacion
from poa.servicios.resolver_reprogramacion import emitir_dictamen, rechazar_reprogramacion
from tests.recorridos.preparar import programa_de


def anio_siguiente() -> int:
    """The year after today: all its quarters may still be reprogrammed, whatever the day is."""
    return timezone.localdate().year + 1


def variar_el_plan() -> None:
    """One POA in each state; a signature on the way, a reprogramación refused and one that waits."""
    ahora = timezone.now()
    planeacion = actor("planeacion", ahora)
    uno, otro = (servicios.abrir_ejercicio(**planeacion, anio=anio_siguiente() + n) for n in (0, 1))
    _copiar("PC", "directora.pc", uno, ahora)
    _autorizar(_copiar("SP", "directora.sp", uno, ahora), "directora.sp", ahora)
    obras = _autorizar(_copiar("OP", "director.op", uno, ahora), "director.op", ahora)
    _copiar("OP", "director.op", otro, ahora)
    _enviar(_copiar("PLAN", "director.plan", uno, ahora), "director.plan", ahora)
    servicios_publicos = programa_de("SP").direccion
    edicion.empezar_programa(**actor("directora.sp", ahora), direccion=servicios_publicos, ejercicio=otro)
    rechazada = _pedir(obras, ahora)
    rechazar_reprogramacion(**planeacion, reprogramacion_id=rechazada, motivo="Faltó decir de qué obra.")
    emitir_dictamen(**planeacion, reprogramacion_id=rechazada)
    _pedir(obras, ahora)
    _firmar_como_direccion(programa_de("OP"), "director.op", ahora)
    firma_plan.congelar_para_imprimir(programa_id=programa_de("PLAN").pk, **actor("director.plan", ahora))
    servicios.agregar_inhabiles(
        **actor("administrador", ahora), desde=date(anio_siguiente(), 7, 25), motivo="Fiesta patronal"
    )


def _copiar(clave: str, username: str, ejercicio: Ejercicio, ahora: datetime) -> Programa:
    """A draft: what the copy leaves empty is what it lacks."""
    origen = programa_de(clave)
    return servicios.copiar_programa(**actor(username, ahora), programa_id=origen.pk, ejercicio=ejercicio)


def _enviar(programa: Programa, username: str, ahora: datetime) -> Programa:
    quien: dict[str, Any] = actor(username, ahora)
    datos = {campo: getattr(programa, campo) for campo in HOJA["cierre"]} | {"fecha": timezone.localdate()}
    version = version_de_hoja(programa, "cierre")
    edicion.editar_hoja(**quien, programa_id=programa.pk, parte="cierre", datos=datos, version=version)
    return servicios.enviar_programa(**quien, programa_id=programa.pk)


def _autorizar(programa: Programa, username: str, ahora: datetime) -> Programa:
    _enviar(programa, username, ahora)
    return servicios.autorizar_programa(**actor("planeacion", ahora), programa_id=programa.pk)


def _pedir(programa: Programa, ahora: datetime) -> int:
    """Ask for one figure more in the third quarter of its first línea; gives the id of what was asked."""
    linea = lineas_de(programa).first()
    vigente = linea.programacion.get(trimestre_programa__numero=3).vigente
    pedido = Pedido(celdas={(linea.pk, 3): vigente + 1}, base={(linea.pk, 3): vigente})
    motivo = "Se agregó una obra en la cabecera."
    return solicitar_reprogramacion(
        **actor("director.op", ahora), programa_id=programa.pk, motivo=motivo, pedido=pedido
    ).pk


def _firmar_como_direccion(programa: Programa, username: str, ahora: datetime) -> None:
    quien, credencial = actor(username, ahora), efirma_de(username)
    en_curso, atributos = firma_plan.preparar_firma_plan(programa_id=programa.pk, cer=credencial.cer, **quien)
    sello = credencial.firmar(atributos)
    firma_plan.terminar_firma_plan(programa_id=programa.pk, en_curso_id=en_curso, sello=sello, **quien)
