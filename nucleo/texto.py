"""Text as people search and sort it."""

import re
import unicodedata


def normalizar(texto: str) -> str:
    """Lower case without accents, ñ kept apart and after n: «Árbol» → «arbol», «Peña» → «pen~a».

    One column of this serves search and order alike on SQLite and PostgreSQL.
    """
    texto = texto.lower().replace("ñ", "n~").replace("ñ", "n~")
    sin_marcas = (c for c in unicodedata.normalize("NFD", texto) if not unicodedata.combining(c))
    return " ".join("".join(sin_marcas).split())


def limpiar(texto: str) -> str:
    """What somebody typed or pasted without control or direction-changing characters, NFC, trimmed."""
    permitidos = {"\n", "\t"}
    texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    limpio = "".join(
        c for c in texto if c in permitidos or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return unicodedata.normalize("NFC", limpio).strip()


def entero(texto: str | None, cifras: int = 9) -> int | None:
    """The whole number that an address or a form says: «12» → 12; None when it is not one.

    Only 0-9, and no more than so many of them: «²», «٣», «-1» or five thousand nines name no row.
    """
    escrito = texto or ""
    es_numero = escrito.isascii() and escrito.isdecimal() and len(escrito) <= cifras
    return int(escrito) if es_numero else None


# Word and PDF bullets at the head of a line; «1.» and «o» only when a tab follows, as Word pastes its lists.
_VINETA = re.compile(r"^\s*(?:[•·●○◦▪▫■□‣⁃∙➢✓✔*](?:\s+|(?=\S))|[–—-]\s+|(?:\d{1,2}[.)]|[a-z][.)]|o)\t\s*)")
_NUMERADO = re.compile(r"\s*(?:\d|[a-z][.)]|-)")
_BLANCOS = re.compile(r"[^\S\n]+")


def _renglones(texto: str) -> list[str]:
    return limpiar(texto.replace("\v", "\n").replace("\u2028", "\n").replace("\u2029", "\n")).split("\n")


def renglones_pegados(texto: str) -> list[str]:
    """Each line that was typed or pasted as one element of a list: no bullet, no tab, no double space.

    «•\tAcceso directo» → «Acceso directo»; «1.\tConvocar» → «Convocar»; empty lines are dropped.
    """
    sin_vineta = (_BLANCOS.sub(" ", _VINETA.sub("", renglon)).strip() for renglon in _renglones(texto))
    return [renglon for renglon in sin_vineta if renglon]


def parrafos_pegados(texto: str) -> str:
    """Paragraphs as they were pasted, without tabs or runs of spaces; every kind of bullet becomes «• »."""
    renglones = []
    for renglon in _renglones(texto):
        hay = _VINETA.match(renglon) and not _NUMERADO.match(renglon)
        limpio = _BLANCOS.sub(" ", _VINETA.sub("", renglon) if hay else renglon).strip()
        renglones.append(f"• {limpio}" if hay and limpio else limpio)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(renglones)).strip()


def una_linea(texto: str) -> str:
    """What was pasted as one running text: line breaks become spaces."""
    return " ".join(renglones_pegados(texto))
