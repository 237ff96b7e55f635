"""What a request says: its data, the rules they keep, and how they are written in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from actividades.models import Actividad
from asambleas.models import Organo
from nucleo.texto import limpiar, normalizar
from poa.models import LineaDeAccion, Localidad
from suministros.consultas.fondos import fondo_sugerido, uso_de
from suministros.estados import (
    MAX_CANTIDAD,
    MAX_KM,
    MAX_MONTO,
    MAX_RENGLONES,
    MAX_TEXTO,
    Pide,
    TipoSolicitud,
)
from suministros.models import Articulo, Fondo, Renglon, Solicitud
from suministros.servicios.base import exigir_datos


@dataclass(frozen=True)
class DatosDeRenglon:
    """A line of a requisición: of the catalogue (its words and price are taken from it) or free; centavos."""

    cantidad: int
    articulo: Articulo | None = None
    descripcion: str = ""
    unidad: str = ""
    precio: int = 0


@dataclass(frozen=True)
class DatosDeSolicitud:
    """What a person asks for. `monto` in centavos, of an oficio; that of a requisición is the sum of its
    lines.

    `fondo` None: the one that `fondo_sugerido` says. `urgente`: it was given by word of mouth and is
    regularised now, so its day may have passed; `de_palabra` says who gave it.
    """

    tipo: str
    motivo: str
    pide: str = ""
    fondo: Fondo | None = None
    linea: LineaDeAccion | None = None
    organo: Organo | None = None
    actividad: Actividad | None = None
    destino: Localidad | None = None
    lugar: str = ""
    desde: datetime | None = None
    hasta: datetime | None = None
    conductor: str = ""
    pasajeros: int = 0
    km_estimados: int | None = None
    urgente: bool = False
    de_palabra: str = ""
    monto: int = 0
    requerida_el: date | None = None
    renglones: Sequence[DatosDeRenglon] = ()


def escribir_solicitud(solicitud: Solicitud, datos: DatosDeSolicitud) -> None:
    """Put the data in the request and save it as its next revision, with its renglones."""
    exigir_datos(_errores(solicitud, datos))
    es_oficio = datos.tipo == TipoSolicitud.OFICIO
    solicitud.tipo, solicitud.pide = datos.tipo, datos.pide if es_oficio else ""
    for campo in ("linea", "organo", "actividad", "destino", "desde", "hasta", "pasajeros", "km_estimados"):
        setattr(solicitud, campo, getattr(datos, campo))
    for campo in ("motivo", "lugar", "conductor", "de_palabra"):
        setattr(solicitud, campo, limpiar(getattr(datos, campo)))
    solicitud.urgente, solicitud.requerida_el = datos.urgente, datos.requerida_el
    solicitud.fondo = datos.fondo or fondo_sugerido(
        solicitud.direccion_id, solicitud.ejercicio_id, datos.tipo, datos.linea
    )
    solicitud.monto_pedido = (
        datos.monto if es_oficio else sum(_precio(r) * r.cantidad for r in datos.renglones)
    )
    if solicitud.pk:
        solicitud.revision += 1
    solicitud.busqueda = texto_de_busqueda(solicitud)
    solicitud.save()
    solicitud.renglones.all().delete()
    if not es_oficio:
        Renglon.objects.bulk_create(_renglon(solicitud, n, r) for n, r in enumerate(datos.renglones, 1))


def texto_de_busqueda(s: Solicitud) -> str:
    """The column that search reads."""
    partes = (s.folio, s.folio_compra, s.direccion.nombre, s.motivo, s.lugar, s.conductor)
    return normalizar(" ".join((*partes, str(s.destino or ""))))


def _precio(r: DatosDeRenglon) -> int:
    return r.articulo.precio if r.articulo and not r.precio else r.precio


def _renglon(solicitud: Solicitud, orden: int, r: DatosDeRenglon) -> Renglon:
    return Renglon(
        solicitud=solicitud,
        orden=orden,
        articulo=r.articulo,
        descripcion=r.articulo.nombre if r.articulo else limpiar(r.descripcion),
        unidad=r.articulo.unidad if r.articulo else limpiar(r.unidad),
        cantidad=r.cantidad,
        precio=_precio(r),
    )


def _errores(solicitud: Solicitud, d: DatosDeSolicitud) -> dict[str, str]:
    """Why the data cannot be taken, a message per field."""
    errores = errores_de_otra_direccion(solicitud, d.linea, d.organo, d.actividad)
    if d.fondo and not _le_toca(d.fondo, solicitud, d.tipo):
        errores["fondo"] = "Elija un concepto de su dirección, de este año y para esto."
    if not limpiar(d.motivo):
        errores["motivo"] = "Diga para qué se necesita."
    elif len(d.motivo) > MAX_TEXTO:
        errores["motivo"] = f"Use a lo más {MAX_TEXTO:,} letras."
    for campo, largo in (("lugar", 200), ("conductor", 150), ("de_palabra", 150)):
        if len(limpiar(getattr(d, campo))) > largo:
            errores[campo] = f"Use a lo más {largo} letras."
    if d.tipo == TipoSolicitud.OFICIO:
        errores |= _errores_de_oficio(d)
    elif d.tipo == TipoSolicitud.REQUISICION:
        errores |= _errores_de_renglones(d.renglones)
    else:
        errores["tipo"] = "Elija un oficio o una requisición."
    return errores


def errores_de_otra_direccion(
    solicitud: Solicitud,
    linea: LineaDeAccion | None = None,
    organo: Organo | None = None,
    actividad: Actividad | None = None,
) -> dict[str, str]:
    """A línea, comité or activity of another dirección is not an answer."""
    propia, errores = solicitud.direccion_id, {}
    if linea and linea.estrategia.programa.direccion_id != propia:
        errores["linea"] = "Elija una línea de su dirección."
    if organo and organo.direccion_id != propia:
        errores["organo"] = "Elija un comité o consejo de su dirección."
    if actividad and actividad.trimestre_programa.programa.direccion_id != propia:
        errores["actividad"] = "Elija una actividad de su dirección."
    return errores


def _le_toca(fondo: Fondo, solicitud: Solicitud, tipo: str) -> bool:
    return (fondo.direccion_id, fondo.ejercicio_id) == (solicitud.direccion_id, solicitud.ejercicio_id) and (
        fondo.rubro.uso == uso_de(tipo)
    )


def _errores_de_oficio(d: DatosDeSolicitud) -> dict[str, str]:
    errores = {}
    if d.pide not in Pide.values:
        errores["pide"] = "Elija si pide vehículo o combustible."
    if d.desde is None:
        errores["desde"] = "Escriba el día y la hora de salida."
    if d.hasta is None:
        errores["hasta"] = "Escriba el día y la hora de regreso."
    elif d.desde and d.hasta <= d.desde:
        errores["hasta"] = "El regreso es después de la salida."
    if d.destino is None and not limpiar(d.lugar):
        errores["destino"] = "Diga a dónde se va."
    if not 0 <= d.pasajeros <= 99:
        errores["pasajeros"] = "Escriba un número de 0 a 99."
    if d.km_estimados is not None and not 0 <= d.km_estimados <= MAX_KM:
        errores["km_estimados"] = f"Escriba un número de 0 a {MAX_KM:,}."
    if d.urgente and not limpiar(d.de_palabra):
        errores["de_palabra"] = "Diga quién lo autorizó de palabra."
    return errores | _errores_del_monto(d)


def _errores_del_monto(d: DatosDeSolicitud) -> dict[str, str]:
    if not 0 <= d.monto <= MAX_MONTO:
        return {"monto": "Escriba el monto como 70,000.00"}
    if d.pide == Pide.COMBUSTIBLE and not d.monto:
        return {"monto": "Escriba por cuánto dinero pide el combustible: sin importe no se puede autorizar."}
    return {}


def _errores_de_renglones(renglones: Sequence[DatosDeRenglon]) -> dict[str, str]:
    if not renglones:
        return {"renglones": "Pida al menos una cosa."}
    if len(renglones) > MAX_RENGLONES:
        return {"renglones": f"Una requisición lleva a lo más {MAX_RENGLONES} renglones."}
    errores = {}
    for n, r in enumerate(renglones, 1):
        if not 1 <= r.cantidad <= MAX_CANTIDAD:
            errores["renglones"] = f"Renglón {n}: la cantidad va de 1 a {MAX_CANTIDAD:,}."
        elif r.articulo is None and not (limpiar(r.descripcion) and limpiar(r.unidad)):
            errores["renglones"] = f"Renglón {n}: escriba qué es y en qué unidad."
        elif not 0 <= _precio(r) <= MAX_MONTO // MAX_RENGLONES // r.cantidad:
            errores["renglones"] = f"Renglón {n}: revise el precio."
        elif len(limpiar(r.descripcion)) > 250 or len(limpiar(r.unidad)) > 30:
            errores["renglones"] = f"Renglón {n}: use menos letras."
    return errores
