"""Rule 3: nobody of A is shown anything of B, wherever its links and forms lead; B finds its own things."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from django.apps import apps

from actividades.consultas import lista
from actividades.models import Actividad
from poa.consultas import programas
from poa.models import Programa
from tests.confianza.arana import Arana, Visto, es_publica
from tests.confianza.mundo_doble import DATOS_PROPIOS, MARCA, PERSONAL, Doble
from tests.reparto import CANARIO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
PERSONALES = "páginas y archivos con RFC, CURP o correo de alguien para quien no los lleva"
# The directora of A reaches what her personal does and more: in CI she walks for both.
DE_A = (pytest.param("personal_a", marks=pytest.mark.largo), "directora_a")
# What a request of B said when its paper was frozen: Tesorería answers it.
EN_SUS_PAPELES = re.compile(rf"{CANARIO}6[56]0(?!\d)")
AJENOS = ("anonimo", "tesoreria")  # the administrador keeps the cargos of all


def fugas(vistos: Iterable[Visto], doble: Doble, quien: str = "") -> list[str]:
    """Where anything of B shows: a canary, or an amount of its own. The search box repeats what one typed."""
    halladas = []
    for visto in vistos:
        suyos = _de_tesoreria(visto.ruta) if quien == "tesoreria" else set()
        ajeno = lambda m, suyos=suyos: "" if doble.canarios[int(m[1])].split(".")[0] in suyos else m[0]  # noqa: E731
        sin_buscado = re.sub(rf"{CANARIO}(?!\d)", "", visto.texto)
        texto = MARCA.sub(ajeno, EN_SUS_PAPELES.sub("", sin_buscado) if suyos else sin_buscado)
        montos = () if "Inversion" in suyos else doble.montos
        if CANARIO in texto or any(monto in texto for monto in montos):
            que = {doble.canarios.get(int(n)) for n in MARCA.findall(texto)}
            halladas.append(f"{visto.ruta} {que or texto.count(CANARIO)}")
    return halladas


def _de_tesoreria(ruta: str) -> set[str]:
    """What she reads of all: the requests, who signs them, and, to open its fondo, what a POA may spend."""
    suyos = {m.__name__ for m in apps.get_app_config("suministros").get_models()} | {"Adscripcion"}
    return suyos | {"Inversion"} if ruta.startswith("/suministros/fondos/") else suyos


@pytest.mark.parametrize("quien", [*DE_A, *AJENOS])
def test_nobody_else_is_shown_anything_of_b(doble, cliente_doble, cifra, tamano, quien):
    inicio = "/verificar/" if quien == "anonimo" else "/"
    vistos = Arana(cliente_doble(quien), tamano(1, 200)).recorrer(inicio)
    assert [v.ruta for v in vistos if v.codigo >= 500] == []
    assert fugas([v for v in vistos if not es_publica(v.ruta)], doble, quien) == []
    assert [v.ruta for v in vistos if PERSONAL.search(v.texto) and v.ruta != DATOS_PROPIOS] == []
    cifra(25, PERSONALES, 0, de=len(vistos))
    if quien in {"personal_a", "directora_a"}:
        assert len(vistos) > 60, "the walk went nowhere"
        tipos = Counter(v.tipo for v in vistos if v.codigo == 200)
        assert {"text/html", "application/pdf", "image/jpeg"} <= set(tipos)
        assert any("spreadsheet" in tipo for tipo in tipos)
    cifra(3, "páginas y archivos vistos sin ser de B que muestran algo de B", 0, de=len(vistos))


def test_b_finds_its_own(doble, cliente_doble, cifra, tamano):
    vistos = Arana(cliente_doble("directora_b"), tamano(1, 200)).recorrer()
    texto = "\n".join(v.texto for v in vistos)
    halladas = {int(n) for n in MARCA.findall(texto)} | {m for m in doble.montos if m in texto}
    todas = set(doble.canarios) | set(doble.montos)
    faltan = Counter(doble.canarios.get(n, "Inversion.monto") for n in todas - halladas)
    cifra(3, "canarios de B que su directora encuentra", len(todas & halladas), de=len(todas))
    assert len(todas & halladas) >= 0.95 * len(todas), faltan
    assert len(todas) > 150


def _abrir_actos(parche: pytest.MonkeyPatch) -> None:
    abierta = lambda persona: Actividad.objects.all()  # noqa: E731
    parche.setattr(lista, "visibles_para", abierta)
    for vista in ("evidencias", "regreso", "decisiones"):
        parche.setattr(f"actividades.views.{vista}.visibles_para", abierta)


def _abrir_planes(parche: pytest.MonkeyPatch) -> None:
    abierta = lambda persona, accion=None: Programa.objects.select_related("direccion", "ejercicio")  # noqa: E731
    parche.setattr(programas, "programas_visibles_para", abierta)
    parche.setattr("poa.consultas.programas_visibles_para", abierta)


@pytest.mark.parametrize("abrir", [_abrir_actos, _abrir_planes])
def test_control_with_one_query_open_the_spider_finds_b(doble, cliente_doble, monkeypatch, abrir):
    abrir(monkeypatch)
    assert any(fugas([visto], doble) for visto in Arana(cliente_doble("personal_a"), 1).pasear())
