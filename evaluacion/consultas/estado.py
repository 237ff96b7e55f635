"""In which state a quarter is today: what was decided, and what the calendar decides by itself."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from evaluacion.consultas.cifras import Ventana
from evaluacion.estados import RECIBEN_CAPTURA, EstadoEvaluacion
from evaluacion.models import Evaluacion
from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.models import Prorroga, Trimestre, TrimestrePrograma

E = EstadoEvaluacion


@dataclass(frozen=True)
class Situacion:
    """State and dates of the quarter of a POA on a day (`cierra` and `limite` are last days, inclusive)."""

    tp: TrimestrePrograma
    evaluacion: Evaluacion | None
    estado: EstadoEvaluacion
    abre: date
    cierra: date
    limite: date
    hoy: date

    @property
    def ventana(self) -> Ventana:
        return Ventana.trimestral(self.tp.programa.ejercicio.anio, self.tp.numero)

    @property
    def en_vigor(self) -> bool:
        """Whether the POA was authorised; without that its quarters take acts, and owe nothing to anybody."""
        return self.tp.programa.en_vigor

    @property
    def terminado(self) -> bool:
        return self.ventana.terminada(self.hoy)

    @property
    def extemporanea(self) -> bool:
        """Whether what is done today comes after the deadline."""
        return self.hoy > self.limite

    @property
    def dias_de_captura(self) -> int:
        """Days left to log, today included; 0 when capture is over."""
        return max(0, (self.cierra - self.hoy).days + 1) if self.estado in RECIBEN_CAPTURA else 0

    @property
    def dias_que_faltan(self) -> int:
        """Days from today to the last one to log: 0 on that very day."""
        return max(0, (self.cierra - self.hoy).days)

    @property
    def version(self) -> int:
        return self.evaluacion.version if self.evaluacion else 1


def con_calendario(trimestres: QuerySet[TrimestrePrograma]) -> QuerySet[TrimestrePrograma]:
    """The quarters with their calendar, prórroga and last evaluation in the same query."""
    calendario = Trimestre.objects.filter(
        ejercicio_id=OuterRef("programa__ejercicio_id"), numero=OuterRef("numero")
    )
    prorroga = Prorroga.objects.filter(trimestre_programa_id=OuterRef("pk")).order_by("-momento", "-id")
    ultima = Evaluacion.objects.filter(trimestre_programa_id=OuterRef("pk")).order_by("-version")
    return trimestres.select_related("programa__direccion", "programa__ejercicio").annotate(
        abre=Subquery(calendario.values("captura_abre")[:1]),
        cierra=Subquery(calendario.values("captura_cierra")[:1]),
        limite=Subquery(calendario.values("limite_evaluacion")[:1]),
        prorrogada=Subquery(prorroga.values("hasta")[:1]),
        evaluacion_id=Subquery(ultima.values("pk")[:1]),
    )


def _derivado(evaluacion: Evaluacion | None, abre: date, cierra: date, hoy: date) -> EstadoEvaluacion:
    guardado = E(evaluacion.estado) if evaluacion else E.EN_CAPTURA
    if guardado not in RECIBEN_CAPTURA:
        return guardado
    if guardado == E.EN_CAPTURA and hoy < abre:
        return E.POR_ABRIR
    return guardado if hoy <= cierra else E.EN_REVISION


def situaciones(trimestres: QuerySet[TrimestrePrograma], *, hoy: date) -> list[Situacion]:
    """State of each quarter on a day: two queries, however many."""
    filas = list(con_calendario(trimestres))
    evaluaciones = Evaluacion.objects.select_related("documento").in_bulk(
        [f.evaluacion_id for f in filas if f.evaluacion_id]
    )
    return [_situacion(f, evaluaciones.get(f.evaluacion_id), hoy) for f in filas]


def _situacion(fila: TrimestrePrograma, evaluacion: Evaluacion | None, hoy: date) -> Situacion:
    cierra = fila.prorrogada or fila.cierra
    estado = _derivado(evaluacion, fila.abre, cierra, hoy)
    return Situacion(fila, evaluacion, estado, fila.abre, cierra, max(fila.limite, cierra), hoy)


def situacion_de(tp_id: int, *, hoy: date) -> Situacion:
    """State of one quarter on a day. Raises TrimestrePrograma.DoesNotExist."""
    halladas = situaciones(TrimestrePrograma.objects.filter(pk=tp_id), hoy=hoy)
    if not halladas:
        raise TrimestrePrograma.DoesNotExist
    return halladas[0]


def trimestres_visibles_para(persona: Persona) -> QuerySet[TrimestrePrograma]:
    """The quarters this person may see: all, or those of their own direcciones."""
    todos = TrimestrePrograma.objects.order_by(
        "-programa__ejercicio__anio", F("programa__direccion__nombre"), "numero"
    )
    if persona.alcanza_todas(Accion.VER_TRIMESTRE):
        return todos
    return todos.filter(Q(programa__direccion_id__in=persona.direcciones_con(Accion.VER_TRIMESTRE)))
