"""Who authorises a POA: never who sent it, and only the sheet that was on the screen."""

import pytest
from django.test import Client
from django.urls import reverse

from nucleo.errores import Conflicto, SinPermiso
from nucleo.personas import Persona
from nucleo.roles import Rol
from poa import servicios
from poa.consultas.partes import version_de_hoja
from poa.estados import EstadoPrograma
from poa.models import Adscripcion, Programa
from tests.poa.edicion_comun import Editor, borrador_de
from tests.reparto import AHORA, Reparto

E = EstadoPrograma


@pytest.fixture
def enviado(reparto: Reparto) -> Programa:
    """A complete POA of A for next year, sent by its directora."""
    return _enviar(reparto, borrador_de(reparto))


def _enviar(reparto: Reparto, programa: Programa) -> Programa:
    directora = reparto.persona("directora_a")
    return servicios.enviar_programa(persona=directora, ahora=AHORA, programa_id=programa.pk)


def _tambien_de_planeacion(reparto: Reparto) -> Persona:
    """The directora of A, who besides holds a cargo in Planeación."""
    Adscripcion.objects.create(
        usuario=reparto.usuarios["directora_a"],
        direccion=reparto.direcciones["PLAN"],
        rol=Rol.PLANEACION,
        cargo="Directora de Planeación",
        desde=AHORA.date(),
        puede_firmar=True,
    )
    return reparto.persona("directora_a")


def _autorizar(programa: Programa, persona: Persona, **mas: int) -> Programa:
    return servicios.autorizar_programa(persona=persona, ahora=AHORA, programa_id=programa.pk, **mas)


def test_who_sent_it_does_not_authorise_it(reparto: Reparto, enviado: Programa):
    ambas = _tambien_de_planeacion(reparto)
    with pytest.raises(SinPermiso, match="otra persona de Planeación"):
        _autorizar(enviado, ambas)
    assert Programa.objects.get(pk=enviado.pk).estado == E.ENVIADO
    assert _autorizar(enviado, reparto.persona("planeacion")).estado == E.AUTORIZADO


def test_with_the_same_cargos_what_another_sent_is_authorised(reparto: Reparto, enviado: Programa):
    """Negative control: it is the sending that stops them, not holding both cargos."""
    ambas = _tambien_de_planeacion(reparto)
    enviado.cambios.filter(a=E.ENVIADO).update(actor=reparto.usuarios["directora_b"])
    assert _autorizar(enviado, ambas).estado == E.AUTORIZADO


def test_only_the_last_sending_counts(reparto: Reparto, enviado: Programa):
    ambas = _tambien_de_planeacion(reparto)
    quien = {"ahora": AHORA, "programa_id": enviado.pk}
    enviado.cambios.filter(a=E.ENVIADO).update(actor=reparto.usuarios["directora_b"])
    servicios.observar_programa(persona=ambas, texto="Falta", **quien)
    servicios.enviar_programa(persona=ambas, **quien)
    with pytest.raises(SinPermiso, match="Usted envió"):
        _autorizar(enviado, ambas)


def test_the_page_says_why_instead_of_offering_it(reparto: Reparto, enviado: Programa, cliente_de):
    _tambien_de_planeacion(reparto)
    url, autorizar = reverse("poa", args=[enviado.pk]), reverse("poa_autorizar", args=[enviado.pk])
    suya = cliente_de("directora_a").get(url).text
    assert "Usted envió este POA" in suya
    assert f'action="{autorizar}"' not in suya
    assert cliente_de("directora_a").post(autorizar, {"revision": enviado.revision}).status_code == 403
    otra = cliente_de("planeacion").get(url).text
    assert f'action="{autorizar}"' in otra
    assert "Usted envió este POA" not in otra


def _devolver_reescribir_y_reenviar(reparto: Reparto, programa: Programa) -> None:
    servicios.observar_programa(
        persona=reparto.persona("planeacion"), ahora=AHORA, programa_id=programa.pk, texto="Corrija"
    )
    vista = Programa.objects.get(pk=programa.pk)
    version = version_de_hoja(vista, "objetivo")
    datos = {"objetivo": "Otro objetivo, que nadie de Planeación ha leído"}
    Editor(reparto).hoja(programa_id=programa.pk, parte="objetivo", datos=datos, version=version)
    _enviar(reparto, programa)


def _con_la_pagina_abierta(cliente: Client, programa: Programa, ruta: str) -> dict[str, str]:
    """The hidden revision of the page that is open."""
    pagina = cliente.get(reverse(ruta, args=[programa.pk])).text
    leida = str(Programa.objects.get(pk=programa.pk).revision)
    assert f'name="revision" value="{leida}"' in pagina
    return {"revision": leida}


def test_what_was_rewritten_since_it_was_read_is_not_authorised(reparto, enviado, cliente_de):
    cliente, autorizar = cliente_de("planeacion"), reverse("poa_autorizar", args=[enviado.pk])
    leida = _con_la_pagina_abierta(cliente, enviado, "poa")
    _devolver_reescribir_y_reenviar(reparto, enviado)
    respuesta = cliente.post(autorizar, leida, follow=True)
    assert "léalo otra vez" in respuesta.text
    programa = Programa.objects.get(pk=enviado.pk)
    assert (programa.estado, programa.folio) == (E.ENVIADO, "")
    cliente.post(autorizar, _con_la_pagina_abierta(cliente, enviado, "poa"))
    assert Programa.objects.get(pk=enviado.pk).estado == E.AUTORIZADO


@pytest.mark.parametrize("revision", ["", "x", "0", "9" * 30])
def test_without_saying_what_was_read_nothing_is_authorised(enviado, cliente_de, revision: str):
    autorizar = reverse("poa_autorizar", args=[enviado.pk])
    respuesta = cliente_de("planeacion").post(autorizar, {"revision": revision}, follow=True)
    assert "no envió qué hoja" in respuesta.text
    assert Programa.objects.get(pk=enviado.pk).estado == E.ENVIADO


def test_what_was_rewritten_is_not_returned_either_and_the_note_is_kept(reparto, enviado, cliente_de):
    cliente, observar = cliente_de("planeacion"), reverse("poa_observar", args=[enviado.pk])
    leida = _con_la_pagina_abierta(cliente, enviado, "poa_observar")
    _devolver_reescribir_y_reenviar(reparto, enviado)
    respuesta = cliente.post(observar, {**leida, "texto": "Una nota larga"})
    assert "léalo otra vez" in respuesta.text
    assert "Una nota larga" in respuesta.text
    assert Programa.objects.get(pk=enviado.pk).estado == E.ENVIADO
    cliente.post(observar, {**_con_la_pagina_abierta(cliente, enviado, "poa_observar"), "texto": "Sí"})
    assert Programa.objects.get(pk=enviado.pk).estado == E.OBSERVADO


def test_being_returned_and_sent_again_without_a_change_also_asks_to_read(reparto, enviado):
    revision, quien = Programa.objects.get(pk=enviado.pk).revision, reparto.persona("planeacion")
    servicios.observar_programa(persona=quien, ahora=AHORA, programa_id=enviado.pk, texto="Corrija")
    _enviar(reparto, enviado)
    with pytest.raises(Conflicto):
        _autorizar(enviado, quien, revision=revision)
    assert _autorizar(enviado, quien, revision=revision + 2).estado == E.AUTORIZADO
