"""Brings a quarter of the example, through the services, to where a journey begins."""

from datetime import date
from typing import Any

from django.utils import timezone

from demo.escenario.datos import ANIO, actor
from demo.escenario.efirmas import efirma_de
from evaluacion.consultas.estado import situacion_de
from evaluacion.consultas.tablero import tablero_de
from evaluacion.servicios import captura, explicaciones, firma
from poa.models import Programa, TrimestrePrograma


def trimestre(clave: str, numero: int = 1) -> TrimestrePrograma:
    """A quarter of the POA of a dirección of the example, in the year that was worked, read anew."""
    return TrimestrePrograma.objects.get(programa=programa_de(clave), numero=numero)


def programa_de(clave: str, anio: int = ANIO) -> Programa:
    """The POA of a dirección of the example, read anew."""
    return Programa.objects.get(direccion__clave=clave, ejercicio__anio=anio)


def explicar(tp: TrimestrePrograma, quien: dict[str, Any]) -> None:
    """Every línea that must be explained is, with what its figure asks for."""
    for avance, exigencia, _ in tablero_de(situacion_de(tp.pk, hoy=quien["persona"].hoy)).por_explicar:
        completa = exigencia == "completa"
        explicaciones.justificar(
            tp_id=tp.pk,
            linea_id=avance.linea.pk,
            causa="Hubo lluvia dos fines de semana.",
            accion_correctiva="Reponerla en abril." if completa else "",
            responsable="Luis Fernando Barajas Villaseñor" if completa else "",
            fecha_compromiso=date(2025, 3, 31) if completa else None,
            **quien,
        )


def dejar_listo(clave: str = "PC", username: str = "directora.pc", numero: int = 1) -> TrimestrePrograma:
    """Capture ended and everything explained: only the signature is missing."""
    tp, quien = trimestre(clave, numero), actor(username, timezone.now())
    captura.terminar_captura(tp_id=tp.pk, **quien)
    explicar(tp, quien)
    return tp


def firmar_como_direccion(tp: TrimestrePrograma, username: str) -> None:
    """The first box, with the person's e.firma."""
    quien, credencial = actor(username, timezone.now()), efirma_de(username)
    preparada = firma.preparar_firma_direccion(tp_id=tp.pk, cer=credencial.cer, **quien)
    sello = credencial.firmar(preparada.atributos)
    firma.terminar_firma_direccion(tp_id=tp.pk, en_curso_id=preparada.en_curso_id, sello=sello, **quien)
