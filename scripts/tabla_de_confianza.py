"""Joins the figures that the trust tests left on each database, and prints them as one table."""

import json
import sys
from pathlib import Path

BASES = ("sqlite", "postgresql")
TITULOS = ("Regla", "Qué", "SQLite", "PostgreSQL", "Resultado")


def _cifra(renglon: dict | None) -> str:
    if renglon is None:
        return "·"
    valor, de = renglon["valor"], renglon["de"]
    return f"{valor:,} de {de:,}" if de else f"{valor:,}"


def tabla(dichos: dict[str, dict]) -> list[tuple[str, ...]]:
    """Rows of text: rule, what, the figure on each database, and how it ended."""
    por_base = {b: {(r["regla"], r["que"]): r for r in d["renglones"]} for b, d in dichos.items()}
    filas = []
    for regla, que in sorted({clave for renglones in por_base.values() for clave in renglones}):
        hallados = [por_base.get(b, {}).get((regla, que)) for b in BASES]
        malo = next((r["resultado"] for r in hallados if r and r["resultado"] != "bien"), "bien")
        filas.append((str(regla), que, *(_cifra(r) for r in hallados), malo))
    return filas


def imprimir(filas: list[tuple[str, ...]]) -> None:
    anchos = [max(len(fila[n]) for fila in (TITULOS, *filas)) for n in range(len(TITULOS))]
    for fila in (TITULOS, tuple("-" * a for a in anchos), *filas):
        izquierda = {0: str.rjust, 2: str.rjust, 3: str.rjust}
        print("  ".join(izquierda.get(n, str.ljust)(c, anchos[n]) for n, c in enumerate(fila)).rstrip())


def main(carpeta: str) -> int:
    dichos = {}
    for base in BASES:
        archivo = Path(carpeta, f"{base}.json")
        if archivo.exists():
            dichos[base] = json.loads(archivo.read_text(encoding="utf-8"))
    if not dichos:
        print("Ninguna prueba dejó su cifra.")
        return 1
    imprimir(tabla(dichos))
    fallaron = [f"{base}: {nombre}" for base, d in dichos.items() for nombre in d["fallaron"]]
    for nombre in fallaron:
        print(f"FALLÓ  {nombre}")
    return 1 if fallaron else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
