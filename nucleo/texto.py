"""Text as people search and sort it."""

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
