"""Who holds which cargo, from when and until when, as far as each person may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from nucleo.personas import Persona
from nucleo.roles import Accion
from nucleo.texto import normalizar
from poa.models import Adscripcion, Direccion

EN_VIGOR, ANTERIORES, TODAS = "hoy", "anteriores", "todas"


@dataclass(frozen=True)
class Cargo:
    """A row of the list: `situacion` is «vigente», «terminada» or «por iniciar» on the day asked."""

    adscripcion: Adscripcion
    situacion: str
    ultimo_dia: date | None


def adscripciones_visibles_para(persona: Persona) -> QuerySet[Adscripcion]:
    """Cargos of the person's own direcciones, or of all of them."""
    cargos = Adscripcion.objects.select_related("usuario", "direccion")
    if persona.alcanza_todas(Accion.VER_ADSCRIPCIONES):
        return cargos
    return cargos.filter(direccion_id__in=persona.direcciones_con(Accion.VER_ADSCRIPCIONES))


def direcciones_visibles_para(persona: Persona, accion: Accion) -> QuerySet[Direccion]:
    """Direcciones that `accion` reaches."""
    if persona.alcanza_todas(accion):
        return Direccion.objects.all()
    return Direccion.objects.filter(pk__in=persona.direcciones_con(accion))


def _cuando(cual: str, hoy: date) -> Q:
    terminadas = Q(hasta__isnull=False, hasta__lte=hoy)
    return {EN_VIGOR: ~terminadas, ANTERIORES: terminadas}.get(cual, Q())


def situacion_de(adscripcion: Adscripcion, hoy: date) -> str:
    """«vigente», «terminada» or «por iniciar» on a day."""
    if adscripcion.desde > hoy:
        return "por iniciar"
    terminada = adscripcion.hasta is not None and adscripcion.hasta <= hoy
    return "terminada" if terminada else "vigente"


def cargos_de(
    adscripciones: QuerySet[Adscripcion],
    hoy: date,
    *,
    cual: str = EN_VIGOR,
    direccion_id: int | None = None,
    texto: str = "",
) -> list[Cargo]:
    """Rows of the list, by dirección and then by name, accents apart.

    `cual`: EN_VIGOR (also those about to begin), ANTERIORES or TODAS. The stored period is half-open;
    `ultimo_dia` is the last day on which the cargo is held.
    """
    filtradas = adscripciones.filter(_cuando(cual, hoy))
    if direccion_id:
        filtradas = filtradas.filter(direccion_id=direccion_id)
    buscado = normalizar(texto)
    cargos = [
        Cargo(a, situacion_de(a, hoy), a.hasta - timedelta(days=1) if a.hasta else None)
        for a in filtradas
        if buscado in normalizar(f"{a.usuario.nombre} {a.cargo} {a.direccion.nombre} {a.oficio}")
    ]
    return sorted(cargos, key=_orden)


def _orden(cargo: Cargo) -> tuple[str, bool, str, int]:
    a = cargo.adscripcion
    return normalizar(a.direccion.nombre), not a.puede_firmar, normalizar(a.usuario.nombre), -a.pk
