"""The votes in words: each post with its rounds, and the tie when there was one."""

from collections.abc import Callable
from typing import Any

from asambleas.documentos.palabras import personas
from asambleas.estados import Calidad, Metodo

Datos = dict[str, Any]
METODO = {Metodo.MANO_ALZADA: "a mano alzada", Metodo.SECRETO: "por voto secreto"}
ORDINAL = ("primera", "segunda", "tercera", "cuarta", "quinta")


def bloques_de_la_eleccion(elecciones: list[Datos], bloque: Callable[..., Any]) -> list[Any]:
    """A head and one block for each post voted; nothing when nobody voted."""
    if not elecciones:
        return []
    cabeza = bloque("Elección", ("Las candidaturas se propusieron en la asamblea y se votaron libremente.",))
    return [cabeza, *(_puesto(e, bloque) for e in elecciones)]


def _puesto(eleccion: Datos, bloque: Callable[..., Any]) -> Any:
    rondas = eleccion["rondas"]
    suplente = " (suplente)" if eleccion["calidad"] == Calidad.SUPLENTE else ""
    parrafos = tuple(_ronda(r, n, len(rondas)) for n, r in enumerate(rondas))
    filas = [
        (_ordinal(n).capitalize(), c["nombre"], f"{c['votos']:,}", _resultado(c, r))
        for n, r in enumerate(rondas)
        for c in r["candidaturas"]
    ]
    cabeza = ("Vuelta", "Candidatura", "Votos", "Resultado")
    return bloque(f"{eleccion['puesto']}{suplente}", parrafos, tabla=(cabeza, *filas), nivel=3)


def _ordinal(n: int) -> str:
    return ORDINAL[n] if n < len(ORDINAL) else f"{n + 1}.ª"


def _resultado(candidatura: Datos, ronda: Datos) -> str:
    if candidatura["gana"]:
        return "Electa"
    if ronda["empate"] and candidatura["votos"] == max(c["votos"] for c in ronda["candidaturas"]):
        return "Empate"
    return "—"


def _ronda(ronda: Datos, n: int, total: int) -> str:
    candidaturas = ronda["candidaturas"]
    en_cual = f"En la {_ordinal(n)} vuelta se votó" if total > 1 else "Se votó"
    sin_candidatura = ronda["emitidos"] - sum(c["votos"] for c in candidaturas)
    otros = f", {sin_candidatura:,} de ellos nulos" if sin_candidatura else ""
    cuenta = (
        f"{en_cual} {METODO[ronda['metodo']]}, con {personas(ronda['presentes'])} presentes: "
        f"{_votos(ronda['emitidos'])}{otros}, y {_abstenciones(ronda['abstenciones'])}."
    )
    return f"{cuenta} {_desenlace(ronda, sigue=n + 1 < total)}"


def _votos(n: int) -> str:
    return "1 voto emitido" if n == 1 else f"{n:,} votos emitidos"


def _abstenciones(n: int) -> str:
    return {0: "ninguna abstención", 1: "1 abstención"}.get(n, f"{n:,} abstenciones")


def _desenlace(ronda: Datos, *, sigue: bool) -> str:
    candidaturas = ronda["candidaturas"]
    if ronda["empate"]:
        mas = max((c["votos"] for c in candidaturas), default=0)
        empatadas = _y([c["nombre"] for c in candidaturas if c["votos"] == mas])
        fin = "por lo que se pasó a otra vuelta entre ellas" if sigue else "y quedó sin resolver"
        return f"Hubo empate entre {empatadas}, con {_contados(mas)} cada una, {fin}."
    ganan = [c for c in candidaturas if c["gana"]]
    if not ganan:
        return "Ninguna candidatura quedó electa."
    electas = [f"{c['nombre']}, con {_contados(c['votos'])}" for c in ganan]
    return f"Por mayoría quedó electa: {_y(electas)}."


def _contados(n: int) -> str:
    return "1 voto" if n == 1 else f"{n:,} votos"


def _y(nombres: list[str]) -> str:
    return " y ".join([", ".join(nombres[:-1]), nombres[-1]]) if len(nombres) > 1 else "".join(nombres)
