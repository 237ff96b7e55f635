"""A month with everything a report tells apart: counted, waiting, left out, emergent, with photos and not."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from actividades.archivos import preparar
from actividades.models import Actividad, Evidencia
from evaluacion.consultas.informe import Informe, Mes, informe_del_mes
from evaluacion.consultas.membrete import membrete_de
from evaluacion.documentos.informe import InformeEnPapel
from poa.documentos import Papel
from poa.models import Localidad, Programa
from tests.actividades.muestras import foto, pdf, subido
from tests.evaluacion.actos import hecho
from tests.reparto import AHORA, ANIO, HOY, Reparto

FEBRERO = Mes(ANIO, 2)
PIE = "Entrega de botes de pintura en la plaza"
HOSTIL = "=cmd|'/C calc'!A0 \x07\ufffe\u202e<b>negritas</b> ]]> &amp; fin"


def dia(mes: int, numero: int) -> date:
    return date(ANIO, mes, numero)


def evidencia(
    acto: Actividad, *, orden: int = 1, color: str = "teal", pie: str = "", es_pdf: bool = False
) -> Evidencia:
    """A file put on an act without passing through the service."""
    listo = preparar(subido("minuta.pdf", pdf()) if es_pdf else subido("foto.jpg", foto(color)))
    return Evidencia.objects.create(
        actividad=acto,
        orden=orden,
        nombre=listo.nombre,
        tipo=listo.tipo,
        archivo=listo.archivo,
        sha256=listo.sha256,
        original_sha256=listo.original_sha256,
        bytes=listo.bytes,
        pie=pie,
        subida_por=acto.registrada_por,
        subida_en=AHORA,
    )


def contar_el_mes(reparto: Reparto) -> dict[str, Actividad]:
    """The first quarter of A: one act in January, one in March, the rest in February."""
    actos = {
        "enero": hecho(
            reparto, 0, 1, 2, fecha=dia(1, 31), mujeres=5, hombres=4, descripcion="Último de enero"
        ),
        "primero": hecho(
            reparto, 0, 1, 1, fecha=dia(2, 1), mujeres=10, hombres=7, descripcion="Reunión vecinal"
        ),
        "ultimo": hecho(
            reparto,
            0,
            1,
            3,
            fecha=dia(2, 29),
            mujeres=1,
            hombres=1,
            estado="registrada",
            descripcion="Bacheo",
        ),
        "segunda": hecho(
            reparto, 1, 1, 2, fecha=dia(2, 15), mujeres=3, hombres=2, descripcion="Taller de pintura"
        ),
        "devuelta": hecho(reparto, 2, 1, fecha=dia(2, 10), estado="devuelta", descripcion="La devuelta"),
        "excluida": hecho(reparto, 2, 1, fecha=dia(2, 11), estado="excluida", descripcion="La excluida"),
        "anulada": hecho(reparto, 2, 1, fecha=dia(2, 12), estado="anulada", descripcion="La anulada"),
        "emergente": hecho(reparto, None, 1, 1, fecha=dia(2, 20), mujeres=8, descripcion=HOSTIL),
        "marzo": hecho(reparto, 0, 1, 1, fecha=dia(3, 1), descripcion="Primero de marzo"),
    }
    actos["primero"].localidades.set(Localidad.objects.filter(nombre="El Árbol"))
    return actos


def informe(reparto: Reparto, mes: Mes = FEBRERO, *, quien: str = "directora_a", hoy: date = HOY) -> Informe:
    programa = Programa.objects.select_related("direccion", "ejercicio").get(pk=reparto.programa_a.pk)
    return informe_del_mes(persona=reparto.persona(quien, hoy), programa=programa, mes=mes)


def en_papel(reparto: Reparto, leido: Informe, papel: Papel = Papel.CARTA, **textos: str) -> InformeEnPapel:
    """Ready to be printed with the photos that go when nobody chose."""
    return InformeEnPapel(
        informe=leido,
        membrete=membrete_de(reparto.direcciones["A"].pk, HOY),
        generado=datetime(ANIO, 5, 15, 10, 0, tzinfo=ZoneInfo("America/Mexico_City")),
        autor="Ada Muñoz",
        fotos=tuple(leido.elegir(leido.fotos_por_omision())),
        papel=papel,
        **textos,
    )
