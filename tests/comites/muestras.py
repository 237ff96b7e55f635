"""A comité told by its own service, with what it takes to carry it."""

from datetime import date
from uuid import uuid4

from asambleas.servicios.ciudadanos import DatosDePersona
from comites import servicios
from comites.models import Comite, Reporte, TipoDeObra
from poa.models import Localidad
from tests.reparto import AHORA, HOY, Reparto


def datos_de_obra(nombre: str = "Drenaje de la calle Hidalgo", **mas) -> servicios.DatosDeObra:
    """A work with what is needed, and what `mas` says."""
    tipo, _ = TipoDeObra.objects.get_or_create(nombre="Drenaje")
    fijos = {"nombre": nombre, "tipo": tipo, "localidad": Localidad.objects.get(nombre="El Árbol")}
    return servicios.DatosDeObra(**fijos | mas)


def registrado(reparto: Reparto, quien: str = "personal_a", clave: str = "A", **mas) -> Comite:
    """A comité of a dirección."""
    return servicios.registrar_comite(
        direccion=reparto.direcciones[clave],
        datos=datos_de_obra(**mas),
        token=uuid4(),
        persona=reparto.persona(quien),
        ahora=AHORA,
    )


def reporte_de(
    reparto: Reparto, comite: Comite, recibe: str = "personal_a", hoy: date = HOY, **mas
) -> Reporte:
    """A complaint with the data of who brings it."""
    fijos = {
        "tipo": "queja",
        "medio": "presencial",
        "descripcion": "La zanja lleva una semana abierta",
        "quien": DatosDePersona("Rosa Ibarra", telefono="376 123 4567", domicilio="Hidalgo 4"),
    }
    return servicios.recibir_reporte(
        comite_id=comite.pk,
        datos=servicios.DatosDeReporte(**fijos | mas),
        token=uuid4(),
        persona=reparto.persona(recibe, hoy),
        ahora=AHORA,
    )


def datos_de_entrega(**mas) -> servicios.DatosDeEntrega:
    """An entrega with an observation and who signs."""
    fijos = {
        "fecha": date(2024, 5, 10),
        "ejecutada_desde": date(2024, 2, 1),
        "ejecutada_hasta": date(2024, 5, 8),
        "monto_ejercido": 1_234_567_00,
        "metas": "120 metros de drenaje",
        "condicion": "observaciones",
        "observaciones": [("Reponer la banqueta", date(2024, 6, 10))],
        "firmantes": [("Hugo Padilla", "Director de Obras Públicas")],
    }
    return servicios.DatosDeEntrega(**fijos | mas)
