"""A throw-away project on which each check is made to fail."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parents[2]


def ejecutar(
    *orden: str, en: Path, entorno: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder and keep what it says; the caller judges the exit code."""
    return subprocess.run(
        orden, cwd=en, env=entorno, capture_output=True, text=True, check=False, timeout=300
    )


def modulo(*orden: str, en: Path, entorno: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return ejecutar(sys.executable, "-m", *orden, en=en, entorno=entorno)


@pytest.fixture
def proyecto(tmp_path: Path) -> Path:
    """Give a folder with our configuration and the empty packages that it names."""
    shutil.copy(RAIZ / "pyproject.toml", tmp_path)
    (tmp_path / "scripts").mkdir()
    shutil.copy(RAIZ / "scripts" / "mypy_peticion.py", tmp_path / "scripts")
    configuracion = tomllib.loads((RAIZ / "pyproject.toml").read_text())
    for paquete in configuracion["tool"]["importlinter"]["root_packages"]:
        (tmp_path / paquete).mkdir()
        (tmp_path / paquete / "__init__.py").touch()
    for nombre in ("settings", "urls", "wsgi"):
        (tmp_path / "poa" / f"{nombre}.py").write_text('"""Of the throw-away project."""\n')
    return tmp_path


@pytest.fixture
def plantar(proyecto: Path) -> Callable[[str, str], Path]:
    """Write a file of the throw-away project."""

    def escribir(nombre: str, texto: str) -> Path:
        archivo = proyecto / nombre
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text(texto)
        return archivo

    return escribir
