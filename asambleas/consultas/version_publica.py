"""The same acta without personal data: what anybody may read."""

import re
from collections.abc import Callable
from typing import Any

Datos = dict[str, Any]
NOMBRE = "[nombre reservado]"
DATO = "[dato reservado]"
# Runs of at least eight digits, as telephones are written; a folio or an amount has fewer together.
_TELEFONO = re.compile(r"(?<![\w$])\+?(?:\d[ .()-]{0,2}){7,14}\d(?!\w|,\d{3})")
_CORREO = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CURP = re.compile(r"\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b", re.IGNORECASE)
_NUMERO = (
    r"(?:\d{1,3}|(?:diez|once|doce|trece|catorce|quince|dieci\w+|veinti?\w*|treinta|cuarenta|cincuenta|sesenta"
    r"|setenta|ochenta|noventa)(?:\s+y\s+\w+)?)"
)
# Of a person; «3 años de garantía» is not an age.
_EDAD = re.compile(
    rf"(?:\bde\s+)?\b{_NUMERO}\s+años\s+(?:de\s+edad|cumplidos)\b|\bedad(?:\s+de|\s*:)?\s+{_NUMERO}\b(?:\s+años\b)?"
    rf"|\btiene\s+{_NUMERO}\s+años\b(?!\s+de)",
    re.IGNORECASE,
)
_LARGO_DE_DOMICILIO = 6  # a shorter one is a word of the language
_VOCALES = {"a": "aá", "e": "eé", "i": "ií", "o": "oó", "u": "uúü", "n": "nñ"}


def sin_personales(datos: Datos) -> Datos:
    """The data of `datos_de_acta` without attendance list, photos, contact, and names of citizens.

    Members are named only where their procedimiento makes them public; authorities always are, but not a
    witness, who is a citizen. What was written by hand is gone through too: a name or an address of the list,
    a telephone, an e-mail, a CURP or an age in it is crossed out.
    """
    publicos = datos["organo"]["integrantes_publicos"]
    visibles = {i["nombre"] for i in datos["integrantes"]} if publicos else set()
    tachar = _tachador(_nombres(datos) - visibles, _domicilios(datos))
    return {
        **datos,
        "asistentes": [],
        "fotos": [],
        "fotos_reservadas": len(datos.get("fotos", [])),
        "asamblea": datos["asamblea"] and {**datos["asamblea"], "lista_sha256": ""},
        "autoridades": [_autoridad(a) for a in datos["autoridades"]],
        "integrantes": [_integrante(i, publicos) for i in datos["integrantes"]],
        "elecciones": [_eleccion(e, visibles) for e in datos["elecciones"]],
        "textos": {campo: tachar(texto) for campo, texto in datos["textos"].items()},
        "acuerdos": [
            {**a, "texto": tachar(a["texto"]), "responsable": tachar(a["responsable"])}
            for a in datos["acuerdos"]
        ],
        "secciones": [
            {
                "titulo": tachar(s["titulo"]),
                "parrafos": [tachar(p) for p in s["parrafos"]],
                "tabla": [[tachar(celda) for celda in fila] for fila in s["tabla"]],
            }
            for s in datos["secciones"]
        ],
    }


def _nombres(datos: Datos) -> set[str]:
    """Every citizen that the acta names."""
    candidatos = {
        c["nombre"] for e in datos["elecciones"] for ronda in e["rondas"] for c in ronda["candidaturas"]
    }
    integrantes = {i[campo] for i in datos["integrantes"] for campo in ("nombre", "sustituye_a")}
    testigos = {a["nombre"] for a in datos["autoridades"] if a.get("es_testigo")}
    return (candidatos | integrantes | testigos | {a["nombre"] for a in datos["asistentes"]}) - {""}


def _domicilios(datos: Datos) -> set[str]:
    """Every address that the list or the members gave."""
    dados = {uno.get("domicilio", "").strip() for uno in (*datos["asistentes"], *datos["integrantes"])}
    return {d for d in dados if len(d) >= _LARGO_DE_DOMICILIO}


def _patron(nombre: str) -> str:
    """A name as people write it: any case, with or without accents, any spaces."""
    partes = []
    for palabra in nombre.split():
        base = palabra.lower().translate(str.maketrans("áéíóúüñ", "aeiouun"))
        partes.append("".join(f"[{_VOCALES[c]}]" if c in _VOCALES else re.escape(c) for c in base))
    return r"\s+".join(partes)


def _hallar(textos: set[str]) -> re.Pattern[str] | None:
    patron = "|".join(_patron(t) for t in sorted(textos, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{patron})(?!\w)", re.IGNORECASE) if patron else None


def _tachador(nombres: set[str], domicilios: set[str]) -> Callable[[str], str]:
    reglas = [(_hallar(nombres), NOMBRE), (_hallar(domicilios), DATO)]
    reglas += [(_CURP, DATO), (_TELEFONO, DATO), (_CORREO, DATO), (_EDAD, DATO)]

    def tachar(texto: str) -> str:
        for hallar, en_su_lugar in reglas:
            texto = hallar.sub(en_su_lugar, texto) if hallar else texto
        return texto

    return tachar


def _autoridad(autoridad: Datos) -> Datos:
    return {**autoridad, "nombre": NOMBRE} if autoridad.get("es_testigo") else autoridad


def _integrante(integrante: Datos, publicos: bool) -> Datos:
    nombre = integrante["nombre"] if publicos else ""
    return {**integrante, "nombre": nombre, "domicilio": "", "telefono": "", "sustituye_a": ""}


def _eleccion(eleccion: Datos, visibles: set[str]) -> Datos:
    """Each candidate keeps one number through every round of their post."""
    numeros: dict[str, int] = {}
    for ronda in eleccion["rondas"]:
        for c in ronda["candidaturas"]:
            numeros.setdefault(c["nombre"], len(numeros) + 1)

    def llamar(nombre: str) -> str:
        return nombre if nombre in visibles else f"Candidatura {numeros[nombre]}"

    rondas = [
        {**r, "candidaturas": [{**c, "nombre": llamar(c["nombre"])} for c in r["candidaturas"]]}
        for r in eleccion["rondas"]
    ]
    return {**eleccion, "rondas": rondas}
