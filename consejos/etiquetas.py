"""What each act on a consejo is called in the bitácora."""

ETIQUETAS = {
    "consejo.corregir": "Corrigió un consejo ciudadano",
    "llamado.crear": "Escribió una convocatoria pública",
    "llamado.corregir": "Corrigió una convocatoria pública",
    "llamado.publicado": "Publicó una convocatoria pública",
    "llamado.cerrado": "Cerró una convocatoria pública",
    "llamado.cancelado": "Canceló una convocatoria pública",
    "postulacion.recibir": "Recibió una postulación",
    "postulacion.aceptada": "Aceptó una postulación",
    "postulacion.rechazada": "Rechazó una postulación",
    "postulacion.retirada": "Anotó el retiro de una postulación",
}
