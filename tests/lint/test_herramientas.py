"""ruff, import-linter, djlint and mypy, with our configuration, fail on what they are there to find."""

import os
import sys
from pathlib import Path

import pytest

from tests.lint.conftest import RAIZ, ejecutar, modulo

LIMPIO = '"""A module."""\n'


@pytest.mark.parametrize(
    ("texto", "regla"),
    [
        ("import os\n", "F401"),
        ("x = 'a' * 3  # " + "x" * 110 + "\n", "E501"),
        ("import b\nimport a\n\nprint(a, b)\n", "I001"),
        ("def f(a=[]):\n    return a\n", "B006"),
        ("from typing import List\n\nx: List[int] = []\n", "UP"),
        ("import subprocess\n\nsubprocess.run('ls', shell=True)\n", "S602"),
        ("def f(a):\n" + "".join(f"    if a == {n}:\n        a += 1\n" for n in range(11)), "C901"),
        ("print('hola')\n", "T201"),
        ("from datetime import datetime\n\nx = datetime.now()\n", "DTZ005"),
        ("try:\n    x = 1\nexcept Exception:\n    pass\n", "S110"),
    ],
)
def test_ruff_check_fails(proyecto, plantar, texto, regla):
    plantar("nucleo/malo.py", LIMPIO + "\n" + texto)
    resultado = modulo("ruff", "check", "--no-cache", ".", en=proyecto)
    assert resultado.returncode == 1
    assert regla in resultado.stdout


def test_ruff_says_nothing_of_spanish_text(proyecto, plantar):
    plantar("nucleo/bueno.py", LIMPIO + '\nx = "Señalización: «obra» – 3 × 4"\n')
    resultado = modulo("ruff", "check", "--no-cache", "nucleo", en=proyecto)
    assert resultado.returncode == 0, resultado.stdout


def test_ruff_format_fails(proyecto, plantar):
    plantar("nucleo/malo.py", LIMPIO + "\nx = { 'a':1 }\n")
    assert modulo("ruff", "format", "--no-cache", "--check", ".", en=proyecto).returncode == 1


def lint_imports(proyecto: Path):
    programa = Path(sys.executable).with_name("lint-imports")
    return ejecutar(str(programa), "--no-cache", en=proyecto, entorno={**os.environ, "PYTHONPATH": "."})


def test_import_linter_passes_along_the_arrow(proyecto, plantar):
    plantar("poa/servicios.py", LIMPIO + "from poa import consultas\nfrom nucleo import roles\n")
    plantar("poa/consultas.py", LIMPIO)
    plantar("nucleo/roles.py", LIMPIO)
    resultado = lint_imports(proyecto)
    assert resultado.returncode == 0, resultado.stdout


@pytest.mark.parametrize(
    ("archivo", "importa", "contrato"),
    [
        ("nucleo/malo.py", "poa", "Each app imports only"),
        ("poa/malo.py", "actividades.malo", "Each app imports only"),
        ("actividades/malo.py", "evaluacion.malo", "Each app imports only"),
        ("evaluacion/malo.py", "demo.malo", "Each app imports only"),
        ("evaluacion/malo.py", "poa.settings", "Nobody imports the project package"),
        ("poa/malo.py", "poa.urls", "Nobody imports the project package"),
        ("poa/models.py", "poa.servicios", "Inside an app"),
        ("poa/servicios.py", "poa.views", "Inside an app"),
        ("actividades/consultas.py", "actividades.servicios", "Inside an app"),
        ("evaluacion/estados.py", "evaluacion.models", "Inside an app"),
        ("nucleo/documentos.py", "nucleo.servicios", "Inside an app"),
    ],
)
def test_import_linter_fails_inside_a_function_too(proyecto, plantar, archivo, importa, contrato):
    for nombre in ("actividades/malo", "evaluacion/malo", "demo/malo"):
        plantar(f"{nombre}.py", LIMPIO)
    for app in ("poa", "actividades", "evaluacion", "nucleo"):
        for capa in ("views", "servicios", "consultas", "models", "documentos"):
            plantar(f"{app}/{capa}.py", LIMPIO)
    assert lint_imports(proyecto).returncode == 0
    plantar(archivo, LIMPIO + f"\n\ndef f():\n    import {importa}\n    return {importa}\n")
    resultado = lint_imports(proyecto)
    assert resultado.returncode == 1
    assert f"{contrato}" in resultado.stdout.split("Broken contracts")[1]


@pytest.mark.parametrize(
    ("modo", "texto"),
    [("--check", "<div>\n<p>x</p>\n      </div>\n"), ("--lint", '<img src="a.png">\n'), ("--lint", "<p>x\n")],
)
def test_djlint_fails(proyecto, plantar, modo, texto):
    plantar("templates/mala.html", texto)
    assert modulo("djlint", modo, "templates", en=proyecto).returncode == 1


def test_djlint_passes_a_clean_template(proyecto, plantar):
    plantar("templates/buena.html", "{% load static %}\n<p>hola</p>\n")
    for modo in ("--check", "--lint"):
        resultado = modulo("djlint", modo, "templates", en=proyecto)
        assert resultado.returncode == 0, resultado.stdout


def test_mypy_knows_our_request_and_fails_on_a_wrong_type(proyecto, plantar):
    plantar("poa/settings.py", LIMPIO + 'SECRET_KEY = "x"\nINSTALLED_APPS: list[str] = []\n')
    bueno = (
        "from django.http import HttpRequest\n\n\ndef f(request: HttpRequest) -> object:\n    return request."
    )
    plantar("nucleo/bueno.py", LIMPIO + bueno + "persona\n")
    plantar("nucleo/malo.py", LIMPIO + bueno + 'personaje\n\n\ndef g() -> int:\n    return "x"\n')
    cache = ["--cache-dir", str(proyecto / "cache")]
    resultado = modulo("mypy", *cache, en=proyecto, entorno={**os.environ, "PYTHONPATH": str(proyecto)})
    assert resultado.returncode == 1
    errores = [linea for linea in resultado.stdout.splitlines() if ": error:" in linea]
    assert len(errores) == 2, resultado.stdout + resultado.stderr
    assert "nucleo/malo.py:6" in errores[0]
    assert "personaje" in errores[0]
    assert "nucleo/malo.py:10" in errores[1]


def test_a_model_without_its_migration_is_found(tmp_path):
    app = tmp_path / "planta"
    (app / "migrations").mkdir(parents=True)
    for nombre in ("__init__.py", "migrations/__init__.py"):
        (app / nombre).touch()
    (app / "models.py").write_text("from django.db import models\n\n\nclass Nada(models.Model):\n    pass\n")
    ajustes = 'from tests.ajustes import *\nINSTALLED_APPS = [*INSTALLED_APPS, "planta"]\n'
    (tmp_path / "ajustes_de_planta.py").write_text(ajustes)
    entorno = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{RAIZ}",
        "DJANGO_SETTINGS_MODULE": "ajustes_de_planta",
    }
    orden = ("manage.py", "makemigrations", "--check", "--dry-run", "planta")
    resultado = ejecutar(sys.executable, *orden, en=RAIZ, entorno=entorno)
    assert resultado.returncode == 1, resultado.stderr
    assert "Create model Nada" in resultado.stdout
