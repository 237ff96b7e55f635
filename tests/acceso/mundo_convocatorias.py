"""The notices and the assembly that an address of the matrix may name; goes into SIEMBRAS."""

from datetime import timedelta

from asambleas import servicios
from asambleas.models import Convocatoria, Organo
from tests.asambleas.mundo_convocatorias import borrador, como, publicada
from tests.reparto import AHORA, CANARIO, Reparto


def sembrar_convocatorias(reparto: Reparto, clave: str, hechos: dict[str, int | str]) -> dict[str, int | str]:
    """A draft, and a posted notice whose first call came an hour ago, with its authorities."""
    organo = Organo.objects.get(pk=hechos["organo"])
    quien, canario = f"personal_{clave.lower()}", "" if clave == "A" else f" {CANARIO}62"
    de_b = {"lugar": f"Plaza{canario}0", "medio": f"Lonas{canario}1", "orden_del_dia": f"Lista{canario}2"}
    nueva = borrador(reparto, organo, quien, **de_b)
    hecha = publicada(reparto, organo, quien, **de_b)
    servicios.anotar_autoridades(
        asamblea_id=hecha.asamblea.pk,
        autoridades=[(f"Eva Paz{canario}3", f"Delegada{canario}4", False)],
        **como(reparto, quien),
    )
    servicios.guardar_explicacion(
        asamblea_id=hecha.asamblea.pk, texto=f"El trazo{canario}5", **como(reparto, quien)
    )
    hora = AHORA - timedelta(hours=1)
    Convocatoria.objects.filter(pk=hecha.pk).update(primera_en=hora, segunda_en=hora + timedelta(minutes=30))
    return {
        "convocatoria_en_borrador": nueva.pk,
        "convocatoria": hecha.pk,
        "codigo_de_convocatoria": hecha.codigo,
        "asamblea": hecha.asamblea.pk,
    }
