"""Registering a work with its comité, correcting the work, and the kinds of work there are."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from asambleas.permisos import permite_llevar_organo
from asambleas.servicios import DatosDeOrgano, registrar_organo
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_permiso,
    exigir_revision,
)
from comites.estados import Modalidad
from comites.models import Comite, Obra, TipoDeObra
from comites.permisos import permite_tipos
from comites.procedimiento import CLAVE
from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.personas import Persona
from nucleo.texto import limpiar, normalizar, parrafos_pegados
from poa.models import Direccion, Localidad

TIPOS_SUGERIDOS = (
    "Restauración",
    "Construcción",
    "Drenaje",
    "Alcantarillado",
    "Alumbrado",
    "Pavimentación",
    "Bacheo",
    "Empedrado",
    "Banqueta",
)


@dataclass(frozen=True)
class DatosDeObra:
    """What is known of a work; money in whole centavos, the point in degrees or not at all."""

    nombre: str
    tipo: TipoDeObra
    localidad: Localidad
    descripcion: str = ""
    lugar: str = ""
    latitud: Decimal | None = None
    longitud: Decimal | None = None
    fondo: str = ""
    monto: int = 0
    modalidad: str = Modalidad.CONTRATO
    contratista: str = ""
    contrato: str = ""
    area_responsable: str = ""
    fecha_inicio: date | None = None
    fecha_termino: date | None = None


# One line each, and how long it may be.
_DE_UNA_LINEA = {
    "nombre": 200,
    "lugar": 200,
    "fondo": 150,
    "contratista": 150,
    "contrato": 60,
    "area_responsable": 150,
}


def _limpios(datos: DatosDeObra) -> dict[str, object]:
    """The columns of the work. Raises DatosInvalidos, one message per field."""
    campos = {c: getattr(datos, c) for c in asdict(datos)}
    campos |= {c: " ".join(limpiar(getattr(datos, c)).split()) for c in _DE_UNA_LINEA}
    campos["descripcion"] = parrafos_pegados(datos.descripcion)
    errores = {}
    if len(campos["nombre"]) < 3:
        errores["nombre"] = "Escriba el nombre de la obra, de 3 a 200 letras."
    for campo, largo in _DE_UNA_LINEA.items():
        if len(campos[campo]) > largo:
            errores[campo] = f"Use a lo más {largo} letras."
    if datos.monto < 0:
        errores["monto"] = "El monto no puede ser negativo."
    if (datos.latitud is None) != (datos.longitud is None):
        errores["longitud"] = "El punto lleva latitud y longitud, o ninguna."
    if datos.latitud is not None and not -90 <= datos.latitud <= 90:
        errores["latitud"] = "La latitud va de −90 a 90."
    if datos.longitud is not None and not -180 <= datos.longitud <= 180:
        errores["longitud"] = "La longitud va de −180 a 180."
    if datos.fecha_inicio and datos.fecha_termino and datos.fecha_termino < datos.fecha_inicio:
        errores["fecha_termino"] = "El término no puede ser anterior al inicio."
    if datos.modalidad == Modalidad.ADMINISTRACION and campos["contratista"]:
        errores["contratista"] = "En administración directa no hay contratista."
    exigir_datos(errores)
    return campos


@transaction.atomic
def registrar_comite(
    *,
    direccion: Direccion,
    datos: DatosDeObra,
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> Comite:
    """Make the comité of a work, with its six steps pending; the same token twice is one.

    Raises SinPermiso, DatosInvalidos (by field of the work), Conflicto (the token is another's).
    """
    campos = _limpios(datos)
    organo = registrar_organo(
        procedimiento=CLAVE,
        direccion=direccion,
        datos=DatosDeOrgano(f"Comité de obra: {campos['nombre']}"[:200], datos.localidad),
        token=token,
        persona=persona,
        ahora=ahora,
    )
    if ya := Comite.objects.filter(organo=organo).first():
        return ya
    obra = Obra.objects.create(direccion=direccion, **campos)
    return Comite.objects.create(organo=organo, obra=obra)


@transaction.atomic
def corregir_obra(
    *, organo_id: int, datos: DatosDeObra, revision: int | None, persona: Persona, ahora: datetime
) -> Obra:
    """Change what is known of the work. Raises SinPermiso, Conflicto, DatosInvalidos."""
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    obra = Obra.objects.select_for_update().get(comite__organo=organo)
    exigir_revision(obra, revision)
    campos = _limpios(datos)
    cambian = sorted(c for c, v in campos.items() if getattr(obra, c) != v)
    if cambian:
        for campo in cambian:
            setattr(obra, campo, campos[campo])
        obra.revision += 1
        obra.save()
        dejar_asiento("obra.corregir", obra, organo, persona, ahora, campos=cambian)
    return obra


def sembrar_tipos() -> None:
    """Fill the list of kinds the first time, with those of the seed's objetivo; later it is Planeación's."""
    if not TipoDeObra.objects.exists():
        TipoDeObra.objects.bulk_create(TipoDeObra(nombre=n) for n in TIPOS_SUGERIDOS)


@transaction.atomic
def guardar_tipo(
    *, nombre: str, persona: Persona, ahora: datetime, tipo_id: int | None = None, activo: bool = True
) -> TipoDeObra:
    """Add a kind of work, or rename it, offer it or stop offering it. Raises SinPermiso, DatosInvalidos."""
    exigir_permiso(permite_tipos(persona))
    nombre = " ".join(limpiar(nombre).split())
    otros = [normalizar(t.nombre) for t in TipoDeObra.objects.all() if t.pk != tipo_id]
    errores = {}
    if not 3 <= len(nombre) <= 60:
        errores["nombre"] = "Escriba el tipo, de 3 a 60 letras."
    elif normalizar(nombre) in otros:
        errores["nombre"] = "Ese tipo de obra ya está en la lista."
    exigir_datos(errores)
    tipo = TipoDeObra.objects.get(pk=tipo_id) if tipo_id else TipoDeObra()
    tipo.nombre, tipo.activo = nombre, activo
    tipo.save()
    asentar(
        cadena=MUNICIPIO,
        accion="obra.tipo",
        actor=persona.usuario,
        ahora=ahora,
        objeto=tipo,
        datos={"nombre": nombre, "activo": activo},
    )
    return tipo
