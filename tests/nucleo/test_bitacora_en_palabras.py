"""The bitácora speaks Spanish: every act that the code records has its words, and is found by them."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from nucleo.bitacora import MUNICIPIO, asentar, etiqueta_de, objeto_en_palabras
from tests.confianza import test_24_asientos as tabla
from tests.confianza.tabla import ESCRITURAS
from tests.reparto import cliente_de, reparto

__all__ = ["cliente_de", "reparto"]
INTERNO = re.compile(r"[a-z_]+\.[a-z_]+")
APPS = ("nucleo", "poa", "actividades", "evaluacion")


def escritas_en(arbol: ast.AST) -> set[str]:
    """The literal acts that a module gives as `accion`, or to a function with `asentar` in its name."""
    halladas = set()
    for nodo in ast.walk(arbol):
        if not isinstance(nodo, ast.Call):
            continue
        nombre = ast.unparse(nodo.func)
        valores = [k.value for k in nodo.keywords if k.arg == "accion"]
        valores += nodo.args if "asentar" in nombre else []
        halladas |= {v.value for v in valores if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return {h for h in halladas if INTERNO.fullmatch(h)}


def usadas() -> set[str]:
    """What the services leave (the table of rule 24 runs them all), and what stands written in the code."""
    assert tabla.MODULOS
    de_la_tabla = {accion for _, acciones in ESCRITURAS.values() for accion in acciones}
    raiz = Path(settings.BASE_DIR)
    modulos = [a for app in APPS for a in (raiz / app).rglob("*.py") if "migrations" not in a.parts]
    return de_la_tabla.union(*(escritas_en(ast.parse(a.read_text(encoding="utf-8"))) for a in modulos))


def test_every_act_has_its_words():
    acciones = usadas()
    assert len(acciones) > 60
    assert sorted(a for a in acciones if etiqueta_de(a) == a) == []


def test_control_an_act_without_words_is_seen():
    assert etiqueta_de("cosa.rara") == "cosa.rara"
    assert escritas_en(ast.parse("asentar(accion='cosa.rara')")) == {"cosa.rara"}


@pytest.mark.parametrize(
    ("buscado", "sale"),
    [
        ("Activó una", True),
        ("usuario.activar", True),
        ("usuario:99999", True),
        ("Usuario 99999", True),
        ("usuario", True),
        ("Usuario 9999", False),
        ("Borró", False),
    ],
)
def test_the_page_shows_and_finds_the_words(reparto, cliente_de, buscado, sale):
    from django.db import transaction

    with transaction.atomic():
        asentar(
            cadena=MUNICIPIO,
            accion="usuario.activar",
            actor=reparto.usuarios["administrador"],
            ahora=timezone.now(),
            objeto="usuario:99999",
        )
    pagina = cliente_de("contraloria").get(reverse("bitacora"), {"q": buscado}).content.decode()
    assert (">Usuario 99999<" in pagina) is sale
    assert ">usuario:99999<" not in pagina
    if sale:
        assert "Activó una cuenta" in pagina
        assert ">usuario.activar<" not in pagina


@pytest.mark.parametrize(
    ("guardado", "dicho"),
    [
        ("trimestreprograma:1", "Trimestre 1"),
        ("documento:3", "Documento 3"),
        ("actividad:15", "Actividad 15"),
        ("programa:2", "POA 2"),
        ("/bitacora/", "/bitacora/"),
        ("cosa:1", "cosa:1"),
        ("", ""),
    ],
)
def test_on_what_is_said_in_words(guardado, dicho):
    assert objeto_en_palabras(guardado) == dicho
