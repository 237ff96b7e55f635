"""The POA as a workbook that imports back the same, and the empty one to fill."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from nucleo.hojas import Columna, Hoja, escribir_xlsx
from poa.formatos import columnas as c

Datos = dict[str, Any]
INSTRUCCIONES = (
    "Llene cada hoja sin cambiar su nombre ni sus encabezados. Se importa todo, o nada.",
    f"«{c.PROGRAMA}»: un dato por renglón. «{c.FODA}»: un elemento por renglón, en el orden de la hoja.",
    f"«{c.BLOQUES}»: cada estrategia o actividad de la hoja, con su lugar (1, 2, 3…) en «Bloque».",
    f"«{c.LINEAS}»: cada línea de acción con el lugar de su bloque y el suyo, y lo proyectado por trimestre.",
    "En lugar de T1 a T4 puede poner doce columnas, Ene a Dic: se suman por trimestre.",
    f"«{c.INVERSIONES}»: un concepto por renglón; 0 si el bloque no lleva inversión.",
    "Deje vacío lo que todavía no tenga: el POA se guarda como borrador y avisa lo que le falta.",
    "No combine celdas ni agregue macros. De una fórmula se toma el resultado guardado.",
)


def libro_del_poa(datos: Datos, ejes: Sequence[str]) -> bytes:
    """The workbook of a POA given as plain data (`consultas.datos_de`). Raises DatosInvalidos."""
    renglones = {
        c.PROGRAMA: _programa(datos),
        c.FODA: [(c.LISTAS[lista], texto) for lista in c.LISTAS for texto in datos.get(lista, [])],
        c.BLOQUES: [_bloque(lugar, bloque) for lugar, bloque in _numerados(datos["bloques"])],
        c.LINEAS: [
            _linea(lugar, orden, linea)
            for lugar, bloque in _numerados(datos["bloques"])
            for orden, linea in _numerados(bloque["lineas"])
        ],
        c.INVERSIONES: [
            (lugar, inversion["concepto"], int(inversion["monto"].replace(".", "")))
            for lugar, bloque in _numerados(datos["bloques"])
            for inversion in bloque["inversiones"]
        ],
    }
    hojas = [
        Hoja(nombre, [campo.columna for campo in campos], renglones[nombre])
        for nombre, campos in c.HOJAS.items()
    ]
    titulo = f"POA {datos.get('ejercicio') or ''} {datos.get('clave') or ''}".strip()
    return escribir_xlsx([*hojas, _instrucciones(), _formato(ejes)], titulo=titulo)


def plantilla(ejes: Sequence[str]) -> bytes:
    """The empty workbook, with the names of its fields and the ejes of the catalogue to choose from."""
    return libro_del_poa({"bloques": []}, ejes)


def _numerados(lista: Iterable[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(lista, 1))


def _instrucciones() -> Hoja:
    return Hoja(c.INSTRUCCIONES, [Columna("Cómo se llena", 110)], [(texto,) for texto in INSTRUCCIONES])


def _formato(ejes: Sequence[str]) -> Hoja:
    filas: list[list[Any]] = [["formato", "poa", None], ["version", c.VERSION, None]]
    filas += [[None, None, None] for _ in range(len(ejes) - len(filas))]
    for fila, eje in zip(filas, ejes, strict=False):
        fila[2] = eje
    columnas = [Columna("clave"), Columna("valor", tipo="numero"), Columna("ejes", 40)]
    return Hoja(c.HOJA_DE_FORMATO, columnas, filas, oculta=True)


def _fecha(texto: str | None) -> date | None:
    return date.fromisoformat(texto) if texto else None


def _programa(datos: Datos) -> list[tuple[str, Any]]:
    responsable = datos.get("responsable", {})
    valores = {
        **datos,
        "fecha": _fecha(datos.get("fecha")),
        "responsable_nombre": responsable.get("nombre"),
        "responsable_cargo": responsable.get("cargo"),
    }
    return [(titulo, _valor_de_programa(clave, valores)) for clave, titulo in c.CAMPOS_DE_PROGRAMA.items()]


def _valor_de_programa(clave: str, valores: Datos) -> Any:
    valor = valores.get(clave)
    return valor.isoformat() if isinstance(valor, date) else valor


def _bloque(lugar: int, bloque: Datos) -> tuple[Any, ...]:
    beneficiados, periodo = bloque["beneficiados"], bloque["periodo"]
    return (
        lugar,
        c.TIPOS[bloque["tipo"]],
        bloque["numero"],
        bloque["nombre"],
        bloque["eje"],
        bloque["metas"],
        beneficiados["directos"],
        beneficiados["indirectos"],
        _fecha(periodo["desde"]),
        _fecha(periodo["hasta"]),
        bloque["temporalidad"].capitalize(),
    )


def _linea(lugar: int, orden: int, linea: Datos) -> tuple[Any, ...]:
    return (
        lugar,
        orden,
        linea["texto"],
        linea["unidad"],
        linea["medio"],
        c.SI_NO[0] if linea["exige_evidencia"] else c.SI_NO[1],
        linea["paso"],
        *linea.get("programacion", (None,) * 4),
    )
