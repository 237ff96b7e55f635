"""Every write of the órganos: each judges, writes and leaves its trace, at once."""

from asambleas.servicios.actas import (
    TextosDeActa,
    anotar_consulta_de_acta,
    cancelar_acta,
    congelar_acta,
    corregir_acta,
    levantar_acta,
    publicar_acta,
    reabrir_acta,
)
from asambleas.servicios.acuerdos import DatosDeAcuerdo, cumplir_acuerdo, fijar_acuerdos
from asambleas.servicios.arco import anonimizar_ciudadanos, exportar_ciudadanos
from asambleas.servicios.asambleas import (
    anotar_autoridades,
    cerrar_asamblea,
    declarar_quorum,
    guardar_explicacion,
    no_celebrar,
)
from asambleas.servicios.asistencia import (
    Acuse,
    Captura,
    adjuntar_lista,
    anotar_vista,
    quitar_asistente,
    registrar_asistente,
    registrar_asistentes,
)
from asambleas.servicios.ciudadanos import DatosDePersona
from asambleas.servicios.convocatorias import (
    DatosDeConvocatoria,
    cancelar_convocatoria,
    corregir_convocatoria,
    crear_convocatoria,
    publicar_convocatoria,
)
from asambleas.servicios.elecciones import anular_eleccion, registrar_eleccion, tomar_protesta
from asambleas.servicios.firma_acta import (
    adjuntar_acta_firmada,
    preparar_firma_acta,
    terminar_firma_acta,
)
from asambleas.servicios.integrantes import (
    anotar_contactos_vistos,
    sustituir_integrante,
    terminar_integrante,
)
from asambleas.servicios.organos import (
    DatosDeOrgano,
    DatosDeRegla,
    cancelar_organo,
    fijar_regla,
    registrar_organo,
    terminar_organo,
)
from asambleas.servicios.pasos import (
    DatosDePaso,
    abrir_paso_repetido,
    anular_paso,
    aprobar_paso,
    contar_paso,
    devolver_paso,
    enviar_paso,
    retirar_paso,
)
from asambleas.servicios.puestos import fijar_puestos

__all__ = [
    "Acuse",
    "Captura",
    "DatosDeAcuerdo",
    "DatosDeConvocatoria",
    "DatosDeOrgano",
    "DatosDePaso",
    "DatosDePersona",
    "DatosDeRegla",
    "TextosDeActa",
    "abrir_paso_repetido",
    "adjuntar_acta_firmada",
    "adjuntar_lista",
    "anonimizar_ciudadanos",
    "anotar_autoridades",
    "anotar_consulta_de_acta",
    "anotar_contactos_vistos",
    "anotar_vista",
    "anular_eleccion",
    "anular_paso",
    "aprobar_paso",
    "cancelar_acta",
    "cancelar_convocatoria",
    "cancelar_organo",
    "cerrar_asamblea",
    "congelar_acta",
    "contar_paso",
    "corregir_acta",
    "corregir_convocatoria",
    "crear_convocatoria",
    "cumplir_acuerdo",
    "declarar_quorum",
    "devolver_paso",
    "enviar_paso",
    "exportar_ciudadanos",
    "fijar_acuerdos",
    "fijar_puestos",
    "fijar_regla",
    "guardar_explicacion",
    "levantar_acta",
    "no_celebrar",
    "preparar_firma_acta",
    "publicar_acta",
    "publicar_convocatoria",
    "quitar_asistente",
    "reabrir_acta",
    "registrar_asistente",
    "registrar_asistentes",
    "registrar_eleccion",
    "registrar_organo",
    "retirar_paso",
    "sustituir_integrante",
    "terminar_firma_acta",
    "terminar_integrante",
    "terminar_organo",
    "tomar_protesta",
]
