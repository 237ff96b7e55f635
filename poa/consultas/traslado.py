"""Where a person may bring a POA to, and what the catalogues offer to who reads a file."""

from django.db.models import QuerySet

from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.models import Direccion, EjePMD, Ejercicio, Programa


def direcciones_para_elaborar(persona: Persona) -> QuerySet[Direccion]:
    """Active direcciones whose POA the person writes."""
    propias = persona.direcciones_con(Accion.ELABORAR_POA)
    return Direccion.objects.filter(pk__in=propias, activa=True).order_by("nombre")


def ejercicios_sin_poa(persona: Persona) -> QuerySet[Ejercicio]:
    """Open ejercicios in which some dirección of the person has no POA yet, newest first."""
    direcciones = direcciones_para_elaborar(persona)
    completos = [
        e.pk
        for e in Ejercicio.objects.all()
        if Programa.objects.filter(ejercicio=e, direccion__in=direcciones).count() >= direcciones.count()
    ]
    return Ejercicio.objects.exclude(pk__in=completos).order_by("-anio")


def ejercicios_para_copiar(programa: Programa) -> QuerySet[Ejercicio]:
    """Later ejercicios in which the dirección of that POA has none, the next one first."""
    ocupados = Programa.objects.filter(direccion_id=programa.direccion_id).values("ejercicio_id")
    return (
        Ejercicio.objects.filter(anio__gt=programa.ejercicio.anio).exclude(pk__in=ocupados).order_by("anio")
    )


def nombres_de_ejes() -> list[str]:
    """The ejes on offer, in the order of the catalogue."""
    return list(EjePMD.objects.filter(activa=True).values_list("nombre", flat=True))
