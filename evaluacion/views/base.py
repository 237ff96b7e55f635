"""What the pages of a quarter share: find it among what the person may see, and say where one is."""

from typing import Any

from django.http import Http404, HttpRequest

from evaluacion.consultas.estado import Situacion, situaciones, trimestres_visibles_para


def hallar(request: HttpRequest, pk: int) -> Situacion:
    """The quarter, if this person may see it; what is not yours does not exist (404)."""
    halladas = situaciones(trimestres_visibles_para(request.persona).filter(pk=pk), hoy=request.hoy)
    if not halladas:
        raise Http404
    return halladas[0]


def donde(s: Situacion) -> list[str]:
    """Where one is: dirección, ejercicio, trimestre."""
    return [s.tp.programa.direccion.nombre, f"POA {s.tp.programa.ejercicio}", s.tp.get_numero_display()]


def marco(s: Situacion, **mas: Any) -> dict[str, Any]:
    """Context every page of a quarter starts from."""
    return {"s": s, "tp": s.tp, "donde": donde(s), **mas}
