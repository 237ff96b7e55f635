"""The year that was worked: acts with their photos in three direcciones, and one quarter signed by both."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from actividades import servicios as actos
from actividades.archivos import preparar
from actividades.models import Actividad
from actividades.servicios import DatosDeActividad
from demo.escenario.datos import ANIO, actor, en, leer
from demo.escenario.efirmas import efirma_de
from demo.escenario.fotos import foto
from evaluacion.consultas.estado import situacion_de
from evaluacion.consultas.tablero import tablero_de
from evaluacion.estados import EstadoEvaluacion
from evaluacion.servicios import explicaciones, firma
from poa.models import LineaDeAccion, Localidad, Programa, TrimestrePrograma

TITULARES = {"PC": "directora.pc", "OP": "director.op", "SP": "directora.sp"}
FIRMA_DIRECCION, FIRMA_EVALUACION = date(ANIO, 4, 17), date(ANIO, 4, 19)


def registrar_el_anio() -> None:
    """Log and decide the acts of the data file, each as the person and on the day it tells."""
    for clave, fichas in leer("actividades_2024").items():
        programa = Programa.objects.get(direccion__clave=clave, ejercicio__anio=ANIO)
        if Actividad.objects.filter(trimestre_programa__programa=programa).exists():
            continue
        lineas = {
            (linea.estrategia.orden, linea.orden): linea
            for linea in LineaDeAccion.objects.filter(estrategia__programa=programa).select_related(
                "estrategia__programa__ejercicio"
            )
        }
        localidades = {lugar.nombre: lugar for lugar in Localidad.objects.all()}
        for numero, ficha in enumerate(fichas):
            _registrar(programa, ficha, lineas, localidades, numero)


def _registrar(
    programa: Programa,
    ficha: dict[str, Any],
    lineas: dict[tuple[int, int], LineaDeAccion],
    localidades: dict[str, Localidad],
    numero: int,
) -> None:
    dia = date.fromisoformat(ficha["fecha"])
    linea = lineas[ficha["bloque"], ficha["linea"]] if "linea" in ficha else None
    imagen = foto(ficha["fecha"], ficha["localidades"][0], numero)
    actividad = actos.registrar_actividad(
        direccion_id=programa.direccion_id,
        datos=DatosDeActividad(
            linea=linea,
            fecha=dia,
            descripcion=ficha["descripcion"],
            cantidad=ficha.get("cantidad", 1),
            mujeres=ficha.get("mujeres", 0),
            hombres=ficha.get("hombres", 0),
            localidades=[localidades[nombre] for nombre in ficha["localidades"]],
        ),
        token=uuid.uuid5(uuid.NAMESPACE_URL, f"ejemplo:{programa.pk}:{numero}"),
        archivos=[preparar(SimpleUploadedFile("evidencia.jpg", imagen, "image/jpeg"))],
        **actor(ficha["usuario"], en(dia, 13)),
    )
    _decidir(actividad, ficha, TITULARES[programa.direccion.clave], dia)


def _decidir(actividad: Actividad, ficha: dict[str, Any], titular: str, dia: date) -> None:
    revisor = actor(titular, en(dia + timedelta(days=1), 9))
    if ficha["estado"] == "validada":
        resultado = actos.validar_actividades(actividades=[actividad], **revisor)
        if resultado.rechazadas:
            raise RuntimeError(resultado.rechazadas[0].razon)
    elif ficha["estado"] == "devuelta":
        actos.devolver_actividad(actividad=actividad, motivo=ficha["motivo"], **revisor)


def firmar_un_trimestre() -> None:
    """Obras Públicas explains, signs its first quarter, and Planeación evaluates it: both with e.firma."""
    tp = TrimestrePrograma.objects.get(
        programa__direccion__clave="OP", programa__ejercicio__anio=ANIO, numero=1
    )
    director = actor("director.op", en(FIRMA_DIRECCION, 11))
    situacion = situacion_de(tp.pk, hoy=director["persona"].hoy)
    if situacion.estado == EstadoEvaluacion.EN_REVISION:
        _explicar(tp, director)
        _firmar(tp, "director.op", director, firma.preparar_firma_direccion, firma.terminar_firma_direccion)
    evaluadora = actor("planeacion", en(FIRMA_EVALUACION, 12))
    if situacion_de(tp.pk, hoy=evaluadora["persona"].hoy).estado == EstadoEvaluacion.FIRMADA:
        _firmar(
            tp, "planeacion", evaluadora, firma.preparar_firma_evaluacion, firma.terminar_firma_evaluacion
        )


def _explicar(tp: TrimestrePrograma, director: dict[str, Any]) -> None:
    situacion = situacion_de(tp.pk, hoy=director["persona"].hoy)
    for avance, exigencia, _ in tablero_de(situacion).por_explicar:
        completa = exigencia == "completa"
        explicaciones.justificar(
            tp_id=tp.pk,
            linea_id=avance.linea.pk,
            causa="El equipo de desazolve estuvo en reparación durante dos semanas.",
            accion_correctiva="Reponer el desazolve pendiente antes del temporal." if completa else "",
            responsable=director["persona"].usuario.nombre if completa else "",
            fecha_compromiso=date(ANIO, 5, 31) if completa else None,
            **director,
        )


def _firmar(
    tp: TrimestrePrograma, username: str, quien: dict[str, Any], preparar_: Any, terminar: Any
) -> None:
    efirma = efirma_de(username)
    preparada = preparar_(tp_id=tp.pk, cer=efirma.cer, **quien)
    terminar(
        tp_id=tp.pk, en_curso_id=preparada.en_curso_id, sello=efirma.firmar(preparada.atributos), **quien
    )
