"""An órgano of dirección A, whose POA counts its steps, ready to be used by the tests of the órganos."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from asambleas import servicios
from asambleas.models import Organo, Paso
from comites.models import Comite, Obra, TipoDeObra
from poa.models import LineaDeAccion, Localidad
from tests.reparto import AHORA, HOY, Reparto

# The steps of a comité that the three líneas of A count.
PASOS_QUE_CUENTAN = ("comite.conocimiento", "comite.convocatoria", "comite.seguimiento")
DIA = date(2024, 5, 6)


def mapear(reparto: Reparto, claves: tuple[str, ...] = PASOS_QUE_CUENTAN, clave_direccion: str = "A") -> None:
    """Say which step counts in each línea of the POA, in the order of its sheet."""
    for linea, clave in zip(reparto.lineas(clave_direccion), claves, strict=True):
        LineaDeAccion.objects.filter(pk=linea.pk).update(paso_que_cuenta=clave)


@transaction.atomic
def comite_de(
    reparto: Reparto, clave: str = "A", quien: str = "personal_a", nombre: str = "Drenaje"
) -> Comite:
    """A comité de obra of a dirección, with its six steps pending."""
    direccion = reparto.direcciones[clave]
    localidad = Localidad.objects.get(nombre="El Árbol")
    organo = servicios.registrar_organo(
        procedimiento="comite",
        direccion=direccion,
        datos=servicios.DatosDeOrgano(nombre=f"Comité de {nombre}", localidad=localidad),
        token=uuid4(),
        persona=reparto.persona(quien),
        ahora=AHORA,
    )
    tipo, _ = TipoDeObra.objects.get_or_create(nombre="Drenaje")
    obra = Obra.objects.create(direccion=direccion, nombre=nombre, tipo=tipo, localidad=localidad)
    return Comite.objects.create(organo=organo, obra=obra)


def paso_de(organo: Organo, clave: str) -> Paso:
    """The step of that key that stands."""
    return organo.pasos.exclude(estado="anulado").get(clave=clave)


def enviado(reparto: Reparto, organo: Organo, clave: str, fecha: date = DIA, **mas) -> Paso:
    """A step that was sent by personal_a."""
    datos = servicios.DatosDePaso(fecha=fecha, descripcion="Se hizo", mujeres=3, hombres=2)
    return servicios.enviar_paso(
        paso_id=paso_de(organo, clave).pk,
        datos=datos,
        persona=reparto.persona("personal_a", mas.pop("hoy", HOY)),
        ahora=AHORA,
        **mas,
    )
