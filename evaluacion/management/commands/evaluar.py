"""Prints the figures of a quarter of a POA."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evaluacion.consultas.avance import AvanceDePrograma, avance_de_programa
from evaluacion.consultas.cifras import Cifra
from evaluacion.consultas.estado import Situacion, situacion_de
from evaluacion.exportaciones import evaluacion_como_json
from poa.models import Direccion, TrimestrePrograma


def _fecha(texto: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError as error:
        raise CommandError(f"«{texto}» no es una fecha; escríbala como AAAA-MM-DD.") from error


class Command(BaseCommand):
    help = (
        "Muestra las cifras de un trimestre: Σ realizadas / Σ proyectadas × 100. --al es el día en que se "
        "lee: decide qué ventanas terminaron y en qué estado está el trimestre (hoy, si no se indica)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--direccion", required=True, metavar="CLAVE")
        parser.add_argument("--ejercicio", required=True, type=int, metavar="AAAA")
        parser.add_argument("--trimestre", required=True, type=int, choices=[1, 2, 3, 4])
        parser.add_argument("--al", metavar="AAAA-MM-DD")
        parser.add_argument("--json", action="store_true", help="salida en JSON")

    def handle(self, *args: Any, **o: Any) -> None:
        al = _fecha(o["al"]) if o["al"] else timezone.localdate()
        if not Direccion.objects.filter(clave=o["direccion"]).exists():
            claves = ", ".join(Direccion.objects.order_by("clave").values_list("clave", flat=True))
            raise CommandError(f"No hay una dirección con clave «{o['direccion']}». Hay: {claves}.")
        tp = TrimestrePrograma.objects.filter(
            programa__direccion__clave=o["direccion"],
            programa__ejercicio__anio=o["ejercicio"],
            numero=o["trimestre"],
        ).first()
        if tp is None:
            raise CommandError(f"La dirección {o['direccion']} no tiene POA {o['ejercicio']}.")
        situacion = situacion_de(tp.pk, hoy=al)
        avance = avance_de_programa(situacion.tp.programa, trimestre=tp.numero, al=al)
        if o["json"]:
            self.stdout.write(json.dumps(evaluacion_como_json(situacion, avance), ensure_ascii=False))
        else:
            self.stdout.write(_texto(situacion, avance))


def _texto(situacion: Situacion, avance: AvanceDePrograma) -> str:
    def renglon(nombre: str, cifra: Cifra) -> str:
        numero = "" if cifra.cumplimiento is None else f"{cifra.cumplimiento} %"
        palabras = [cifra.semaforo, cifra.etiqueta.removeprefix(numero).lstrip(" ·")]
        return f"{nombre:<60.60} {cifra.fraccion:>9} {numero:>10}  {' · '.join(p for p in palabras if p)}"

    lineas = [
        f"{situacion.tp.programa} · {situacion.tp.get_numero_display()} · {situacion.estado.label}",
        renglon("Trimestre", avance.trimestral),
        renglon("Acumulado", avance.acumulado),
        renglon("Año", avance.anual),
        f"No programadas: {avance.no_programadas}",
    ]
    for bloque in avance.estrategias:
        lineas.append(renglon(f"{bloque.estrategia.titulo}: {bloque.estrategia.nombre}", bloque.trimestral))
        lineas += [renglon(f"   {a.linea.orden}. {a.linea.texto}", a.trimestral) for a in bloque.lineas]
    return "\n".join(lineas)
