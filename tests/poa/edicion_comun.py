"""What the tests of the editor share: a draft of dirección A for another year, written by its directora."""

from datetime import date, datetime
from functools import partial
from typing import Any

from poa import servicios
from poa.consultas import con_la_hoja
from poa.models import Ejercicio, LineaDeAccion, Programa
from poa.servicios import edicion, edicion_bloques, edicion_listas, rejilla
from tests.reparto import AHORA, EN_ENERO, Reparto, datos_de_programa

OTRO_ANIO = 2025
EN_LA_TARDE = datetime.combine(date(2024, 5, 15), datetime(2024, 5, 15, 17, 30).time(), AHORA.tzinfo)


class Editor:
    """The services of the editor with their actor and moment put in: `editor.hoja(parte=…, datos=…)`."""

    def __init__(self, reparto: Reparto, quien: str = "directora_a", ahora: datetime = AHORA) -> None:
        self.actor: dict[str, Any] = {"persona": reparto.persona(quien), "ahora": ahora}

    def __getattr__(self, nombre: str) -> Any:
        donde = {
            "empezar": edicion.empezar_programa,
            "hoja": edicion.editar_hoja,
            "rejilla": rejilla.guardar_rejilla,
            **{n: getattr(edicion_listas, n) for n in ("agregar_foda", "editar_foda", "ordenar", "borrar")},
            **{
                n: getattr(edicion_bloques, n)
                for n in (
                    "agregar_bloque",
                    "editar_bloque",
                    "agregar_lineas",
                    "editar_linea",
                    "agregar_inversion",
                    "editar_inversion",
                )
            },
        }
        return partial(donde[nombre], **self.actor)


def abrir_otro_anio(reparto: Reparto) -> Ejercicio:
    return servicios.abrir_ejercicio(persona=reparto.persona("planeacion"), ahora=EN_ENERO, anio=OTRO_ANIO)


def borrador_de(reparto: Reparto, clave: str = "A") -> Programa:
    """A complete draft of that dirección for OTRO_ANIO: 2 blocks with 2 + 1 líneas."""
    if not Ejercicio.objects.filter(anio=OTRO_ANIO).exists():
        abrir_otro_anio(reparto)
    datos = {**datos_de_programa(clave, "" if clave == "A" else "CANARIO-B-"), "ejercicio": OTRO_ANIO}
    programa = servicios.cargar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos)
    return con_la_hoja().get(pk=programa.pk)


def lineas_de(programa: Programa) -> list[LineaDeAccion]:
    return list(
        LineaDeAccion.objects.filter(estrategia__programa=programa).order_by("estrategia__orden", "orden")
    )
