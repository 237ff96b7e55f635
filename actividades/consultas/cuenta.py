"""In which línea and quarter a countable step counts, or why it cannot."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actividades.consultas.captura import cuarto_de
from actividades.estados import SinContar
from poa.candados import permite_cambios
from poa.models import LineaDeAccion, TrimestrePrograma


@dataclass(frozen=True)
class Destino:
    """Where a step counts: quarter and línea; or, in `razon`, why it does not."""

    trimestre: TrimestrePrograma | None
    linea: LineaDeAccion | None = None
    razon: str = ""

    @property
    def en_palabras(self) -> str:
        """Why it does not count, as a person reads it; empty when it does."""
        return str(SinContar(self.razon).label) if self.razon else ""


def trimestre_en(direccion_id: int, fecha: date) -> TrimestrePrograma | None:
    """The quarter of the dirección's POA in which a date falls; None without a POA of that year."""
    return (
        TrimestrePrograma.objects.filter(
            programa__direccion_id=direccion_id,
            programa__ejercicio__anio=fecha.year,
            numero=cuarto_de(fecha),
        )
        .select_related("programa__ejercicio")
        .first()
    )


def _linea_que_cuenta(tp: TrimestrePrograma, clave: str, fecha: date) -> LineaDeAccion | None:
    """The línea in force on that day that counts a step; the first of the sheet when it says so twice."""
    viva = Q(cancelada_el__isnull=True) | Q(cancelada_el__gt=fecha)
    bloque_vivo = Q(estrategia__cancelada_el__isnull=True) | Q(estrategia__cancelada_el__gt=fecha)
    return (
        LineaDeAccion.objects.filter(
            viva, bloque_vivo, estrategia__programa_id=tp.programa_id, paso_que_cuenta=clave
        )
        .select_related("estrategia__programa__ejercicio")
        .order_by("estrategia__orden", "orden")
        .first()
    )


def destino_de(
    clave: str, fecha: date, tp: TrimestrePrograma | None, *, alternativa: str | None = ""
) -> Destino:
    """Where the step counts in that quarter, which the caller has locked when it is going to write.

    `alternativa` is another step whose línea counts the same fact by another road.
    """
    if tp is None:
        return Destino(None, None, SinContar.SIN_POA)
    linea = _linea_que_cuenta(tp, clave, fecha)
    if linea is None:
        otro = alternativa and _linea_que_cuenta(tp, alternativa, fecha)
        return Destino(tp, None, SinContar.CUENTA_OTRO if otro else SinContar.SIN_LINEA)
    bloque = linea.estrategia
    if (bloque.periodo_desde and fecha < bloque.periodo_desde) or (
        bloque.periodo_hasta and fecha > bloque.periodo_hasta
    ):
        return Destino(tp, linea, SinContar.FUERA_DE_PERIODO)
    if not permite_cambios(tp, linea_id=linea.pk):
        return Destino(tp, linea, SinContar.TRIMESTRE_CERRADO)
    return Destino(tp, linea)
