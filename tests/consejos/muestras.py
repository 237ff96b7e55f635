"""A consejo of dirección A with its public call, ready to be used."""

from datetime import date
from uuid import uuid4

from asambleas.servicios.ciudadanos import DatosDePersona
from consejos import servicios
from consejos.models import Consejo, Llamado, Postulacion
from poa.servicios import persona_del_sistema
from tests.reparto import AHORA, HOY, Reparto

DATOS_DE_LLAMADO = servicios.DatosDeLlamado(
    consejerias=5,
    requisitos="Vivir en el municipio",
    documentos="Identificación oficial",
    desde=HOY,
    hasta=date(2024, 6, 14),
)


def consejo_de(
    reparto: Reparto, clave: str = "A", quien: str = "personal_a", nombre: str = "Consejo de Paz"
) -> Consejo:
    """A consejo with its three steps pending."""
    return servicios.registrar_consejo(
        direccion=reparto.direcciones[clave],
        datos=servicios.DatosDeConsejo(nombre, "Fomentar la cultura de la paz", "Asistir a las sesiones"),
        token=uuid4(),
        persona=reparto.persona(quien),
        ahora=AHORA,
    )


def llamado_de(
    reparto: Reparto, consejo: Consejo, quien: str = "personal_a", *, publicado: bool = True
) -> Llamado:
    """Its public call, open until 14 June 2024."""
    actor = {"persona": reparto.persona(quien), "ahora": AHORA}
    llamado = servicios.crear_llamado(organo_id=consejo.organo_id, datos=DATOS_DE_LLAMADO, **actor)
    return servicios.publicar_llamado(llamado_id=llamado.pk, **actor) if publicado else llamado


def postulacion_de(llamado: Llamado, nombre: str = "Rosa Ibarra", **mas) -> Postulacion:
    """One that a citizen sent from the public page."""
    quien = DatosDePersona(nombre, telefono="376 123 4567", correo="rosa@example.org", **mas)
    return servicios.postular(
        llamado_id=llamado.pk,
        datos=servicios.DatosDePostulacion(quien, "Quiero ayudar", True),
        token=uuid4(),
        persona=persona_del_sistema(HOY),
        ahora=AHORA,
    )
