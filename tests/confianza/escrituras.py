"""What the acts and the signed quarters write: how each service is called, and what it leaves."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from actividades import servicios as actos
from actividades.lectura_csv import COLUMNAS, Renglon
from actividades.models import Actividad
from evaluacion.models import Compromiso
from evaluacion.servicios import captura, explicaciones, firma, papel, revision
from tests.actividades.muestras import pdf
from tests.confianza.historia import Firmado, listo, preparar_y_sellar, registrar, validar
from tests.confianza.tabla import DIA_T3, Llamada, como, escritura

EN_T3 = date(2024, 9, 10)


def _t3(f: Firmado, quien: str = "directora_a") -> dict[str, Any]:
    return {"tp_id": f.reparto.tp(3).pk, **como(f, quien)}


def _acto(f: Firmado) -> Actividad:
    return registrar(f.reparto, f.reparto.lineas()[1], EN_T3, DIA_T3)


def _explicado(f: Firmado) -> dict[str, Any]:
    """The third quarter, with every línea justified and its capture over."""
    for linea in f.reparto.lineas():
        _justificar(f, linea.pk)()
    captura.terminar_captura(**_t3(f))
    return _t3(f)


def _justificar(f: Firmado, linea_id: int) -> Llamada:
    datos = {"causa": "Faltó vehículo", "accion_correctiva": "Conseguirlo", "responsable": "Ada Muñoz"}
    return lambda: explicaciones.justificar(
        linea_id=linea_id, fecha_compromiso=date(2025, 1, 31), **datos, **_t3(f)
    )


@escritura("actividad.registrar")
def registrar_actividad(f: Firmado) -> Llamada:
    datos = actos.DatosDeActividad(linea=None, fecha=EN_T3, descripcion="Emergente")
    archivos, direccion = [listo("navy")], f.reparto.direcciones["A"].pk
    return lambda: actos.registrar_actividad(
        direccion_id=direccion, datos=datos, token=uuid4(), archivos=archivos, **como(f, "personal_a")
    )


@escritura("actividad.registrar", "actividad.registrar")
def registrar_serie(f: Firmado) -> Llamada:
    una = actos.DatosDeActividad(linea=None, fecha=EN_T3, descripcion="Emergente")
    serie, direccion = [una, replace(una, fecha=date(2024, 9, 11))], f.reparto.direcciones["A"].pk
    return lambda: actos.registrar_serie(
        direccion_id=direccion, serie=serie, token=uuid4(), **como(f, "personal_a")
    )


@escritura("actividad.corregir")
def corregir_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    datos = actos.DatosDeActividad(linea=acto.linea, fecha=EN_T3, descripcion="Corregida")
    return lambda: actos.corregir_actividad(
        actividad=acto, datos=datos, revision=acto.revision, **como(f, "personal_a")
    )


@escritura("evidencia.agregar")
def agregar_evidencia(f: Firmado) -> Llamada:
    acto, archivos = _acto(f), [listo("olive")]
    return lambda: actos.agregar_evidencia(actividad=acto, archivos=archivos, **como(f, "personal_a"))


@escritura("evidencia.quitar")
def quitar_evidencia(f: Firmado) -> Llamada:
    evidencia = _acto(f).evidencias.get()
    return lambda: actos.quitar_evidencia(evidencia=evidencia, **como(f, "personal_a"))


@escritura("actividad.validar")
def validar_actividades(f: Firmado) -> Llamada:
    acto = _acto(f)
    return lambda: actos.validar_actividades(actividades=[acto], **como(f, "directora_a"))


@escritura("actividad.devolver")
def devolver_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    return lambda: actos.devolver_actividad(actividad=acto, motivo="Falta", **como(f, "directora_a"))


@escritura("actividad.anular")
def anular_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    validar(f.reparto, [acto], DIA_T3)
    return lambda: actos.anular_actividad(actividad=acto, motivo="Repetida", **como(f, "directora_a"))


@escritura("actividad.excluir")
def excluir_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    return lambda: actos.excluir_actividad(actividad=acto, motivo="De otro año", **como(f, "directora_a"))


@escritura("actividad.reincorporar")
def reincorporar_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    actos.excluir_actividad(actividad=acto, motivo="De otro año", **como(f, "directora_a"))
    return lambda: actos.reincorporar_actividad(actividad=acto, **como(f, "directora_a"))


@escritura("actividades.importar")
def importar_actividades(f: Firmado) -> Llamada:
    valores = dict.fromkeys(COLUMNAS, "") | {"direccion": "A", "ejercicio": "2024", "fecha": "2024-09-03"}
    valores |= {"cantidad": "2", "descripcion": "Importada", "validada": "si", "localidad": "San Prueba"}
    return lambda: actos.importar_actividades(
        renglones=[Renglon(2, valores)], lote=uuid4(), archivo_sha256="0" * 64, **como(f, "planeacion")
    )


@escritura("trimestre.en_revision")
def terminar_captura(f: Firmado) -> Llamada:
    return lambda: captura.terminar_captura(**_t3(f))


@escritura("trimestre.en_captura")
def reabrir_captura(f: Firmado) -> Llamada:
    captura.terminar_captura(**_t3(f))
    return lambda: captura.reabrir_captura(**_t3(f))


@escritura("linea.sin_actividad")
def declarar_sin_actividad(f: Firmado) -> Llamada:
    linea = f.reparto.lineas()[1].pk
    return lambda: explicaciones.declarar_sin_actividad(linea_id=linea, motivo="No hubo", **_t3(f))


@escritura("linea.retirar_sin_actividad")
def retirar_declaracion(f: Firmado) -> Llamada:
    declarar_sin_actividad(f)()
    linea = f.reparto.lineas()[1].pk
    return lambda: explicaciones.retirar_declaracion(linea_id=linea, **_t3(f))


@escritura("linea.justificar")
def justificar(f: Firmado) -> Llamada:
    return _justificar(f, f.reparto.lineas()[1].pk)


@escritura("compromiso.cumplir")
def cumplir_compromiso(f: Firmado) -> Llamada:
    pk = Compromiso.objects.first().pk
    return lambda: explicaciones.cumplir_compromiso(
        compromiso_id=pk, nota="Ya hay vehículo", **como(f, "directora_a")
    )


@escritura("trimestre.impresa")
def imprimir(f: Firmado) -> Llamada:
    quien = _explicado(f)
    return lambda: papel.imprimir(**quien)


@escritura("trimestre.en_revision")
def cancelar_impresion(f: Firmado) -> Llamada:
    imprimir(f)()
    return lambda: papel.cancelar_impresion(motivo="Se atoró la hoja", **_t3(f))


@escritura("documento.firmar", "trimestre.firmada_direccion")
def adjuntar_firma_direccion(f: Firmado) -> Llamada:
    imprimir(f)()
    return lambda: papel.adjuntar_firma_direccion(escaneo=pdf(), **_t3(f))


@escritura("documento.firmar", "trimestre.evaluada")
def adjuntar_firma_evaluacion(f: Firmado) -> Llamada:
    quien = como(f, "planeacion")
    return lambda: papel.adjuntar_firma_evaluacion(tp_id=f.firmado.pk, escaneo=pdf(), **quien)


@escritura("documento.firmar", "trimestre.firmada_direccion")
def terminar_firma_direccion(f: Firmado) -> Llamada:
    quien = _explicado(f)
    tp_id = quien.pop("tp_id")
    suya = f.credenciales["directora_a"]
    listas = preparar_y_sellar(firma.preparar_firma_direccion, tp_id, suya, quien)
    return lambda: firma.terminar_firma_direccion(**listas)


@escritura("documento.firmar", "trimestre.evaluada")
def terminar_firma_evaluacion(f: Firmado) -> Llamada:
    suya, quien = f.credenciales["planeacion"], como(f, "planeacion")
    listas = preparar_y_sellar(firma.preparar_firma_evaluacion, f.firmado.pk, suya, quien)
    return lambda: firma.terminar_firma_evaluacion(**listas)


@escritura("trimestre.prorroga")
def prorrogar(f: Firmado) -> Llamada:
    return lambda: revision.prorrogar(hasta=date(2024, 12, 1), motivo="Por lluvia", **_t3(f, "planeacion"))


@escritura("trimestre.observada")
def observar(f: Firmado) -> Llamada:
    quien = como(f, "planeacion")
    return lambda: revision.observar(
        tp_id=f.firmado.pk, observacion="Falta una minuta", hasta=date(2024, 10, 20), **quien
    )


@escritura("trimestre.desbloquear")
def desbloquear(f: Firmado) -> Llamada:
    datos = {"solicitado_por": "Ada Muñoz", "motivo": "Faltó un acto", "hasta": date(2024, 10, 20)}
    lineas, quien = [f.reparto.lineas()[0].pk], como(f, "planeacion")
    return lambda: revision.desbloquear(tp_id=f.evaluado.pk, lineas=lineas, **datos, **quien)
