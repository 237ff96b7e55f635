"""The pages of what a dirección asks: drafts, one returned, one of each answer; the money, the bitácora."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from demo.escenario.datos import actor, en
from poa.models import Direccion, Ejercicio, Localidad
from suministros import servicios as s
from suministros.models import Fondo, Rubro, Solicitud, Vale
from tests.recorridos.visita import Visita, ambas, pagina

# The example's year: its POA and its money are of 2024.
DIA = date(2024, 11, 20)
MOTIVO = "Asamblea de la calle Morelos"
_UN_BOTON = "takes a form and sends on to another page"
_UN_ARCHIVO = "a file, not a page"
SIN_PAGINA = {
    **dict.fromkeys(["solicitud_autorizacion", "solicitud_compra", "momento_contar"], _UN_BOTON),
    **dict.fromkeys(
        ["solicitud_pdf", "compra_pdf", "vale_pdf", "entrega_firma", "entrega_recibo", "carga_ticket"],
        _UN_ARCHIVO,
    ),
}


def preparar() -> None:
    """Requests of PC in the states whose pages differ, told on a day of the example."""
    momento = en(DIA)
    personal, titular, tesoreria = (actor(u, momento) for u in ("personal.pc", "directora.pc", "tesoreria"))
    direccion = Direccion.objects.get(clave="PC")
    _dinero(direccion, tesoreria)
    vehiculo = s.guardar_vehiculo(
        placas="PC-VISITA",
        numero_economico="PC-90",
        marca="Nissan",
        modelo="NP300",
        rendimiento=1000,
        **tesoreria,
    )

    def pedir(**mas: Any) -> Solicitud:
        datos = s.DatosDeSolicitud(motivo=MOTIVO, **mas)
        return s.crear_solicitud(direccion=direccion, datos=datos, token=uuid4(), **personal)

    oficio = {
        "tipo": "oficio",
        "pide": "combustible",
        "destino": Localidad.objects.earliest("pk"),
        "desde": momento + timedelta(days=1),
        "hasta": momento + timedelta(days=1, hours=4),
        "monto": 500_00,
    }
    lonas = [s.DatosDeRenglon(2, descripcion="Lona impresa", unidad="pieza", precio=450_00)]

    def recibida(**mas: Any) -> Solicitud:
        enviada = s.enviar_solicitud(solicitud_id=pedir(**mas).pk, **titular)
        return s.acusar_solicitud(solicitud_id=enviada.pk, **tesoreria)

    pedir(**oficio)
    pedir(tipo="requisicion", renglones=lonas)
    devuelta = s.enviar_solicitud(solicitud_id=pedir(**oficio).pk, **titular)
    s.devolver_solicitud(solicitud_id=devuelta.pk, motivo="Falta el nombre de la obra", **tesoreria)
    con_vehiculo = recibida(**oficio | {"pide": "vehiculo", "monto": 0})
    s.asignar_vehiculo(solicitud_id=con_vehiculo.pk, vehiculo=vehiculo, **tesoreria)
    for cargada in (True, False):
        con_vale = recibida(**oficio)
        vale = s.DatosDeVale(500_00, vehiculo=vehiculo)
        s.asignar_combustible(solicitud_id=con_vale.pk, vale=vale, **tesoreria)
        s.recibir_suministro(solicitud_id=con_vale.pk, recibo=s.Recibo("Rosa Cuevas"), **personal)
        if cargada:
            s.registrar_carga(solicitud_id=con_vale.pk, datos=_carga(), **personal)
    material = recibida(tipo="requisicion", renglones=lonas)
    todo = {r.pk: s.Autorizado(r.cantidad, 450_00) for r in material.renglones.all()}
    s.autorizar_material(solicitud_id=material.pk, renglones=todo, **tesoreria)
    s.pedir_compra(solicitud_id=material.pk, **titular)
    s.registrar_compra(solicitud_id=material.pk, llegaron=dict.fromkeys(todo, 1), **tesoreria)
    s.entregar_material(solicitud_id=material.pk, cantidades=dict.fromkeys(todo, 1), **tesoreria)


def _dinero(direccion: Direccion, tesoreria: dict[str, Any]) -> None:
    """Ceilings, where the example has no money of that kind yet."""
    ejercicio = Ejercicio.objects.get(anio=DIA.year)
    for rubro in Rubro.objects.all():
        if not Fondo.objects.filter(direccion=direccion, ejercicio=ejercicio, rubro=rubro).exists():
            s.fijar_techo(
                direccion=direccion,
                ejercicio=ejercicio,
                rubro=rubro,
                monto=20_000_00,
                motivo="Arranque de año",
                **tesoreria,
            )


def _carga() -> s.DatosDeCarga:
    return s.DatosDeCarga(
        fecha=DIA,
        conductor="Rosa Cuevas",
        comision="San Juan Cosalá",
        km_salida=100,
        km_regreso=140,
        mililitros=20_000,
        precio=24_50,
        importe=490_00,
    )


def _en(estado: str, tipo: str = "oficio") -> int:
    return Solicitud.objects.filter(motivo=MOTIVO, estado=estado, tipo=tipo).latest("pk").pk


def _lo_que_todos_leen() -> list[Visita]:
    return [
        pagina("suministros"),
        pagina("suministros", mas="?q=nada-que-se-le-parezca"),
        pagina("lo_que_queda", mas="?anio=2024"),
        pagina("bitacora_de_combustible"),
        pagina("solicitud", _en("cerrada")),
    ]


def del_personal() -> list[Visita]:
    """Ask, correct, receive, give back, log; and the lists."""
    return [
        *_lo_que_todos_leen(),
        pagina("lo_que_queda"),
        *ambas("oficio_nuevo"),
        *ambas("requisicion_nueva"),
        pagina("solicitud", _en("borrador", "requisicion")),
        *ambas("solicitud_editar", _en("devuelta")),
        pagina("solicitud", _en("con_vehiculo")),
        *ambas("solicitud_recibir", _en("con_vehiculo")),
        *ambas("solicitud_recibir", _en("entregada_parcial", "requisicion")),
        *ambas("solicitud_carga", _en("en_uso")),
        *ambas("solicitud_cancelar", _en("borrador")),
        *ambas("solicitud_causa", Solicitud.objects.get(folio="PC/003/2024").pk),
    ]


def de_la_directora() -> list[Visita]:
    """Send, and what waits for her."""
    return [
        pagina("suministros"),
        pagina("solicitud_enviar", _en("borrador")),
        pagina("solicitud_devolver", _en("borrador")),
        pagina("solicitud_regreso", _en("en_uso")),
    ]


def de_planeacion() -> list[Visita]:
    return _lo_que_todos_leen()


def del_publico() -> list[Visita]:
    """A vale that is good, and a code of none."""
    return [
        pagina("vale_publico", Vale.objects.latest("pk").codigo),
        pagina("vale_publico", "A" * 26, estado=404),
    ]
