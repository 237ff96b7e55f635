"""From a workbook to the plain data of a POA: all of it, or every error with its sheet, row and column."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from nucleo.hojas import ArchivoIlegible, ErrorDeHoja, HojaLeida, Libro, abrir_libro, letra_de
from nucleo.texto import normalizar
from poa.formatos import columnas as c
from poa.formatos.celdas import Renglon, como_texto
from poa.formatos.periodos import Periodo, periodo_de, sumar_por_trimestre

Datos = dict[str, Any]


@dataclass(frozen=True)
class Lectura:
    """What was read: `datos` as `cargar_programa` takes them, and notices that stop nothing.

    `dudas`: values of a Word document that could not be read; a person answers them.
    """

    datos: Datos
    avisos: list[ErrorDeHoja] = field(default_factory=list)
    dudas: list[ErrorDeHoja] = field(default_factory=list)


@dataclass
class Tabla:
    """The rows of a sheet by column, and the months or quarters found among its headings."""

    renglones: list[Renglon]
    periodos: dict[str, Periodo]


@dataclass
class Cuaderno:
    """What a reading gathers: errors and notices. `ejes` by normalised name; `pasos` by key."""

    ejes: dict[str, str]
    pasos: dict[str, str]
    errores: list[ErrorDeHoja] = field(default_factory=list)
    avisos: list[ErrorDeHoja] = field(default_factory=list)


def leer_excel(contenido: bytes, *, ejes: Collection[str], pasos: Iterable[tuple[str, str]] = ()) -> Lectura:
    """Read the workbook of a POA, or a foreign sheet of líneas by month or quarter.

    `ejes` are the names of the catalogue, `pasos` the steps that may count. Raises ArchivoIlegible.
    """
    from poa.formatos.ajeno import leer_ajeno

    libro = abrir_libro(contenido)
    cuaderno = Cuaderno({normalizar(e): e for e in ejes}, dict(pasos))
    if libro.hoja(c.PROGRAMA) or libro.hoja(c.HOJA_DE_FORMATO):
        datos = _leer_propio(libro, cuaderno)
    else:
        datos = leer_ajeno(libro, cuaderno)
    if cuaderno.errores:
        raise ArchivoIlegible(*cuaderno.errores)
    return Lectura(datos, cuaderno.avisos)


def _leer_propio(libro: Libro, cuaderno: Cuaderno) -> Datos:
    _exigir_version(libro)
    conocidas = {*c.HOJAS, c.HOJA_DE_FORMATO, c.INSTRUCCIONES}
    for hoja in libro.hojas:
        if hoja.nombre not in conocidas and hoja.filas:
            mensaje = "no es de este formato: no se lee."
            cuaderno.avisos.append(ErrorDeHoja(f"Hoja «{hoja.nombre}»", None, "", mensaje))
    tablas = {nombre: _leer_tabla(libro, nombre, cuaderno) for nombre in c.HOJAS}
    datos = _leer_programa(tablas[c.PROGRAMA], cuaderno)
    datos |= _leer_foda(tablas[c.FODA])
    datos["bloques"] = _leer_bloques(tablas, cuaderno)
    cuaderno.errores += [e for tabla in tablas.values() for r in tabla.renglones for e in r.errores]
    return datos


def _exigir_version(libro: Libro) -> None:
    formato = libro.hoja(c.HOJA_DE_FORMATO)
    if formato is None:
        return
    valores = dict(fila[:2] for _, fila in formato.filas if len(fila) > 1)
    if valores.get("formato") != "poa" or valores.get("version") != c.VERSION:
        mensaje = f"es de otra versión del formato (esta es la {c.VERSION}). Descargue la plantilla de nuevo."
        raise ArchivoIlegible(ErrorDeHoja("Archivo", None, "", mensaje))


def _leer_tabla(libro: Libro, nombre: str, cuaderno: Cuaderno) -> Tabla:
    hoja = libro.hoja(nombre)
    if hoja is None or not hoja.filas:
        que = "falta esta hoja" if hoja is None else "está vacía, sin sus encabezados"
        mensaje = f"{que}. Use la plantilla."
        cuaderno.errores.append(ErrorDeHoja(f"Hoja «{nombre}»", None, "", mensaje))
        return Tabla([], {})
    defectos = list(hoja.defectos())
    if defectos:
        cuaderno.errores += defectos
        return Tabla([], {})
    lugares, periodos = _encabezado(hoja, nombre, cuaderno)
    columnas = {clave: (como_texto(hoja.filas[0][1][i]), letra_de(i + 1)) for clave, i in lugares.items()}
    renglones = [
        Renglon(nombre, numero, {k: fila[i] for k, i in lugares.items() if i < len(fila)}, columnas)
        for numero, fila in hoja.filas[1:]
    ]
    return Tabla([r for r in renglones if not all(r.vacia(k) for k in lugares)], periodos)


def _encabezado(
    hoja: HojaLeida, nombre: str, cuaderno: Cuaderno
) -> tuple[dict[str, int], dict[str, Periodo]]:
    """Place of each column by its key; months and quarters have «m1»…«m12», «t1»…«t4»."""
    por_titulo = {normalizar(campo.titulo): campo.clave for campo in c.HOJAS[nombre]}
    lugares: dict[str, int] = {}
    periodos: dict[str, Periodo] = {}
    numero, titulos = hoja.filas[0]
    for i, valor in enumerate(titulos):
        titulo = como_texto(valor)
        clave = por_titulo.get(normalizar(titulo))
        periodo = periodo_de(titulo) if nombre == c.LINEAS else None
        if periodo:
            clave = f"{'m' if periodo.es_mes else 't'}{periodo.numero}"
            periodos[clave] = periodo
        if clave is None or clave in lugares:
            if titulo or _con_datos(hoja, i):
                que = "está repetida" if clave else "no es de este formato. Quítela"
                lugar = f"{titulo[:60]} ({letra_de(i + 1)}{numero})".strip()
                cuaderno.errores.append(ErrorDeHoja(f"Hoja «{nombre}»", numero, lugar, f"la columna {que}."))
            continue
        lugares[clave] = i
    _exigir_columnas(nombre, numero, lugares, periodos, cuaderno)
    return lugares, periodos


def _con_datos(hoja: HojaLeida, i: int) -> bool:
    return any(i < len(fila) and fila[i] is not None for _, fila in hoja.filas[1:])


def _exigir_columnas(
    nombre: str, fila: int, lugares: dict[str, int], periodos: dict[str, Periodo], cuaderno: Cuaderno
) -> None:
    meses = sum(p.es_mes for p in periodos.values())
    faltan = [campo.titulo for campo in c.HOJAS[nombre] if campo.clave not in lugares]
    if meses:
        trimestres = set(c.TRIMESTRES)
        faltan = [t for t in faltan if t not in trimestres]
        if meses < 12 or meses != len(periodos):
            mensaje = "las columnas por mes deben ser las doce, de Ene a Dic, y sin columnas por trimestre."
            cuaderno.errores.append(ErrorDeHoja(f"Hoja «{nombre}»", fila, "", mensaje))
    for titulo in faltan:
        cuaderno.errores.append(ErrorDeHoja(f"Hoja «{nombre}»", fila, titulo, "falta esta columna."))


def _leer_programa(tabla: Tabla, cuaderno: Cuaderno) -> Datos:
    por_titulo = {normalizar(titulo): clave for clave, titulo in c.CAMPOS_DE_PROGRAMA.items()}
    vistos: dict[str, Any] = {}
    for renglon in tabla.renglones:
        campo = por_titulo.get(normalizar(renglon.texto("campo")))
        if campo is None:
            renglon.mal("campo", f"no se conoce el campo «{renglon.texto('campo')[:60]}».")
        elif campo in vistos:
            renglon.mal("campo", "el campo está repetido.")
        elif campo == "fecha":
            vistos[campo] = renglon.fecha("contenido")
        elif campo == "ejercicio":
            vistos[campo] = renglon.entero("contenido", 2100, minimo=2000)
        else:
            vistos[campo] = renglon.texto("contenido", c.MAX_DE_PROGRAMA.get(campo, c.MAX_TEXTO))
    responsable = {clave: vistos.pop(f"responsable_{clave}", "") for clave in ("nombre", "cargo")}
    return {**vistos, "responsable": responsable}


def _leer_foda(tabla: Tabla) -> Datos:
    listas: Datos = {clave: [] for clave in c.LISTAS}
    for renglon in tabla.renglones:
        texto = renglon.texto("texto", obligatorio=True)
        lista = renglon.opcion("lista", c.LISTAS, si_vacia="")
        if lista:
            listas[lista].append(texto)
        elif renglon.vacia("lista"):
            renglon.mal("lista", "está vacía: diga si es fortaleza, debilidad, oportunidad o amenaza.")
    return listas


def _leer_bloques(tablas: dict[str, Tabla], cuaderno: Cuaderno) -> list[Datos]:
    bloques: dict[int, Datos] = {}
    for renglon in tablas[c.BLOQUES].renglones:
        lugar = renglon.entero("bloque", c.MAX_NUMERO, minimo=1, obligatorio=True)
        if lugar in bloques:
            renglon.mal("bloque", f"el bloque {lugar} está repetido.")
        bloque = leer_bloque(renglon, cuaderno)
        if lugar is not None:
            bloques.setdefault(lugar, bloque)
    lineas: dict[int, dict[int, Datos]] = {lugar: {} for lugar in bloques}
    for renglon in tablas[c.LINEAS].renglones:
        _leer_linea(renglon, tablas[c.LINEAS].periodos, lineas, cuaderno)
    for renglon in tablas[c.INVERSIONES].renglones:
        lugar = _bloque_de(renglon, bloques)
        inversion = {"concepto": renglon.texto("concepto", 100), "monto": renglon.monto("monto")}
        if lugar is not None:
            bloques[lugar]["inversiones"].append(inversion)
    for lugar, bloque in bloques.items():
        bloque["lineas"] = [linea for _, linea in sorted(lineas[lugar].items())]
    return [bloque for _, bloque in sorted(bloques.items())]


def leer_bloque(renglon: Renglon, cuaderno: Cuaderno) -> Datos:
    """A row of «Bloques», without its líneas nor its inversiones."""
    desde, hasta = renglon.fecha("desde"), renglon.fecha("hasta")
    if desde and hasta and desde > hasta:
        renglon.mal("hasta", "el periodo termina antes de empezar.")
    return {
        "tipo": renglon.opcion("tipo", c.TIPOS, si_vacia="estrategia"),
        "numero": renglon.entero("numero", c.MAX_NUMERO, obligatorio=True) or 0,
        "nombre": renglon.texto("nombre", 250, obligatorio=True),
        "eje": renglon.opcion("eje", {e: e for e in cuaderno.ejes.values()}, si_vacia=""),
        "metas": renglon.texto("metas"),
        "inversiones": [],
        "beneficiados": {
            "directos": renglon.texto("directos", 250),
            "indirectos": renglon.texto("indirectos", 250),
        },
        "periodo": {"desde": desde, "hasta": hasta},
        "temporalidad": renglon.opcion(
            "temporalidad", {"trimestral": "Trimestral", "trimestre": "Trimestral"}, si_vacia=""
        ),
    }


def _bloque_de(renglon: Renglon, bloques: Collection[int]) -> int | None:
    lugar = renglon.entero("bloque", c.MAX_NUMERO, minimo=1, obligatorio=True)
    if lugar is not None and lugar not in bloques:
        renglon.mal("bloque", f"no hay un bloque {lugar} en la hoja «{c.BLOQUES}».")
        return None
    return lugar


def _leer_linea(
    renglon: Renglon,
    periodos: dict[str, Periodo],
    lineas: dict[int, dict[int, Datos]],
    cuaderno: Cuaderno,
) -> None:
    bloque = _bloque_de(renglon, lineas)
    lugar = renglon.entero("linea", c.MAX_NUMERO, minimo=1, obligatorio=True)
    linea = {
        "texto": renglon.texto("texto", obligatorio=True),
        "unidad": renglon.texto("unidad", 60),
        "medio": renglon.texto("medio", 200),
        "exige_evidencia": renglon.opcion("evidencia", {"si": "Sí", "no": "No"}, si_vacia="si") == "si",
        "paso": renglon.opcion("paso", {k: k for k in cuaderno.pasos}, si_vacia=""),
        **leer_programacion(renglon, periodos),
    }
    if bloque is None or lugar is None:
        return
    if lugar in lineas[bloque]:
        renglon.mal("linea", f"la línea {lugar} del bloque {bloque} está repetida.")
        return
    if any(normalizar(otra["texto"]) == normalizar(linea["texto"]) for otra in lineas[bloque].values()):
        mensaje = f"el bloque {bloque} ya tiene una línea con ese mismo texto."
        cuaderno.avisos.append(ErrorDeHoja(f"Hoja «{renglon.hoja}»", renglon.fila, "", mensaje))
    lineas[bloque][lugar] = linea


def leer_programacion(renglon: Renglon, periodos: dict[str, Periodo]) -> Datos:
    """{"programacion": four numbers or None}, or nothing when the row has no number at all."""
    valores = {clave: renglon.entero(clave, c.MAX_PROYECTADAS) for clave in periodos}
    if any(p.es_mes for p in periodos.values()):
        numeros = sumar_por_trimestre([valores.get(f"m{n}") for n in range(1, 13)])
    else:
        numeros = [valores.get(f"t{n}") for n in range(1, 5)]
    return {"programacion": numeros} if any(n is not None for n in numeros) else {}
