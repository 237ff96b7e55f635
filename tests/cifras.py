"""The figures of the trust tests: each test says its own, and the end of a run prints them in one table."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter
from django.conf import settings

SELLO = "cifra"
BIEN, MAL = "bien", "FALLÓ"


@dataclass
class Renglon:
    """One line of the table; figures that several tests say of the same thing are added up."""

    regla: int
    que: str
    valor: int
    de: int
    resultado: str = BIEN

    @property
    def cifra(self) -> str:
        return f"{self.valor:,} de {self.de:,}" if self.de else f"{self.valor:,}"


@pytest.fixture
def cifra(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`cifra(7, "escrituras logradas en un trimestre firmado", 0, de=412)`: a line of the table.

    It travels in the report of the test, so that it arrives from whatever worker ran it.
    """

    def anotar(regla: int, que: str, valor: int, de: int = 0) -> None:
        request.node.user_properties.append((SELLO, [regla, que, valor, de]))

    return anotar


def _renglones(informes: Iterable[Any]) -> list[Renglon]:
    juntos: dict[tuple[int, str], Renglon] = {}
    for informe in informes:
        for nombre, dicho in getattr(informe, "user_properties", []):
            if nombre == SELLO:
                nuevo = Renglon(*dicho, resultado=BIEN if informe.passed else MAL)
                viejo = juntos.setdefault((nuevo.regla, nuevo.que), nuevo)
                if viejo is not nuevo:
                    viejo.valor, viejo.de = viejo.valor + nuevo.valor, viejo.de + nuevo.de
                    viejo.resultado = max(viejo.resultado, nuevo.resultado, key=(BIEN, MAL).index)
    return sorted(juntos.values(), key=lambda r: (r.regla, r.que))


def _de_este_paso(terminal: TerminalReporter) -> list[Any]:
    estados = terminal.stats.values()
    return [i for lista in estados for i in lista if getattr(i, "when", "") == "call"]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the table, and keep it where `./run trust` joins those of both databases."""
    renglones = _renglones(_de_este_paso(terminalreporter))
    if not renglones:
        return
    terminalreporter.section("cifras de confianza")
    for r in renglones:
        terminalreporter.write_line(f"{r.regla:>3}  {r.cifra:>18}  {r.resultado:<6} {r.que}")
    if carpeta := os.environ.get("CIFRAS_EN"):
        base = "sqlite" if "sqlite" in settings.DATABASES["default"]["ENGINE"] else "postgresql"
        fallaron = [i.nodeid for i in terminalreporter.stats.get("failed", [])]
        fallaron += [i.nodeid for i in terminalreporter.stats.get("error", [])]
        dicho = {"renglones": [asdict(r) for r in renglones], "fallaron": fallaron}
        Path(carpeta, f"{base}.json").write_text(json.dumps(dicho, ensure_ascii=False), encoding="utf-8")
