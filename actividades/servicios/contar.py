"""The acts that other services make count: a step that was approved is one act, validated with it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from actividades.archivos import ArchivoListo
from actividades.estados import A, Origen, V
from actividades.models import Actividad, CambioDeActividad
from actividades.servicios.datos import DatosDeActividad, escribir, revisar_datos
from actividades.servicios.evidencias import colgar
from actividades.servicios.mover import dejar_asiento, esta_fuera_de_plazo, mover_actividad, tomar
from nucleo.errores import DatosInvalidos, TransicionInvalida
from nucleo.models import Usuario
from nucleo.personas import Persona
from poa.candados import exigir, permite_cambios
from poa.models import TrimestrePrograma

FALTA_EVIDENCIA = "La línea de acción exige evidencia: agregue al menos una foto o un PDF antes de aprobarlo."


def contar(
    *,
    tp: TrimestrePrograma,
    datos: DatosDeActividad,
    archivos: Sequence[ArchivoListo],
    registrada_por: Usuario,
    persona: Persona,
    ahora: datetime,
    constancia: str = "",
) -> Actividad:
    """Write an act that counts from now on, made by what `persona` approved; `registrada_por` did it.

    In the caller's transaction, which holds the quarter's lock (`tp`) and has judged who may approve.
    `constancia` is the folio of a paper of this system that shows it, and stands for the evidence.
    Raises DatosInvalidos (evidence is missing, text), PeriodoCerrado.
    Source: «one event, one record»: nobody types it a second time.
    """
    datos = revisar_datos(datos)
    exigir(permite_cambios(tp, linea_id=datos.linea.pk if datos.linea else None))
    if datos.linea and datos.linea.exige_evidencia and not (archivos or constancia):
        raise DatosInvalidos(FALTA_EVIDENCIA)
    actividad = Actividad(
        registrada_por=registrada_por,
        registrada_en=ahora,
        origen=Origen.PASO,
        estado=V,
        validada_por=persona.usuario,
        validada_en=ahora,
        validacion_propia=registrada_por.pk == persona.usuario.pk,
        extemporanea=esta_fuera_de_plazo(tp, persona),
        token=uuid4(),
    )
    escribir(actividad, datos, tp)
    actividad.save(force_insert=True)
    actividad.localidades.set(datos.localidades)
    evidencias = colgar(actividad, archivos, persona, ahora)
    CambioDeActividad.objects.create(actividad=actividad, de="", a=V, actor=persona.usuario, momento=ahora)
    muestra = {"constancia": constancia} if constancia else {"evidencias": [e.sha256 for e in evidencias]}
    dejar_asiento("actividad.contar", actividad, persona, ahora, **muestra)
    return actividad


def descontar(*, actividad: Actividad, motivo: str, persona: Persona, ahora: datetime) -> None:
    """Annul an act that `contar` made, in the caller's transaction, which judged who may.

    Raises PeriodoCerrado (its quarter is signed), DatosInvalidos (no reason), TransicionInvalida.
    """
    (actual,), _ = tomar([actividad])
    if actual.origen != Origen.PASO:
        raise TransicionInvalida("Esta actividad no la contó un paso: se anula en la lista de actividades.")
    exigir(permite_cambios(actual.trimestre_programa, linea_id=actual.linea_id))
    mover_actividad(actividad=actual, a=A, persona=persona, ahora=ahora, motivo=motivo)
    dejar_asiento("actividad.descontar", actual, persona, ahora, motivo=actual.motivo)
