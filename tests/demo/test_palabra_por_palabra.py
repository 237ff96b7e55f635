"""The original sheet is in the database word for word, in its order; the example only adds, and says so."""

import html
import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from nucleo.dinero import escribir_monto
from nucleo.fechas import MESES
from nucleo.models import Usuario
from poa.estados import TipoBloque, TipoFODA
from poa.models import ElementoFODA, Estrategia, Inversion, LineaDeAccion, Programa

SEMILLA = Path(__file__).parent.parent / "poa" / "semilla" / "poa-2024-participacion-ciudadana.txt"
# Marks of the file's conversion, not text: HTML tags, bullets, and the rules under table heads.
MARCAS = re.compile(r"<[^>]+>|[○•]|(?<!\S)-{2,}(?!\S)")
# The sheet writes these labels, dates and amounts in two ways; the database keeps one. How often each occurs.
GRAFIAS = (
    ("Beneficiados: Directos:", "Beneficiados Directos:", 1),
    ("31 de diciembre 2024", "31 de Diciembre 2024", 1),
    ("Evaluación: TRIMESTRE", "Evaluación: TRIMESTRAL", 1),
    ("Inversión: 0.0", "Inversión: 0.00", 2),
)
FORMULA = "(Mediante la fórmula: No. Act. Realizadas/No. Act. Proyectadas * 100)"


def palabras_de_la_semilla() -> list[str]:
    texto = " ".join(MARCAS.sub(" ", SEMILLA.read_text(encoding="utf-8")).split())
    for una, otra, veces in GRAFIAS:
        hallada = re.compile(re.escape(una) + r"(?!\S)")
        assert len(hallada.findall(texto)) == veces, una
        texto = hallada.sub(otra, texto)
    return texto.split()


def _fecha(fecha: date) -> str:
    return f"{fecha.day:02d} de {MESES[fecha.month - 1].capitalize()} {fecha.year}"


def _inversion(inversion: Inversion) -> str:
    return f"Inversión: {escribir_monto(inversion.monto).removeprefix('$')} {inversion.concepto}"


def _resultados(estrategia: Estrategia) -> list[str]:
    """The right-hand column of a block, one text per row of the sheet; none of it if it is example."""
    if estrategia.es_ejemplo:
        return []
    desde, hasta = _fecha(estrategia.periodo_desde), _fecha(estrategia.periodo_hasta)
    return [
        f"Metas: {estrategia.metas}",
        " ".join(_inversion(i) for i in estrategia.inversiones.all()),
        f"Beneficiados Directos: {estrategia.beneficiados_directos} "
        f"Indirectos: {estrategia.beneficiados_indirectos}",
        f"Periodo de Tiempo: Del: {desde} al: {hasta}",
        f"Temporalidad de la Evaluación: {estrategia.temporalidad.upper()}",
    ]


def _bloque(estrategia: Estrategia) -> Iterator[str]:
    dos_puntos = estrategia.tipo == TipoBloque.ACTIVIDAD
    titulo = f"Actividad: {estrategia.numero}" if dos_puntos else f"Estrategia {estrategia.numero}:"
    yield f"{titulo} {estrategia.nombre} Eje del PMD: {estrategia.eje.nombre}"
    lineas = [linea.texto for linea in estrategia.lineas.all() if not linea.es_ejemplo]
    if lineas:
        yield "Líneas de acción: Resultados/Impacto"
    for linea, resultado in zip_longest(lineas, _resultados(estrategia), fillvalue=""):
        yield f"{linea} {resultado}"


def _foda(programa: Programa, tipo: TipoFODA) -> str:
    return " ".join(e.texto for e in programa.foda.filter(tipo=tipo).order_by("orden"))


def _hoja(programa: Programa) -> Iterator[str]:
    direccion = f"Dirección/Jefatura: {programa.encabezado}"
    yield f"POA {programa.ejercicio.anio} GOBIERNO MUNICIPAL DE JOCOTEPEC {direccion}"
    yield f"VISION 3 AÑOS MISION {programa.vision} {programa.mision}"
    que = "QUE {} LA ACTIVIDAD DE LA DEPENDENCIA"
    impulsan, restringen = que.format("IMPULSAN"), que.format("RESTRINGEN")
    yield f"FORTALEZAS {impulsan} DEBILIDADES {restringen}"
    yield f"{_foda(programa, TipoFODA.FORTALEZA)} {_foda(programa, TipoFODA.DEBILIDAD)}"
    yield f"OPORTUNIDADES {impulsan} AMENAZAS {restringen}"
    yield f"{_foda(programa, TipoFODA.OPORTUNIDAD)} {_foda(programa, TipoFODA.AMENAZA)}"
    yield f"{direccion} Objetivo/FIN {programa.objetivo}"
    for estrategia in programa.estrategias.all():
        yield from _bloque(estrategia)
    yield f"Evaluación por parte del Ayuntamiento: {programa.evaluador} {FORMULA}"
    yield f"Fecha: {_fecha(programa.fecha)} RESPONSABLE NOMBRE Y FIRMA SELLO"
    yield f"{programa.responsable_nombre} {programa.responsable_cargo}"


def palabras_de_la_base(programa: Programa) -> list[str]:
    return " ".join(_hoja(programa)).split()


def test_every_word_of_the_seed_in_its_order(original: Programa):
    semilla = palabras_de_la_semilla()
    assert len(semilla) > 900
    assert palabras_de_la_base(original) == semilla


@pytest.mark.parametrize(
    "danar",
    [
        lambda p: Programa.objects.filter(pk=p.pk).update(mision=p.mision.removesuffix(" .")),
        lambda p: Programa.objects.filter(pk=p.pk).update(fecha=date(2023, 11, 4)),
        lambda p: p.foda.filter(tipo="O", orden=2).update(orden=9),
        lambda p: LineaDeAccion.objects.filter(estrategia__programa=p, es_ejemplo=True).update(
            es_ejemplo=False
        ),
        lambda p: Inversion.objects.filter(monto=650000).update(monto=650001),
        lambda p: ElementoFODA.objects.filter(programa=p, tipo="A").first().delete(),
    ],
)
def test_the_comparison_notices_any_change(original: Programa, danar):
    danar(original)
    programa = Programa.objects.get(pk=original.pk)
    assert palabras_de_la_base(programa) != palabras_de_la_semilla()


def test_the_page_shows_the_same_text_in_the_same_order(original: Programa):
    cliente = Client()
    cliente.force_login(
        Usuario.objects.get(username="personal.pc"), backend="django.contrib.auth.backends.ModelBackend"
    )
    pagina = cliente.get(reverse("poa", args=[original.pk])).content.decode()
    hoja = pagina[pagina.index('<article class="hoja"') : pagina.index("</article>")]
    visto = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", hoja)).split())
    lugar = 0
    for texto in _textos_de_la_pagina(original):
        buscado = " ".join(texto.split())
        lugar = visto.find(buscado, lugar)
        assert lugar >= 0, f"not found in its place: {buscado}"
        lugar += len(buscado)


def _textos_de_la_pagina(programa: Programa) -> Iterator[str]:
    """Own texts in the order of the page: columns one after the other, where the paper interleaves rows."""
    que = "QUE {} LA ACTIVIDAD DE LA DEPENDENCIA"
    yield from ("POA 2024", "GOBIERNO MUNICIPAL DE JOCOTEPEC", programa.encabezado)
    yield from ("VISION 3 AÑOS", *programa.vision.split("\n\n"), "MISION", programa.mision)
    for tipo, verbo in (("F", "IMPULSAN"), ("D", "RESTRINGEN"), ("O", "IMPULSAN"), ("A", "RESTRINGEN")):
        yield f"{TipoFODA(tipo).label.upper()} {que.format(verbo)}"
        yield from (e.texto for e in programa.foda.filter(tipo=tipo).order_by("orden"))
    yield from ("Dirección/Jefatura:", "Objetivo/FIN", programa.objetivo)
    for estrategia in programa.estrategias.all():
        yield from (estrategia.nombre, "Eje del PMD:", estrategia.eje.nombre, "Líneas de acción:")
        yield from (linea.texto for linea in estrategia.lineas.all())
        yield from ("Resultados/Impacto", "Metas:", estrategia.metas)
        yield from (f"{escribir_monto(i.monto)} {i.concepto}" for i in estrategia.inversiones.all())
        yield f"Directos: {estrategia.beneficiados_directos}"
        yield f"Indirectos: {estrategia.beneficiados_indirectos}"
        yield "Del: 1 de enero de 2024 al: 31 de diciembre de 2024"
        yield "Trimestral"
    yield from (programa.evaluador, FORMULA, "3 de noviembre de 2023")
    yield from (
        "RESPONSABLE NOMBRE Y FIRMA",
        programa.responsable_nombre,
        programa.responsable_cargo,
        "SELLO",
    )
