"""The photographic annex of an entrega: put, moved, taken off, frozen, printed, kept from the public."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from actividades.archivos import preparar
from actividades.servicios import Acomodo
from asambleas import servicios as organos
from asambleas.consultas.instantanea import datos_de_acta
from asambleas.consultas.version_publica import sin_personales
from asambleas.documentos.acta import FOTO_CAMBIADA, ContextoDeActa, acta_en_pdf, acta_publica_en_pdf
from comites import servicios
from comites.estados import MAX_FOTOS
from comites.models import FotoDeEntrega
from nucleo.almacen import leer
from nucleo.bitacora import canonico
from nucleo.errores import Conflicto, DatosInvalidos, TransicionInvalida
from nucleo.models import Asiento
from tests.actividades.muestras import foto, pdf, subido
from tests.comites.muestras import (
    FORMA_DE_ENTREGA,
    datos_de_entrega,
    entrega_con_fotos,
    foto_lista,
    registrado,
)
from tests.nucleo.pdf import lectura
from tests.reparto import AHORA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]


def actor(reparto, quien="personal_a"):
    return {"persona": reparto.persona(quien), "ahora": AHORA}


def guardar(reparto, comite, **cambio):
    return servicios.guardar_entrega(
        organo_id=comite.organo_id,
        datos=datos_de_entrega(),
        fotos=servicios.CambioDeFotos(**cambio),
        **actor(reparto),
    )


def congelar(reparto, entrega):
    return organos.congelar_acta(acta_id=entrega.acta_id, revision=None, **actor(reparto))


def pies(entrega) -> list[str]:
    return list(entrega.fotos.values_list("pie", flat=True))


def plano(texto: str) -> str:
    return " ".join(texto.replace("\N{HYPHEN}\n", "").split())


def ruidosa(semilla: int, tamano: tuple[int, int] = (1600, 1200)) -> bytes:
    """A photo full of detail, which compresses badly; each seed is another one."""
    salida = io.BytesIO()
    gris = Image.effect_noise(tamano, 50)
    Image.merge("RGB", (gris, gris.transpose(Image.Transpose.ROTATE_180), gris)).save(
        salida, "JPEG", quality=90
    )
    return salida.getvalue() + bytes([semilla])


def test_photos_are_put_moved_captioned_and_taken_off(reparto):
    comite = registrado(reparto)
    entrega = entrega_con_fotos(reparto, comite, "teal", "navy", "olive")
    assert pies(entrega) == ["Vista teal", "Vista navy", "Vista olive"]
    una, dos, tres = entrega.fotos.all()
    guardar(reparto, comite, poner=[foto_lista("teal", "Otra vez")])
    assert pies(entrega) == ["Vista teal", "Vista navy", "Vista olive"], "the same photo is not repeated"
    acomodo = [Acomodo(tres.pk, "  Placa\nnueva "), Acomodo(una.pk, "Vista teal")]
    guardar(reparto, comite, quitar=[dos.pk], acomodo=acomodo, poner=[foto_lista("plum", "Banqueta")])
    assert pies(entrega) == ["Placa nueva", "Vista teal", "Banqueta"]
    assert list(entrega.fotos.values_list("orden", flat=True)) == [1, 2, 3]
    asiento = Asiento.objects.filter(accion="entrega.guardar").latest("pk")
    assert asiento.datos["fotos"] == list(entrega.fotos.values_list("sha256", flat=True))


def test_those_of_another_entrega_are_not_touched(reparto):
    ajena = entrega_con_fotos(reparto, registrado(reparto, nombre="Banqueta"), "teal").fotos.get()
    comite = registrado(reparto)
    entrega_con_fotos(reparto, comite, "navy")
    guardar(reparto, comite, quitar=[ajena.pk], acomodo=[Acomodo(ajena.pk, "Mía")])
    ajena.refresh_from_db()
    assert ajena.pie == "Vista teal"


def test_only_photos_and_not_too_many(reparto):
    comite = registrado(reparto)
    papel = preparar(subido("plano.pdf", pdf()))
    muchas = [replace(foto_lista(), original_sha256=f"{n:064}") for n in range(MAX_FOTOS + 1)]
    for malas, dice in (
        ([papel], "no es una fotografía"),
        (muchas, "quite 1"),
        ([foto_lista(pie="x" * 201)], "200"),
    ):
        with pytest.raises(DatosInvalidos) as error:
            guardar(reparto, comite, poner=malas)
        assert dice in error.value.errores["evidencias"]
    assert not FotoDeEntrega.objects.exists()
    assert guardar(reparto, comite, poner=muchas[1:]).fotos.count() == MAX_FOTOS


def test_the_form_keeps_the_photo_when_another_field_is_wrong(reparto, cliente_de):
    comite, cliente = registrado(reparto), cliente_de("personal_a")
    url = reverse("entrega", args=[comite.organo_id])
    datos = {**FORMA_DE_ENTREGA, "pie": "La calle", "evidencias": subido("calle.jpg", foto("teal"))}
    mal = cliente.post(url, datos | {"metas": ""})
    assert mal.status_code == 400
    assert "calle.jpg ya se subió" in mal.content.decode()
    guardados = mal.context["form"].data["guardados"]
    assert cliente.post(url, FORMA_DE_ENTREGA | {"guardados": guardados}).status_code == 302
    suya = FotoDeEntrega.objects.get()
    assert (suya.pie, suya.nombre) == ("La calle", "calle.jpg")
    pagina = cliente.get(url).content.decode()
    assert reverse("entrega_foto", args=[suya.pk]) in pagina
    assert cliente.post(url, FORMA_DE_ENTREGA | {f"pie-{suya.pk}": "Ya lista"}).status_code == 302
    suya.refresh_from_db()
    assert suya.pie == "Ya lista"
    assert cliente.post(url, FORMA_DE_ENTREGA | {"quitar": suya.pk}).status_code == 302
    assert not FotoDeEntrega.objects.exists()


def test_the_form_says_why_a_paper_is_not_taken(reparto, cliente_de):
    url = reverse("entrega", args=[registrado(reparto).organo_id])
    mal = cliente_de("personal_a").post(url, FORMA_DE_ENTREGA | {"evidencias": subido("plano.pdf", pdf())})
    assert mal.status_code == 400
    assert "«plano.pdf» no es una fotografía." in mal.content.decode()


def test_the_acta_ends_with_its_photos(reparto):
    entrega = entrega_con_fotos(reparto, registrado(reparto), "teal", "navy", "olive")
    documento = congelar(reparto, entrega).documento
    papel = leer(documento.base_archivo)
    ultima = plano(lectura.texto(papel, len(lectura.abrir(papel).pages) - 1))
    assert "Anexo fotográfico" in ultima
    for dice in ("Foto 1. Vista teal", "Foto 2. Vista navy", "Foto 3. Vista olive"):
        assert dice in ultima
    assert "anexo fotográfico, con 3 fotografías" in plano(lectura.texto(papel))
    assert (60, 40) in lectura.imagenes(papel)
    dichas = [(f["numero"], f["pie"], f["sha256"]) for f in json.loads(documento.datos)["fotos"]]
    assert dichas == [(n, f.pie, f.sha256) for n, f in enumerate(entrega.fotos.all(), 1)]
    assert documento.datos.encode() in lectura.adjuntos(papel)


def test_its_day_is_that_of_the_entrega_and_goals_keep_their_paragraphs(reparto):
    entrega = guardar(reparto, registrado(reparto))
    datos = datos_de_acta(entrega.acta)
    assert datos["fecha"] == date(2024, 5, 10).isoformat(), "not the day on which its acta was begun"
    servicios.guardar_entrega(
        organo_id=entrega.comite.organo_id,
        datos=datos_de_entrega(metas="120 metros\n\n14 registros"),
        **actor(reparto),
    )
    parrafos = datos_de_acta(entrega.acta)["secciones"][1]["parrafos"]
    assert parrafos[1:3] == ["120 metros", "14 registros"]


def test_frozen_it_does_not_change_until_it_is_written_again(reparto, cliente_de):
    comite = registrado(reparto)
    entrega = entrega_con_fotos(reparto, comite, "teal")
    acta, suya = congelar(reparto, entrega), entrega.fotos.get()
    with pytest.raises(TransicionInvalida):
        guardar(reparto, comite, quitar=[suya.pk])
    with pytest.raises(TransicionInvalida):
        guardar(reparto, comite, poner=[foto_lista("navy")])
    cliente, url = cliente_de("personal_a"), reverse("entrega", args=[comite.organo_id])
    assert cliente.post(url, FORMA_DE_ENTREGA | {"quitar": suya.pk}).status_code == 403
    assert pies(entrega) == ["Vista teal"]
    assert f"{reverse('entrega_foto', args=[suya.pk])}?miniatura=1" in cliente.get(url).content.decode()
    organos.reabrir_acta(acta_id=acta.pk, motivo="Faltó una foto", **actor(reparto))
    assert guardar(reparto, comite, poner=[foto_lista("navy")]).fotos.count() == 2


@pytest.mark.parametrize("como", ["otra", "perdida"])
def test_a_photo_that_changed_in_the_store_is_refused(reparto, settings, como):
    entrega = entrega_con_fotos(reparto, registrado(reparto), "teal")
    guardada = Path(settings.MEDIA_ROOT) / entrega.fotos.get().archivo
    if como == "otra":
        guardada.write_bytes(foto("navy"))
    else:
        guardada.unlink()
    with pytest.raises(Conflicto, match="Una fotografía del anexo") as error:
        congelar(reparto, entrega)
    assert error.value.mensaje == FOTO_CAMBIADA
    entrega.acta.refresh_from_db()
    assert entrega.acta.estado == "borrador"


def test_the_public_version_leaves_them_out_and_says_so(reparto):
    entrega = entrega_con_fotos(reparto, registrado(reparto), "teal", "navy")
    documento = congelar(reparto, entrega).documento
    publicos = sin_personales(json.loads(documento.datos))
    contexto = ContextoDeActa(**json.loads(documento.contexto))
    papel = acta_publica_en_pdf(canonico(publicos), documento.datos_sha256, contexto, [])
    texto = plano(lectura.texto(papel))
    assert "con 2 fotografías, que no se incluye en esta versión pública" in texto
    assert "Anexo fotográfico" not in texto
    assert "Vista teal" not in texto
    assert (60, 40) not in lectura.imagenes(papel)
    assert all(f.sha256 not in canonico(publicos) for f in entrega.fotos.all())


def test_an_acta_frozen_before_there_were_photos_still_prints(reparto):
    datos = json.loads(canonico(datos_de_acta(guardar(reparto, registrado(reparto)).acta)))
    assert datos.pop("fotos") == []
    texto = plano(lectura.texto(acta_en_pdf(canonico(datos))))
    assert "ACTA DE ENTREGA-RECEPCIÓN" in texto
    assert "fotográfico" not in texto
    assert "fotográfico" not in canonico(sin_personales(datos))


def test_twelve_photos_full_of_detail_stay_light_and_inside_the_page(reparto):
    pie = "Vista de la obra con una palabra " + "larguísima" * 16
    tamanos = [(1600, 1200), (1200, 1600), (1600, 700)]
    listas = [
        replace(preparar(subido(f"{n}.jpg", ruidosa(n, tamanos[n % 3]))), pie=pie[:200])
        for n in range(MAX_FOTOS)
    ]
    entrega = guardar(reparto, registrado(reparto), poner=listas)
    papel = acta_en_pdf(canonico(datos_de_acta(entrega.acta)))
    kilos = len(papel) // 1024
    assert 500 < kilos < 4096
    hojas = [lectura.texto(papel, n) for n in range(len(lectura.abrir(papel).pages))]
    assert [n for n in range(1, MAX_FOTOS + 1) if f"Foto {n}." not in "".join(hojas)] == []
    paginas = [n for n, texto in enumerate(hojas) if "Foto " in texto]
    assert len(paginas) <= MAX_FOTOS // 4, "at least four to a page"
    for n in paginas:
        hoja = lectura.imagen(papel, n, 40).convert("L")
        orilla = hoja.crop((hoja.width - 22, 60, hoja.width, hoja.height))
        assert orilla.getextrema()[0] > 200, "nothing runs into the margin"
