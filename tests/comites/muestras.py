"""A comité told by its own service, with what it takes to carry it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from actividades.archivos import ArchivoListo, preparar
from asambleas.servicios.ciudadanos import DatosDePersona
from comites import servicios
from comites.models import Comite, Entrega, Reporte, TipoDeObra
from poa.models import Localidad
from tests.actividades.muestras import foto, subido
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


def foto_lista(color: str = "teal", pie: str = "", nombre: str = "") -> ArchivoListo:
    """A photo that lies in the store already; each colour is another one."""
    return replace(preparar(subido(nombre or f"{color}.jpg", foto(color))), pie=pie)


def entrega_con_fotos(reparto: Reparto, comite: Comite, *colores: str) -> Entrega:
    """The entrega with a photo of each colour, in that order, its caption being its colour."""
    return servicios.guardar_entrega(
        organo_id=comite.organo_id,
        datos=datos_de_entrega(),
        fotos=servicios.CambioDeFotos([foto_lista(c, f"Vista {c}") for c in colores]),
        persona=reparto.persona("personal_a"),
        ahora=AHORA,
    )


# What the form of the entrega sends, whole.
FORMA_DE_ENTREGA = {
    "fecha": "2024-05-10",
    "ejecutada_desde": "2024-02-01",
    "ejecutada_hasta": "2024-05-08",
    "monto_ejercido": "1,234,567.00",
    "metas": "120 metros de drenaje",
    "condicion": "satisfaccion",
    "firma_1": "Hugo Padilla",
    "cargo_1": "Director de Obras Públicas",
    "token": "6e0f3a52-7d3c-4c1e-9d55-0a8b8f3d6c11",
}
