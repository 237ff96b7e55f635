"""What steps, comités and consejos write: how each service is called, and the Asientos it leaves."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from asambleas import servicios as organos
from asambleas.models import Organo, Paso
from asambleas.procedimientos import PuestoSugerido
from comites import servicios as comites
from comites.models import Reporte
from consejos import servicios as consejos
from consejos.estados import EstadoPostulacion
from consejos.models import Llamado, Postulacion
from poa.models import LineaDeAccion
from tests.asambleas.muestras import comite_de, mapear, paso_de
from tests.comites.muestras import datos_de_entrega, datos_de_obra, registrado, reporte_de
from tests.confianza.historia import Firmado
from tests.confianza.tabla import DIA_T3, Llamada, como, escritura
from tests.consejos.muestras import DATOS_DE_LLAMADO, consejo_de, llamado_de, postulacion_de

DATOS = organos.DatosDePaso(DIA_T3, "Se hizo", 3, 2)
CONOCIMIENTO = "comite.conocimiento"


def _organo(f: Firmado) -> Organo:
    mapear(f.reparto)
    LineaDeAccion.objects.update(exige_evidencia=False)
    return comite_de(f.reparto).organo


def _enviado(f: Firmado) -> Paso:
    paso = paso_de(_organo(f), CONOCIMIENTO)
    return organos.enviar_paso(paso_id=paso.pk, datos=DATOS, **como(f, "personal_a"))


def _aprobado(f: Firmado) -> Paso:
    return organos.aprobar_paso(paso_id=_enviado(f).pk, **como(f, "directora_a"))


@escritura("paso.enviado")
def enviar_paso(f: Firmado) -> Llamada:
    pk = paso_de(_organo(f), CONOCIMIENTO).pk
    return lambda: organos.enviar_paso(paso_id=pk, datos=DATOS, **como(f, "personal_a"))


@escritura("actividad.contar", "paso.aprobado")
def aprobar_paso(f: Firmado) -> Llamada:
    pk = _enviado(f).pk
    return lambda: organos.aprobar_paso(paso_id=pk, **como(f, "directora_a"))


@escritura("paso.pendiente")
def retirar_paso(f: Firmado) -> Llamada:
    pk = _enviado(f).pk
    return lambda: organos.retirar_paso(paso_id=pk, **como(f, "personal_a"))


@escritura("paso.devuelto")
def devolver_paso(f: Firmado) -> Llamada:
    pk = _enviado(f).pk
    return lambda: organos.devolver_paso(paso_id=pk, motivo="Falta la foto", **como(f, "directora_a"))


@escritura("actividad.descontar", "paso.anulado")
def anular_paso(f: Firmado) -> Llamada:
    pk = _aprobado(f).pk
    return lambda: organos.anular_paso(paso_id=pk, motivo="Era otra obra", **como(f, "directora_a"))


@escritura("actividad.contar", "paso.contar")
def contar_paso(f: Firmado) -> Llamada:
    """One that no línea mapped when it was approved."""
    enviado = _enviado(f)
    LineaDeAccion.objects.update(paso_que_cuenta="")
    organos.aprobar_paso(paso_id=enviado.pk, **como(f, "directora_a"))
    mapear(f.reparto)
    return lambda: organos.contar_paso(paso_id=enviado.pk, **como(f, "directora_a"))


@escritura("organo.cancelado")
def cancelar_organo(f: Firmado) -> Llamada:
    pk = comite_de(f.reparto).organo_id
    return lambda: organos.cancelar_organo(organo_id=pk, motivo="Sin recursos", **como(f, "personal_a"))


@escritura("organo.concluido")
def terminar_organo(f: Firmado) -> Llamada:
    """A consejo in force; one that was never constituted leaves «organo.cancelado»."""
    pk = consejo_de(f.reparto).organo_id
    Organo.objects.filter(pk=pk).update(estado="constituido")
    return lambda: organos.terminar_organo(organo_id=pk, motivo="Terminó", **como(f, "directora_a"))


@escritura("organo.regla")
def fijar_regla(f: Firmado) -> Llamada:
    datos = organos.DatosDeRegla(40, 6, 12, [PuestoSugerido("Presidente")])
    comite_de(f.reparto)  # the rules are there from the first órgano on
    return lambda: organos.fijar_regla(procedimiento="comite", datos=datos, **como(f, "planeacion"))


@escritura("organo.registrar")
def registrar_comite(f: Firmado) -> Llamada:
    datos = {"direccion": f.reparto.direcciones["A"], "datos": datos_de_obra(), "token": uuid4()}
    return lambda: comites.registrar_comite(**datos, **como(f, "personal_a"))


@escritura("obra.corregir")
def corregir_obra(f: Firmado) -> Llamada:
    pk, datos = registrado(f.reparto).organo_id, datos_de_obra(monto=5_00)
    return lambda: comites.corregir_obra(organo_id=pk, datos=datos, revision=1, **como(f, "personal_a"))


@escritura("obra.tipo")
def guardar_tipo(f: Firmado) -> Llamada:
    return lambda: comites.guardar_tipo(nombre="Techumbre", **como(f, "planeacion"))


def _reporte(f: Firmado, *, contestado: bool = False) -> Reporte:
    reporte = reporte_de(f.reparto, registrado(f.reparto))
    if contestado:
        comites.contestar_reporte(reporte_id=reporte.pk, respuesta="Ya", **como(f, "personal_a"))
    return reporte


@escritura("reporte.recibir")
def recibir_reporte(f: Firmado) -> Llamada:
    datos = comites.DatosDeReporte("duda", "presencial", "¿Cuándo acaba?")
    pk, token = registrado(f.reparto).pk, uuid4()
    return lambda: comites.recibir_reporte(comite_id=pk, datos=datos, token=token, **como(f, "personal_a"))


@escritura("reporte.turnado")
def turnar_reporte(f: Firmado) -> Llamada:
    pk = _reporte(f).pk
    return lambda: comites.turnar_reporte(reporte_id=pk, area="Obras Públicas", **como(f, "personal_a"))


@escritura("reporte.contestado")
def contestar_reporte(f: Firmado) -> Llamada:
    pk = _reporte(f).pk
    return lambda: comites.contestar_reporte(reporte_id=pk, respuesta="Mañana", **como(f, "personal_a"))


@escritura("reporte.cerrado", "paso.enviado")
def cerrar_reporte(f: Firmado) -> Llamada:
    pk = _reporte(f, contestado=True).pk
    return lambda: comites.cerrar_reporte(reporte_id=pk, **como(f, "personal_a"))


@escritura("reporte.descartado")
def descartar_reporte(f: Firmado) -> Llamada:
    pk = _reporte(f).pk
    return lambda: comites.descartar_reporte(reporte_id=pk, motivo="Repetido", **como(f, "personal_a"))


@escritura("acta.levantar", "entrega.guardar")
def guardar_entrega(f: Firmado) -> Llamada:
    pk, datos = registrado(f.reparto).organo_id, datos_de_entrega()
    return lambda: comites.guardar_entrega(organo_id=pk, datos=datos, **como(f, "personal_a"))


@escritura("entrega.atender")
def atender_observacion(f: Firmado) -> Llamada:
    pk, quien = registrado(f.reparto).organo_id, como(f, "personal_a")
    entrega = comites.guardar_entrega(organo_id=pk, datos=datos_de_entrega(), **quien)
    observacion = entrega.observaciones.get()
    return lambda: comites.atender_observacion(observacion_id=observacion.pk, **quien)


@escritura("organo.registrar")
def registrar_consejo(f: Firmado) -> Llamada:
    datos = consejos.DatosDeConsejo("Consejo", "Para algo")
    mas = {"direccion": f.reparto.direcciones["A"], "token": uuid4()}
    return lambda: consejos.registrar_consejo(datos=datos, **mas, **como(f, "personal_a"))


@escritura("consejo.corregir")
def corregir_consejo(f: Firmado) -> Llamada:
    datos = {"organo_id": consejo_de(f.reparto).organo_id, "objeto": "Otro", "deberes": "", "revision": None}
    return lambda: consejos.corregir_consejo(**datos, **como(f, "personal_a"))


def _llamado(f: Firmado, *, publicado: bool = False) -> Llamado:
    """One whose period reaches the day of the table."""
    llamado = llamado_de(f.reparto, consejo_de(f.reparto), publicado=publicado)
    Llamado.objects.filter(pk=llamado.pk).update(hasta=date(DIA_T3.year, 12, 31))
    return llamado


@escritura("llamado.crear")
def crear_llamado(f: Firmado) -> Llamada:
    pk = consejo_de(f.reparto).organo_id
    return lambda: consejos.crear_llamado(organo_id=pk, datos=DATOS_DE_LLAMADO, **como(f, "personal_a"))


@escritura("llamado.corregir")
def corregir_llamado(f: Firmado) -> Llamada:
    pk, datos = _llamado(f).pk, replace(DATOS_DE_LLAMADO, consejerias=9)
    return lambda: consejos.corregir_llamado(llamado_id=pk, datos=datos, revision=1, **como(f, "personal_a"))


@escritura("llamado.publicado")
def publicar_llamado(f: Firmado) -> Llamada:
    pk = _llamado(f).pk
    return lambda: consejos.publicar_llamado(llamado_id=pk, **como(f, "personal_a"))


@escritura("llamado.cerrado")
def cerrar_llamado(f: Firmado) -> Llamada:
    pk = _llamado(f, publicado=True).pk
    return lambda: consejos.cerrar_llamado(llamado_id=pk, **como(f, "personal_a"))


@escritura("llamado.cancelado")
def cancelar_llamado(f: Firmado) -> Llamada:
    pk = _llamado(f, publicado=True).pk
    return lambda: consejos.cancelar_llamado(llamado_id=pk, motivo="Se pospuso", **como(f, "personal_a"))


def _postulacion(f: Firmado) -> Postulacion:
    return postulacion_de(llamado_de(f.reparto, consejo_de(f.reparto)))


@escritura("postulacion.recibir")
def postular(f: Firmado) -> Llamada:
    pk, token = _llamado(f, publicado=True).pk, uuid4()
    quien = organos.DatosDePersona("Rosa Ibarra")
    datos = consejos.DatosDePostulacion(quien, "Ayudar", True)
    return lambda: consejos.postular(llamado_id=pk, datos=datos, token=token, **como(f, "personal_a"))


@escritura("postulacion.aceptada")
def decidir_postulacion(f: Firmado) -> Llamada:
    pk = _postulacion(f).pk
    return lambda: consejos.decidir_postulacion(
        postulacion_id=pk, a=EstadoPostulacion.ACEPTADA, motivo="", **como(f, "personal_a")
    )
