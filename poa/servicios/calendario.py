"""The calendar: ejercicios with their thresholds and quarters, local days off, prórrogas."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto, PeriodoCerrado
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.candados import bloquear, cierre_de_captura
from poa.consultas.dias_habiles import sumar_dias_habiles
from poa.models import DiaInhabil, Ejercicio, Prorroga, Trimestre, TrimestrePrograma
from poa.permisos import permite_calendario, permite_catalogos
from poa.servicios.cambios import aplicar_cambios
from poa.servicios.exigencias import exigir_datos, exigir_permiso, exigir_visto

DIAS_DE_CAPTURA = 15
HABILES_DE_EVALUACION = 5
MAX_INHABILES = 31
CAMPOS = ("captura_abre", "captura_cierra", "limite_evaluacion")


def _trimestre(ejercicio: Ejercicio, numero: int) -> Trimestre:
    ultimo_mes = numero * 3
    fin = date(ejercicio.anio, ultimo_mes, monthrange(ejercicio.anio, ultimo_mes)[1])
    cierra = fin + timedelta(days=DIAS_DE_CAPTURA)
    return Trimestre(
        ejercicio=ejercicio,
        numero=numero,
        captura_abre=date(ejercicio.anio, ultimo_mes - 2, 1),
        captura_cierra=cierra,
        limite_evaluacion=sumar_dias_habiles(cierra, HABILES_DE_EVALUACION),
    )


@transaction.atomic
def abrir_ejercicio(*, persona: Persona, ahora: datetime, anio: int) -> Ejercicio:
    """Open a year with its four quarters.

    Capture opens on the first day of the quarter and closes 15 days after its end; the evaluation is
    due 5 working days later. Raises SinPermiso, DatosInvalidos (anio), Conflicto when it is open.
    """
    exigir_permiso(permite_catalogos(persona))
    exigir_datos({} if 2000 <= anio <= 2100 else {"anio": "Escriba el año con cuatro cifras."})
    ejercicio, nuevo = Ejercicio.objects.get_or_create(anio=anio)
    if not nuevo:
        raise Conflicto(f"El ejercicio {anio} ya está abierto.")
    Trimestre.objects.bulk_create(_trimestre(ejercicio, n) for n in range(1, 5))
    _asentar(ejercicio, "ejercicio.abrir", persona, ahora, anio=anio)
    return ejercicio


@transaction.atomic
def fijar_umbrales(
    *,
    persona: Persona,
    ahora: datetime,
    ejercicio_id: int,
    verde: int,
    amarillo: int,
    sobrecumplimiento: int,
    visto: str | None = None,
) -> Ejercicio:
    """From which whole percentage each colour of the semáforo begins, and above which one must explain.

    Raises SinPermiso; DatosInvalidos (amarillo, verde, sobrecumplimiento); PeriodoCerrado once a quarter
    of the year was signed with the old ones; Conflicto when they changed since they were seen.
    """
    exigir_permiso(permite_catalogos(persona))
    ejercicio = Ejercicio.objects.select_for_update().get(pk=ejercicio_id)
    exigir_visto(visto, ejercicio)
    exigir_datos(_errores_de_umbrales(verde, amarillo, sobrecumplimiento))
    nuevos = {
        "umbral_verde": verde,
        "umbral_amarillo": amarillo,
        "umbral_sobrecumplimiento": sobrecumplimiento,
    }
    if all(getattr(ejercicio, campo) == valor for campo, valor in nuevos.items()):
        return ejercicio
    if TrimestrePrograma.objects.filter(programa__ejercicio=ejercicio, cerrado=True).exists():
        raise PeriodoCerrado(
            f"Ya hay trimestres de {ejercicio} firmados con estos umbrales: cambiarlos haría que la pantalla "
            "dijera otra cosa que el papel. Los nuevos se ponen en el ejercicio siguiente."
        )
    cambios = aplicar_cambios(ejercicio, nuevos)
    _asentar(ejercicio, "ejercicio.umbrales", persona, ahora, cambios=cambios)
    return ejercicio


def _errores_de_umbrales(verde: int, amarillo: int, sobrecumplimiento: int) -> dict[str, str]:
    errores = {}
    if not 1 <= amarillo < verde:
        errores["amarillo"] = "El amarillo empieza antes que el verde, y después de 0."
    if not verde <= 100:
        errores["verde"] = "El verde empieza en 100 % o antes."
    if not 100 <= sobrecumplimiento <= 1000:
        errores["sobrecumplimiento"] = "El sobrecumplimiento empieza en 100 % o más."
    return errores


@transaction.atomic
def fijar_calendario(
    *,
    persona: Persona,
    ahora: datetime,
    ejercicio_id: int,
    fechas: dict[int, tuple[date, date, date]],
    visto: str | None = None,
) -> list[Trimestre]:
    """Set when capture opens and closes and when the evaluation is due, by number of quarter.

    `fechas`: {number: (opens, closes, due)}, last days inclusive. Raises SinPermiso; DatosInvalidos by
    «abre_1», «cierra_1», «limite_1»…; Conflicto when they changed since they were seen.
    """
    exigir_permiso(permite_catalogos(persona))
    ejercicio = Ejercicio.objects.select_for_update().get(pk=ejercicio_id)
    trimestres = list(Trimestre.objects.select_for_update().filter(ejercicio=ejercicio).order_by("numero"))
    exigir_visto(visto, *trimestres)
    errores: dict[str, str] = {}
    for numero, tres in fechas.items():
        errores |= _errores_de_fechas(numero, *tres, anio=ejercicio.anio)
    exigir_datos(errores)
    for trimestre in trimestres:
        nuevos = dict(zip(CAMPOS, fechas[trimestre.numero], strict=True))
        if cambios := aplicar_cambios(trimestre, nuevos):
            _asentar(
                trimestre, "trimestre.calendario", persona, ahora, numero=trimestre.numero, cambios=cambios
            )
    return trimestres


def _errores_de_fechas(numero: int, abre: date, cierra: date, limite: date, *, anio: int) -> dict[str, str]:
    errores = {}
    for campo, fecha in (("abre", abre), ("cierra", cierra), ("limite", limite)):
        if not anio <= fecha.year <= anio + 1:
            errores[f"{campo}_{numero}"] = f"Escriba una fecha de {anio} o de {anio + 1}."
    if cierra < abre:
        errores.setdefault(f"cierra_{numero}", "La captura cierra el día en que abre, o después.")
    if limite < cierra:
        errores.setdefault(
            f"limite_{numero}", "La evaluación vence el día en que cierra la captura, o después."
        )
    return errores


@transaction.atomic
def agregar_inhabiles(
    *, persona: Persona, ahora: datetime, desde: date, motivo: str, hasta: date | None = None
) -> list[DiaInhabil]:
    """Local days off, one or a run of them; those already there stay as they are.

    The deadlines computed from now on skip them. Raises SinPermiso; DatosInvalidos (desde, hasta, motivo);
    Conflicto when all of them were there.
    """
    exigir_permiso(permite_catalogos(persona))
    motivo, hasta = limpiar(motivo), hasta or desde
    errores = {} if motivo else {"motivo": "Escriba el motivo, por ejemplo: fiestas patronales."}
    if not 0 <= (hasta - desde).days < MAX_INHABILES:
        errores["hasta"] = f"El último día es el primero o uno después, hasta {MAX_INHABILES} días seguidos."
    if not 2000 <= desde.year <= 2100:
        errores["desde"] = "Revise el año."
    exigir_datos(errores)
    dias = [desde + timedelta(days=n) for n in range((hasta - desde).days + 1)]
    ya = set(DiaInhabil.objects.filter(fecha__in=dias).values_list("fecha", flat=True))
    nuevos = [DiaInhabil.objects.create(fecha=dia, motivo=motivo) for dia in dias if dia not in ya]
    if not nuevos:
        raise Conflicto("Esos días ya estaban en la lista.")
    fechas = [d.fecha.isoformat() for d in nuevos]
    _asentar(nuevos[0], "inhabil.agregar", persona, ahora, fechas=fechas, motivo=motivo)
    return nuevos


@transaction.atomic
def quitar_inhabil(*, persona: Persona, ahora: datetime, inhabil_id: int) -> DiaInhabil:
    """Take a local day off out of the list; deadlines already given stay. Raises SinPermiso, Conflicto."""
    exigir_permiso(permite_catalogos(persona))
    dia = DiaInhabil.objects.select_for_update().filter(pk=inhabil_id).first()
    if dia is None:
        raise Conflicto("Ese día ya no estaba en la lista.")
    _asentar(dia, "inhabil.quitar", persona, ahora, fecha=dia.fecha.isoformat(), motivo=dia.motivo)
    dia.delete()
    return dia


def _asentar(objeto: Model, accion: str, persona: Persona, ahora: datetime, **datos: Any) -> None:
    asentar(cadena=MUNICIPIO, accion=accion, actor=persona.usuario, ahora=ahora, objeto=objeto, datos=datos)


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
