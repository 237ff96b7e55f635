"""What each act on the activities is called in the bitácora."""

ETIQUETAS = {
    "actividad.registrar": "Registró una actividad",
    "actividad.corregir": "Corrigió una actividad",
    "actividad.validar": "Validó una actividad",
    "actividad.devolver": "Devolvió una actividad",
    "actividad.anular": "Anuló una actividad",
    "actividad.excluir": "Excluyó una actividad de la cuenta",
    "actividad.reincorporar": "Reincorporó una actividad a la cuenta",
    "actividad.contar": "Contó como actividad un paso aprobado",
    "actividad.descontar": "Anuló la actividad de un paso",
    "actividades.importar": "Importó actividades",
    "evidencia.agregar": "Agregó evidencia",
    "evidencia.quitar": "Quitó evidencia",
    "consultar.actividades": "Consultó la lista de actividades",
    "consultar.actividad": "Consultó una actividad",
    "consultar.evidencia": "Consultó una evidencia",
}
