"""Who the municipality is, and who holds which cargo on a day."""

from datetime import date
from pathlib import PurePosixPath

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse

from nucleo.contexto import Municipio
from nucleo.models import Usuario
from nucleo.personas import Cargo
from nucleo.roles import Rol
from poa.models import Adscripcion, AvisoDePrivacidad, Ayuntamiento, Programa


def _en_vigor(hoy: date) -> QuerySet[Adscripcion]:
    return Adscripcion.objects.filter(desde__lte=hoy).filter(Q(hasta__isnull=True) | Q(hasta__gt=hoy))


def cargos_en_vigor(usuario: Usuario, hoy: date) -> list[Cargo]:
    """The posts of a person on a day; periods are half-open [desde, hasta)."""
    return [a.como_cargo() for a in _en_vigor(hoy).filter(usuario=usuario).select_related("direccion")]


def adscripciones_en_vigor(hoy: date) -> QuerySet[Adscripcion]:
    """Every post held on a day, by dirección and then by username."""
    return (
        _en_vigor(hoy)
        .select_related("usuario", "direccion")
        .order_by("direccion__nombre", "usuario__username")
    )


def titular_de(direccion_id: int, hoy: date) -> Adscripcion | None:
    """Who answers for the dirección and may sign on that day, or None."""
    return (
        _en_vigor(hoy)
        .filter(direccion_id=direccion_id, rol=Rol.DIRECTORA, puede_firmar=True)
        .select_related("usuario", "direccion")
        .order_by("-desde")
        .first()
    )


def responsable_de_la_hoja(direccion_id: int, hoy: date) -> tuple[str, str]:
    """Name and post, as printed, of who answers for the dirección on a day; empty without anybody.

    The sheet keeps 150 letters of the post: when all of it does not fit, the oficio is what is left out.
    """
    titular = titular_de(direccion_id, hoy)
    if titular is None:
        return "", ""
    caben = Programa._meta.get_field("responsable_cargo").max_length or 0
    cargo = titular.cargo_en_papel
    if len(cargo) > caben:
        cargo = cargo.partition(" (oficio ")[0][:caben]
    return titular.usuario.nombre, cargo


def marco_del_municipio() -> Municipio:
    """How the municipality names itself; empty before it was captured."""
    con_aviso = Exists(AvisoDePrivacidad.objects.all())
    ayuntamiento = Ayuntamiento.objects.annotate(con_aviso=con_aviso).first()
    if ayuntamiento is None:
        return Municipio()
    return Municipio(
        nombre=ayuntamiento.nombre,
        lema=ayuntamiento.lema,
        escudo=url_del_escudo(ayuntamiento.escudo),
        pmd=ayuntamiento.nombre_del_pmd,
        aviso=reverse("aviso_de_privacidad") if ayuntamiento.con_aviso else "",
    )


def municipio_congelado() -> dict[str, str]:
    """How the municipality named itself today, to be kept inside a frozen paper: nombre, lema, pmd (what its
    municipal plan is called) and, when it has one, the kept file of its escudo."""
    ayuntamiento = Ayuntamiento.objects.first()
    if ayuntamiento is None:
        return {"nombre": "", "lema": "", "pmd": "PMD"}
    datos = {"nombre": ayuntamiento.nombre, "lema": ayuntamiento.lema, "pmd": ayuntamiento.nombre_del_pmd}
    return datos | ({"escudo": ayuntamiento.escudo} if ayuntamiento.escudo else {})


def url_del_escudo(archivo: str) -> str:
    """Public address of a kept coat of arms, named by its hash; empty without one."""
    return reverse("escudo", args=[PurePosixPath(archivo).stem]) if archivo else ""
