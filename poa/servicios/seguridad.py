"""How strict the entrance is, and the sessions that a person leaves open elsewhere."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.models import Seguridad, Usuario
from nucleo.models.seguridad import INACTIVIDAD, SESION, UNICA
from nucleo.personas import Persona
from nucleo.roles import Rol
from poa.permisos import permite_cuentas
from poa.servicios.exigencias import exigir_datos, exigir_permiso, exigir_visto


def _fuera(valor: int, limites: tuple[int, int], que: str) -> str:
    desde, hasta = limites
    return "" if desde <= valor <= hasta else f"Escriba de {desde} a {hasta} {que}."


def _errores(minutos: int, horas: int) -> dict[str, str]:
    errores = {
        "minutos_de_inactividad": _fuera(minutos, INACTIVIDAD, "minutos"),
        "horas_de_sesion": _fuera(horas, SESION, "horas"),
    }
    return {campo: error for campo, error in errores.items() if error}


@transaction.atomic
def fijar_seguridad(
    *,
    persona: Persona,
    ahora: datetime,
    roles: Iterable[Rol],
    minutos_de_inactividad: int,
    horas_de_sesion: int,
    visto: str | None = None,
) -> Seguridad:
    """Say whose role demands a second factor and how long a session lives; it holds at the next request of
    this node, and within seconds in the others.

    Raises SinPermiso; DatosInvalidos (minutos_de_inactividad, horas_de_sesion); Conflicto when somebody else
    changed it since `visto`.
    """
    exigir_permiso(permite_cuentas(persona))
    exigir_datos(_errores(minutos_de_inactividad, horas_de_sesion))
    actual = Seguridad.objects.select_for_update().filter(pk=UNICA).first() or Seguridad(pk=UNICA)
    exigir_visto(visto, actual)
    elegidos = {rol.value for rol in roles}
    nuevos = {
        "roles_con_factor": [rol.value for rol in Rol if rol.value in elegidos],
        "minutos_de_inactividad": minutos_de_inactividad,
        "horas_de_sesion": horas_de_sesion,
    }
    cambios = {c: [getattr(actual, c), v] for c, v in nuevos.items() if getattr(actual, c) != v}
    if cambios:
        for campo, valor in nuevos.items():
            setattr(actual, campo, valor)
        actual.save()
        actual.olvidar()
        asentar(
            cadena=MUNICIPIO,
            accion="seguridad.fijar",
            actor=persona.usuario,
            ahora=ahora,
            objeto=actual,
            datos={"cambios": cambios},
        )
    return actual


def sesiones_de(usuario: Usuario, ahora: datetime) -> list[Session]:
    """The open sessions of a person; the store only knows whose they are by reading each."""
    abiertas = Session.objects.filter(expire_date__gt=ahora)
    return [s for s in abiertas if s.get_decoded().get(SESSION_KEY) == str(usuario.pk)]


@transaction.atomic
def cerrar_otras_sesiones(*, persona: Persona, ahora: datetime, actual: str | None) -> int:
    """End the sessions of a person but the one they are in; gives how many there were."""
    otras = [s.pk for s in sesiones_de(persona.usuario, ahora) if s.pk != actual]
    if otras:
        Session.objects.filter(pk__in=otras).delete()
        asentar(
            cadena=MUNICIPIO,
            accion="usuario.cerrar_sesiones",
            actor=persona.usuario,
            ahora=ahora,
            objeto=persona.usuario,
            datos={"cuantas": len(otras)},
        )
    return len(otras)
