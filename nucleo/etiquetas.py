"""What each act of the core is called in the bitácora."""

ETIQUETAS = {
    "documento.firmar": "Firmó un documento",
    "consultar.bitacora": "Consultó la bitácora",
}
