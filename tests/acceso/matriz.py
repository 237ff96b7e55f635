"""Who gets what at each address: nine people, reading and writing, on the objects of dirección A."""

from nucleo.reglas import CON_SESION, PUBLICA
from nucleo.roles import Accion as A
from tests.acceso import (
    filas_acceso,
    filas_actas,
    filas_asistencia,
    filas_ayuda,
    filas_captura,
    filas_catalogos,
    filas_comites,
    filas_convocatorias,
    filas_edicion,
    filas_elecciones,
    filas_informe,
    filas_pasos,
    filas_plan,
    filas_por_decidir,
    filas_privacidad,
    filas_reprogramacion,
    filas_suministros,
    filas_tesoreria,
    filas_traslado,
)
from tests.acceso.fila import Fila, solo

MATRIZ: dict[str, Fila] = {
    "account_login": Fila(
        PUBLICA,
        get="200 302 302 302 302 302 302 302 302",
        post="200 302 302 302 302 302 302 302 302",
    ),
    "account_logout": Fila(
        PUBLICA,
        get="L 200 200 200 200 200 200 200 200",
        post="L L L L L L L L L",
    ),
    "account_reauthenticate": Fila(
        CON_SESION,
        get="L 200 200 200 200 200 200 200 200",
        post="L 200 200 200 200 200 200 200 200",
    ),
    "mfa_index": Fila(
        CON_SESION,
        get="L 200 200 200 200 200 200 200 200",
        post="L 405 405 405 405 405 405 405 405",
    ),
    "mfa_authenticate": Fila(
        PUBLICA,
        get="L 302 302 302 302 302 302 302 302",
        post="L 302 302 302 302 302 302 302 302",
    ),
    "mfa_reauthenticate": Fila(
        CON_SESION,
        get="L 302 302 302 302 302 302 302 302",
        post="L 302 302 302 302 302 302 302 302",
    ),
    "mfa_activate_totp": Fila(
        CON_SESION,
        get="L 302 302 302 302 302 302 302 302",
        post="L 302 302 302 302 302 302 302 302",
    ),
    "mfa_deactivate_totp": Fila(
        CON_SESION,
        get="L 404 404 404 404 404 404 404 404",
        post="L 404 404 404 404 404 404 404 404",
    ),
    "mfa_view_recovery_codes": Fila(
        CON_SESION,
        get="L 404 404 404 404 404 404 404 404",
        post="L 405 405 405 405 405 405 405 405",
    ),
    "mfa_generate_recovery_codes": Fila(
        CON_SESION,
        get="L 302 302 302 302 302 302 302 302",
        post="L 302 302 302 302 302 302 302 302",
    ),
    "salud": Fila(
        PUBLICA,
        get="200 200 200 200 200 200 200 200 200",
        post="200 200 200 200 200 200 200 200 200",
    ),
    "favicon": Fila(
        PUBLICA,
        get="301 301 301 301 301 301 301 301 301",
        post="301 301 301 301 301 301 301 301 301",
    ),
    "bitacora": Fila(
        solo(A.VER_BITACORA),
        get="L 403 403 403 403 403 403 200 403",
        post="L 403 403 403 403 403 403 405 403",
    ),
    "estilo": Fila(
        solo(A.VER_ESTILO),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 405",
    ),
    "actividades": Fila(
        solo(A.VER_ACTIVIDADES),
        get="L 200 200 200 200 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "actividad_nueva": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        get="L 200 200 200 200 403 403 403 403",
        post="L 200 200 200 200 403 403 403 403",
    ),
    "actividades_validar": Fila(
        solo(A.VALIDAR_ACTIVIDAD),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 302 403 403 403 403",
    ),
    "actividades_importar": Fila(
        solo(A.IMPORTAR_ACTIVIDADES),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 200 403 403 403",
    ),
    "actividades_plantilla": Fila(
        solo(A.IMPORTAR_ACTIVIDADES),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 405 403 403 403",
    ),
    "actividad": Fila(
        solo(A.VER_ACTIVIDADES),
        args=("acto",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "actividad_editar": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        args=("acto",),
        get="L 200 200 404 404 403 403 403 403",
        post="L 200 200 404 404 403 403 403 403",
    ),
    "actividad_validar": Fila(
        solo(A.VALIDAR_ACTIVIDAD),
        args=("acto",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "actividad_devolver": Fila(
        solo(A.VALIDAR_ACTIVIDAD),
        args=("acto",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 200 403 404 403 403 403 403",
    ),
    "actividad_anular": Fila(
        solo(A.REGISTRAR_ACTIVIDAD, A.VALIDAR_ACTIVIDAD),
        args=("acto",),
        get="L 200 200 404 404 403 403 403 403",
        post="L 200 200 404 404 403 403 403 403",
    ),
    "actividad_excluir": Fila(
        solo(A.VALIDAR_ACTIVIDAD),
        args=("acto",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 200 403 404 403 403 403 403",
    ),
    "actividad_reincorporar": Fila(
        solo(A.VALIDAR_ACTIVIDAD),
        args=("acto",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 409 403 404 403 403 403 403",
    ),
    "evidencia_agregar": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        args=("acto",),
        get="L 405 405 405 405 403 403 403 403",
        post="L 302 302 404 404 403 403 403 403",
    ),
    "evidencia": Fila(
        solo(A.VER_ACTIVIDADES),
        args=("evidencia",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "evidencia_quitar": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        args=("evidencia",),
        get="L 405 405 405 405 403 403 403 403",
        post="L 302 302 404 404 403 403 403 403",
    ),
    "inicio": Fila(
        CON_SESION,
        get="L 200 200 200 200 200 200 200 200",
        post="L 405 405 405 405 405 405 405 405",
    ),
    "municipio": Fila(
        solo(A.VER_MUNICIPIO),
        get="L 403 403 403 403 200 403 200 403",
        post="L 403 403 403 403 405 403 405 403",
    ),
    "trimestres": Fila(
        solo(A.VER_TRIMESTRE),
        get="L 200 200 200 200 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "trimestre": Fila(
        solo(A.VER_TRIMESTRE),
        args=("tp",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "trimestre_actos": Fila(
        solo(A.VER_TRIMESTRE),
        args=("tp", "linea"),
        get="L 302 302 404 404 302 403 302 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "trimestre_historia": Fila(
        solo(A.VER_TRIMESTRE),
        args=("tp",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "trimestre_revision": Fila(
        solo(A.VER_TRIMESTRE),
        args=("tp",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "captura_terminar": Fila(
        solo(A.CONDUCIR_TRIMESTRE),
        args=("tp",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
        estado="observada",
    ),
    "captura_reabrir": Fila(
        solo(A.CONDUCIR_TRIMESTRE),
        args=("tp",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
        estado="observada/terminada",
    ),
    "justificar": Fila(
        solo(A.CONDUCIR_TRIMESTRE),
        args=("tp", "linea"),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "sin_actividad": Fila(
        solo(A.CONDUCIR_TRIMESTRE),
        args=("tp", "linea"),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "compromiso": Fila(
        solo(A.CONDUCIR_TRIMESTRE),
        args=("tp", "compromiso"),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "papel_imprimir": Fila(
        solo(A.FIRMAR_DIRECCION),
        args=("tp",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "papel_cancelar": Fila(
        solo(A.FIRMAR_DIRECCION),
        args=("tp",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
        estado="impresa",
    ),
    "prorrogar": Fila(
        solo(A.ADMINISTRAR_TRIMESTRES),
        args=("tp",),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 400 403 403 403",
    ),
    "verificar": Fila(
        PUBLICA,
        get="200 200 200 200 200 200 200 200 200",
        post="400 400 400 400 400 400 400 400 400",
    ),
    "firmar": Fila(
        solo(A.FIRMAR_DIRECCION, A.EVALUAR),
        args=("tp",),
        get="L 403 403 403 404 200 403 403 403",
        post="L 403 405 403 405 405 403 405 403",
        estado="firmada_direccion",
    ),
    "firmar_previa": Fila(
        solo(A.FIRMAR_DIRECCION),
        args=("tp",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 405 403 405 403 403 403 403",
    ),
    "firmar_preparar": Fila(
        solo(A.FIRMAR_DIRECCION, A.EVALUAR),
        args=("tp",),
        get="L 403 405 403 405 405 403 405 403",
        post="L 403 400 403 404 400 403 400 403",
        estado="firmada_direccion",
    ),
    "firmar_terminar": Fila(
        solo(A.FIRMAR_DIRECCION, A.EVALUAR),
        args=("tp",),
        get="L 403 405 403 405 405 403 405 403",
        post="L 403 400 403 404 400 403 400 403",
        estado="firmada_direccion",
    ),
    "papel_adjuntar": Fila(
        solo(A.FIRMAR_DIRECCION, A.EVALUAR),
        args=("tp",),
        get="L 403 405 403 405 405 403 405 403",
        post="L 403 302 403 404 302 403 302 403",
        estado="firmada_direccion",
    ),
    "documento_trimestre": Fila(
        solo(A.VER_TRIMESTRE),
        args=("tp", "1", "documento"),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
        estado="firmada_direccion",
    ),
    "observar": Fila(
        solo(A.EVALUAR),
        args=("tp",),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 400 403 403 403",
        estado="firmada_direccion",
    ),
    "verificar_codigo": Fila(
        PUBLICA,
        args=("codigo",),
        get="200 200 200 200 200 200 200 200 200",
        post="200 200 200 200 200 200 200 200 200",
        estado="firmada_direccion",
    ),
    "version_publica": Fila(
        PUBLICA,
        args=("codigo",),
        get="404 404 404 404 404 404 404 404 404",
        post="405 405 405 405 405 405 405 405 405",
        estado="firmada_direccion",
    ),
    "desbloquear": Fila(
        solo(A.EVALUAR),
        args=("tp",),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 400 403 403 403",
        estado="evaluada",
    ),
}

for _tema in (filas_acceso, filas_plan, filas_edicion, filas_traslado, filas_reprogramacion, filas_catalogos):
    MATRIZ |= _tema.FILAS

MATRIZ |= filas_ayuda.FILAS | filas_informe.FILAS | filas_captura.FILAS | filas_privacidad.FILAS
MATRIZ |= filas_por_decidir.FILAS

# Comités and consejos: a line each.
MATRIZ |= filas_actas.FILAS
MATRIZ |= filas_asistencia.FILAS
MATRIZ |= filas_comites.FILAS
MATRIZ |= filas_convocatorias.FILAS
MATRIZ |= filas_elecciones.FILAS
MATRIZ |= filas_pasos.FILAS
MATRIZ |= filas_suministros.FILAS
MATRIZ |= filas_tesoreria.FILAS
