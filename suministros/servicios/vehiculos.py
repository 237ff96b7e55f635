"""Vehicles: their data, what their odometers say, their loans and their return."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nucleo.errores import Conflicto, TransicionInvalida
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.models import Localidad
from suministros.consultas.vehiculos import falla_de_odometro, falla_de_viaje, quien_lo_tiene
from suministros.estados import (
    MAX_KM,
    PASOS_DE_PRESTAMO,
    Acto,
    Combustible,
    EstadoPrestamo,
    EstadoSolicitud,
    EstadoVale,
)
from suministros.models import (
    DistanciaPorLocalidad,
    LecturaDeOdometro,
    PrestamoDeVehiculo,
    Solicitud,
    Vehiculo,
)
from suministros.permisos import permite_atender
from suministros.servicios.base import (
    en_el_municipio,
    exigir_datos,
    exigir_permiso,
    motivo_limpio,
    mover_solicitud,
    rechazar,
    tomar,
)

P = EstadoPrestamo
ALTA = "Alta del vehículo"


def bloquear_vehiculo(pk: int) -> Vehiculo:
    """Lock a vehicle for the rest of the transaction: after the request and before the fondo, always."""
    return Vehiculo.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def leer_odometro(
    vehiculo: Vehiculo,
    km: int,
    fecha: date,
    *,
    persona: Persona,
    ahora: datetime,
    vuelta: int = 0,
    campo: str = "km",
    motivo: str = "",
) -> None:
    """Write down what the odometer said on a day, and its highest figure in the vehicle: only this does.

    `vuelta`: of which odometer, the one it has when it is not said; `motivo` only in the first of each. The
    caller holds the vehicle's lock. Raises DatosInvalidos when it would have gone back.
    """
    vuelta = vuelta or vehiculo.vuelta
    if not 0 <= km <= MAX_KM:
        exigir_datos({campo: f"Escriba un número de 0 a {MAX_KM:,}."})
    if falla := falla_de_odometro(vehiculo, vuelta, fecha, km):
        exigir_datos({campo: falla})
    LecturaDeOdometro.objects.create(
        vehiculo=vehiculo,
        vuelta=vuelta,
        fecha=fecha,
        km=km,
        motivo=motivo,
        actor=persona.usuario,
        momento=ahora,
    )
    if vuelta == vehiculo.vuelta and km > vehiculo.odometro:
        vehiculo.odometro = km
        vehiculo.save(update_fields=["odometro"])


@transaction.atomic
def guardar_vehiculo(
    *,
    placas: str,
    numero_economico: str,
    marca: str,
    modelo: str,
    anio: int | None = None,
    combustible: str = Combustible.MAGNA,
    rendimiento: int | None = None,
    odometro: int = 0,
    activo: bool = True,
    vehiculo_id: int | None = None,
    persona: Persona,
    ahora: datetime,
) -> Vehiculo:
    """Add a vehicle, or change its data; `odometro` is only of a new one, `rendimiento` in hundredths of
    km/l.

    Raises SinPermiso, DatosInvalidos (a message per field).
    """
    exigir_permiso(permite_atender(persona))
    vehiculo = bloquear_vehiculo(vehiculo_id) if vehiculo_id else Vehiculo()
    vehiculo.placas = limpiar(placas).upper().replace(" ", "")
    vehiculo.numero_economico = limpiar(numero_economico).upper()
    vehiculo.marca, vehiculo.modelo = limpiar(marca), limpiar(modelo)
    vehiculo.anio, vehiculo.combustible = anio, combustible
    vehiculo.rendimiento, vehiculo.activo = rendimiento, activo
    exigir_datos(_errores_de_vehiculo(vehiculo))
    nuevo = vehiculo.pk is None
    vehiculo.save()
    if nuevo and odometro:
        leer_odometro(
            vehiculo, odometro, persona.hoy, persona=persona, ahora=ahora, campo="odometro", motivo=ALTA
        )
    en_el_municipio("vehiculo.guardar", vehiculo, persona, ahora, placas=vehiculo.placas, activo=activo)
    return vehiculo


def _errores_de_vehiculo(v: Vehiculo) -> dict[str, str]:
    errores = {}
    largos = {"placas": 12, "numero_economico": 20, "marca": 40, "modelo": 40}
    for campo, largo in largos.items():
        if not 1 <= len(getattr(v, campo)) <= largo:
            errores[campo] = f"Escriba de 1 a {largo} letras."
    otros = Vehiculo.objects.exclude(pk=v.pk)
    if otros.filter(placas=v.placas).exists():
        errores["placas"] = "Ya hay un vehículo con esas placas."
    if otros.filter(numero_economico=v.numero_economico).exists():
        errores["numero_economico"] = "Ya hay un vehículo con ese número económico."
    if v.combustible not in Combustible.values:
        errores["combustible"] = "Elija el combustible."
    if v.anio is not None and not 1950 <= v.anio <= 2100:
        errores["anio"] = "Escriba el año con cuatro cifras."
    if v.rendimiento is not None and not 1 <= v.rendimiento <= 10_000:
        errores["rendimiento"] = "Escriba cuántos kilómetros da por litro."
    return errores


@transaction.atomic
def cambiar_odometro(
    *, vehiculo_id: int, km: int, motivo: str, vuelta: int | None = None, persona: Persona, ahora: datetime
) -> Vehiculo:
    """The odometer was replaced: from today it counts from `km`.

    `vuelta`: the one that was seen, so that a form sent twice changes it once. Raises SinPermiso,
    DatosInvalidos, Conflicto (it was changed already), TransicionInvalida (it is out, and left with more).
    """
    exigir_permiso(permite_atender(persona))
    motivo = motivo_limpio(motivo)
    vehiculo = bloquear_vehiculo(vehiculo_id)
    if vuelta is not None and vuelta != vehiculo.vuelta:
        raise Conflicto("El cambio de odómetro de este vehículo ya quedó registrado: revise sus lecturas.")
    if not 0 <= km <= MAX_KM:
        exigir_datos({"km": f"Escriba un número de 0 a {MAX_KM:,}."})
    if vehiculo.prestamos.filter(estado=P.EN_USO, km_salida__gt=km).exists():
        raise TransicionInvalida("El vehículo está fuera: registre antes su regreso, y después el cambio.")
    marcaba = vehiculo.odometro
    vehiculo.vuelta, vehiculo.odometro = vehiculo.vuelta + 1, km
    vehiculo.save(update_fields=["vuelta", "odometro"])
    leer_odometro(vehiculo, km, persona.hoy, persona=persona, ahora=ahora, motivo=motivo)
    en_el_municipio("vehiculo.odometro", vehiculo, persona, ahora, marcaba=marcaba, marca=km)
    return vehiculo


@transaction.atomic
def guardar_distancia(
    *, localidad: Localidad, km: int, persona: Persona, ahora: datetime
) -> DistanciaPorLocalidad:
    """Km of the round trip to a localidad. Raises SinPermiso, DatosInvalidos."""
    exigir_permiso(permite_atender(persona))
    if not 1 <= km <= 10_000:
        exigir_datos({"km": "Escriba los kilómetros de ida y vuelta."})
    distancia, _ = DistanciaPorLocalidad.objects.update_or_create(localidad=localidad, defaults={"km": km})
    en_el_municipio("distancia.guardar", distancia, persona, ahora, km=km)
    return distancia


def apartar_vehiculo(
    solicitud: Solicitud, vehiculo_id: int, desde: datetime, hasta: datetime, conductor: str, ahora: datetime
) -> PrestamoDeVehiculo:
    """Keep a vehicle for a request. Raises DatosInvalidos when it is out of service or not free then.

    One that is late is not free until it is back; for a later slot it may be kept.
    """
    vehiculo = bloquear_vehiculo(vehiculo_id)
    if not vehiculo.activo:
        rechazar("vehiculo", "Ese vehículo está fuera de servicio.")
    if hasta <= desde:
        rechazar("hasta", "El regreso es después de la salida.")
    if otro := quien_lo_tiene(vehiculo.pk, desde, hasta):
        de, a = (timezone.localtime(m).strftime("%d/%m/%Y %H:%M") for m in (otro.desde, otro.hasta))
        rechazar("vehiculo", f"El vehículo {vehiculo.numero_economico} está ocupado del {de} al {a}.")
    if desde <= ahora and vehiculo.prestamos.filter(estado=P.EN_USO).exists():
        rechazar("vehiculo", f"El vehículo {vehiculo.numero_economico} todavía no regresa.")
    return PrestamoDeVehiculo.objects.create(
        vehiculo=vehiculo, solicitud=solicitud, desde=desde, hasta=hasta, conductor=conductor
    )


def mover_prestamo(prestamo: PrestamoDeVehiculo, a: EstadoPrestamo) -> None:
    """Change the state of a loan, with what else changed in it: the only function that does."""
    if a not in PASOS_DE_PRESTAMO[prestamo.estado]:
        raise TransicionInvalida(f"El vehículo está {prestamo.get_estado_display()} y no admite ese cambio.")
    prestamo.estado = a
    prestamo.save()


def sacar_vehiculo(
    solicitud: Solicitud, km_salida: int | None, *, persona: Persona, ahora: datetime
) -> PrestamoDeVehiculo | None:
    """The keys are handed over: the vehicle of the request is out from now on. None when it has none."""
    prestamo = solicitud.prestamos.filter(estado=P.APARTADO).first()
    if prestamo is None:
        return None
    vehiculo = bloquear_vehiculo(prestamo.vehiculo_id)
    if vehiculo.prestamos.filter(estado=P.EN_USO).exists():
        raise TransicionInvalida("El vehículo todavía no regresa de su salida anterior.")
    if km_salida is None or km_salida < vehiculo.odometro:
        marcaba = f"la última vez marcaba {vehiculo.odometro:,} km"
        rechazar("km_salida", f"Escriba lo que marca el odómetro: {marcaba}.")
    leer_odometro(vehiculo, km_salida, persona.hoy, persona=persona, ahora=ahora, campo="km_salida")
    prestamo.km_salida, prestamo.salida_en = km_salida, ahora
    mover_prestamo(prestamo, P.EN_USO)
    return prestamo


@transaction.atomic
def devolver_vehiculo(
    *,
    solicitud_id: int,
    km_regreso: int,
    observaciones: str = "",
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Solicitud:
    """The vehicle is back. It closes the request, unless a vale of it waits to be used.

    Raises SinPermiso, TransicionInvalida, Conflicto, DatosInvalidos (km_regreso below those of the exit).
    """
    solicitud, _ = tomar(solicitud_id, Acto.DEVOLVER_VEHICULO, persona, revision)
    prestamo = solicitud.prestamos.filter(estado=P.EN_USO).first()
    if prestamo is None:
        raise TransicionInvalida("Esta solicitud no tiene un vehículo por devolver.")
    vehiculo = bloquear_vehiculo(prestamo.vehiculo_id)
    if prestamo.km_salida is not None and km_regreso < prestamo.km_salida:
        exigir_datos({"km_regreso": f"Salió con {prestamo.km_salida:,} km: no puede regresar con menos."})
    if km_regreso < vehiculo.odometro:
        exigir_datos({"km_regreso": f"El odómetro ya marcaba {vehiculo.odometro:,} km."})
    if prestamo.km_salida is not None and (falla := falla_de_viaje(prestamo.km_salida, km_regreso)):
        exigir_datos({"km_regreso": falla})
    leer_odometro(vehiculo, km_regreso, persona.hoy, persona=persona, ahora=ahora, campo="km_regreso")
    prestamo.km_regreso, prestamo.devuelto_en = km_regreso, ahora
    prestamo.observaciones = limpiar(observaciones)
    mover_prestamo(prestamo, P.DEVUELTO)
    falta_vale = solicitud.vales.filter(estado=EstadoVale.VIGENTE).exists()
    a = EstadoSolicitud.EN_USO if falta_vale else EstadoSolicitud.CERRADA
    mover_solicitud(
        solicitud,
        a,
        Acto.DEVOLVER_VEHICULO,
        persona=persona,
        ahora=ahora,
        vehiculo=vehiculo.pk,
        km=km_regreso,
    )
    return solicitud
