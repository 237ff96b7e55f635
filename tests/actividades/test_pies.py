"""Captions and order of the evidence: when it is put, and corrected while the act can be."""

import pytest
from django.urls import reverse
from PIL import Image

from actividades.archivos import preparar
from actividades.models import Evidencia
from actividades.servicios import Acomodo, DatosDeActividad, agregar_evidencia, corregir_actividad
from nucleo.errores import Conflicto, DatosInvalidos, TransicionInvalida
from nucleo.models import Asiento
from tests.actividades.muestras import foto, pdf, subido
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db


def _datos(acto) -> DatosDeActividad:
    campos = ("linea", "fecha", "descripcion", "cantidad", "mujeres", "hombres")
    return DatosDeActividad(**{c: getattr(acto, c) for c in campos}, localidades=list(acto.localidades.all()))


@pytest.fixture
def acomodar(reparto):
    """`acomodar(acto, [(pk, pie), …])`: a correction of the evidence alone."""

    def hacer(acto, pares, revision=None, **mas):
        return corregir_actividad(
            actividad=acto,
            datos=_datos(acto),
            revision=revision or acto.revision,
            persona=reparto.persona("personal_a"),
            ahora=AHORA,
            acomodo=[Acomodo(pk, pie) for pk, pie in pares],
            **mas,
        )

    return hacer


def _puestas(acto) -> list[tuple[str, str]]:
    return list(acto.evidencias.order_by("orden").values_list("nombre", "pie"))


@pytest.fixture
def con_tres(registrar, listo):
    return registrar(archivos=[listo(c) for c in ("red", "gold", "navy")])


@pytest.mark.postgres
def test_orden_y_pies_cambian_y_el_historial_lo_dice(con_tres, acomodar):
    una, dos, tres = con_tres.evidencias.all()
    antes = Asiento.objects.count()
    acomodar(con_tres, [(tres.pk, " La  plaza\n"), (una.pk, ""), (dos.pk, "")])
    assert _puestas(con_tres) == [("navy.jpg", "La plaza"), ("red.jpg", ""), ("gold.jpg", "")]
    assert con_tres.cambios.last().diferencias == [
        {
            "campo": "orden",
            "antes": "red.jpg, gold.jpg, navy.jpg",
            "despues": "navy.jpg, red.jpg, gold.jpg",
        },
        {"campo": "pie de foto", "antes": "navy.jpg: ", "despues": "navy.jpg: La plaza"},
    ]
    nuevo = Asiento.objects.order_by("-id").first()
    assert Asiento.objects.count() == antes + 1
    # What the caption says is free text: it stays out of the chain.
    assert nuevo.datos["campos"] == ["orden", "pie de foto"]


def test_lo_que_ya_esta_asi_no_cambia_nada(con_tres, acomodar):
    pares = [(e.pk, e.pie) for e in con_tres.evidencias.all()]
    assert acomodar(con_tres, pares).revision == con_tres.revision
    assert con_tres.cambios.count() == 1


def test_quitar_y_acomodar_a_la_vez(con_tres, acomodar):
    una, dos, tres = con_tres.evidencias.all()
    acomodar(con_tres, [(tres.pk, "C"), (dos.pk, ""), (una.pk, "A")], quitar=[dos.pk])
    assert _puestas(con_tres) == [("navy.jpg", "C"), ("red.jpg", "A")]


def test_con_otra_revision_los_pies_no_se_pisan(con_tres, acomodar):
    una = con_tres.evidencias.first()
    acomodar(con_tres, [(una.pk, "Primero")])
    with pytest.raises(Conflicto):
        acomodar(con_tres, [(una.pk, "Segundo")], revision=1)
    # The very same correction sent twice is one.
    acomodar(con_tres, [(una.pk, "Primero")], revision=1)
    assert _puestas(con_tres)[0] == ("red.jpg", "Primero")


def test_la_evidencia_ajena_es_como_si_no_estuviera(con_tres, registrar, listo, acomodar):
    ajena = registrar(archivos=[listo("teal")], fecha=con_tres.fecha.replace(day=9)).evidencias.get()
    acomodar(con_tres, [(ajena.pk, "Intrusa")])
    assert Evidencia.objects.filter(pie="Intrusa").count() == 0
    assert con_tres.evidencias.count() == 3


def test_un_pie_largo_se_dice_y_uno_validado_no_se_toca(con_tres, en_estado, acomodar, reparto, listo):
    una = con_tres.evidencias.first()
    with pytest.raises(DatosInvalidos, match="200 letras"):
        acomodar(con_tres, [(una.pk, "x" * 201)])
    validada = en_estado("validada")
    with pytest.raises(TransicionInvalida):
        acomodar(validada, [(validada.evidencias.get().pk, "Tarde")])
    assert not Evidencia.objects.exclude(pie="").exists()


def test_el_pie_llega_con_la_foto_en_cada_camino(en_hoy, cliente_de, registrar):
    acto, cliente = registrar(), cliente_de("personal_a")
    archivos = [subido("a.jpg", foto("red")), subido("b.pdf", pdf())]
    cliente.post(reverse("evidencia_agregar", args=[acto.pk]), {"evidencias": archivos, "pie": ["Antes", ""]})
    assert _puestas(acto) == [("a.jpg", "Antes"), ("b.pdf", "")]
    una, otra = acto.evidencias.all()
    correccion = {
        "token": str(acto.token),
        "revision": acto.__class__.objects.get().revision,
        "linea": acto.linea_id,
        "fecha": "2024-05-03",
        "cantidad": "2",
        "descripcion": acto.descripcion,
        f"pie-{una.pk}": "Después",
        f"orden-{una.pk}": "2",
        f"pie-{otra.pk}": "Minuta",
        f"orden-{otra.pk}": "1",
        "evidencias": subido("c.jpg", foto("blue")),
        "pie": "Nueva",
    }
    url = reverse("actividad_editar", args=[acto.pk])
    mala = cliente.post(url, correccion | {"cantidad": "0"}).content.decode()
    assert mala.index('value="Minuta"') < mala.index('value="Después"'), "as it was left, to be saved again"
    cliente.post(url, correccion | {"evidencias": subido("c.jpg", foto("blue"))})
    assert _puestas(acto) == [("b.pdf", "Minuta"), ("a.jpg", "Después"), ("c.jpg", "Nueva")]


def test_junto_al_acto_se_ve_el_pie_la_fecha_y_la_huella(en_hoy, cliente_de, registrar, reparto):
    acto = registrar()
    exif = _exif("2024:05:03 10:30:00")
    lista = preparar(subido("a.jpg", foto("red", exif=exif)))
    agregar_evidencia(actividad=acto, archivos=[lista], persona=reparto.persona("personal_a"), ahora=AHORA)
    pagina = cliente_de("directora_a").get(reverse("actividad", args=[acto.pk])).content.decode()
    assert "tomada el 3 de mayo de 2024" in pagina
    assert lista.original_sha256 in pagina
    assert "data-visor" in pagina


def _exif(momento: str) -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = momento
    return exif
