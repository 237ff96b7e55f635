"""Acts ready to be looked at, made by the services."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from actividades import servicios
from actividades.archivos import ArchivoListo, preparar
from actividades.models import Actividad
from tests.actividades.muestras import EN_T2, foto, subido
from tests.reparto import AHORA, HOY, Reparto, cliente_de, en_hoy, reparto

__all__ = ["cliente_de", "en_hoy", "reparto"]


@pytest.fixture
def listo(archivos_privados) -> Callable[..., ArchivoListo]:
    """`listo("teal")`: a photo already in the store."""

    def hacer(color: str = "teal") -> ArchivoListo:
        return preparar(subido(f"{color}.jpg", foto(color)))

    return hacer


@pytest.fixture
def datos_de(reparto: Reparto) -> Callable[..., servicios.DatosDeActividad]:
    """What was done, in the first línea of A and in the open quarter, but for what is given."""

    def hacer(**cambios: Any) -> servicios.DatosDeActividad:
        clave = cambios.pop("clave", "A")
        base: dict[str, Any] = {
            "linea": reparto.lineas(clave)[0],
            "fecha": EN_T2,
            "descripcion": "Reunión de vecinos",
            "cantidad": 2,
        }
        return servicios.DatosDeActividad(**base | cambios)

    return hacer


@pytest.fixture
def registrar(reparto: Reparto, datos_de) -> Callable[..., Actividad]:
    """`registrar(fecha=…, quien="personal_b", clave="B", archivos=[…])`: an act, logged by the service."""

    def hacer(*, quien: str = "personal_a", archivos: Any = (), hoy: date = HOY, **cambios: Any) -> Actividad:
        clave = cambios.get("clave", "A")
        return servicios.registrar_actividad(
            direccion_id=reparto.direcciones[clave].pk,
            datos=datos_de(**cambios),
            token=uuid4(),
            persona=reparto.persona(quien, hoy),
            ahora=AHORA,
            archivos=archivos,
        )

    return hacer


@pytest.fixture
def en_estado(reparto: Reparto, registrar, listo) -> Callable[..., Actividad]:
    """`en_estado("devuelta")`: an act with evidence, led to that state by the services."""

    def hacer(estado: str, **cambios: Any) -> Actividad:
        actividad = registrar(archivos=[listo()], **cambios)
        titular = {"persona": reparto.persona("directora_a"), "ahora": AHORA}
        pasos: dict[str, Callable[[], Any]] = {
            "registrada": lambda: None,
            "validada": lambda: servicios.validar_actividades(actividades=[actividad], **titular),
            "devuelta": lambda: servicios.devolver_actividad(
                actividad=actividad, motivo="Falta la lista", **titular
            ),
            "anulada": lambda: servicios.anular_actividad(actividad=actividad, motivo="Repetida", **titular),
            "excluida": lambda: servicios.excluir_actividad(actividad=actividad, motivo="Después", **titular),
        }
        pasos[estado]()
        actividad.refresh_from_db()
        assert actividad.estado == estado
        return actividad

    return hacer
