"""What the supplies write: how each service is called, and the Asientos it leaves."""

from typing import Any
from uuid import uuid4

from poa.models import Inversion, LineaDeAccion
from suministros import servicios
from suministros.estados import REQUISICION
from suministros.models import Rubro, Solicitud
from tests.confianza.historia import Firmado
from tests.confianza.tabla import DIA_T3, Llamada, como, escritura
from tests.suministros import muestras as m

CONTADO = ("actividad.contar", "momento.contar")


def _mundo(f: Firmado) -> m.Mundo:
    """A with all it needs, in a quarter that is open."""
    return m.crear_mundo(f.reparto, DIA_T3, como(f, "tesoreria")["ahora"])


def _sobre(f: Firmado, quien: str, servicio: Any, s: Solicitud, **mas: Any) -> Llamada:
    return lambda: servicio(solicitud_id=s.pk, **mas, **como(f, quien))


@escritura("solicitud.crear")
def crear_solicitud(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    datos, a = m.datos_de_requisicion(mundo), f.reparto.direcciones["A"]
    return lambda: servicios.crear_solicitud(direccion=a, datos=datos, token=uuid4(), **como(f, "personal_a"))


@escritura("solicitud.editar")
def editar_solicitud(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    s = m.borrador(mundo)
    return _sobre(f, "personal_a", servicios.editar_solicitud, s, datos=m.datos_de_oficio(mundo))


@escritura("solicitud.pedir_autorizacion")
def pedir_autorizacion(f: Firmado) -> Llamada:
    return _sobre(f, "personal_a", servicios.pedir_autorizacion, m.borrador(_mundo(f)))


@escritura("solicitud.enviar", "momento.sin_contar")
def enviar_solicitud(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    s = m.borrador(mundo, m.datos_de_requisicion(mundo))
    return _sobre(f, "directora_a", servicios.enviar_solicitud, s)


@escritura("solicitud.papel")
def emitir_papel(f: Firmado) -> Llamada:
    pk = m.enviada(_mundo(f)).documento_id
    return lambda: servicios.emitir_papel(documento_id=pk, **como(f, "personal_a"))


@escritura("solicitud.devolver")
def devolver_solicitud(f: Firmado) -> Llamada:
    return _sobre(f, "tesoreria", servicios.devolver_solicitud, m.enviada(_mundo(f)), motivo="Falta")


@escritura("solicitud.acusar", *CONTADO)
def acusar_solicitud(f: Firmado) -> Llamada:
    return _sobre(f, "tesoreria", servicios.acusar_solicitud, m.enviada(_mundo(f)))


@escritura("vale.dar", "solicitud.asignar_vehiculo", *CONTADO)
def asignar_vehiculo(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    datos = {"vehiculo": mundo.vehiculo, "vale": servicios.DatosDeVale(100_00)}
    return _sobre(f, "tesoreria", servicios.asignar_vehiculo, m.recibida(mundo), **datos)


@escritura("vale.dar", "solicitud.asignar_combustible", *CONTADO)
def asignar_combustible(f: Firmado) -> Llamada:
    vale = servicios.DatosDeVale(100_00)
    return _sobre(f, "tesoreria", servicios.asignar_combustible, m.recibida(_mundo(f)), vale=vale)


@escritura("solicitud.autorizar_material", *CONTADO)
def autorizar_material(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    s = m.recibida(mundo, m.datos_de_requisicion(mundo))
    dados = {s.renglones.get().pk: servicios.Autorizado(2, 90_00)}
    return _sobre(f, "tesoreria", servicios.autorizar_material, s, renglones=dados)


@escritura("solicitud.negar", *CONTADO)
def negar_solicitud(f: Firmado) -> Llamada:
    return _sobre(f, "tesoreria", servicios.negar_solicitud, m.recibida(_mundo(f)), motivo="No hay")


@escritura("vale.cancelar", "solicitud.retirar_respuesta", "actividad.descontar", "momento.anular")
def retirar_respuesta(f: Firmado) -> Llamada:
    s = m.con_combustible(_mundo(f))
    return _sobre(f, "tesoreria", servicios.retirar_respuesta, s, motivo="Se descompuso")


@escritura(
    "vale.cancelar",
    "solicitud.cancelar",
    "actividad.descontar",
    "momento.anular",
    "actividad.descontar",
    "momento.anular",
)
def cancelar_solicitud(f: Firmado) -> Llamada:
    s = m.con_combustible(_mundo(f))
    return _sobre(f, "directora_a", servicios.cancelar_solicitud, s, motivo="Ya no")


@escritura("solicitud.vincular")
def vincular_causa(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    s = m.solicitud_en(mundo, "negada")
    datos = {"linea": mundo.reparto.lineas("A")[0], "no_se_hizo": "La asamblea"}
    return _sobre(f, "personal_a", servicios.vincular_causa, s, **datos)


@escritura("solicitud.pedir_compra")
def pedir_compra(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    return _sobre(f, "directora_a", servicios.pedir_compra, m.autorizada(mundo, m.de_tinta(mundo)))


@escritura("solicitud.registrar_compra")
def registrar_compra(f: Firmado) -> Llamada:
    s = m.solicitud_en(_mundo(f), "en_compra", "requisicion")
    llegaron = {s.renglones.get().pk: 2}
    return _sobre(f, "tesoreria", servicios.registrar_compra, s, llegaron=llegaron)


@escritura("solicitud.entregar")
def entregar_material(f: Firmado) -> Llamada:
    s = m.autorizada(_mundo(f))
    return _sobre(f, "tesoreria", servicios.entregar_material, s, cantidades={s.renglones.get().pk: 1})


@escritura("solicitud.recibir", *CONTADO)
def recibir_suministro(f: Firmado) -> Llamada:
    s = m.con_vehiculo(_mundo(f))
    recibo = servicios.Recibo("Alma Ruiz")
    return _sobre(f, "personal_a", servicios.recibir_suministro, s, recibo=recibo, km_salida=1000)


@escritura("solicitud.devolver_vehiculo")
def devolver_vehiculo(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    s = m.con_vehiculo(mundo)
    m.recibir(mundo, s, km_salida=1000)
    return _sobre(f, "tesoreria", servicios.devolver_vehiculo, s, km_regreso=1050)


@escritura("solicitud.registrar_carga")
def registrar_carga(f: Firmado) -> Llamada:
    s = m.solicitud_en(_mundo(f), "en_uso")
    datos = m.datos_de_carga(fecha=DIA_T3)
    return _sobre(f, "personal_a", servicios.registrar_carga, s, datos=datos)


@escritura("vale.cancelar", "solicitud.cerrar")
def cerrar_solicitud(f: Firmado) -> Llamada:
    s = m.solicitud_en(_mundo(f), "en_uso")
    return _sobre(f, "tesoreria", servicios.cerrar_solicitud, s, motivo="No se usó")


@escritura("actividad.contar", "momento.contar")
def contar_momento(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    momento = m.enviada(mundo, m.datos_de_requisicion(mundo)).momentos.get()
    LineaDeAccion.objects.filter(pk=f.reparto.lineas()[0].pk).update(paso_que_cuenta=REQUISICION)
    return lambda: servicios.contar_momento(momento_id=momento.pk, **como(f, "directora_a"))


@escritura("fondo.abrir")
def abrir_fondo(f: Firmado) -> Llamada:
    inversion = Inversion.objects.filter(estrategia__programa=f.reparto.programa_a).first()
    rubro = Rubro.objects.get(clave="gasolina")
    return lambda: servicios.abrir_fondo(inversion=inversion, rubro=rubro, **como(f, "tesoreria"))


@escritura("fondo.techo")
def fijar_techo(f: Firmado) -> Llamada:
    lugar = {
        "direccion": f.reparto.direcciones["A"],
        "ejercicio": f.reparto.ejercicio,
        "rubro": Rubro.objects.get(clave="gasolina"),
    }
    return lambda: servicios.fijar_techo(**lugar, monto=1_00, motivo="Mientras", **como(f, "tesoreria"))


def _dinero(f: Firmado, servicio: Any, **mas: Any) -> Llamada:
    return lambda: servicio(
        monto=1_00, motivo="Acuerdo de cabildo", token=uuid4(), **mas, **como(f, "tesoreria")
    )


@escritura("fondo.ampliar")
def ampliar_fondo(f: Firmado) -> Llamada:
    return _dinero(f, servicios.ampliar_fondo, fondo_id=_mundo(f).gasolina.pk)


@escritura("fondo.reducir")
def reducir_fondo(f: Firmado) -> Llamada:
    return _dinero(f, servicios.reducir_fondo, fondo_id=_mundo(f).gasolina.pk)


@escritura("fondo.transferir")
def transferir(f: Firmado) -> Llamada:
    mundo = _mundo(f)
    return _dinero(f, servicios.transferir, de_id=mundo.gasolina.pk, a_id=mundo.papeleria.pk)


@escritura("rubro.guardar")
def guardar_rubro(f: Firmado) -> Llamada:
    datos = {"clave": "limpieza", "nombre": "Limpieza", "uso": "material"}
    return lambda: servicios.guardar_rubro(**datos, **como(f, "tesoreria"))


@escritura("vehiculo.guardar")
def guardar_vehiculo(f: Firmado) -> Llamada:
    datos = {"placas": "JAL-9", "numero_economico": "E-9", "marca": "Ford", "modelo": "Ranger", "odometro": 5}
    return lambda: servicios.guardar_vehiculo(**datos, **como(f, "tesoreria"))


@escritura("vehiculo.odometro")
def cambiar_odometro(f: Firmado) -> Llamada:
    pk = _mundo(f).vehiculo.pk
    return lambda: servicios.cambiar_odometro(
        vehiculo_id=pk, km=0, motivo="Se cambió", **como(f, "tesoreria")
    )


@escritura("distancia.guardar")
def guardar_distancia(f: Firmado) -> Llamada:
    lugar = _mundo(f).localidad()
    return lambda: servicios.guardar_distancia(localidad=lugar, km=40, **como(f, "tesoreria"))


@escritura("articulo.guardar")
def guardar_articulo(f: Firmado) -> Llamada:
    datos = {"clave": "L-1", "nombre": "Lápiz", "unidad": "pieza"}
    return lambda: servicios.guardar_articulo(**datos, **como(f, "tesoreria"))


@escritura("articulo.entrada")
def registrar_entrada(f: Firmado) -> Llamada:
    pk = _mundo(f).tinta.pk
    return lambda: servicios.registrar_entrada(
        articulo_id=pk, cantidad=3, token=uuid4(), **como(f, "tesoreria")
    )


@escritura("articulo.ajuste")
def ajustar_existencia(f: Firmado) -> Llamada:
    pk = _mundo(f).hojas.pk
    return lambda: servicios.ajustar_existencia(
        articulo_id=pk, cantidad=-1, motivo="Se mojó", token=uuid4(), **como(f, "tesoreria")
    )
