"""From which year a request of today is."""

from datetime import date

from django.db.models import OuterRef, Subquery

from poa.models import Ejercicio, Prorroga, TrimestrePrograma


def ejercicio_para(direccion_id: int, hoy: date) -> Ejercicio | None:
    """This year's. While Planeación has not opened it, the newest that a prórroga of hers keeps open for the
    dirección: its money and its folios are the ones that go on. None when there is neither.
    """
    if este := Ejercicio.objects.filter(anio=hoy.year).first():
        return este
    # The last prórroga rules, also when it is shorter than the one before.
    ultima = Prorroga.objects.filter(trimestre_programa=OuterRef("pk")).order_by("-momento", "-id")
    abiertos = TrimestrePrograma.objects.annotate(hasta=Subquery(ultima.values("hasta")[:1])).filter(
        programa__direccion=direccion_id,
        programa__ejercicio__anio__lt=hoy.year,
        cerrado=False,
        hasta__gte=hoy,
    )
    ids = abiertos.values("programa__ejercicio")
    return Ejercicio.objects.filter(pk__in=ids).order_by("-anio").first()
