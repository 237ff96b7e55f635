"""The calendar that Planeación keeps: ejercicios with their quarters, and prórrogas."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.db import transaction

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto, PeriodoCerrado
from nucleo.fechas import sumar_habiles
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.candados import bloquear, cierre_de_captura
from poa.models import Ejercicio, Prorroga, Trimestre
from poa.permisos import permite_calendario
from poa.servicios.exigencias import exigir_datos, exigir_permiso

DIAS_DE_CAPTURA = 15
HABILES_DE_EVALUACION = 5


def _trimestre(ejercicio: Ejercicio, numero: int) -> Trimestre:
    ultimo_mes = numero * 3
    fin = date(ejercicio.anio, ultimo_mes, monthrange(ejercicio.anio, ultimo_mes)[1])
    cierra = fin + timedelta(days=DIAS_DE_CAPTURA)
    return Trimestre(
        ejercicio=ejercicio,
        numero=numero,
        captura_abre=date(ejercicio.anio, ultimo_mes - 2, 1),
        captura_cierra=cierra,
        limite_evaluacion=sumar_habiles(cierra, HABILES_DE_EVALUACION),
    )


@transaction.atomic
def abrir_ejercicio(*, persona: Persona, ahora: datetime, anio: int) -> Ejercicio:
    """Open a year with its four quarters.

    Capture opens on the first day of the quarter and closes 15 days after its end; the evaluation is
    due 5 working days later. Raises SinPermiso, DatosInvalidos (anio), Conflicto when it is open.
    """
    exigir_permiso(permite_calendario(persona))
    exigir_datos({} if 2000 <= anio <= 2100 else {"anio": "Escriba el año con cuatro cifras."})
    ejercicio, nuevo = Ejercicio.objects.get_or_create(anio=anio)
    if not nuevo:
        raise Conflicto(f"El ejercicio {anio} ya está abierto.")
    Trimestre.objects.bulk_create(_trimestre(ejercicio, n) for n in range(1, 5))
    asentar(
        cadena=MUNICIPIO,
        accion="ejercicio.abrir",
        actor=persona.usuario,
        ahora=ahora,
        objeto=ejercicio,
        datos={"anio": anio},
    )
    return ejercicio


@transaction.atomic
def otorgar_prorroga(
    *, persona: Persona, ahora: datetime, trimestre_programa_id: int, hasta: date, motivo: str
) -> Prorroga:
    """Let one POA go on logging a quarter until `hasta` (that day included), with the reason on record.

    Raises SinPermiso; DatosInvalidos (hasta, motivo); PeriodoCerrado when the quarter is closed by a
    signature: a prórroga does not open that lock.
    """
    exigir_permiso(permite_calendario(persona))
    tp = bloquear(trimestre_programa_id)
    if tp.cerrado:
        raise PeriodoCerrado(
            "El trimestre está cerrado por firma: una prórroga no lo abre; hace falta un desbloqueo."
        )
    motivo, cierre = limpiar(motivo), cierre_de_captura(tp)
    errores = {}
    if not motivo:
        errores["motivo"] = "Escriba el motivo de la prórroga: queda en la bitácora."
    if hasta <= cierre or hasta < persona.hoy:
        errores["hasta"] = "La prórroga termina después del cierre en vigor y no antes de hoy."
    exigir_datos(errores)
    prorroga = Prorroga.objects.create(
        trimestre_programa=tp, hasta=hasta, motivo=motivo, autor=persona.usuario, momento=ahora
    )
    asentar(
        cadena=tp.programa.direccion.cadena,
        accion="trimestre.prorroga",
        actor=persona.usuario,
        ahora=ahora,
        objeto=tp,
        datos={"hasta": hasta.isoformat(), "cierre_anterior": cierre.isoformat(), "motivo": motivo},
    )
    return prorroga
