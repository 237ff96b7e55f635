"""Fuel: the vale that allows a load, and the load that uses it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from actividades.archivos import ArchivoListo
from nucleo.dinero import escribir_monto
from nucleo.errores import TransicionInvalida
from nucleo.fechas import fecha_larga
from nucleo.folios import codigo_nuevo
from nucleo.personas import Persona
from nucleo.texto import limpiar
from suministros.consultas.papeles import VALE as PAPEL
from suministros.consultas.papeles import datos_de_vale
from suministros.consultas.vehiculos import falla_de_viaje, vuelta_de
from suministros.estados import (
    DIAS_DE_VIGENCIA,
    MAX_KM,
    MAX_MONTO,
    PASOS_DE_VALE,
    PRESTAMOS_VIVOS,
    Acto,
    EstadoSolicitud,
    EstadoVale,
)
from suministros.models import CargaDeCombustible, Solicitud, Vale, Vehiculo
from suministros.servicios.base import (
    dejar_asiento,
    exigir_datos,
    exigir_monto,
    mover_solicitud,
    rechazar,
    tomar,
)
from suministros.servicios.fondos import comprometer, ejercer, liberar
from suministros.servicios.papeles import anular_papel, congelar_papel
from suministros.servicios.solicitudes import nuevo_folio
from suministros.servicios.vehiculos import bloquear_vehiculo, leer_odometro

V = EstadoVale
MAX_MILILITROS = 2_000_000


@dataclass(frozen=True)
class DatosDeVale:
    """Leave to load fuel: centavos and, when they are limited too, thousandths of a litre.

    `vehiculo` None: any; `vigencia` None: five days from today.
    """

    importe: int
    mililitros: int | None = None
    vehiculo: Vehiculo | None = None
    vigencia: date | None = None


def dar_vale(solicitud: Solicitud, d: DatosDeVale, *, persona: Persona, ahora: datetime) -> Vale:
    """Commit the money and give the vale, in the caller's transaction.

    Raises SinPresupuesto, DatosInvalidos.
    """
    exigir_monto(d.importe, "importe")
    if d.mililitros is not None and not 0 < d.mililitros <= MAX_MILILITROS:
        exigir_datos({"litros": "Escriba los litros, o deje el campo vacío."})
    vigencia = d.vigencia or persona.hoy + timedelta(days=DIAS_DE_VIGENCIA)
    if vigencia < persona.hoy:
        exigir_datos({"vigencia": "El último día no puede haber pasado."})
    if d.vehiculo and not bloquear_vehiculo(d.vehiculo.pk).activo:  # always before the fondo
        rechazar("vehiculo", "Ese vehículo está fuera de servicio.")
    comprometer(solicitud, d.importe, persona=persona, ahora=ahora)
    solicitud.monto_autorizado += d.importe
    vale = Vale.objects.create(
        folio=nuevo_folio("vale", solicitud.direccion.clave, solicitud.ejercicio.anio),
        codigo=codigo_nuevo(),
        solicitud=solicitud,
        vehiculo=d.vehiculo,
        mililitros=d.mililitros,
        importe=d.importe,
        vigencia=vigencia,
        dado_por=persona.usuario,
        dado_en=ahora,
    )
    congelar_papel(solicitud, PAPEL, vale.pk, datos_de_vale(vale, persona.hoy))
    dejar_asiento("vale.dar", vale, solicitud, persona, ahora, vale=vale.folio, importe=d.importe)
    return vale


def _mover_vale(vale: Vale, a: EstadoVale, motivo: str = "") -> None:
    if a not in PASOS_DE_VALE[vale.estado]:
        raise TransicionInvalida(f"El vale está {vale.get_estado_display()} y no admite ese cambio.")
    vale.estado, vale.motivo = a, motivo
    vale.save(update_fields=["estado", "motivo"])


def cancelar_vales(solicitud: Solicitud, motivo: str, *, persona: Persona, ahora: datetime) -> int:
    """Cancel what was not used, and say how many; its folio stays visible. The caller frees the money."""
    vigentes = list(solicitud.vales.filter(estado=V.VIGENTE))
    for vale in vigentes:
        _mover_vale(vale, V.CANCELADO, motivo)
        anular_papel(PAPEL, vale.pk, motivo)
        dejar_asiento("vale.cancelar", vale, solicitud, persona, ahora, vale=vale.folio)
    return len(vigentes)


@dataclass(frozen=True)
class DatosDeCarga:
    """A ticket: `mililitros` are thousandths of a litre, `precio` of one litre and `importe` in centavos.

    `vehiculo` only when neither the vale nor the request's loan says which.
    """

    fecha: date
    conductor: str
    comision: str
    km_salida: int
    km_regreso: int
    mililitros: int
    precio: int
    importe: int
    vehiculo: Vehiculo | None = None
    ticket: ArchivoListo | None = None


@transaction.atomic
def registrar_carga(
    *, solicitud_id: int, datos: DatosDeCarga, persona: Persona, ahora: datetime, revision: int | None = None
) -> CargaDeCombustible:
    """Log a load: it uses the vale, spends its amount and frees the rest; the odometer never goes back.

    It closes the request, unless its vehicle is still out. Raises SinPermiso, TransicionInvalida (no vale to
    use), Conflicto, DatosInvalidos (a message per field; above the vale too).
    """
    solicitud, _ = tomar(solicitud_id, Acto.REGISTRAR_CARGA, persona, revision)
    vale = solicitud.vales.filter(estado=V.VIGENTE).first()
    if vale is None:
        raise TransicionInvalida("Esta solicitud no tiene un vale por usar.")
    vehiculo = bloquear_vehiculo(_vehiculo_de(solicitud, vale, datos))
    exigir_datos(_errores(datos, vale, persona.hoy, urgente=solicitud.urgente))
    vuelta = vuelta_de(vehiculo, datos.fecha, datos.km_salida)
    for campo in ("km_salida", "km_regreso"):
        km = getattr(datos, campo)
        leer_odometro(vehiculo, km, datos.fecha, vuelta=vuelta, persona=persona, ahora=ahora, campo=campo)
    carga = _guardar(vale, vehiculo, datos, persona, ahora)
    _mover_vale(vale, V.USADO)
    ejercer(solicitud, datos.importe, persona=persona, ahora=ahora)
    liberar(solicitud, persona=persona, ahora=ahora, motivo="Lo que no se cargó del vale")
    fuera = solicitud.prestamos.filter(estado__in=PRESTAMOS_VIVOS).exists()
    mover_solicitud(
        solicitud,
        EstadoSolicitud.EN_USO if fuera else EstadoSolicitud.CERRADA,
        Acto.REGISTRAR_CARGA,
        persona=persona,
        ahora=ahora,
        vale=vale.folio,
        vehiculo=vehiculo.pk,
        mililitros=datos.mililitros,
        importe=datos.importe,
        ticket=carga.sha256,
    )
    return carga


def _vehiculo_de(solicitud: Solicitud, vale: Vale, datos: DatosDeCarga) -> int:
    """The vale's, that of the loan, or the one they say; in this order."""
    if vale.vehiculo_id:
        return vale.vehiculo_id
    prestamo = solicitud.prestamos.exclude(estado="cancelado").order_by("-pk").first()
    if prestamo:
        return prestamo.vehiculo_id
    if datos.vehiculo is None:
        rechazar("vehiculo", "Elija el vehículo que cargó.")
    return datos.vehiculo.pk


def _errores(d: DatosDeCarga, vale: Vale, hoy: date, *, urgente: bool) -> dict[str, str]:
    errores, dado = {}, timezone.localdate(vale.dado_en)
    if d.fecha > hoy:
        errores["fecha"] = f"La fecha es posterior a hoy, {fecha_larga(hoy)}."
    elif d.fecha > vale.vigencia and not urgente:
        errores["fecha"] = f"El vale valía hasta el {fecha_larga(vale.vigencia)}."
    elif d.fecha < dado and not urgente:
        errores["fecha"] = f"El vale se dio el {fecha_larga(dado)}: la carga no puede ser anterior."
    elif d.fecha.year < dado.year:
        errores["fecha"] = f"El vale es de {dado.year}: la carga no puede ser de otro año."
    for campo, largo in (("conductor", 150), ("comision", 250)):
        if not 1 <= len(limpiar(getattr(d, campo))) <= largo:
            errores[campo] = f"Escriba de 1 a {largo} letras."
    if not 0 <= d.km_salida <= d.km_regreso <= MAX_KM:
        errores["km_regreso"] = "El kilometraje de regreso no puede ser menor que el de salida."
    elif falla := falla_de_viaje(d.km_salida, d.km_regreso):
        errores["km_regreso"] = falla
    return errores | _errores_de_lo_cargado(d, vale)


def _errores_de_lo_cargado(d: DatosDeCarga, vale: Vale) -> dict[str, str]:
    errores = {}
    if not 0 < d.mililitros <= MAX_MILILITROS:
        errores["litros"] = "Escriba los litros que se cargaron."
    elif vale.mililitros is not None and d.mililitros > vale.mililitros:
        errores["litros"] = f"El vale autoriza {vale.litros:g} litros."
    if not 0 < d.precio <= MAX_MONTO:
        errores["precio"] = "Escriba el precio por litro."
    if not 0 < d.importe <= MAX_MONTO:
        errores["importe"] = "Escriba lo que se pagó."
    elif d.importe > vale.importe:
        errores["importe"] = f"El vale es por {escribir_monto(vale.importe)}."
    return errores


def _guardar(
    vale: Vale, vehiculo: Vehiculo, d: DatosDeCarga, persona: Persona, ahora: datetime
) -> CargaDeCombustible:
    ticket = d.ticket
    return CargaDeCombustible.objects.create(
        vale=vale,
        vehiculo=vehiculo,
        fecha=d.fecha,
        conductor=limpiar(d.conductor),
        comision=limpiar(d.comision),
        km_salida=d.km_salida,
        km_regreso=d.km_regreso,
        mililitros=d.mililitros,
        precio=d.precio,
        importe=d.importe,
        nombre=ticket.nombre if ticket else "",
        tipo=ticket.tipo if ticket else "",
        archivo=ticket.archivo if ticket else "",
        sha256=ticket.sha256 if ticket else "",
        registrada_por=persona.usuario,
        registrada_en=ahora,
    )
