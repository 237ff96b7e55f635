"""The pages of capturing in the field: an act copied, a series while it is told and when it is looked at."""

from actividades.models import Actividad
from tests.recorridos.visita import Envio, Visita, ambas, pagina

UN_DIA = (("fechas_0", "2024-08-06"), ("fechas_1", "2024-08-07"))


def del_personal() -> list[Visita]:
    acto = Actividad.objects.filter(
        trimestre_programa__programa__direccion__clave="PC", linea__isnull=False, localidades__isnull=False
    ).first()
    copia = f"?copiar={acto.pk}"
    revisar = Envio(datos=UN_DIA)
    return [
        pagina("actividad_nueva", mas=copia),
        *ambas("actividades_serie", estado=200),
        pagina("actividades_serie", mas=copia),
        Visita(pagina("actividades_serie", mas=copia).ruta, envios=(revisar,)),
    ]
