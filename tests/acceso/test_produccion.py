"""In production the program starts only with what production needs, and Django's own check is silent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

BIEN = {
    "ENTORNO": "produccion",
    "SECRET_KEY": "Xq7-Rt2_Lm9" * 5,
    "ALLOWED_HOSTS": "poa.ejemplo.gob.mx",
    "URL_PUBLICA": "https://poa.ejemplo.gob.mx",
}


def orden(carpeta: Path, *argumentos: str, **cambios: str) -> subprocess.CompletedProcess[str]:
    """manage.py with the environment of production, but for what is given; an empty value takes it away."""
    ajenas = {"DEBUG", "PRUEBAS", "DATABASE_URL", "MEDIA_ROOT", *BIEN}
    ajenas |= {"DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    entorno = {k: v for k, v in os.environ.items() if k not in ajenas}
    entorno |= {"DIR_ESTADO": str(carpeta)} | BIEN | cambios
    return subprocess.run(
        [sys.executable, "manage.py", *argumentos],
        cwd=settings.BASE_DIR,
        env={k: v for k, v in entorno.items() if v},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_check_of_deployment_is_clean(tmp_path):
    hecha = orden(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert hecha.returncode == 0, hecha.stdout + hecha.stderr
    assert "no issues (0 silenced)" in hecha.stdout


# What is wrong → what the message names.
@pytest.mark.parametrize(
    ("variable", "valor", "nombra"),
    [
        ("SECRET_KEY", "", "SECRET_KEY"),
        ("SECRET_KEY", "Xq7-Rt2_Lm9" * 4, "SECRET_KEY"),
        ("SECRET_KEY", "insegura-solo-para-el-ejemplo-y-las-pruebas", "SECRET_KEY"),
        ("DEBUG", "1", "DEBUG"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "poa.ejemplo.gob.mx,*", "ALLOWED_HOSTS"),
        ("URL_PUBLICA", "", "URL_PUBLICA"),
        ("URL_PUBLICA", "http://poa.ejemplo.gob.mx", "URL_PUBLICA"),
        ("PRUEBAS", "1", "PRUEBAS"),
        ("ENTORNO", "desarrollo", "ENTORNO"),
    ],
)
def test_it_refuses_to_start_and_names_what_is_wrong(tmp_path, variable, valor, nombra):
    hecha = orden(tmp_path, "check", **{variable: valor})
    assert hecha.returncode != 0
    ultima = hecha.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in ultima
    assert nombra in ultima


def test_the_demonstration_starts_without_any_of_it(tmp_path):
    """Negative control: what stops production is production."""
    hecha = orden(tmp_path, "check", ENTORNO="", SECRET_KEY="", ALLOWED_HOSTS="", URL_PUBLICA="")
    assert hecha.returncode == 0, hecha.stderr
