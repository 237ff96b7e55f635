"""Budgets that no linter checks: sizes, names, inline code, docstrings, words kept out of the repository."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

LINEAS_DE_ARCHIVO = 400
LINEAS_DE_FUNCION = 40
LINEAS_DE_PLANTILLA = 200
CON_LIMITE = {".py", ".js", ".css", ".sh"}
CAJONES = {"utils", "helpers", "common"}
BINARIOS = {
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".ico",
    ".pdf",
    ".woff",
    ".woff2",
    ".ttf",
    ".cer",
    ".key",
    ".xlsx",
}

# Written in halves, so that this list does not find itself.
PALABRAS = [
    "".join(partes)
    for partes in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("npm", "js.com"),
        ("deb.", "debian.org"),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/opt/", "pypi"),
        ("/opt/", "wheels"),
        ("/tm", "p/contrato"),
        ("shared/", "design"),
        ("shared/", "seed"),
    )
]
EN_LINEA = {
    "style= in a tag": re.compile(r"<[a-zA-Z][^<>]*\sstyle\s*=", re.S),
    "on…= in a tag": re.compile(r"<[a-zA-Z][^<>]*\s(?:hx-)?on[a-z:-]+\s*=", re.S),
    "<style>": re.compile(r"<style[\s>]"),
    "<script> without src": re.compile(r"<script(?![^>]*\bsrc\s*=)(?![^>]*application/json)[^>]*>", re.S),
    "javascript: address": re.compile(r"=\s*[\"']\s*javascript:", re.I),
}


def archivos(raiz: Path) -> list[Path]:
    """Return the files git knows or would add, relative to the root; without git, all but hidden and var/."""
    orden = ["git", "-C", str(raiz), "ls-files", "-co", "--exclude-standard", "-z"]
    resultado = (
        subprocess.run(orden, capture_output=True, text=True, check=False) if shutil.which("git") else None
    )
    if resultado and resultado.returncode == 0:
        nombres = [Path(n) for n in resultado.stdout.split("\0") if n]
    else:
        nombres = [p.relative_to(raiz) for p in raiz.rglob("*")]
        nombres = [p for p in nombres if p.parts[0] != "var" and not p.parts[0].startswith(".")]
    return sorted(p for p in nombres if (raiz / p).is_file())


def es_ajeno(ruta: Path) -> bool:
    return "vendor" in ruta.parts


def sin_limite(ruta: Path) -> bool:
    """Migrations, other people's code and journeys are exempt from the length budgets."""
    return (
        es_ajeno(ruta) or "migrations" in ruta.parts or ("tests" in ruta.parts and "recorridos" in ruta.parts)
    )


def problemas_de_tamano(ruta: Path, texto: str) -> Iterator[str]:
    lineas = len(texto.splitlines())
    guion = ruta.suffix in CON_LIMITE or texto.startswith("#!")
    if guion and lineas > LINEAS_DE_ARCHIVO:
        yield f"{ruta}: {lineas} lines, at most {LINEAS_DE_ARCHIVO}"
    if ruta.suffix == ".html" and lineas > LINEAS_DE_PLANTILLA:
        yield f"{ruta}: {lineas} lines, at most {LINEAS_DE_PLANTILLA} in a template"


def problemas_de_python(ruta: Path, texto: str) -> Iterator[str]:
    try:
        arbol = ast.parse(texto)
    except SyntaxError as error:
        yield f"{ruta}:{error.lineno}: not Python: {error.msg}"
        return
    if "migrations" in ruta.parts:
        return
    if arbol.body and not ast.get_docstring(arbol):
        yield f"{ruta}:1: no docstring that says what the module holds"
    if sin_limite(ruta):
        return
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.FunctionDef | ast.AsyncFunctionDef):
            largo = (nodo.end_lineno or nodo.lineno) - nodo.lineno + 1
            if largo > LINEAS_DE_FUNCION:
                yield f"{ruta}:{nodo.lineno}: {nodo.name} has {largo} lines, at most {LINEAS_DE_FUNCION}"


def problemas_de_plantilla(ruta: Path, texto: str) -> Iterator[str]:
    visible = re.sub(
        r"\{#.*?#\}|\{% comment.*?endcomment %\}", lambda m: "\n" * m[0].count("\n"), texto, flags=re.S
    )
    for nombre, patron in EN_LINEA.items():
        for hallazgo in patron.finditer(visible):
            yield f"{ruta}:{visible.count(chr(10), 0, hallazgo.start()) + 1}: {nombre}"


def problemas_de_palabras(ruta: Path, texto: str) -> Iterator[str]:
    for numero, linea in enumerate(texto.splitlines(), 1):
        for palabra in PALABRAS:
            if palabra in linea:
                yield f"{ruta}:{numero}: «{palabra}» must not be in the repository"


def problemas_de_nombre(ruta: Path) -> Iterator[str]:
    cajones = CAJONES & {ruta.stem, *ruta.parts[:-1]}
    if cajones:
        yield f"{ruta}: a drawer called {cajones.pop()}; name it after what it holds"


def problemas_de_contrato(raiz: Path, rutas: list[Path]) -> Iterator[str]:
    """An app that the import contracts do not name would be free to import anything."""
    declarados = tomllib.loads((raiz / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    apps = {p.parts[0] for p in rutas if len(p.parts) == 2 and p.name in {"apps.py", "models.py"}}
    for app in sorted(apps - set(declarados)):
        yield f"pyproject.toml: the app {app} is not among import-linter's root_packages"


def problemas(raiz: Path) -> Iterator[str]:
    """Every violation under `raiz`, as 'file:line: what' lines."""
    rutas = archivos(raiz)
    yield from problemas_de_contrato(raiz, rutas)
    for ruta in rutas:
        if es_ajeno(ruta) or ruta.suffix in BINARIOS:
            continue
        try:
            texto = (raiz / ruta).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        yield from problemas_de_nombre(ruta)
        yield from problemas_de_palabras(ruta, texto)
        if not sin_limite(ruta):
            yield from problemas_de_tamano(ruta, texto)
        if ruta.suffix == ".py":
            yield from problemas_de_python(ruta, texto)
        if ruta.suffix in {".html", ".svg"}:
            yield from problemas_de_plantilla(ruta, texto)


def main() -> int:
    raiz = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    hallados = list(problemas(raiz))
    print(*hallados, sep="\n") if hallados else print("Presupuestos en orden.")
    return 1 if hallados else 0


if __name__ == "__main__":
    sys.exit(main())
