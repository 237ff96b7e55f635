"""What the directora explains: líneas without activity, justifications and commitments."""

from datetime import date, datetime

from django.db import transaction

from actividades.estados import EstadoActividad
from actividades.models import Actividad
from evaluacion import permisos
from evaluacion.consultas.estado import Situacion
from evaluacion.models import Compromiso, DeclaracionSinActividad, Justificacion
from evaluacion.servicios.captura import exigir
from evaluacion.servicios.maquina import tomar
from nucleo.bitacora import asentar
from nucleo.errores import DatosInvalidos
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.candados import bloquear, permite_cambios
from poa.candados import exigir as exigir_candado
from poa.models import LineaDeAccion, TrimestrePrograma


def _linea(situacion: Situacion, linea_id: int) -> LineaDeAccion:
    """The línea, if it is of this POA and its quarter may change. Raises LineaDeAccion.DoesNotExist."""
    linea = LineaDeAccion.objects.get(pk=linea_id, estrategia__programa_id=situacion.tp.programa_id)
    exigir_candado(permite_cambios(situacion.tp, linea_id=linea.pk))
    return linea


def _asentar(
    situacion: Situacion, accion: str, linea: LineaDeAccion, persona: Persona, ahora: datetime
) -> None:
    asentar(
        cadena=situacion.tp.programa.direccion.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=situacion.tp,
        datos={"linea": linea.pk},
    )


@transaction.atomic
def declarar_sin_actividad(
    *, tp_id: int, linea_id: int, motivo: str, persona: Persona, ahora: datetime
) -> DeclaracionSinActividad:
    """Declare that nothing was done in a línea. Raises DatosInvalidos when acts say otherwise."""
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_explicar(persona, situacion))
    linea = _linea(situacion, linea_id)
    motivo = limpiar(motivo)
    if not motivo:
        raise DatosInvalidos("Escriba por qué no hubo actividad.", {"motivo": "Este dato hace falta."})
    actos = Actividad.objects.filter(trimestre_programa_id=tp_id, linea=linea)
    if actos.exclude(estado__in=[EstadoActividad.ANULADA, EstadoActividad.EXCLUIDA]).exists():
        raise DatosInvalidos("Esta línea tiene actividades registradas: anúlelas o déjelas fuera primero.")
    declaracion, _ = DeclaracionSinActividad.objects.update_or_create(
        trimestre_programa=situacion.tp,
        linea=linea,
        defaults={"motivo": motivo, "actor": persona.usuario, "momento": ahora},
    )
    _asentar(situacion, "linea.sin_actividad", linea, persona, ahora)
    return declaracion


@transaction.atomic
def retirar_declaracion(*, tp_id: int, linea_id: int, persona: Persona, ahora: datetime) -> None:
    """Take back a declaration of no activity."""
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_explicar(persona, situacion))
    linea = _linea(situacion, linea_id)
    DeclaracionSinActividad.objects.filter(trimestre_programa=situacion.tp, linea=linea).delete()
    _asentar(situacion, "linea.retirar_sin_actividad", linea, persona, ahora)


@transaction.atomic
def justificar(
    *,
    tp_id: int,
    linea_id: int,
    causa: str,
    accion_correctiva: str,
    responsable: str,
    fecha_compromiso: date | None,
    persona: Persona,
    ahora: datetime,
) -> Justificacion:
    """Keep cause, corrective action, responsible and date of a línea; late ones are marked so.

    Which of them the línea needs is told by `consultas.pendientes`; what is kept may
    still lack some, but a corrective action always comes with who and when.
    """
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_explicar(persona, situacion))
    linea = _linea(situacion, linea_id)
    causa = limpiar(causa)
    _revisar_justificacion(situacion, causa, fecha_compromiso)
    if limpiar(accion_correctiva):
        _exigir_quien_y_cuando(limpiar(responsable), fecha_compromiso)
    justificacion, _ = Justificacion.objects.update_or_create(
        trimestre_programa=situacion.tp,
        linea=linea,
        defaults={
            "causa": causa,
            "accion_correctiva": limpiar(accion_correctiva),
            "responsable": limpiar(responsable),
            "fecha_compromiso": fecha_compromiso,
            "extemporanea": situacion.extemporanea,
            "actor": persona.usuario,
            "momento": ahora,
        },
    )
    _asentar(situacion, "linea.justificar", linea, persona, ahora)
    return justificacion


def _exigir_quien_y_cuando(responsable: str, fecha_compromiso: date | None) -> None:
    """A corrective action that nobody has to take by any day is no commitment."""
    faltan = {}
    if not responsable:
        faltan["responsable"] = "Diga quién responde por la acción correctiva."
    if not fecha_compromiso:
        faltan["fecha_compromiso"] = "Diga para cuándo es la acción correctiva."
    if faltan:
        raise DatosInvalidos("Diga quién responde por la acción correctiva, y para cuándo.", faltan)


def _revisar_justificacion(situacion: Situacion, causa: str, fecha_compromiso: date | None) -> None:
    if not causa:
        raise DatosInvalidos("Escriba la causa.", {"causa": "Este dato hace falta."})
    if fecha_compromiso and fecha_compromiso < situacion.ventana.fin:
        raise DatosInvalidos(
            "La fecha del compromiso debe ser posterior al trimestre.",
            {"fecha_compromiso": "Debe ser posterior al trimestre que se evalúa."},
        )


def abrir_compromisos(situacion: Situacion, *, persona: Persona, ahora: datetime) -> None:
    """Turn the corrective actions of a quarter that is being signed into commitments of the POA.

    Signed again, what it promised before and does not promise any more is withdrawn, unless it was kept.
    """
    con_accion = Justificacion.objects.filter(trimestre_programa=situacion.tp).exclude(accion_correctiva="")
    vigentes = [(j, j.fecha_compromiso) for j in con_accion if j.fecha_compromiso]
    _retirar_compromisos(situacion, {j.linea_id for j, _ in vigentes}, persona=persona, ahora=ahora)
    for j, fecha in vigentes:
        Compromiso.objects.update_or_create(
            programa_id=situacion.tp.programa_id,
            linea_id=j.linea_id,
            trimestre=situacion.tp.numero,
            defaults={
                "accion": j.accion_correctiva,
                "responsable": j.responsable,
                "fecha": fecha,
            },
        )


def _retirar_compromisos(
    situacion: Situacion, lineas: set[int], *, persona: Persona, ahora: datetime
) -> None:
    tp = situacion.tp
    caducos = Compromiso.objects.select_for_update().filter(
        programa_id=tp.programa_id, trimestre=tp.numero, cumplido_el__isnull=True
    )
    for c in caducos.exclude(linea_id__in=lineas).order_by("pk"):
        asentar(
            cadena=tp.programa.direccion.cadena,
            accion="compromiso.retirar",
            actor=persona.usuario,
            ahora=ahora,
            objeto=c,
            datos={"linea": c.linea_id, "trimestre": tp.pk, "accion": c.accion, "fecha": c.fecha.isoformat()},
        )
        c.delete()


def _tomar_compromiso(compromiso_id: int) -> Compromiso:
    """Lock it after the quarter that promised it, as signing does, so that neither waits for the other."""
    leido = Compromiso.objects.get(pk=compromiso_id)
    bloquear(TrimestrePrograma.objects.get(programa_id=leido.programa_id, numero=leido.trimestre).pk)
    return (
        Compromiso.objects.select_for_update(of=("self",))
        .select_related("programa__direccion")
        .get(pk=compromiso_id)
    )


@transaction.atomic
def cumplir_compromiso(*, compromiso_id: int, nota: str, persona: Persona, ahora: datetime) -> Compromiso:
    """The dirección marks a commitment as kept, saying how. Raises Compromiso.DoesNotExist."""
    compromiso = _tomar_compromiso(compromiso_id)
    exigir(permisos.puede_cumplir_compromiso(persona, compromiso))
    nota = limpiar(nota)
    if not nota:
        raise DatosInvalidos("Escriba cómo se cumplió.", {"nota": "Este dato hace falta."})
    compromiso.cumplido_el, compromiso.nota = persona.hoy, nota
    compromiso.save(update_fields=["cumplido_el", "nota"])
    asentar(
        cadena=compromiso.programa.direccion.cadena,
        accion="compromiso.cumplir",
        actor=persona.usuario,
        ahora=ahora,
        objeto=compromiso,
    )
    return compromiso
