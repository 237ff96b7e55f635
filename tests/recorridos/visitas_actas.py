"""The pages of actas and acuerdos that each role visits, over what the example municipality holds."""

from asambleas.consultas.actas import folio_en_direccion
from asambleas.models import Acta, Acuerdo
from tests.recorridos.visita import Envio, Visita, ambas, enviada, pagina


def _acta(estado: str) -> Acta:
    return Acta.objects.filter(estado=estado).latest("pk")


def de_quien_la_lleva() -> list[Visita]:
    """A draft and its form refused, its acuerdos, what freezing asks; one that waits to be signed."""
    borrador, congelada, firmada = _acta("borrador"), _acta("congelada"), _acta("firmada")
    largo = (Envio(datos=(("asuntos", "x" * 4_001),)),)
    sin_responsable = (Envio(datos=(("acuerdos-2-texto", "Pintar la barda"),)),)
    acuerdo = Acuerdo.objects.filter(acta=congelada, usuario__isnull=False).latest("pk")
    return [
        pagina("actas", borrador.organo_id),
        pagina("acta", borrador.pk),
        enviada("acta", borrador.pk, envios=largo, estado=400, con_error=True),
        pagina("acta_acuerdos", borrador.pk),
        enviada("acta_acuerdos", borrador.pk, envios=sin_responsable, estado=400, con_error=True),
        pagina("acta_congelar", borrador.pk),
        *ambas("acta_cancelar", borrador.pk),
        pagina("acta", congelada.pk),
        *ambas("acta_reabrir", congelada.pk),
        pagina("acta_firmar", congelada.pk),
        pagina("acta", firmada.pk),
        pagina("acuerdos"),
        pagina("acuerdos", mas="?cual=cumplidos"),
        *ambas("acuerdo_cumplir", acuerdo.pk),
    ]


def del_publico() -> list[Visita]:
    """The published actas of an órgano."""
    organo = _acta("firmada").organo
    return [pagina("actas_publicas", folio_en_direccion(organo))]
