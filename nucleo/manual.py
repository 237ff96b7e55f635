"""The manual inside the program: the files of docs/manual, turned into pages of the product."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor

from nucleo.personas import Persona
from nucleo.roles import Rol

CARPETA: Path = settings.BASE_DIR / "docs" / "manual"
PORTADA = "indice"
# Whoever holds several posts is led to the one that asks most of the manual.
PAGINA_POR_ROL: tuple[tuple[Rol, str], ...] = (
    (Rol.PLANEACION, "planeacion"),
    (Rol.DIRECTORA, "directora"),
    (Rol.PERSONAL, "personal"),
    (Rol.CONTRALORIA, "contraloria"),
    (Rol.ADMINISTRADOR, "administrador"),
    (Rol.TESORERIA, "tesoreria"),
)


@dataclass(frozen=True)
class PaginaDeManual:
    """A page of the manual: its name in the address, its first heading, and the rest as HTML."""

    nombre: str
    titulo: str
    html: SafeString


class _Direcciones(Treeprocessor):
    """Links between the files become links between the pages; what is not a file of the manual stays."""

    def run(self, root: Element) -> None:
        for enlace in root.iter("a"):
            destino = re.fullmatch(r"([\w-]+)\.md(#.*)?", enlace.get("href", ""))
            if destino:
                enlace.set("href", reverse("ayuda_pagina", args=[destino[1]]) + (destino[2] or ""))
        for imagen in root.iter("img"):
            nombre = imagen.get("src", "").removeprefix("imagenes/")
            imagen.set("src", reverse("ayuda_imagen", args=[nombre]))
            imagen.set("loading", "lazy")
        for celda in root.iter("th"):
            celda.set("scope", "col")


class _DelPrograma(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Direcciones(md), "direcciones", 0)


@cache
def paginas() -> dict[str, PaginaDeManual]:
    """Every page by its name, the cover first; read once in the life of the process."""
    archivos = sorted(CARPETA.glob("*.md"), key=lambda a: (a.stem != PORTADA, a.stem))
    return {archivo.stem: _leer(archivo) for archivo in archivos}


def _leer(archivo: Path) -> PaginaDeManual:
    titulo, _, cuerpo = archivo.read_text(encoding="utf-8").partition("\n")
    lector = Markdown(
        extensions=["tables", "sane_lists", "toc", _DelPrograma()],
        extension_configs={"toc": {"slugify": slugify_unicode}},
    )

    html = mark_safe(lector.convert(cuerpo))  # noqa: S308 - our own text, committed with the code
    return PaginaDeManual(archivo.stem, titulo.removeprefix("# ").strip(), html)


def pagina_para(persona: Persona | None) -> str:
    """Name of the page written for what that person is here; the cover for anybody else."""
    roles = {cargo.rol for cargo in persona.cargos} if persona else set()
    return next((pagina for rol, pagina in PAGINA_POR_ROL if rol in roles), PORTADA)


def imagen_de(nombre: str) -> Path | None:
    """The picture of that name, or None; only what lies in the folder of the manual."""
    return next((i for i in (CARPETA / "imagenes").glob("*.png") if i.name == nombre), None)
