"""Tesorería's pages of the supplies, over requests of PC in each state that it answers."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from demo.escenario.datos import actor, en
from poa.models import Direccion, Localidad
from suministros import servicios as s
from suministros.consultas import inversiones_sin_fondo
from suministros.models import Articulo, Fondo, Rubro, Solicitud, Vehiculo
from tests.recorridos.visita import Visita, ambas, pagina
from tests.recorridos.visitas_suministros import DIA

MOTIVO = "Recorrido por las obras de la cabecera"
SIN_PAGINA = {"atender_acusar": "takes a form and sends on to another page"}


def preparar() -> None:
    """After visitas_suministros: an oficio urgent and sent, and one of each that waits for an answer."""
    personal, titular, tesoreria = (actor(u, en(DIA)) for u in ("personal.pc", "directora.pc", "tesoreria"))
    hojas = s.guardar_articulo(
        clave="VIS-1", nombre="Hojas de visita", unidad="paquete", minimo=5, precio=90_00, **tesoreria
    )
    s.registrar_entrada(articulo_id=hojas.pk, cantidad=4, motivo="Factura 1", token=uuid4(), **tesoreria)

    def enviada(**mas: Any) -> Solicitud:
        pedida = s.crear_solicitud(
            direccion=Direccion.objects.get(clave="PC"),
            datos=s.DatosDeSolicitud(motivo=MOTIVO, **mas),
            token=uuid4(),
            **personal,
        )
        return s.enviar_solicitud(solicitud_id=pedida.pk, **titular)

    def recibida(**mas: Any) -> Solicitud:
        return s.acusar_solicitud(solicitud_id=enviada(**mas).pk, **tesoreria)

    oficio = {"tipo": "oficio", "pide": "combustible", "destino": Localidad.objects.earliest("pk")}
    oficio |= {"desde": en(DIA) + timedelta(days=2), "hasta": en(DIA) + timedelta(days=2, hours=3)}
    enviada(**oficio, urgente=True, de_palabra="La tesorera", monto=100_00)
    recibida(**oficio, monto=100_00)
    con_vale = recibida(**oficio, monto=100_00)
    s.asignar_combustible(solicitud_id=con_vale.pk, vale=s.DatosDeVale(100_00), **tesoreria)
    papel = {"tipo": "requisicion", "renglones": [s.DatosDeRenglon(2, hojas)]}
    lona = {"renglones": [s.DatosDeRenglon(1, None, "Lona", "pieza", 90_00)]}
    recibida(**papel)
    for con_compra in (False, True):
        material = recibida(**papel | (lona if con_compra else {}))
        todo = {r.pk: s.Autorizado(r.cantidad) for r in material.renglones.all()}
        s.autorizar_material(solicitud_id=material.pk, renglones=todo, **tesoreria)
        if con_compra:
            s.pedir_compra(solicitud_id=material.pk, **titular)


def _en(estado: str, tipo: str = "oficio") -> int:
    return Solicitud.objects.filter(motivo=MOTIVO, estado=estado, tipo=tipo).latest("pk").pk


def de_tesoreria() -> list[Visita]:
    """The inbox, each answer and its form refused, the calendar, the store, the money."""
    return [
        pagina("bandeja"),
        pagina("bandeja", mas="?q=nada-que-se-le-parezca"),
        pagina("bandeja", mas="?estado=cerrada"),
        pagina("atender_solicitud", _en("enviada")),
        *ambas("atender_devolver", _en("enviada")),
        pagina("atender_solicitud", _en("con_combustible")),
        *ambas("atender_retirar", _en("con_combustible")),
        *ambas("atender_vehiculo", _en("recibida")),
        *ambas("atender_combustible", _en("recibida")),
        *ambas("atender_negar", _en("recibida")),
        *ambas("atender_material", _en("recibida", "requisicion")),
        *ambas("atender_entrega", _en("por_entregar", "requisicion")),
        *ambas("atender_compra", _en("en_compra", "requisicion")),
        *ambas("atender_cerrar", Solicitud.objects.filter(estado="en_uso", prestamos=None).latest("pk").pk),
        *_de_los_catalogos(),
        *_del_dinero(),
    ]


def _de_los_catalogos() -> list[Visita]:
    articulo = Articulo.objects.get(clave="VIS-1").pk
    vehiculo = Vehiculo.objects.latest("pk").pk
    return [
        pagina("calendario_vehiculos", mas=f"?dia={DIA + timedelta(days=1)}"),
        pagina("calendario_vehiculos", mas=f"?vista=dia&dia={DIA + timedelta(days=1)}"),
        pagina("vehiculos"),
        *ambas("vehiculo_nuevo"),
        *ambas("vehiculo_editar", vehiculo),
        *ambas("vehiculo_odometro", vehiculo),
        pagina("distancias"),
        *ambas("distancia", Localidad.objects.earliest("pk").pk),
        pagina("almacen"),
        pagina("almacen", mas="?q=nada-que-se-le-parezca"),
        pagina("articulo", articulo),
        *ambas("articulo_nuevo"),
        *ambas("articulo_editar", articulo),
        *ambas("articulo_entrada", articulo),
        *ambas("articulo_ajuste", articulo),
    ]


def _del_dinero() -> list[Visita]:
    fondo = Fondo.objects.filter(direccion__clave="PC", rubro__uso="combustible").latest("pk").pk
    return [
        pagina("fondos", mas="?anio=2024"),
        pagina("fondo", fondo),
        *ambas("fondo_ampliar", fondo),
        *ambas("fondo_reducir", fondo),
        *ambas("fondo_transferir", fondo),
        *ambas("fondo_techo"),
        pagina("inversiones_sin_fondo"),
        *ambas("inversion_abrir", inversiones_sin_fondo(DIA.year).first().pk),
        pagina("comparacion_suministros", mas="?anio=2024"),
        pagina("rubros"),
        *ambas("rubro_nuevo"),
        *ambas("rubro_editar", Rubro.objects.earliest("pk").pk),
    ]
