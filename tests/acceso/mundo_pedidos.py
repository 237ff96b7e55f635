"""What a dirección asks of Tesorería, for the matrix: a draft, one that ended with its papers, a purchase."""

from datetime import timedelta
from uuid import uuid4

from actividades.archivos import preparar
from nucleo import almacen
from poa.models import Direccion
from suministros import servicios
from suministros.models import Rubro, Solicitud, Vehiculo
from suministros.servicios import (
    Autorizado,
    DatosDeCarga,
    DatosDeRenglon,
    DatosDeSolicitud,
    DatosDeVale,
    Recibo,
)
from tests.actividades.muestras import foto, subido
from tests.reparto import AHORA, CANARIO, HOY, Reparto

LONA = DatosDeRenglon(2, descripcion="Lona", unidad="pieza", precio=100_00)
OFICIO = {
    "tipo": "oficio",
    "pide": "combustible",
    "desde": AHORA + timedelta(days=1),
    "hasta": AHORA + timedelta(days=1, hours=4),
    "monto": 300_00,
}


def sembrar_pedidos(reparto: Reparto, clave: str, hechos: dict[str, int | str]) -> dict[str, int | str]:
    """By the real services, on provisional ceilings."""
    quienes = (f"personal_{clave.lower()}", f"directora_{clave.lower()}", "tesoreria")
    personal, directora, tesoreria = ({"persona": reparto.persona(q), "ahora": AHORA} for q in quienes)
    direccion = reparto.direcciones[clave]
    marca = "" if clave == "A" else f" {CANARIO}650"
    _techos(reparto, direccion, tesoreria)

    def pedir(**mas) -> Solicitud:
        datos = DatosDeSolicitud(motivo=f"Reunión{marca}", **mas)
        return servicios.crear_solicitud(direccion=direccion, datos=datos, token=uuid4(), **personal)

    def recibida(s: Solicitud) -> Solicitud:
        servicios.enviar_solicitud(solicitud_id=s.pk, **directora)
        return servicios.acusar_solicitud(solicitud_id=s.pk, **tesoreria)

    oficio = OFICIO | {"lugar": f"Plaza{marca}"}
    concluida = _concluir(recibida(pedir(**oficio)), clave, personal, tesoreria)
    compra = recibida(pedir(tipo="requisicion", renglones=[LONA]))
    todo = {r.pk: Autorizado(r.cantidad, 100_00) for r in compra.renglones.all()}
    servicios.autorizar_material(solicitud_id=compra.pk, renglones=todo, **tesoreria)
    servicios.pedir_compra(solicitud_id=compra.pk, **directora)
    vale = concluida.vales.get()
    return {
        "pedido_borrador": pedir(**oficio).pk,
        "pedido_enviado": servicios.enviar_solicitud(solicitud_id=pedir(**oficio).pk, **directora).pk,
        "pedido": concluida.pk,
        "pedido_de_compra": compra.pk,
        "vale": vale.pk,
        "codigo_de_vale": vale.codigo,
        "carga": vale.carga.pk,
        "recibo": concluida.entregas.get().pk,
        "momento": concluida.momentos.exclude(sin_contar="").earliest("pk").pk,
    }


def _techos(reparto: Reparto, direccion: Direccion, tesoreria: dict) -> None:
    for rubro in Rubro.objects.all():
        servicios.fijar_techo(
            direccion=direccion,
            ejercicio=reparto.ejercicio,
            rubro=rubro,
            monto=10_000_00,
            motivo="Arranque de año",
            **tesoreria,
        )


def _concluir(s: Solicitud, clave: str, personal: dict, tesoreria: dict) -> Solicitud:
    """With its vale, its receipt signed twice over, and the load with its ticket."""
    vehiculo = servicios.guardar_vehiculo(
        placas=f"PED-{clave}", numero_economico=f"PED-{clave}", marca="Nissan", modelo="NP300", **tesoreria
    )
    vale = DatosDeVale(300_00, vehiculo=Vehiculo.objects.get(pk=vehiculo.pk))
    servicios.asignar_combustible(solicitud_id=s.pk, vale=vale, **tesoreria)
    recibo = Recibo(
        "Alma Ruiz",
        firma=almacen.guardar(f"firma {clave}".encode(), carpeta="firmas", extension="png"),
        escaneo=almacen.guardar(f"recibo {clave}".encode(), carpeta="recibos", extension="pdf"),
    )
    servicios.recibir_suministro(solicitud_id=s.pk, recibo=recibo, **personal)
    carga = DatosDeCarga(
        fecha=HOY,
        conductor="Alma Ruiz",
        comision="Plaza",
        km_salida=10,
        km_regreso=110,
        mililitros=10_000,
        precio=24_00,
        importe=240_00,
        ticket=preparar(subido("ticket.jpg", foto("gray" if clave == "A" else "olive"))),
    )
    servicios.registrar_carga(solicitud_id=s.pk, datos=carga, **personal)
    return s
