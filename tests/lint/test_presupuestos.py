"""scripts/presupuestos.py finds each kind of violation, and says nothing about a clean project."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.lint.conftest import RAIZ, ejecutar

LIMPIO = '"""A module that holds nothing."""\n'


def revisar(proyecto: Path) -> subprocess.CompletedProcess[str]:
    return ejecutar(sys.executable, str(RAIZ / "scripts" / "presupuestos.py"), str(proyecto), en=proyecto)


def test_a_clean_project_passes(proyecto, plantar):
    plantar("nucleo/limpio.py", LIMPIO + "def corta():\n" + "    x = 1\n" * 39)
    plantar("nucleo/largo.py", LIMPIO + "# x\n" * 399)
    plantar("templates/limpia.html", "<script src='/a.js' defer></script>\n" + "<p>hola</p>\n" * 199)
    plantar("templates/datos.html", '<script id="d" type="application/json">{}</script>\n')
    plantar("static/vendor/ajeno.js", "x\n" * 900)
    plantar("nucleo/migrations/0001_initial.py", "x = 1\n" * 900)
    plantar("tests/recorridos/test_todo.py", LIMPIO + "def test_todo():\n" + "    x = 1\n" * 500)
    resultado = revisar(proyecto)
    assert resultado.returncode == 0, resultado.stdout
    assert "en orden" in resultado.stdout


@pytest.mark.parametrize(
    ("archivo", "texto", "esperado"),
    [
        ("nucleo/largo.py", LIMPIO + "# x\n" * 400, "401 lines"),
        ("static/js/largo.js", "x;\n" * 401, "401 lines"),
        ("static/css/largo.css", "a{}\n" * 401, "401 lines"),
        ("scripts/largo.sh", ":\n" * 401, "401 lines"),
        ("orden", "#!/bin/sh\n" + ":\n" * 400, "401 lines"),
        ("nucleo/funcion.py", LIMPIO + "def larga():\n" + "    x = 1\n" * 40, "larga has 41 lines"),
        (
            "nucleo/metodo.py",
            LIMPIO + "class A:\n    def m(self):\n" + "        x = 1\n" * 40,
            "m has 41 lines",
        ),
        ("templates/larga.html", "<p></p>\n" * 201, "201 lines"),
        ("nucleo/utils.py", LIMPIO, "a drawer called utils"),
        ("nucleo/helpers/nada.py", LIMPIO, "a drawer called helpers"),
        ("nucleo/common/nada.py", LIMPIO, "a drawer called common"),
        ("nucleo/sin_docstring.py", "x = 1\n", "no docstring"),
        ("nucleo/roto.py", "def (:\n", "not Python"),
        ("templates/a.html", '<p\n  class="a" style="color:red">x</p>', "a.html:1: style="),
        ("templates/b.html", '<p></p>\n<button onclick="x()">x</button>', "b.html:2: on…="),
        ("templates/h.html", '<button hx-on:click="x()">x</button>', "h.html:1: on…="),
        ("templates/c.html", "<script>x()</script>", "<script> without src"),
        ("templates/d.html", "<style>p{}</style>", "<style>"),
        ("templates/e.html", '<a href="javascript:x()">x</a>', "javascript: address"),
        ("templates/grafica.svg", '<svg><rect style="fill:red"/></svg>', "style="),
        (
            "docs/instalar.md",
            "pip install -i https://" + "py" + "pi.org/simple x",
            "must not be in the repository",
        ),
        ("docs/ruta.md", "see /wo" + "rk/main", "must not be in the repository"),
        ("tramites/apps.py", LIMPIO, "the app tramites is not among"),
    ],
)
def test_each_violation_is_found(proyecto, plantar, archivo, texto, esperado):
    plantar(archivo, texto)
    resultado = revisar(proyecto)
    assert resultado.returncode == 1
    assert esperado in resultado.stdout
    assert len(resultado.stdout.splitlines()) == 1, "only what was planted is reported"


def test_without_git_the_folder_itself_is_read(proyecto, plantar, tmp_path):
    plantar("var/ruido.py", "x = 1\n")
    plantar("nucleo/ruido.py", "x = 1\n")
    orden = (sys.executable, str(RAIZ / "scripts" / "presupuestos.py"), str(proyecto))
    resultado = ejecutar(*orden, en=proyecto, entorno={"PATH": str(tmp_path)})
    assert resultado.stdout.splitlines() == [
        "nucleo/ruido.py:1: no docstring that says what the module holds"
    ]


def test_what_git_ignores_is_not_read_and_what_is_new_is(proyecto, plantar):
    ejecutar("git", "init", "-q", en=proyecto)
    plantar(".gitignore", "var/\n")
    plantar("var/ruido.py", "x = 1\n")
    assert revisar(proyecto).returncode == 0
    plantar("nucleo/ruido.py", "x = 1\n")
    assert "nucleo/ruido.py" in revisar(proyecto).stdout


def test_commented_out_markup_is_not_a_violation(proyecto, plantar):
    plantar("templates/nota.html", '{# never <p style="x"> here #}\n<p onclick="x()"></p>')
    assert revisar(proyecto).stdout.splitlines() == ["templates/nota.html:2: on…= in a tag"]
