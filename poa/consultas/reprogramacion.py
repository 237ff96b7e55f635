"""Which quarters a reprogramación may touch, and what it changes línea by línea."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet

from nucleo.fechas import fecha_larga
from nucleo.personas import SI, Persona, Veredicto, no
from nucleo.roles import Accion
from poa.avances import Realizadas, realizadas_de
from poa.candados import permite_cambios
from poa.consultas.dias_habiles import ultimo_dia_habil
from poa.consultas.municipio import municipio_congelado
from poa.consultas.programas import con_la_hoja, programas_visibles_para
from poa.estados import EstadoReprogramacion, TipoBloque
from poa.models import Estrategia, LineaDeAccion, Programa, Reprogramacion, TrimestrePrograma

FORMATO = 1
TRIMESTRES = (1, 2, 3, 4)
NUEVA, CANCELADA = "nueva", "cancelada"


def ultimo_dia_de(anio: int, trimestre: int) -> date:
    """The last working day of a quarter: until then (inclusive) its numbers may be asked to change."""
    siguiente = date(anio + 1, 1, 1) if trimestre == 4 else date(anio, 3 * trimestre + 1, 1)
    return ultimo_dia_habil(siguiente - timedelta(days=1))


@dataclass(frozen=True)
class TrimestreReprogramable:
    """A quarter of a POA, until when it may be asked to change, and whether it may on the day asked."""

    tp: TrimestrePrograma
    ultimo_dia: date
    permiso: Veredicto

    @property
    def numero(self) -> int:
        return self.tp.numero


def trimestres_el(programa: Programa, dia: date) -> list[TrimestreReprogramable]:
    """The four quarters, and whether what is asked that day may touch each: not one over, nor one signed."""
    anio = programa.ejercicio.anio
    filas = programa.trimestres.select_related("programa__ejercicio").order_by("numero")
    return [_reprogramable(tp, ultimo_dia_de(anio, tp.numero), dia) for tp in filas]


def _reprogramable(tp: TrimestrePrograma, ultimo: date, dia: date) -> TrimestreReprogramable:
    permiso = permite_cambios(tp, linea_id=None)
    if permiso:
        nombre = tp.get_numero_display().lower()
        tarde = f"El {nombre} ya no se reprograma: su último día hábil fue el {fecha_larga(ultimo)}."
        permiso = SI if dia <= ultimo else no(tarde)
    return TrimestreReprogramable(tp, ultimo, permiso)


def reprogramaciones_visibles_para(
    persona: Persona, accion: Accion = Accion.VER_POAS
) -> QuerySet[Reprogramacion]:
    """Those of the POAs that `accion` reaches, the newest first."""
    return Reprogramacion.objects.filter(
        programa__in=programas_visibles_para(persona, accion).order_by().values("pk")
    ).select_related(
        "programa__direccion", "programa__ejercicio", "solicitada_por", "resuelta_por", "documento"
    )


def por_resolver(persona: Persona) -> QuerySet[Reprogramacion]:
    """What waits for this person's decision, the nearest deadline first."""
    pendientes = reprogramaciones_visibles_para(persona, Accion.AUTORIZAR_POA)
    return pendientes.filter(estado=EstadoReprogramacion.SOLICITADA).order_by("limite_resolucion", "pk")


def escrito_en(linea: LineaDeAccion, campo: str = "vigente") -> dict[int, int | None]:
    """Quarter → the figure of a línea got through con_la_hoja."""
    return {p.trimestre_programa.numero: getattr(p, campo) for p in linea.programacion.all()}


def cambio_de(reprogramacion: Reprogramacion) -> dict[str, Any]:
    """What it changes, from live rows: JSON types only, dates ISO.

    Each línea it touches carries four lists of five figures (four quarters and the year): inicial, antes,
    despues, avance; None where there is none. Asked before it is applied, it is what its dictamen freezes.
    """
    programa = con_la_hoja().get(pk=reprogramacion.programa_id)
    tabla = _Tabla(reprogramacion, realizadas_de(programa.pk))
    bloques = [tabla.bloque(e) for e in programa.estrategias.all()] + tabla.bloque_nuevo()
    return {
        "formato": FORMATO,
        "municipio": municipio_congelado(),
        "direccion": {"clave": programa.direccion.clave, "nombre": programa.direccion.nombre},
        "ejercicio": programa.ejercicio.anio,
        "folio": reprogramacion.folio,
        "folio_poa": programa.folio,
        "estado": reprogramacion.estado,
        "motivo": reprogramacion.motivo,
        "solicitada_el": reprogramacion.solicitada_el.isoformat(),
        "limite": reprogramacion.limite_resolucion.isoformat(),
        "trimestres": reprogramacion.propuesta["trimestres"],
        "solicito": reprogramacion.propuesta["solicito"],
        "bloques": [b for b in bloques if b["lineas"] or b["marca"]],
        "total": _total(bloques),
    }


class _Tabla:
    """The rows of one reprogramación."""

    def __init__(self, reprogramacion: Reprogramacion, avance: Realizadas) -> None:
        self.propuesta, self.avance = reprogramacion.propuesta, avance
        filas = reprogramacion.renglones.annotate(numero=F("trimestre_programa__numero"))
        self.renglones: dict[tuple[int, int], tuple[int, int]] = {
            (r.linea_id, r.numero): (r.antes, r.despues) for r in filas
        }

    def bloque(self, e: Estrategia) -> dict[str, Any]:
        """A block that exists; `todas` holds its líneas for the totals, `lineas` those that are touched."""
        todas = [self._linea(linea) for linea in e.lineas.all()]
        todas += [self._nueva(n) for n in self.propuesta["lineas"] if n["estrategia"] == e.pk]
        marca = CANCELADA if e.pk in self.propuesta["cancelar_estrategias"] else ""
        return _bloque(e.rotulo, e.nombre, marca, todas)

    def bloque_nuevo(self) -> list[dict[str, Any]]:
        """The block that is asked for, as a list of one, or of none."""
        nueva = self.propuesta["estrategia"]
        if not nueva:
            return []
        tipo = TipoBloque(nueva["tipo"])
        rotulo = Estrategia(tipo=tipo, numero=nueva["numero"]).rotulo
        todas = [self._nueva(n) for n in self.propuesta["lineas"] if n["estrategia"] is None]
        return [_bloque(rotulo, nueva["nombre"], NUEVA, todas)]

    def _linea(self, linea: LineaDeAccion) -> dict[str, Any]:
        vigente = escrito_en(linea)
        antes = {n: self.renglones.get((linea.pk, n), (vigente.get(n),))[0] for n in TRIMESTRES}
        despues = {n: self.renglones.get((linea.pk, n), (None, vigente.get(n)))[1] for n in TRIMESTRES}
        avance = self.avance.get(linea.pk, {})
        cancela = linea.pk in self.propuesta["cancelar_lineas"]
        return {
            "texto": linea.texto,
            "unidad_de_medida": linea.unidad_de_medida,
            "marca": CANCELADA if cancela else "",
            "inicial": _con_anual(escrito_en(linea, "inicial").get(n) for n in TRIMESTRES),
            "antes": _con_anual(antes.values()),
            "despues": _con_anual(despues.values()),
            "avance": _con_anual(avance.get(n, 0) for n in TRIMESTRES),
            "cambia": cancela or any((linea.pk, n) in self.renglones for n in TRIMESTRES),
        }

    def _nueva(self, nueva: dict[str, Any]) -> dict[str, Any]:
        return {
            "texto": nueva["texto"],
            "unidad_de_medida": nueva["unidad_de_medida"],
            "marca": NUEVA,
            "inicial": [0] * 5,
            "antes": [0] * 5,
            "despues": _con_anual(nueva["cantidades"].get(str(n), 0) for n in TRIMESTRES),
            "avance": [0] * 5,
            "cambia": True,
        }


def _bloque(rotulo: str, nombre: str, marca: str, todas: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "rotulo": rotulo,
        "nombre": nombre,
        "marca": marca,
        "lineas": [linea for linea in todas if linea["cambia"]],
        "suma": {c: _sumar(linea[c] for linea in todas) for c in ("inicial", "antes", "despues", "avance")},
    }


def _con_anual(cuatro: Iterable[int | None]) -> list[int | None]:
    figuras = list(cuatro)
    return [*figuras, sum(f or 0 for f in figuras)]


def _sumar(filas: Iterable[list[int | None]]) -> list[int]:
    return [sum(f or 0 for f in columna) for columna in zip([0] * 5, *filas, strict=True)]


def _total(bloques: list[dict[str, Any]]) -> dict[str, list[int]]:
    """The whole POA, touched or not; the sums of the blocks are dropped from them on the way."""
    sumas = [b.pop("suma") for b in bloques]
    return {c: _sumar(s[c] for s in sumas) for c in ("inicial", "antes", "despues", "avance")}
