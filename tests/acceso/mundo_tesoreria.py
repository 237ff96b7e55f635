"""What Tesorería's addresses name, for the matrix: requests in each state it answers, a fondo, catalogues."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from poa.models import Inversion
from suministros import servicios
from suministros.models import Articulo, Rubro, Solicitud
from suministros.servicios import Autorizado, DatosDeRenglon, DatosDeSolicitud, DatosDeVale, Recibo
from tests.reparto import AHORA, CANARIO, Reparto


class _Ventanilla:
    """A dirección asks and Tesorería answers, by the real services."""

    def __init__(self, reparto: Reparto, clave: str) -> None:
        letra = clave.lower()
        self.direccion = reparto.direcciones[clave]
        self.personal = {"persona": reparto.persona(f"personal_{letra}"), "ahora": AHORA}
        self.directora = {"persona": reparto.persona(f"directora_{letra}"), "ahora": AHORA}
        self.tesoreria = {"persona": reparto.persona("tesoreria"), "ahora": AHORA}
        self.marca = "" if clave == "A" else f" {CANARIO}660"
        self.articulo = self._articulo(clave)

    def _articulo(self, clave: str) -> Articulo:
        articulo = servicios.guardar_articulo(
            clave=f"TES-{clave}", nombre=f"Cartulina {clave}", unidad="pieza", precio=100_00, **self.tesoreria
        )
        servicios.registrar_entrada(articulo_id=articulo.pk, cantidad=50, token=uuid4(), **self.tesoreria)
        return articulo

    def recibida(self, **mas: Any) -> Solicitud:
        s = servicios.crear_solicitud(
            direccion=self.direccion,
            datos=DatosDeSolicitud(motivo=f"Taller{self.marca}", **mas),
            token=uuid4(),
            **self.personal,
        )
        servicios.enviar_solicitud(solicitud_id=s.pk, **self.directora)
        return servicios.acusar_solicitud(solicitud_id=s.pk, **self.tesoreria)

    def oficio(self) -> Solicitud:
        return self.recibida(
            tipo="oficio",
            pide="combustible",
            lugar=f"Plaza{self.marca}",
            desde=AHORA + timedelta(days=2),
            hasta=AHORA + timedelta(days=2, hours=4),
            monto=300_00,
        )

    def con_vale(self) -> Solicitud:
        return servicios.asignar_combustible(
            solicitud_id=self.oficio().pk, vale=DatosDeVale(300_00), **self.tesoreria
        )

    def material(self) -> Solicitud:
        return self.recibida(tipo="requisicion", renglones=[DatosDeRenglon(2, self.articulo)])

    def por_entregar(self) -> Solicitud:
        s = self.material()
        todo = {r.pk: Autorizado(r.cantidad, 100_00) for r in s.renglones.all()}
        return servicios.autorizar_material(solicitud_id=s.pk, renglones=todo, **self.tesoreria)

    def en_parte(self) -> Solicitud:
        s = self.por_entregar()
        una = {r.pk: 1 for r in s.renglones.all()}
        servicios.entregar_material(solicitud_id=s.pk, cantidades=una, **self.tesoreria)
        servicios.recibir_suministro(solicitud_id=s.pk, recibo=Recibo("Alma Ruiz"), **self.personal)
        return s


def sembrar_tesoreria(reparto: Reparto, clave: str, hechos: dict[str, int | str]) -> dict[str, int | str]:
    """On the ceilings that `sembrar_pedidos` set."""
    v = _Ventanilla(reparto, clave)
    oficio = v.oficio()
    vehiculo = servicios.guardar_vehiculo(
        placas=f"TES-{clave}", numero_economico=f"TES-{clave}", marca="Nissan", modelo="NP300", **v.tesoreria
    )
    programa = reparto.programa_a if clave == "A" else reparto.programa_b
    return {
        "por_responder": oficio.pk,
        "material_por_responder": v.material().pk,
        "con_vale": v.con_vale().pk,
        "por_entregar": v.por_entregar().pk,
        "entregado_en_parte": v.en_parte().pk,
        "fondo": oficio.fondo_id,
        "vehiculo": vehiculo.pk,
        "articulo": v.articulo.pk,
        "rubro": Rubro.objects.earliest("pk").pk,
        "inversion": Inversion.objects.filter(estrategia__programa=programa).earliest("pk").pk,
    }
