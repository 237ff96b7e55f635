"""The actas of a dirección that an address of the matrix may name; `sembrar_actas` goes into SIEMBRAS."""

from asambleas.models import Organo
from asambleas.servicios import actas as modulo
from tests.asambleas.mundo_actas import acta_de, congelada, hoja, reunion_de
from tests.reparto import CANARIO, Reparto


def sembrar_actas(reparto: Reparto, clave: str, hechos: dict[str, int | str]) -> dict[str, int | str]:
    """One frozen acta with an acuerdo, and another, of another órgano, still being written."""
    sufijo, quien = ("", "personal_a") if clave == "A" else (f" {CANARIO}610", "personal_b")
    de_verdad, modulo.acta_en_pdf = modulo.acta_en_pdf, hoja  # a blank page: the rows are what is asked for
    try:
        acta = congelada(reparto, reunion_de(reparto, clave, sufijo), quien)
    finally:
        modulo.acta_en_pdf = de_verdad
    otra = acta_de(reparto, reunion_de(reparto, clave, f" Dos{sufijo}"), quien)
    assert Organo.objects.filter(pk=hechos["organo"]).exists()
    return {"acta": acta.pk, "acta_en_redaccion": otra.pk, "acuerdo": acta.acuerdos.get(numero=2).pk}
