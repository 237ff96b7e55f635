"""Roles and what each may do: the single table that views, services and tests read."""

from enum import StrEnum

from django.db.models import TextChoices


class Rol(TextChoices):
    """What a person is in a dirección, for a term."""

    PERSONAL = "personal", "Personal"
    DIRECTORA = "directora", "Titular de la dirección"
    PLANEACION = "planeacion", "Planeación"
    TESORERIA = "tesoreria", "Tesorería"
    CONTRALORIA = "contraloria", "Contraloría"
    ADMINISTRADOR = "administrador", "Administrador del sistema"


class Accion(StrEnum):
    """Everything a person may be allowed to do."""

    VER_POAS = "ver_poas"
    ELABORAR_POA = "elaborar_poa"
    AUTORIZAR_POA = "autorizar_poa"
    REPROGRAMAR = "reprogramar"
    ADMINISTRAR_CATALOGOS = "administrar_catalogos"
    ADMINISTRAR_CUENTAS = "administrar_cuentas"
    VER_ADSCRIPCIONES = "ver_adscripciones"
    REGISTRAR_ACTIVIDAD = "registrar_actividad"
    VER_ACTIVIDADES = "ver_actividades"
    VALIDAR_ACTIVIDAD = "validar_actividad"
    IMPORTAR_ACTIVIDADES = "importar_actividades"
    VER_TRIMESTRE = "ver_trimestre"
    CONDUCIR_TRIMESTRE = "conducir_trimestre"
    FIRMAR_DIRECCION = "firmar_direccion"
    EVALUAR = "evaluar"
    ADMINISTRAR_TRIMESTRES = "administrar_trimestres"
    VER_MUNICIPIO = "ver_municipio"
    VER_BITACORA = "ver_bitacora"
    VER_ESTILO = "ver_estilo"
    VER_ORGANOS = "ver_organos"
    LLEVAR_ORGANOS = "llevar_organos"
    APROBAR_PASOS = "aprobar_pasos"
    VER_DATOS_PERSONALES = "ver_datos_personales"
    ADMINISTRAR_REGLAS = "administrar_reglas"
    VER_SUMINISTROS = "ver_suministros"
    PEDIR_SUMINISTROS = "pedir_suministros"
    AUTORIZAR_PEDIDOS = "autorizar_pedidos"
    ATENDER_SUMINISTROS = "atender_suministros"


class Alcance(StrEnum):
    """How far a permission reaches: the dirección of the adscripción, or all of them."""

    PROPIA = "propia"
    TODAS = "todas"


_P, _T = Alcance.PROPIA, Alcance.TODAS

PERMISOS: dict[Rol, dict[Accion, Alcance]] = {
    Rol.PERSONAL: {
        Accion.VER_POAS: _P,
        Accion.VER_ADSCRIPCIONES: _P,
        Accion.REGISTRAR_ACTIVIDAD: _P,
        Accion.VER_ACTIVIDADES: _P,
        Accion.VER_TRIMESTRE: _P,
        Accion.VER_ORGANOS: _P,
        Accion.LLEVAR_ORGANOS: _P,
        Accion.VER_DATOS_PERSONALES: _P,
        Accion.VER_SUMINISTROS: _P,
        Accion.PEDIR_SUMINISTROS: _P,
    },
    Rol.DIRECTORA: {
        Accion.VER_POAS: _P,
        Accion.ELABORAR_POA: _P,
        Accion.REPROGRAMAR: _P,
        Accion.VER_ADSCRIPCIONES: _P,
        Accion.REGISTRAR_ACTIVIDAD: _P,
        Accion.VER_ACTIVIDADES: _P,
        Accion.VALIDAR_ACTIVIDAD: _P,
        Accion.VER_TRIMESTRE: _P,
        Accion.CONDUCIR_TRIMESTRE: _P,
        Accion.FIRMAR_DIRECCION: _P,
        Accion.VER_ORGANOS: _P,
        Accion.LLEVAR_ORGANOS: _P,
        Accion.APROBAR_PASOS: _P,
        Accion.VER_DATOS_PERSONALES: _P,
        Accion.VER_SUMINISTROS: _P,
        Accion.PEDIR_SUMINISTROS: _P,
        Accion.AUTORIZAR_PEDIDOS: _P,
    },
    Rol.PLANEACION: {
        Accion.VER_POAS: _T,
        Accion.AUTORIZAR_POA: _T,
        Accion.ADMINISTRAR_CATALOGOS: _T,
        Accion.VER_ADSCRIPCIONES: _T,
        Accion.VER_ACTIVIDADES: _T,
        Accion.IMPORTAR_ACTIVIDADES: _T,
        Accion.VER_TRIMESTRE: _T,
        Accion.EVALUAR: _T,
        Accion.ADMINISTRAR_TRIMESTRES: _T,
        Accion.VER_MUNICIPIO: _T,
        Accion.VER_ORGANOS: _T,
        Accion.ADMINISTRAR_REGLAS: _T,
        Accion.VER_SUMINISTROS: _T,
    },
    Rol.TESORERIA: {
        Accion.VER_POAS: _P,
        Accion.VER_ADSCRIPCIONES: _P,
        Accion.VER_SUMINISTROS: _T,
        Accion.ATENDER_SUMINISTROS: _T,
    },
    Rol.CONTRALORIA: {
        Accion.VER_POAS: _T,
        Accion.VER_ADSCRIPCIONES: _T,
        Accion.VER_ACTIVIDADES: _T,
        Accion.VER_TRIMESTRE: _T,
        Accion.EVALUAR: _T,
        Accion.VER_MUNICIPIO: _T,
        Accion.VER_BITACORA: _T,
        Accion.VER_ORGANOS: _T,
        Accion.VER_DATOS_PERSONALES: _T,
        Accion.VER_SUMINISTROS: _T,
    },
    Rol.ADMINISTRADOR: {
        Accion.VER_ADSCRIPCIONES: _T,
        Accion.ADMINISTRAR_CATALOGOS: _T,
        Accion.ADMINISTRAR_CUENTAS: _T,
        Accion.VER_ESTILO: _T,
    },
}
