"""The lock of a quarter: what services ask before writing, and what the database refuses by itself."""

from collections.abc import Iterable
from datetime import date

from nucleo.disparadores import Disparador, registrar
from nucleo.errores import PeriodoCerrado
from nucleo.fechas import fecha_larga
from nucleo.personas import SI, Veredicto, no
from poa.models import LineaDeAccion, LineaDesbloqueada, Trimestre, TrimestrePrograma

# A row is locked when its quarter is closed, or reopened only for other líneas.
FILA_CERRADA = (
    "EXISTS (SELECT 1 FROM poa_trimestreprograma t WHERE t.id = {fila}.trimestre_programa_id AND "
    "(t.cerrado OR (t.solo_lineas AND NOT EXISTS (SELECT 1 FROM poa_lineadesbloqueada d "
    "WHERE d.trimestre_programa_id = t.id AND d.linea_id = {fila}.linea_id))))"
)
FILA_DEL_TRIMESTRE = "poa_trimestreprograma WHERE id = {fila}.trimestre_programa_id"
MENSAJE = "El trimestre está cerrado por firma: solo un desbloqueo de Planeación lo abre."


def registrar_candados() -> None:
    """Declare the guards of the plan's own tables."""
    registrar(
        Disparador(
            "programacion_cerrada",
            "poa_programacion",
            ("INSERT", "UPDATE", "DELETE"),
            FILA_CERRADA,
            MENSAJE,
            bloquea=FILA_DEL_TRIMESTRE,
        ),
        Disparador(
            "aviso_publicado",
            "poa_avisodeprivacidad",
            ("UPDATE", "DELETE"),
            "1 = 1",
            "Un aviso de privacidad publicado no se modifica ni se borra: se publica otra versión.",
        ),
    )


def bloquear(trimestre_programa_id: int) -> TrimestrePrograma:
    """Lock the quarter's row for the rest of the transaction; whoever writes or signs comes here first."""
    return (
        TrimestrePrograma.objects.select_for_update(of=("self",))
        .select_related("programa__direccion", "programa__ejercicio")
        .get(pk=trimestre_programa_id)
    )


def cierre_de_captura(tp: TrimestrePrograma) -> date:
    """Last day (inclusive) on which this POA may log the quarter: the last prórroga's, or the calendar's."""
    prorroga = tp.prorrogas.order_by("-momento", "-id").first()
    if prorroga:
        return prorroga.hasta
    return Trimestre.objects.get(ejercicio_id=tp.programa.ejercicio_id, numero=tp.numero).captura_cierra


def fijar_candado(tp: TrimestrePrograma, *, cerrado: bool, captura_terminada: bool) -> None:
    """Close or open the quarter; called only by the writer of its evaluation's state, with the row locked."""
    tp.cerrado, tp.captura_terminada = cerrado, captura_terminada
    tp.save(update_fields=["cerrado", "captura_terminada"])


def limitar_a_lineas(tp: TrimestrePrograma, lineas: Iterable[LineaDeAccion]) -> None:
    """Open an evaluated quarter only for some líneas; an empty list lifts the limit."""
    tp.lineas_desbloqueadas.all().delete()
    nuevas = [LineaDesbloqueada(trimestre_programa=tp, linea=linea) for linea in lineas]
    LineaDesbloqueada.objects.bulk_create(nuevas)
    tp.solo_lineas = bool(nuevas)
    tp.save(update_fields=["solo_lineas"])


def permite_cambios(tp: TrimestrePrograma, *, linea_id: int | None) -> Veredicto:
    """Whether what the quarter counts in that línea (None: an emergent act) may change at all."""
    donde = f"El {tp.get_numero_display().lower()} de {tp.programa.ejercicio}"
    if tp.cerrado:
        return no(
            f"{donde} está cerrado: ya se firmó o se imprimió para firma. "
            "Para corregirlo pida a Planeación que lo devuelva o lo desbloquee."
        )
    if (
        tp.solo_lineas
        and not LineaDesbloqueada.objects.filter(trimestre_programa=tp, linea_id=linea_id).exists()
    ):
        return no(
            f"{donde} se desbloqueó solo para algunas líneas de acción y esta no es una de ellas. "
            "Si hace falta, pida a Planeación que la incluya."
        )
    return SI


def permite_captura(tp: TrimestrePrograma, *, linea_id: int | None, hoy: date) -> Veredicto:
    """Whether acts of that línea may be logged today in the quarter; the reason says which lock it is."""
    cambios = permite_cambios(tp, linea_id=linea_id)
    if not cambios:
        return cambios
    donde = f"{tp.get_numero_display().lower()} de {tp.programa.ejercicio}"
    calendario = Trimestre.objects.get(ejercicio_id=tp.programa.ejercicio_id, numero=tp.numero)
    if hoy < calendario.captura_abre:
        return no(f"La captura del {donde} abre el {fecha_larga(calendario.captura_abre)}.")
    if tp.captura_terminada:
        return no(f"La titular de la dirección ya terminó la captura del {donde}. Pídale que la reabra.")
    cierre = cierre_de_captura(tp)
    if hoy > cierre:
        return no(f"La captura del {donde} cerró el {fecha_larga(cierre)}. Pida una prórroga a Planeación.")
    return SI


def exigir(veredicto: Veredicto) -> None:
    """Raise PeriodoCerrado with the reason when a lock says no."""
    if not veredicto:
        raise PeriodoCerrado(veredicto.razon)
