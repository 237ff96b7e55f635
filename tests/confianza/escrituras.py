"""Every service that writes, what it takes to call it, and the Asientos that it has to leave."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from actividades import servicios as actos
from actividades.lectura_csv import COLUMNAS, Renglon
from actividades.models import Actividad
from evaluacion.models import Compromiso
from evaluacion.servicios import captura, explicaciones, firma, papel, revision
from nucleo.roles import Rol
from poa import servicios as poa
from poa.models import Adscripcion
from tests.actividades.muestras import pdf
from tests.confianza.historia import Firmado, actor, listo, preparar_y_sellar, registrar, validar
from tests.reparto import datos_de_programa

EN_T3, DIA_T3 = date(2024, 9, 10), date(2024, 10, 10)
Llamada = Callable[[], Any]
Escritura = Callable[[Firmado], Llamada]
ESCRITURAS: dict[str, tuple[Escritura, list[str]]] = {}


def escritura(*acciones: str) -> Callable[[Escritura], Escritura]:
    """Put a case in the table, with the actions of the Asientos that it leaves, in order."""

    def anotar(funcion: Escritura) -> Escritura:
        ESCRITURAS[funcion.__name__] = (funcion, list(acciones))
        return funcion

    return anotar


def _como(f: Firmado, quien: str, dia: date = DIA_T3) -> dict[str, Any]:
    return actor(f.reparto, quien, dia)


def _t3(f: Firmado, quien: str = "directora_a") -> dict[str, Any]:
    return {"tp_id": f.reparto.tp(3).pk, **_como(f, quien)}


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


@escritura("direccion.crear")
def crear_direccion(f: Firmado) -> Llamada:
    return lambda: poa.crear_direccion(clave="NUEVA", nombre="Nueva", **_como(f, "administrador"))


@escritura("localidad.crear")
def crear_localidad(f: Firmado) -> Llamada:
    return lambda: poa.crear_localidad(nombre="Otra", **_como(f, "administrador"))


@escritura("eje.crear")
def crear_eje(f: Firmado) -> Llamada:
    return lambda: poa.crear_eje(nombre="Eje 9", **_como(f, "administrador"))


@escritura("usuario.crear")
def crear_usuario(f: Firmado) -> Llamada:
    datos = {"username": "nueva", "nombre": "Nueva Persona", "clave": "Una-clave-larga-9"}
    return lambda: poa.crear_usuario(**datos, **_como(f, "administrador"))


@escritura("adscripcion.crear")
def adscribir(f: Firmado) -> Llamada:
    datos = {"usuario": f.reparto.usuarios["tesoreria"], "direccion": f.reparto.direcciones["A"]}
    return lambda: poa.adscribir(
        rol=Rol.PERSONAL, cargo="Auxiliar", desde=DIA_T3, **datos, **_como(f, "administrador")
    )


@escritura("adscripcion.terminar")
def terminar_adscripcion(f: Firmado) -> Llamada:
    pk = Adscripcion.objects.get(usuario__username="personal_a").pk
    return lambda: poa.terminar_adscripcion(adscripcion_id=pk, hasta=DIA_T3, **_como(f, "administrador"))


@escritura("ejercicio.abrir")
def abrir_ejercicio(f: Firmado) -> Llamada:
    return lambda: poa.abrir_ejercicio(anio=2025, **_como(f, "planeacion"))


@escritura("programa.crear")
def crear_programa(f: Firmado) -> Llamada:
    datos = {"direccion": f.reparto.direcciones["TES"], "ejercicio": f.reparto.ejercicio}
    return lambda: poa.crear_programa(**datos, **_como(f, "planeacion"))


@escritura("programa.crear", "programa.cargar")
def cargar_programa(f: Firmado) -> Llamada:
    return lambda: poa.cargar_programa(datos=datos_de_programa("TES"), **_como(f, "planeacion"))


@escritura("programa.programar")
def programar_linea(f: Firmado) -> Llamada:
    programa = cargar_programa(f)()
    linea = programa.estrategias.first().lineas.first()
    return lambda: poa.programar_linea(linea=linea, cantidades=(4, 4, 4, 4), **_como(f, "planeacion"))


@escritura("programa.autorizado")
def autorizar_programa(f: Firmado) -> Llamada:
    programa = cargar_programa(f)()
    return lambda: poa.autorizar_programa(programa_id=programa.pk, **_como(f, "planeacion"))


@escritura("trimestre.prorroga")
def otorgar_prorroga(f: Firmado) -> Llamada:
    datos = {"trimestre_programa_id": f.reparto.tp(3).pk, "hasta": date(2024, 12, 1), "motivo": "Por lluvia"}
    return lambda: poa.otorgar_prorroga(**datos, **_como(f, "planeacion"))


@escritura("actividad.registrar")
def registrar_actividad(f: Firmado) -> Llamada:
    datos = actos.DatosDeActividad(linea=None, fecha=EN_T3, descripcion="Emergente")
    archivos, direccion = [listo("navy")], f.reparto.direcciones["A"].pk
    return lambda: actos.registrar_actividad(
        direccion_id=direccion, datos=datos, token=uuid4(), archivos=archivos, **_como(f, "personal_a")
    )


@escritura("actividad.corregir")
def corregir_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    datos = actos.DatosDeActividad(linea=acto.linea, fecha=EN_T3, descripcion="Corregida")
    return lambda: actos.corregir_actividad(
        actividad=acto, datos=datos, revision=acto.revision, **_como(f, "personal_a")
    )


@escritura("evidencia.agregar")
def agregar_evidencia(f: Firmado) -> Llamada:
    acto, archivos = _acto(f), [listo("olive")]
    return lambda: actos.agregar_evidencia(actividad=acto, archivos=archivos, **_como(f, "personal_a"))


@escritura("evidencia.quitar")
def quitar_evidencia(f: Firmado) -> Llamada:
    evidencia = _acto(f).evidencias.get()
    return lambda: actos.quitar_evidencia(evidencia=evidencia, **_como(f, "personal_a"))


@escritura("actividad.validar")
def validar_actividades(f: Firmado) -> Llamada:
    acto = _acto(f)
    return lambda: actos.validar_actividades(actividades=[acto], **_como(f, "directora_a"))


@escritura("actividad.devolver")
def devolver_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    return lambda: actos.devolver_actividad(actividad=acto, motivo="Falta", **_como(f, "directora_a"))


@escritura("actividad.anular")
def anular_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    validar(f.reparto, [acto], DIA_T3)
    return lambda: actos.anular_actividad(actividad=acto, motivo="Repetida", **_como(f, "directora_a"))


@escritura("actividad.excluir")
def excluir_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    return lambda: actos.excluir_actividad(actividad=acto, motivo="De otro año", **_como(f, "directora_a"))


@escritura("actividad.reincorporar")
def reincorporar_actividad(f: Firmado) -> Llamada:
    acto = _acto(f)
    actos.excluir_actividad(actividad=acto, motivo="De otro año", **_como(f, "directora_a"))
    return lambda: actos.reincorporar_actividad(actividad=acto, **_como(f, "directora_a"))


@escritura("actividades.importar")
def importar_actividades(f: Firmado) -> Llamada:
    valores = dict.fromkeys(COLUMNAS, "") | {"direccion": "A", "ejercicio": "2024", "fecha": "2024-09-03"}
    valores |= {"cantidad": "2", "descripcion": "Importada", "validada": "si", "localidad": "San Prueba"}
    return lambda: actos.importar_actividades(
        renglones=[Renglon(2, valores)], lote=uuid4(), archivo_sha256="0" * 64, **_como(f, "planeacion")
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
        compromiso_id=pk, nota="Ya hay vehículo", **_como(f, "directora_a")
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
    quien = _como(f, "planeacion")
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
    suya, quien = f.credenciales["planeacion"], _como(f, "planeacion")
    listas = preparar_y_sellar(firma.preparar_firma_evaluacion, f.firmado.pk, suya, quien)
    return lambda: firma.terminar_firma_evaluacion(**listas)


@escritura("trimestre.prorroga")
def prorrogar(f: Firmado) -> Llamada:
    return lambda: revision.prorrogar(hasta=date(2024, 12, 1), motivo="Por lluvia", **_t3(f, "planeacion"))


@escritura("trimestre.observada")
def observar(f: Firmado) -> Llamada:
    quien = _como(f, "planeacion")
    return lambda: revision.observar(
        tp_id=f.firmado.pk, observacion="Falta una minuta", hasta=date(2024, 10, 20), **quien
    )


@escritura("trimestre.desbloquear")
def desbloquear(f: Firmado) -> Llamada:
    datos = {"solicitado_por": "Ada Muñoz", "motivo": "Faltó un acto", "hasta": date(2024, 10, 20)}
    lineas, quien = [f.reparto.lineas()[0].pk], _como(f, "planeacion")
    return lambda: revision.desbloquear(tp_id=f.evaluado.pk, lineas=lineas, **datos, **quien)
