"""A sheet that was not made here: a table of líneas by month or by quarter, wherever it begins."""

import re
from typing import Any

from openpyxl.utils import range_boundaries

from nucleo.hojas import ArchivoIlegible, ErrorDeHoja, HojaLeida, Libro, letra_de
from nucleo.texto import normalizar
from poa.formatos import columnas as c
from poa.formatos.celdas import Renglon, como_texto
from poa.formatos.lectura import Cuaderno, Datos, leer_programacion
from poa.formatos.periodos import Periodo, es_proyectado, es_realizado, periodo_de

FILAS_DE_ENCABEZADO = 40
ALIAS = {
    "texto": (
        "linea de accion|lineas de accion|linea|lineas|actividad|actividades|accion|acciones|"
        "descripcion|descripcion de la actividad|nombre de la actividad"
    ),
    "bloque": "estrategia|estrategias|objetivo|objetivo especifico|componente|programa|proyecto",
    "unidad": "unidad de medida|unidad|u. de medida|um",
    "medio": "medio de verificacion|medios de verificacion",
    "eje": "eje|eje del pmd|eje pmd",
}
_POR_ALIAS = {alias: clave for clave, alias_ in ALIAS.items() for alias in alias_.split("|")}
_TITULO = re.compile(r"^(estrategia|actividad)\s*:?\s*(\d{1,4})\s*[:.-]*\s*(.*)$", re.IGNORECASE | re.DOTALL)


def leer_ajeno(libro: Libro, cuaderno: Cuaderno) -> Datos:
    """Líneas, by block, of every visible sheet that has such a table. Raises ArchivoIlegible without one."""
    datos: Datos = {"bloques": []}
    leidas = 0
    for hoja in libro.hojas:
        encabezado = None if hoja.oculta else _buscar_encabezado(hoja)
        if encabezado:
            leidas += 1
            _leer_hoja(hoja, *encabezado, datos, cuaderno)
        elif hoja.filas and not hoja.oculta:
            mensaje = "no se le reconoció una tabla de líneas de acción por mes o por trimestre: no se lee."
            cuaderno.avisos.append(ErrorDeHoja(f"Hoja «{hoja.nombre}»", None, "", mensaje))
    if not leidas:
        nombres = ", ".join(f"«{hoja.nombre}»" for hoja in libro.hojas[:5]) or "ninguna"
        mensaje = (
            f"no trae la hoja «{c.PROGRAMA}» ni una tabla de líneas de acción por mes o por trimestre "
            f"(hojas: {nombres}). Use la plantilla."
        )
        raise ArchivoIlegible(ErrorDeHoja("Archivo", None, "", mensaje))
    return datos


def _buscar_encabezado(hoja: HojaLeida) -> tuple[int, dict[str, int], dict[str, Periodo]] | None:
    """(place of the heading in `filas`, place of each column, periods), or None."""
    for lugar, (_, fila) in enumerate(hoja.filas[:FILAS_DE_ENCABEZADO]):
        columnas: dict[str, int] = {}
        for i, valor in enumerate(fila):
            clave = _POR_ALIAS.get(normalizar(como_texto(valor)))
            if clave:
                columnas.setdefault(clave, i)
        segunda = hoja.filas[lugar + 1][1] if lugar + 1 < len(hoja.filas) else ()
        periodos = _periodos(fila, segunda)
        meses = sum(p.es_mes for _, p in periodos.values())
        if "texto" in columnas and (meses >= 3 or len(periodos) - meses >= 2):
            if meses:
                periodos = {k: v for k, v in periodos.items() if v[1].es_mes}
            columnas |= {clave: i for clave, (i, _) in periodos.items()}
            return lugar, columnas, {clave: p for clave, (_, p) in periodos.items()}
    return None


def _periodos(fila: tuple[Any, ...], segunda: tuple[Any, ...]) -> dict[str, tuple[int, Periodo]]:
    """Column of each period; when a second heading says «Prog.» and «Real.», the projected one."""
    periodos: dict[str, tuple[int, Periodo]] = {}
    dos_pisos = sum(es_proyectado(como_texto(v)) for v in segunda) >= 2
    ultimo: Periodo | None = None
    for i, valor in enumerate(fila):
        texto = como_texto(valor)
        debajo = como_texto(segunda[i]) if dos_pisos and i < len(segunda) else ""
        ultimo = periodo_de(texto) if texto else (ultimo if dos_pisos else None)
        if ultimo and not (debajo and es_realizado(debajo)):
            periodos.setdefault(f"{'m' if ultimo.es_mes else 't'}{ultimo.numero}", (i, ultimo))
    return periodos


def _leer_hoja(
    hoja: HojaLeida,
    lugar: int,
    columnas: dict[str, int],
    periodos: dict[str, Periodo],
    datos: Datos,
    cuaderno: Cuaderno,
) -> None:
    fila_de_titulos, titulos = hoja.filas[lugar]
    cuaderno.errores += _defectos(hoja, fila_de_titulos, [columnas[clave] for clave in periodos])
    meses = [p.numero for p in periodos.values() if p.es_mes]
    if meses and len(meses) < 12:
        faltan = ", ".join(str(n) for n in range(1, 13) if n not in meses)
        mensaje = f"hay columnas por mes, pero faltan las de los meses {faltan}."
        cuaderno.errores.append(ErrorDeHoja(f"Hoja «{hoja.nombre}»", fila_de_titulos, "", mensaje))
    elif meses:
        mensaje = "los doce meses programados se sumaron por trimestre."
        cuaderno.avisos.append(ErrorDeHoja(f"Hoja «{hoja.nombre}»", None, "", mensaje))
    con_letra = {k: (como_texto(titulos[i]) or k.upper(), letra_de(i + 1)) for k, i in columnas.items()}
    for numero, fila in hoja.filas[lugar + 1 :]:
        valores = {clave: fila[i] for clave, i in columnas.items() if i < len(fila)}
        renglon = Renglon(hoja.nombre, numero, valores, con_letra)
        if not any(es_proyectado(como_texto(v)) for v in valores.values()):
            _leer_renglon(renglon, periodos, datos, cuaderno)
        cuaderno.errores += renglon.errores


def _defectos(hoja: HojaLeida, encabezado: int, numeros: list[int]) -> list[ErrorDeHoja]:
    """Merged titles do no harm; merged numbers, and formulas without a value, do."""
    defectos = []
    for defecto in hoja.defectos():
        if defecto.columna in hoja.combinadas:
            izquierda, _, derecha, abajo = range_boundaries(defecto.columna)
            if abajo <= encabezado + 1 or not any(izquierda <= i + 1 <= derecha for i in numeros):
                continue
        elif (defecto.fila or 0) <= encabezado:
            continue
        defectos.append(defecto)
    return defectos


def _leer_renglon(renglon: Renglon, periodos: dict[str, Periodo], datos: Datos, cuaderno: Cuaderno) -> None:
    bloques = datos["bloques"]
    texto = renglon.texto("texto")
    if normalizar(texto).startswith(("total", "suma")) or all(renglon.vacia(k) for k in renglon.columnas):
        return
    titulo = _TITULO.match(texto)
    if titulo and all(renglon.vacia(clave) for clave in periodos):
        bloques.append(_bloque(len(bloques) + 1, titulo.group(3) or texto, titulo))
        return
    nombre = renglon.texto("bloque", 250)
    if (nombre and (not bloques or bloques[-1]["origen"] != nombre)) or not bloques:
        bloques.append(_bloque(len(bloques) + 1, nombre or renglon.hoja, _TITULO.match(nombre)))
        bloques[-1]["origen"] = nombre
        bloques[-1]["eje"] = renglon.opcion("eje", {e: e for e in cuaderno.ejes.values()}, si_vacia="")
    if not texto:
        if any(not renglon.vacia(clave) for clave in periodos):
            renglon.mal("texto", "hay números, pero la línea de acción no tiene texto.")
        return
    linea = {"texto": texto, "unidad": renglon.texto("unidad", 60), "medio": renglon.texto("medio", 200)}
    bloques[-1]["lineas"].append({**linea, **leer_programacion(renglon, periodos)})


def _bloque(lugar: int, nombre: str, titulo: re.Match[str] | None) -> Datos:
    return {
        "tipo": titulo.group(1).lower() if titulo else "estrategia",
        "numero": int(titulo.group(2)) if titulo else lugar,
        "nombre": ((titulo.group(3) if titulo else "") or nombre)[:250],
        "origen": "",
        "eje": "",
        "lineas": [],
    }
