"""The first page of who logs for two direcciones: what is missing in each, and where to log it."""

from django.urls import reverse

from poa.models import Adscripcion
from tests.reparto import HOY, Reparto


def dar_otra_direccion(reparto: Reparto) -> None:
    Adscripcion.objects.create(
        usuario=reparto.usuarios["personal_a"],
        direccion=reparto.direcciones["B"],
        rol="personal",
        cargo="Auxiliar",
        desde=HOY,
    )


def faltas(pagina: str, reparto: Reparto, clave: str) -> list[bool]:
    """For each línea of the POA of a dirección, whether the page leads to logging it there."""
    ruta, direccion = reverse("actividad_nueva"), reparto.direcciones[clave].pk
    return [f"{ruta}?direccion={direccion}&amp;linea={x.pk}" in pagina for x in reparto.lineas(clave)]


def test_what_is_missing_in_both_is_told_on_the_first_page(en_hoy, reparto: Reparto, cliente_de):
    cliente = cliente_de("personal_a")
    sola = cliente.get(reverse("inicio")).text
    assert any(faltas(sola, reparto, "A"))
    assert not any(faltas(sola, reparto, "B"))
    assert "También trabaja en" not in sola
    dar_otra_direccion(reparto)
    ambas = cliente.get(reverse("inicio")).text
    assert faltas(ambas, reparto, "A") == faltas(sola, reparto, "A")
    assert any(faltas(ambas, reparto, "B"))
    assert f'href="#direccion-{reparto.direcciones["B"].pk}"' in ambas
    assert f'id="direccion-{reparto.direcciones["B"].pk}"' in ambas


def test_the_link_of_the_other_direccion_opens_its_form_with_its_linea(en_hoy, reparto: Reparto, cliente_de):
    dar_otra_direccion(reparto)
    linea = reparto.lineas("B")[0]
    cliente = cliente_de("personal_a")
    destino = {"direccion": reparto.direcciones["B"].pk, "linea": linea.pk}
    respuesta = cliente.get(reverse("actividad_nueva"), destino)
    assert respuesta.context["direccion"] == reparto.direcciones["B"]
    assert f'<option value="{linea.pk}" selected>' in respuesta.text
