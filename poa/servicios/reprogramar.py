"""Asking for a change of an authorised POA: what was asked, why, and until when it must be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from nucleo.bitacora import asentar
from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso, TransicionInvalida
from nucleo.folios import siguiente_numero
from nucleo.personas import Persona
from nucleo.roles import Accion
from nucleo.texto import limpiar, una_linea
from poa.consultas.dias_habiles import sumar_dias_habiles
from poa.consultas.reprogramacion import trimestres_el
from poa.estados import EstadoPrograma, EstadoReprogramacion, TipoBloque
from poa.models import (
    EjePMD,
    Estrategia,
    LineaDeAccion,
    Programa,
    Programacion,
    RenglonDeReprogramacion,
    Reprogramacion,
    TrimestrePrograma,
)
from poa.permisos import permite_reprogramar
from poa.servicios.exigencias import exigir_datos
from poa.servicios.programas import bloquear_programa

# (id of the línea, quarter) → acts projected.
Celda = tuple[int, int]
DIAS_PARA_RESOLVER = 5
MAX_PROYECTADAS = 9_999
MAX_MOTIVO = 4_000
MAX_LINEAS_NUEVAS = 40
_LARGOS = {"texto": 1_000, "unidad_de_medida": 60, "medio_de_verificacion": 200}
_NOMBRES = {
    "texto": "la línea de acción",
    "unidad_de_medida": "la unidad de medida",
    "medio_de_verificacion": "el medio de verificación",
}


@dataclass(frozen=True)
class LineaNueva:
    """A línea to add; `estrategia_id` None puts it in the new estrategia. `cantidades` by quarter."""

    texto: str
    unidad_de_medida: str
    medio_de_verificacion: str
    cantidades: Mapping[int, int]
    estrategia_id: int | None = None


@dataclass(frozen=True)
class EstrategiaNueva:
    """A block to add."""

    tipo: str
    numero: int
    nombre: str
    eje_id: int | None = None


@dataclass(frozen=True)
class Pedido:
    """What is asked: figures as they should be and as they were seen, what to cancel, what to add."""

    celdas: Mapping[Celda, int | None] = field(default_factory=dict)
    base: Mapping[Celda, int | None] = field(default_factory=dict)
    cancelar_lineas: frozenset[int] = frozenset()
    cancelar_estrategias: frozenset[int] = frozenset()
    lineas: Sequence[LineaNueva] = ()
    estrategia: EstrategiaNueva | None = None


@dataclass(frozen=True)
class Hoja:
    """The authorised POA as it is now: líneas that are not cancelled, figures, and the four quarters."""

    lineas: dict[int, LineaDeAccion]
    vigente: dict[Celda, int]
    abiertos: dict[int, TrimestrePrograma]
    razones: dict[int, str]


@transaction.atomic
def solicitar_reprogramacion(
    *, persona: Persona, ahora: datetime, programa_id: int, motivo: str, pedido: Pedido
) -> Reprogramacion:
    """The directora asks to change what was authorised; nothing changes until Planeación decides.

    The day it is asked (`persona.hoy`) decides which quarters it may touch. Raises SinPermiso,
    TransicionInvalida (not authorised), PeriodoCerrado (a quarter that is over or signed), Conflicto (another
    one waits, or a figure is no longer what was seen), DatosInvalidos by field, and
    LineaDeAccion.DoesNotExist or Estrategia.DoesNotExist for what is of another POA.
    """
    programa = bloquear_programa(programa_id)
    _exigir_que_pueda(programa, persona)
    hoja = _leer(programa, persona)
    motivo = limpiar(motivo)
    exigir_datos(_error_de_motivo(motivo))
    pedido = _limpio(programa, pedido)
    cancela = _lineas_que_cancela(programa, hoja, pedido)
    cambios = _cambios(programa, hoja, pedido) | _a_cero(hoja, cancela)
    cambios = {c: v for c, v in cambios.items() if v != hoja.vigente.get(c, 0)}
    if not (cambios or cancela or pedido.lineas or pedido.cancelar_estrategias):
        raise DatosInvalidos("No hay ningún cambio: escriba al menos una cifra distinta de la vigente.")
    propuesta = _propuesta(programa, persona, hoja, pedido, cancela)
    return _anotar(programa, persona, ahora, motivo, propuesta, _renglones(hoja, cambios))


def _renglones(hoja: Hoja, cambios: dict[Celda, int]) -> list[RenglonDeReprogramacion]:
    return [
        RenglonDeReprogramacion(
            linea_id=linea,
            trimestre_programa=hoja.abiertos[n],
            antes=hoja.vigente.get((linea, n), 0),
            despues=despues,
        )
        for (linea, n), despues in sorted(cambios.items())
    ]


def _anotar(
    programa: Programa,
    persona: Persona,
    ahora: datetime,
    motivo: str,
    propuesta: dict[str, Any],
    renglones: list[RenglonDeReprogramacion],
) -> Reprogramacion:
    serie = f"REPROG/{programa.direccion.clave}/{programa.ejercicio.anio}"
    nueva = Reprogramacion.objects.create(
        programa=programa,
        folio=f"{serie}/{siguiente_numero(serie):03d}",
        motivo=motivo,
        propuesta=propuesta,
        solicitada_por=persona.usuario,
        solicitada_el=persona.hoy,
        solicitada_en=ahora,
        limite_resolucion=sumar_dias_habiles(persona.hoy, DIAS_PARA_RESOLVER),
    )
    for renglon in renglones:
        renglon.reprogramacion = nueva
    RenglonDeReprogramacion.objects.bulk_create(renglones)
    celdas = {f"{r.linea_id}-{r.trimestre_programa.numero}": [r.antes, r.despues] for r in renglones}
    asentar(
        cadena=programa.direccion.cadena,
        accion="reprogramacion.solicitar",
        actor=persona.usuario,
        ahora=ahora,
        objeto=nueva,
        datos={"folio": nueva.folio, "motivo": motivo, "propuesta": propuesta, "celdas": celdas},
    )
    return nueva


def _exigir_que_pueda(programa: Programa, persona: Persona) -> None:
    permiso = permite_reprogramar(programa, persona)
    if permiso:
        return
    if not persona.puede(Accion.REPROGRAMAR, programa.direccion_id):
        raise SinPermiso(permiso.razon)
    if programa.estado != EstadoPrograma.AUTORIZADO:
        raise TransicionInvalida(permiso.razon)
    raise Conflicto(permiso.razon)


def _leer(programa: Programa, persona: Persona) -> Hoja:
    trimestres = trimestres_el(programa, persona.hoy)
    abiertos = {t.numero: t.tp for t in trimestres if t.permiso}
    razones = {t.numero: t.permiso.razon for t in trimestres if not t.permiso}
    if not abiertos:
        raise PeriodoCerrado(f"Ya no queda un trimestre que reprogramar. {razones[4]}")
    lineas = LineaDeAccion.objects.filter(estrategia__programa=programa, cancelada_el__isnull=True)
    filas = Programacion.objects.filter(linea__in=lineas)
    vigente = {
        (linea, n): v
        for linea, n, v in filas.values_list("linea_id", "trimestre_programa__numero", "vigente")
    }
    return Hoja({linea.pk: linea for linea in lineas}, vigente, abiertos, razones)


def _error_de_motivo(motivo: str) -> dict[str, str]:
    if not motivo:
        return {"motivo": "Escriba por qué se pide: va en el dictamen."}
    if len(motivo) > MAX_MOTIVO:
        return {"motivo": f"Son {len(motivo):,} letras; caben {MAX_MOTIVO:,}."}
    return {}


def _exigir_propias(programa: Programa, ids: set[int]) -> None:
    """What was cancelled meanwhile is told; what is of another POA does not exist."""
    if not ids:
        return
    if LineaDeAccion.objects.filter(pk__in=ids, estrategia__programa=programa).count() < len(ids):
        raise LineaDeAccion.DoesNotExist
    raise Conflicto("Una de las líneas de acción ya está cancelada. Recargue la página.")


def _cambios(programa: Programa, hoja: Hoja, pedido: Pedido) -> dict[Celda, int]:
    """The figures the person changed, after making sure that each may be."""
    cambios = {c: v for c, v in pedido.celdas.items() if v != pedido.base.get(c, hoja.vigente.get(c))}
    _exigir_propias(programa, {linea for linea, _ in cambios} - hoja.lineas.keys())
    errores: dict[str, str] = {}
    listos: dict[Celda, int] = {}
    for (linea, n), valor in cambios.items():
        if valor is None or not 0 <= valor <= MAX_PROYECTADAS:
            errores[f"c{linea}-{n}"] = f"Escriba un número de 0 a {MAX_PROYECTADAS:,}; 0 si ya no se hará."
            continue
        if n not in hoja.abiertos:
            raise PeriodoCerrado(hoja.razones[n])
        listos[linea, n] = valor
    exigir_datos(errores)
    chocan = [c for c in listos if hoja.vigente.get(c, 0) != (pedido.base.get(c, hoja.vigente.get(c)) or 0)]
    if chocan:
        ultima = programa.reprogramaciones.filter(estado=EstadoReprogramacion.AUTORIZADA).first()
        quien = f"la reprogramación {ultima.folio}" if ultima else "otra persona"
        raise Conflicto(
            f"Mientras usted escribía, {quien} cambió cifras que usted también cambió. "
            "No se pidió nada: revise abajo las que ahora están vigentes."
        )
    return listos


def _lineas_que_cancela(programa: Programa, hoja: Hoja, pedido: Pedido) -> set[int]:
    """Those asked for, and those of the blocks that are cancelled."""
    _exigir_propias(programa, set(pedido.cancelar_lineas) - hoja.lineas.keys())
    propias = programa.estrategias.filter(pk__in=pedido.cancelar_estrategias)
    if len(propias) < len(pedido.cancelar_estrategias):
        raise Estrategia.DoesNotExist
    if any(e.cancelada_el for e in propias):
        raise Conflicto("Una de las estrategias ya está cancelada. Recargue la página.")
    de_bloques = {pk for pk, x in hoja.lineas.items() if x.estrategia_id in pedido.cancelar_estrategias}
    return set(pedido.cancelar_lineas) | de_bloques


def _a_cero(hoja: Hoja, cancela: set[int]) -> dict[Celda, int]:
    return {(linea, n): 0 for linea in cancela for n in hoja.abiertos}


def _limpio(programa: Programa, pedido: Pedido) -> Pedido:
    """The same request with its texts clean; raises DatosInvalidos by field, «nueva-0-texto», «e-nombre»."""
    if len(pedido.lineas) > MAX_LINEAS_NUEVAS:
        raise DatosInvalidos(f"En una solicitud caben {MAX_LINEAS_NUEVAS} líneas nuevas.")
    estrategia = pedido.estrategia and _estrategia_limpia(pedido.estrategia)
    destinos = {e.pk: e for e in programa.estrategias.all()}
    lineas: list[LineaNueva] = []
    errores: dict[str, str] = {}
    for i, linea in enumerate(pedido.lineas):
        limpia, suyos = _linea_limpia(linea)
        if linea.estrategia_id is None and estrategia is None:
            suyos["estrategia"] = "Elija en qué estrategia va, o escriba abajo la nueva."
        elif linea.estrategia_id is not None:
            destino = destinos.get(linea.estrategia_id)
            if destino is None:
                raise Estrategia.DoesNotExist
            if destino.cancelada_el or destino.pk in pedido.cancelar_estrategias:
                suyos["estrategia"] = "Esa estrategia se cancela: elija otra."
        errores |= {f"nueva-{i}-{campo}": error for campo, error in suyos.items()}
        lineas.append(limpia)
    exigir_datos(errores)
    if estrategia and all(linea.estrategia_id is not None for linea in lineas):
        raise DatosInvalidos(
            "La estrategia nueva necesita al menos una línea de acción.", {"e-nombre": "Agréguele una línea."}
        )
    return Pedido(
        pedido.celdas, pedido.base, pedido.cancelar_lineas, pedido.cancelar_estrategias, lineas, estrategia
    )


def _linea_limpia(linea: LineaNueva) -> tuple[LineaNueva, dict[str, str]]:
    errores: dict[str, str] = {}
    textos: dict[str, str] = {}
    for campo, maximo in _LARGOS.items():
        textos[campo] = una_linea(getattr(linea, campo))
        if not textos[campo]:
            errores[campo] = f"Escriba {_NOMBRES[campo]}."
        elif len(textos[campo]) > maximo:
            errores[campo] = f"Son {len(textos[campo]):,} letras; caben {maximo:,}."
    cantidades = {n: v for n, v in linea.cantidades.items() if v}
    if not cantidades:
        errores["cantidades"] = "Programe al menos una actividad en un trimestre."
    elif any(not 0 <= v <= MAX_PROYECTADAS for v in cantidades.values()):
        errores["cantidades"] = f"Cada cifra va de 0 a {MAX_PROYECTADAS:,}."
    return LineaNueva(**textos, cantidades=cantidades, estrategia_id=linea.estrategia_id), errores


def _estrategia_limpia(nueva: EstrategiaNueva) -> EstrategiaNueva:
    nombre = una_linea(nueva.nombre)
    errores: dict[str, str] = {}
    if not nombre or len(nombre) > 250:
        errores["e-nombre"] = "Escriba el nombre, de hasta 250 letras."
    if nueva.tipo not in TipoBloque.values:
        errores["e-tipo"] = "Elija si es estrategia o actividad."
    if not 1 <= nueva.numero <= 999:
        errores["e-numero"] = "El número va de 1 a 999."
    if nueva.eje_id is not None and not EjePMD.objects.filter(pk=nueva.eje_id, activa=True).exists():
        errores["e-eje"] = "Elija un eje de la lista."
    exigir_datos(errores)
    return EstrategiaNueva(nueva.tipo, nueva.numero, nombre, nueva.eje_id)


def _propuesta(
    programa: Programa, persona: Persona, hoja: Hoja, pedido: Pedido, cancela: set[int]
) -> dict[str, Any]:
    """What the numbers alone cannot say, as data: which quarters, who asked, what to add, what to cancel."""
    for linea in pedido.lineas:
        for n in linea.cantidades.keys() - hoja.abiertos.keys():
            raise PeriodoCerrado(hoja.razones[n])
    cargo = persona.cargo_para(Accion.REPROGRAMAR, programa.direccion_id)
    return {
        "trimestres": sorted(hoja.abiertos),
        "solicito": {"nombre": persona.usuario.nombre, "cargo": cargo.texto if cargo else ""},
        "cancelar_lineas": sorted(cancela),
        "cancelar_estrategias": sorted(pedido.cancelar_estrategias),
        "estrategia": vars(pedido.estrategia) if pedido.estrategia else None,
        "lineas": [
            {
                "estrategia": linea.estrategia_id,
                "texto": linea.texto,
                "unidad_de_medida": linea.unidad_de_medida,
                "medio_de_verificacion": linea.medio_de_verificacion,
                "cantidades": {str(n): v for n, v in sorted(linea.cantidades.items())},
            }
            for linea in pedido.lineas
        ],
    }
