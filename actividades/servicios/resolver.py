"""From the text of an imported row to the act it means, with every error it has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from actividades.consultas.captura import cuarto_de
from actividades.lectura_csv import ErrorDeRenglon, Renglon
from actividades.servicios.datos import DatosDeActividad, falla_de_fecha, revisar_datos
from nucleo.errores import DatosInvalidos
from nucleo.texto import normalizar
from poa.models import LineaDeAccion, Localidad, TrimestrePrograma

_FECHA = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMERO = re.compile(r"\d{1,9}", re.ASCII)
_SI, _NO = {"si", "s", "1"}, {"no", "n", "0", ""}


@dataclass(frozen=True)
class Resuelto:
    """A row whose every cell was understood."""

    fila: int
    trimestre_id: int
    datos: DatosDeActividad
    validada: bool


class _Celda(Exception):
    def __init__(self, columna: str, mensaje: str) -> None:
        super().__init__(mensaje)
        self.columna, self.mensaje = columna, mensaje


@dataclass
class Catalogo:
    """What rows name, read once: a constant number of queries for any number of rows."""

    trimestres: dict[tuple[str, int, int], int] = field(default_factory=dict)
    bloques: dict[tuple[str, int], list[list[LineaDeAccion]]] = field(default_factory=dict)
    localidades: dict[str, Localidad] = field(default_factory=dict)

    @classmethod
    def leer(cls) -> "Catalogo":
        catalogo = cls(localidades={normalizar(x.nombre): x for x in Localidad.objects.all()})
        trimestres = TrimestrePrograma.objects.values_list(
            "programa__direccion__clave", "programa__ejercicio__anio", "numero", "pk"
        )
        catalogo.trimestres = {(clave.upper(), anio, n): pk for clave, anio, n, pk in trimestres}
        catalogo._leer_lineas()
        return catalogo

    def _leer_lineas(self) -> None:
        from poa.models import Estrategia

        lugar: dict[int, list[LineaDeAccion]] = {}
        estrategias = Estrategia.objects.order_by("programa_id", "orden").values_list(
            "pk", "programa__direccion__clave", "programa__ejercicio__anio"
        )
        for pk, clave, anio in estrategias:
            lugar[pk] = []
            self.bloques.setdefault((clave.upper(), anio), []).append(lugar[pk])
        lineas = LineaDeAccion.objects.select_related("estrategia__programa__ejercicio").order_by("orden")
        for linea in lineas:
            lugar[linea.estrategia_id].append(linea)


def resolver_renglones(
    renglones: Sequence[Renglon], hoy: date
) -> tuple[list[Resuelto], list[ErrorDeRenglon]]:
    """Acts of the rows that are right, and all the errors of all the others, in the order of the file."""
    catalogo = Catalogo.leer()
    resueltos: list[Resuelto] = []
    errores: list[ErrorDeRenglon] = []
    for renglon in renglones:
        lector = _Lector(renglon, catalogo, hoy)
        resuelto = lector.leer()
        if resuelto:
            resueltos.append(resuelto)
        errores += lector.errores
    return resueltos, errores


class _Lector:
    """Reads one row; each cell that cannot be read leaves its own error."""

    def __init__(self, renglon: Renglon, catalogo: Catalogo, hoy: date) -> None:
        self.renglon, self.catalogo, self.hoy = renglon, catalogo, hoy
        self.valores = renglon.valores
        self.errores: list[ErrorDeRenglon] = []

    def _anotar(self, columna: str, mensaje: str) -> None:
        self.errores.append(ErrorDeRenglon(self.renglon.fila, columna, mensaje))

    def _intentar(self, lectura, *args):  # type: ignore[no-untyped-def]  # any reader, with its arguments
        try:
            return lectura(*args)
        except _Celda as celda:
            self._anotar(celda.columna, celda.mensaje)
            return None

    def leer(self) -> Resuelto | None:
        clave = self.valores["direccion"].upper()
        anio = self._intentar(self._entero, "ejercicio")
        poa = self._intentar(self._poa, clave, anio) if anio else None
        linea = self._intentar(self._linea, poa) if poa else None
        fecha = self._intentar(self._fecha)
        trimestre = self._intentar(self._trimestre, poa, fecha, linea) if poa and fecha else None
        cantidad = self._intentar(self._entero, "cantidad")
        mujeres = self._intentar(self._entero, "mujeres", 0)
        hombres = self._intentar(self._entero, "hombres", 0)
        localidad = self._intentar(self._localidad)
        validada = self._intentar(self._validada)
        datos = DatosDeActividad(
            linea=linea,
            fecha=fecha or self.hoy,
            cantidad=1 if cantidad is None else cantidad,
            descripcion=self.valores["descripcion"],
            mujeres=mujeres or 0,
            hombres=hombres or 0,
            localidades=(localidad,) if localidad else (),
        )
        datos = self._revisados(datos)
        if self.errores:
            return None
        return Resuelto(self.renglon.fila, trimestre, datos, bool(validada))  # type: ignore[arg-type]  # no error: found

    def _revisados(self, datos: DatosDeActividad) -> DatosDeActividad:
        try:
            return revisar_datos(datos)
        except DatosInvalidos as error:
            for columna, mensaje in error.errores.items():
                self._anotar(columna, mensaje)
            return datos

    def _entero(self, columna: str, vacio: int | None = None) -> int:
        texto = self.valores[columna]
        if not texto and vacio is not None:
            return vacio
        if not _NUMERO.fullmatch(texto):
            raise _Celda(columna, f"«{texto[:40]}» no es un número entero." if texto else "falta el número.")
        return int(texto)

    def _poa(self, clave: str, anio: int) -> tuple[str, int]:
        if not any(clave == conocida for conocida, _ in self.catalogo.bloques) and not any(
            clave == conocida for conocida, _, _ in self.catalogo.trimestres
        ):
            raise _Celda("direccion", f"no hay una dirección con clave «{clave[:20]}» y POA.")
        if (clave, anio, 1) not in self.catalogo.trimestres:
            raise _Celda("ejercicio", f"la dirección {clave[:20]} no tiene POA de {anio}.")
        return clave, anio

    def _linea(self, poa: tuple[str, int]) -> LineaDeAccion | None:
        if not self.valores["estrategia"] and not self.valores["linea"]:
            return None
        bloques = self.catalogo.bloques.get(poa, [])
        bloque = self._entero("estrategia")
        if not 1 <= bloque <= len(bloques):
            raise _Celda("estrategia", f"el POA tiene {len(bloques)} bloques y se pide el {bloque}.")
        lineas = bloques[bloque - 1]
        lugar = self._entero("linea")
        if not 1 <= lugar <= len(lineas):
            raise _Celda("linea", f"ese bloque tiene {len(lineas)} líneas y se pide la {lugar}.")
        return lineas[lugar - 1]

    def _fecha(self) -> date:
        texto = self.valores["fecha"]
        try:
            if not _FECHA.fullmatch(texto):
                raise ValueError
            return date.fromisoformat(texto)
        except ValueError:
            raise _Celda("fecha", f"«{texto[:40]}» no es una fecha AAAA-MM-DD.") from None

    def _trimestre(self, poa: tuple[str, int], fecha: date, linea: LineaDeAccion | None) -> int:
        if fecha.year != poa[1]:
            raise _Celda("fecha", f"cae fuera del ejercicio {poa[1]}.")
        if falla := falla_de_fecha(fecha, linea, self.hoy):
            raise _Celda("fecha", falla)
        return self.catalogo.trimestres[(*poa, cuarto_de(fecha))]

    def _localidad(self) -> Localidad | None:
        nombre = self.valores["localidad"]
        if nombre and normalizar(nombre) not in self.catalogo.localidades:
            raise _Celda("localidad", f"«{nombre[:60]}» no está en el catálogo de localidades.")
        return self.catalogo.localidades[normalizar(nombre)] if nombre else None

    def _validada(self) -> bool:
        valor = normalizar(self.valores["validada"])
        if valor not in _SI | _NO:
            raise _Celda("validada", f"«{valor[:40]}» no es «si» ni «no».")
        return valor in _SI
