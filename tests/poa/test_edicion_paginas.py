"""The pages of the editor: what they keep, what they refuse, what they say."""

import pytest
from django.test import Client
from django.urls import reverse

from nucleo.errores import DatosInvalidos
from nucleo.models import Asiento
from poa import servicios
from poa.consultas.partes import version_con_lo_suyo, version_de, version_de_hoja
from poa.models import Direccion, Estrategia, Programa
from tests.poa.edicion_comun import Editor, abrir_otro_anio, borrador_de, lineas_de
from tests.reparto import AHORA, Reparto, datos_de_programa

RUTAS = ("poa_editar", "poa_editar_foda", "poa_editar_bloques", "poa_editar_programacion")


@pytest.fixture
def borrador(reparto: Reparto) -> Programa:
    return borrador_de(reparto)


@pytest.fixture
def directora(reparto: Reparto, cliente_de, en_hoy) -> Client:
    return cliente_de("directora_a")


def paginas_de(programa: Programa) -> list[str]:
    bloque = programa.estrategias.first()
    return [
        *(reverse(ruta, args=[programa.pk]) for ruta in RUTAS),
        *(
            reverse("poa_editar_hoja", args=[programa.pk, parte])
            for parte in ("identidad", "objetivo", "cierre")
        ),
        reverse("poa_editar_bloque", args=[programa.pk, bloque.pk]),
        reverse("poa_editar_linea", args=[programa.pk, lineas_de(programa)[0].pk]),
    ]


def test_the_directora_starts_a_poa_with_what_is_known(reparto: Reparto, directora: Client):
    ejercicio = abrir_otro_anio(reparto)
    direccion = reparto.direcciones["A"]
    datos = {"direccion": direccion.pk, "ejercicio": ejercicio.pk, "estado": "autorizado", "folio": "X"}
    respuesta = directora.post(reverse("poa_nuevo"), datos)
    programa = Programa.objects.get(direccion=direccion, ejercicio=ejercicio)
    assert respuesta.url == reverse("poa_editar", args=[programa.pk])
    assert (programa.estado, programa.folio) == ("borrador", "")
    assert (programa.encabezado, programa.responsable_nombre) == ("Dirección A", "Ada Muñoz")
    assert programa.evaluador == "PLANEACION"
    assert programa.trimestres.count() == 4
    assert "ya tiene su POA 2025" in directora.post(reverse("poa_nuevo"), datos).text


def test_a_direccion_that_is_no_longer_active_starts_no_poa(reparto: Reparto, directora: Client):
    ejercicio, direccion = abrir_otro_anio(reparto), reparto.direcciones["A"]
    Direccion.objects.filter(pk=direccion.pk).update(activa=False)
    respuesta = directora.post(reverse("poa_nuevo"), {"direccion": direccion.pk, "ejercicio": ejercicio.pk})
    assert not Programa.objects.filter(ejercicio=ejercicio).exists()
    assert "inactiva" in respuesta.text
    with pytest.raises(DatosInvalidos, match="inactiva"):
        servicios.cargar_programa(
            persona=servicios.persona_del_sistema(AHORA.date()),
            ahora=AHORA,
            datos={**datos_de_programa("A"), "ejercicio": ejercicio.anio},
        )


def test_nobody_starts_the_poa_of_another_direccion(reparto: Reparto, directora: Client):
    ejercicio = abrir_otro_anio(reparto)
    directora.post(
        reverse("poa_nuevo"), {"direccion": reparto.direcciones["B"].pk, "ejercicio": ejercicio.pk}
    )
    assert not Programa.objects.filter(ejercicio=ejercicio).exists()


def test_every_page_opens_and_links_what_is_missing_to_its_place(borrador: Programa, directora: Client):
    Programa.objects.filter(pk=borrador.pk).update(vision="")
    bloque = borrador.estrategias.first()
    Estrategia.objects.filter(pk=bloque.pk).update(metas="")
    for ruta in paginas_de(borrador):
        assert directora.get(ruta).status_code == 200, ruta
    indice = directora.get(reverse("poa_editar", args=[borrador.pk])).text
    assert f"{reverse('poa_editar_hoja', args=[borrador.pk, 'identidad'])}#id_vision" in indice
    url = reverse("poa_editar_bloque", args=[borrador.pk, bloque.pk])
    assert f"{url}#id_metas" in indice
    assert 'id="id_metas"' in directora.get(url).text


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [
        ("directora_b", 404),
        ("personal_a", 403),
        ("planeacion", 403),
        ("contraloria", 403),
        ("tesoreria", 403),
    ],
)
def test_only_its_directora_writes_it(borrador: Programa, cliente_de, en_hoy, quien: str, codigo: int):
    cliente = cliente_de(quien)
    for ruta in paginas_de(borrador):
        assert cliente.get(ruta).status_code == codigo, ruta
        assert cliente.post(ruta, {}).status_code == codigo, ruta


def test_an_authorised_poa_is_read_and_not_written(reparto: Reparto, directora: Client):
    programa = reparto.programa_a
    for ruta in paginas_de(programa):
        respuesta = directora.get(ruta, follow=True)
        assert respuesta.redirect_chain[-1][0] == reverse("poa", args=[programa.pk]), ruta
        assert "se cambia con una reprogramación" in respuesta.text
    assert (
        reverse("poa_editar", args=[programa.pk])
        not in directora.get(reverse("poa", args=[programa.pk])).text
    )
    respuesta = directora.post(
        reverse("poa_editar_hoja", args=[programa.pk, "objetivo"]),
        {"objetivo": "Otro", "version": version_de_hoja(programa, "objetivo")},
    )
    assert "se cambia con una reprogramación" in respuesta.text
    assert "Otro" in respuesta.text
    programa.refresh_from_db()
    assert programa.objetivo == "Dar seguimiento"


def test_a_section_is_kept_clean_and_only_its_fields(borrador: Programa, directora: Client):
    datos = {
        "vision": "Ser re\u00adferente\u200b \t del  municipio\r\n\r\n\r\n\r\n\u00b7\tuno\r\n\u00b7\tdos",
        "mision": borrador.mision,
        "encabezado": borrador.encabezado,
        "version": version_de_hoja(borrador, "identidad"),
        "objetivo": "de otra parte",
        "estado": "autorizado",
        "folio": "POA/X",
        "direccion": "99",
    }
    respuesta = directora.post(reverse("poa_editar_hoja", args=[borrador.pk, "identidad"]), datos)
    assert respuesta.url.endswith("?guardado=identidad")
    borrador.refresh_from_db()
    assert borrador.vision == "Ser referente del municipio\n\n• uno\n• dos"
    assert (borrador.objetivo, borrador.estado, borrador.folio) == ("Dar seguimiento", "borrador", "")
    asiento = Asiento.objects.filter(objeto=f"programa:{borrador.pk}").order_by("-numero").first()
    assert asiento.datos == {"parte": "identidad", "revision": borrador.revision, "campos": ["vision"]}


def test_save_and_go_on_leads_through_the_whole_poa(borrador: Programa, directora: Client):
    datos = {
        "objetivo": "Otro",
        "version": version_de_hoja(borrador, "objetivo"),
        "seguir": "1",
    }
    respuesta = directora.post(reverse("poa_editar_hoja", args=[borrador.pk, "objetivo"]), datos)
    assert respuesta.url == reverse("poa_editar_bloques", args=[borrador.pk]) + "?guardado=objetivo"


def test_the_second_of_two_is_told_who_changed_what_and_keeps_her_text(
    reparto: Reparto, borrador: Programa, directora: Client
):
    version = version_de_hoja(borrador, "identidad")
    datos = {"encabezado": borrador.encabezado, "vision": "De la primera", "mision": borrador.mision}
    otra = Editor(reparto)
    otra.hoja(programa_id=borrador.pk, parte="identidad", datos=datos, version=version)
    url = reverse("poa_editar_hoja", args=[borrador.pk, "identidad"])
    mios = {**datos, "vision": "De la segunda", "version": version}
    respuesta = directora.post(url, mios)
    assert "cambió la visión" in respuesta.text
    assert "De la segunda" in respuesta.text
    assert "De la primera" in respuesta.text
    borrador.refresh_from_db()
    assert borrador.vision == "De la primera"
    # Knowing it, she saves again with the mark of the page she was shown.
    nueva = respuesta.context["forma"]["version"].value()
    directora.post(url, {**mios, "version": nueva})
    borrador.refresh_from_db()
    assert borrador.vision == "De la segunda"


def test_pasted_lines_become_elements_and_a_repeated_submit_adds_nothing(
    borrador: Programa, directora: Client
):
    url = reverse("poa_editar_foda", args=[borrador.pk])
    version = directora.get(url).context["listas"][0]["agregar"]["version"].value()
    pegado = "•\tAcceso directo\r\no\tContar con apoyo\r\n\r\n  "
    datos = {"elemento": "F", "F-texto": pegado, "F-version": version}
    directora.post(url, datos)
    directora.post(url, datos)
    textos = list(borrador.foda.filter(tipo="F").order_by("orden").values_list("texto", flat=True))
    assert textos == ["Cercanía", "Acceso directo", "Contar con apoyo"]


def test_rows_move_by_their_buttons_and_by_a_whole_order(borrador: Programa, directora: Client):
    url = reverse("poa_editar_bloque", args=[borrador.pk, borrador.estrategias.first().pk])
    lista = directora.get(url).context["lineas"]
    una, dos = lineas_de(borrador)[:2]
    ordenar = reverse("poa_editar_ordenar", args=[borrador.pk])
    datos = {"lista": lista["nombre"], "version": lista["version"], "orden": lista["orden"]}
    respuesta = directora.post(ordenar, {**datos, "mover": f"{dos.pk}:arriba"})
    assert respuesta.url == f"{url}#mover-{dos.pk}-arriba"
    assert [x.pk for x in lineas_de(borrador)[:2]] == [dos.pk, una.pk]
    lista = directora.get(url).context["lineas"]
    directora.post(ordenar, {**datos, "version": lista["version"], "orden": f"{una.pk},{dos.pk}"})
    assert [x.pk for x in lineas_de(borrador)[:2]] == [una.pk, dos.pk]
    for malo in ("x", f"{una.pk}", f"{una.pk},{una.pk}", "", f"{una.pk},{dos.pk},999"):
        directora.post(ordenar, {**datos, "orden": malo})
        assert [x.pk for x in lineas_de(borrador)[:2]] == [una.pk, dos.pk]


def test_what_is_taken_out_goes_with_all_its_rows(borrador: Programa, directora: Client):
    bloque = borrador.estrategias.first()
    datos = {"clase": "bloque", "cual": f"{bloque.pk}:{version_con_lo_suyo(bloque)}"}
    assert f'value="{datos["cual"]}"' in directora.get(reverse("poa_editar_bloques", args=[borrador.pk])).text
    respuesta = directora.post(reverse("poa_editar_borrar", args=[borrador.pk]), datos)
    assert respuesta.url == reverse("poa_editar_bloques", args=[borrador.pk])
    assert [e.numero for e in Estrategia.objects.filter(programa=borrador)] == [2]
    assert len(lineas_de(borrador)) == 1
    repetida = directora.post(reverse("poa_editar_borrar", args=[borrador.pk]), datos, follow=True)
    assert "alguien borró el bloque" in repetida.text


def test_money_is_read_as_people_write_it(borrador: Programa, directora: Client):
    bloque = borrador.estrategias.first()
    url = reverse("poa_editar_bloque", args=[borrador.pk, bloque.pk])
    version = directora.get(url).context["inversiones"]["agregar"]["version"].value()
    datos = {"accion": "inversiones", "inversion-version": version, "inversion-concepto": "Papelería"}
    for malo in ("mil", "-1", "1e9", "70.000,00", "9" * 24, ""):
        directora.post(url, {**datos, "inversion-monto": malo})
        assert bloque.inversiones.count() == 1, malo
    directora.post(url, {**datos, "inversion-monto": "$70,000.00"})
    assert bloque.inversiones.last().monto == 7_000_000
    assert "$71,000.00" in directora.get(url).text


def test_who_carries_a_linea_is_of_the_direccion(reparto: Reparto, borrador: Programa, directora: Client):
    linea = lineas_de(borrador)[0]
    url = reverse("poa_editar_linea", args=[borrador.pk, linea.pk])
    datos = {"texto": linea.texto, "unidad_de_medida": "Acta", "version": version_de(linea)}
    directora.post(url, {**datos, "responsables": [reparto.usuarios["personal_b"].pk]})
    linea.refresh_from_db()
    assert (linea.responsables.count(), linea.unidad_de_medida) == (0, "Reunión")
    directora.post(url, {**datos, "responsables": [reparto.usuarios["personal_a"].pk]})
    linea.refresh_from_db()
    assert [u.username for u in linea.responsables.all()] == ["personal_a"]
    assert (linea.unidad_de_medida, linea.exige_evidencia) == ("Acta", False)
