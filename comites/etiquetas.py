"""What each act on a comité is called in the bitácora."""

ETIQUETAS = {
    "obra.corregir": "Corrigió los datos de una obra",
    "obra.tipo": "Cambió la lista de tipos de obra",
    "reporte.recibir": "Recibió un reporte",
    "reporte.turnado": "Turnó un reporte",
    "reporte.contestado": "Contestó un reporte",
    "reporte.cerrado": "Cerró un reporte",
    "reporte.descartado": "Descartó un reporte",
    "entrega.guardar": "Escribió la entrega-recepción de una obra",
    "entrega.atender": "Anotó una observación atendida",
}
