"""From a Word POA in the layout of the printed sheet to plain data, with what was not understood."""

import re
from collections.abc import Collection
from typing import Any

from nucleo.hojas import ArchivoIlegible, ErrorDeHoja
from nucleo.texto import normalizar
from nucleo.word import Celda, Documento, Fila, abrir_documento
from poa.formatos.columnas import LISTAS, MAX_DE_PROGRAMA, MAX_NUMERO, MAX_TEXTO
from poa.formatos.lectura import Datos, Lectura
from poa.formatos.resultados import anotar, fecha_o_duda, separar

_BLOQUE = re.compile(r"^(estrategia|actividad)\s*:?\s*(?:no\.?\s*)?(\d{1,5})\s*[:.-]*\s*(.*)$", re.I | re.S)
_VINETA = re.compile(r"^[○•●◦▪*·–-]\s*")
_FORMULA = re.compile(r"\s*\(?\s*mediante la f[oó]rmula.*$", re.I | re.S)
_POA = re.compile(r"\bPOA\b\D{0,20}(20\d\d)", re.I)
_CARGO = re.compile(
    r"\s+((?:sub)?director|jef[ae]|encargad|titular|coordinador|secretari|tesorer|contralor|oficial).*$",
    re.I,
)
# Headings with what they say of themselves: «FORTALEZAS QUE IMPULSAN LA ACTIVIDAD DE LA DEPENDENCIA».
_TITULOS = {
    "vision": re.compile(r"^vision( (a )?3 an~?os)?$"),
    "mision": re.compile(r"^mision$"),
    **{lista: re.compile(rf"^{lista}( que .{{1,80}})?$") for lista in LISTAS},
    "objetivo": re.compile(r"^objetivo( ?/ ?fin| general)?$"),
    "lineas": re.compile(r"^lineas? de accion$"),
    "resultados": re.compile(r"^resultados? ?/ ?impactos?$"),
    "encabezado": re.compile(r"^direccion ?/ ?jefatura$"),
    "eje": re.compile(r"^eje( del? pmd?g?)?$"),
    "evaluador": re.compile(r"^evaluacion por parte del ayuntamiento$"),
    "fecha": re.compile(r"^fecha$"),
    "responsable": re.compile(r"^responsable( nombre y firma)?$"),
    "sello": re.compile(r"^sello$"),
}
_MAX_DE_BLOQUE = {"nombre": 250, "metas": MAX_TEXTO}


def leer_word(contenido: bytes, *, ejes: Collection[str]) -> Lectura:
    """Recognise the pieces of a POA; `dudas` are values that could not be read, `avisos` text left out.

    Raises ArchivoIlegible when it is not a .docx or nothing in it looks like a POA.
    """
    lector = _Lector(abrir_documento(contenido), {normalizar(e): e for e in ejes})
    return lector.leer()


class _Lector:
    """Goes down the rows remembering under which headings it is."""

    def __init__(self, documento: Documento, ejes: dict[str, str]) -> None:
        self.documento, self.ejes = documento, ejes
        self.datos: Datos = {"responsable": {"nombre": "", "cargo": ""}, "bloques": []}
        self.datos |= {lista: [] for lista in LISTAS}
        self.avisos: list[ErrorDeHoja] = []
        self.dudas: list[ErrorDeHoja] = []
        self.bajo: dict[int, str] = {}  # column of the grid → heading that stands over it
        self.ultimo = ""  # the last label of «Resultados/Impacto»
        self.fila: Fila | None = None
        self.reconocidas = 0

    def leer(self) -> Lectura:
        for texto in self.documento.parrafos:
            self._parrafo_suelto(texto)
        for fila in self.documento.filas:
            self.fila = fila
            self._leer_fila([celda for celda in fila.celdas if celda.parrafos])
        if not self.reconocidas:
            mensaje = (
                "no se reconoció ninguna tabla con el formato del POA (visión, misión, FODA, estrategias). "
                "Revise que sea el documento correcto."
            )
            raise ArchivoIlegible(ErrorDeHoja("Documento", None, "", mensaje))
        self._revisar_longitudes()
        return Lectura(self.datos, self.avisos, self.dudas)

    def _parrafo_suelto(self, texto: str) -> None:
        if anio := _POA.search(texto):
            self.datos.setdefault("ejercicio", int(anio.group(1)))
        elif not normalizar(texto).startswith(("gobierno municipal", "ayuntamiento")):
            mensaje = f"está fuera de las tablas y no se tomó: «{texto[:200]}»."
            self.avisos.append(ErrorDeHoja("Texto suelto", None, "", mensaje))

    def _nota(self, lista: list[ErrorDeHoja], mensaje: str) -> None:
        numero, donde = (self.fila.numero, f"Tabla {self.fila.tabla}") if self.fila else (None, "Documento")
        lista.append(ErrorDeHoja(donde, numero, "", mensaje))

    def _duda(self, mensaje: str) -> None:
        self._nota(self.dudas, mensaje)

    def _leer_fila(self, celdas: list[Celda]) -> None:
        if not celdas:
            return
        titulos = {celda.desde: _titulo(celda) for celda in celdas}
        bloque = _BLOQUE.match(celdas[0].texto)
        if bloque and len(celdas[0].texto) < 300:
            self._empezar_bloque(bloque, celdas[1:])
        elif titulos[celdas[0].desde] and len(celdas) > 1 and not all(titulos.values()):
            self._asignar(titulos[celdas[0].desde], [p for c in celdas[1:] for p in c.parrafos])
            self.bajo = {}
        elif all(titulos.values()):
            self.bajo, self.ultimo = titulos, ""
            self.reconocidas += 1
        elif self.bajo:
            self._bajo_titulos(celdas)
        elif (anio := _POA.search(celdas[0].texto)) and len(celdas[0].texto) < 80:
            self.datos.setdefault("ejercicio", int(anio.group(1)))
        elif not normalizar(celdas[0].texto).startswith("gobierno municipal"):
            self._sin_reconocer(celdas)

    def _sin_reconocer(self, celdas: list[Celda]) -> None:
        for celda in celdas:
            self._nota(self.avisos, f"no se reconoció y no se tomó: «{celda.texto[:200]}».")

    def _bajo_titulos(self, celdas: list[Celda]) -> None:
        assert self.fila is not None  # noqa: S101 (only rows come here)
        for celda in celdas:
            columna = next((c for c in self.bajo if celda.desde <= c < celda.hasta), None)
            if columna is None:
                self._sin_reconocer([celda])
            else:
                self._asignar(self.bajo[columna], celda.parrafos)

    def _empezar_bloque(self, hallado: re.Match[str], resto: list[Celda]) -> None:
        nombre = " ".join([hallado.group(3), *(celda.texto for celda in resto)]).strip()
        numero = int(hallado.group(2))
        if numero > MAX_NUMERO:
            self._duda(f"el número {numero} es demasiado grande.")
            numero = 0
        if not nombre:
            self._duda("el bloque no tiene nombre.")
        self.bajo, self.ultimo = {}, ""
        self.reconocidas += 1
        self.datos["bloques"].append(
            {
                "tipo": hallado.group(1).lower(),
                "numero": numero,
                "nombre": nombre,
                "eje": "",
                "lineas": [],
                "metas": "",
                "inversiones": [],
                "beneficiados": {"directos": "", "indirectos": ""},
                "periodo": {"desde": None, "hasta": None},
                "temporalidad": "",
            }
        )

    def _asignar(self, titulo: str, parrafos: list[str]) -> None:
        texto = " ".join(parrafos)
        self.reconocidas += 1
        if titulo in LISTAS:
            self.datos[titulo] += [sin for p in parrafos if (sin := _VINETA.sub("", p).strip())]
        elif titulo in ("vision", "mision", "objetivo"):
            self.datos[titulo] = "\n\n".join(p for p in (self.datos.get(titulo), *parrafos) if p)
        elif titulo == "encabezado":
            self.datos.setdefault("encabezado", texto)
        elif titulo == "evaluador":
            self.datos["evaluador"] = _FORMULA.sub("", texto)
        elif titulo == "fecha":
            fecha = fecha_o_duda(texto, self._duda)
            self.datos["fecha"] = fecha.isoformat() if fecha else None
        elif titulo == "responsable":
            self.datos["responsable"] = _nombre_y_cargo(parrafos)
        elif titulo == "sello":
            self._nota(self.avisos, f"bajo «Sello» había texto y no se tomó: «{texto[:100]}».")
        elif not self.datos["bloques"]:
            self._nota(self.avisos, f"no pertenece a ninguna estrategia y no se tomó: «{texto[:200]}».")
        else:
            self._en_el_bloque(self.datos["bloques"][-1], titulo, parrafos)

    def _en_el_bloque(self, bloque: dict[str, Any], titulo: str, parrafos: list[str]) -> None:
        texto = " ".join(parrafos)
        if titulo == "eje":
            bloque["eje"] = self.ejes.get(normalizar(texto), "")
            if not bloque["eje"]:
                self._duda(f"el eje «{texto[:100]}» no está en el catálogo.")
        elif titulo == "lineas":
            bloque["lineas"] += [{"texto": sin} for p in parrafos if (sin := _VINETA.sub("", p).strip())]
        else:
            for rotulo, valor in separar(texto):
                self.ultimo = rotulo or self.ultimo
                if rotulo or self.ultimo == "metas":
                    anotar(bloque, rotulo or "metas", valor, self._duda)
                else:
                    self._nota(self.avisos, f"no se reconoció y no se tomó: «{valor[:200]}».")

    def _revisar_longitudes(self) -> None:
        self.fila = None
        for campo, maximo in MAX_DE_PROGRAMA.items():
            self._cabe(campo, self.datos.get(campo, ""), maximo)
        for campo, valor in self.datos["responsable"].items():
            self._cabe(f"responsable ({campo})", valor, 150)
        for lugar, bloque in enumerate(self.datos["bloques"], 1):
            for campo, maximo in _MAX_DE_BLOQUE.items():
                self._cabe(f"{campo} del bloque {lugar}", bloque[campo], maximo)
            for campo, valor in bloque["beneficiados"].items():
                self._cabe(f"beneficiados {campo} del bloque {lugar}", valor, 250)
            for inversion in bloque["inversiones"]:
                self._cabe(f"concepto de inversión del bloque {lugar}", inversion["concepto"], 100)
            desde, hasta = bloque["periodo"]["desde"], bloque["periodo"]["hasta"]
            if desde and hasta and desde > hasta:
                self._duda(f"el periodo del bloque {lugar} termina antes de empezar.")
        for campo in ("vision", "mision", "objetivo"):
            self._cabe(campo, self.datos.get(campo, ""), MAX_TEXTO)
        largos = [x for lista in LISTAS for x in self.datos[lista]]
        largos += [linea["texto"] for bloque in self.datos["bloques"] for linea in bloque["lineas"]]
        for texto in largos:
            self._cabe(f"«{texto[:30]}…»", texto, MAX_TEXTO)

    def _cabe(self, campo: str, texto: str, maximo: int) -> None:
        if len(texto) > maximo:
            self._duda(f"{campo}: lleva {len(texto):,} letras y caben {maximo:,}.")


def _titulo(celda: Celda) -> str:
    """The key of the heading that the cell is, or ""."""
    texto = celda.texto
    if len(texto) > 100:
        return ""
    limpio = normalizar(texto).strip(" :.")
    return next((clave for clave, patron in _TITULOS.items() if patron.match(limpio)), "")


def _nombre_y_cargo(parrafos: list[str]) -> dict[str, str]:
    """«Nancy Pérez» + «Directora de…», in two paragraphs or in one."""
    if len(parrafos) > 1:
        return {"nombre": parrafos[0], "cargo": " ".join(parrafos[1:])}
    texto = parrafos[0] if parrafos else ""
    cargo = _CARGO.search(texto)
    if cargo is None:
        return {"nombre": texto, "cargo": ""}
    return {"nombre": texto[: cargo.start()].strip(" ,"), "cargo": cargo.group().strip()}
