"""The pages of the plan that each role visits: the editor, its life, reprogramaciones, files, copies."""

from poa.consultas import con_la_hoja, datos_de, lineas_de
from poa.consultas.traslado import nombres_de_ejes
from poa.exportaciones import libro_del_poa
from poa.models import Programa
from tests.poa import libros
from tests.poa.documento_de_la_semilla import documento
from tests.recorridos.preparar import programa_de
from tests.recorridos.preparar_plan import anio_siguiente
from tests.recorridos.visita import Envio, Visita, ambas, enviada, pagina

OTRA_VERSION = (("version", "0" * 16),)


def _del_editor(programa: Programa) -> list[Visita]:
    """Every page of the editor as it stands, then refused: what is empty, no number, or changed meanwhile."""
    linea = lineas_de(programa).first()
    bloque, de_la_linea = linea.estrategia_id, (programa.pk, linea.pk)
    choque, mal = Envio(datos=OTRA_VERSION), Envio(datos=((f"c{linea.pk}-1", "muchas"),))
    identidad = (programa.pk, "identidad")
    return [
        pagina("poa_editar", programa.pk),
        *[pagina("poa_editar_hoja", programa.pk, parte) for parte in ("identidad", "objetivo", "cierre")],
        enviada("poa_editar_hoja", *identidad, envios=(choque,), con_error=True),
        *ambas("poa_editar_foda", programa.pk, formulario="form.agregar", estado=200),
        *ambas("poa_editar_bloques", programa.pk, formulario="form.formulario", estado=200),
        *ambas("poa_editar_bloque", programa.pk, bloque, estado=200),
        *ambas("poa_editar_linea", *de_la_linea, estado=200),
        pagina("poa_editar_programacion", programa.pk),
        enviada("poa_editar_programacion", programa.pk, envios=(mal,), con_error=True),
    ]


def de_la_directora() -> list[Visita]:
    """A draft that lacks something, beside the year it was copied from; a sheet that may be signed."""
    vigente, borrador = programa_de("PC"), programa_de("PC", anio_siguiente())
    return [
        pagina("poa", borrador.pk),
        pagina("poas", mas="?q=nada-que-se-le-parezca"),
        *_del_editor(borrador),
        *ambas("poa_nuevo", estado=200),
        *ambas("poa_copiar", vigente.pk),
        pagina("poa_comparar", borrador.pk),
        pagina("poa_firmar", vigente.pk),
        pagina("reprogramaciones"),
        *_al_traer(con_la_hoja().get(pk=vigente.pk)),
    ]


def _al_traer(programa: Programa) -> list[Visita]:
    """Bring it in from a file: none, one with errors, a workbook, a Word document and its review refused."""
    malo = Envio(archivo=("malo.xlsx", libros.con(("Lineas", "H2", "tres"), ("Bloques", "B2", "Meta"))))
    bueno = Envio(archivo=("bueno.xlsx", libro_del_poa(datos_de(programa), nombres_de_ejes())))
    word = Envio(archivo=("poa.docx", documento()))
    return [
        *ambas("poa_importar"),
        enviada("poa_importar", envios=(malo,), estado=400, con_error=True),
        enviada("poa_importar", envios=(bueno,)),
        enviada("poa_importar", envios=(word,)),
        enviada(
            "poa_importar", envios=(word, Envio("form.revision", vacio=True)), estado=400, con_error=True
        ),
    ]


def de_la_directora_de_servicios() -> list[Visita]:
    """An empty draft; an authorised POA whose quarters are all ahead, and one with none left."""
    vacio, autorizado = programa_de("SP", anio_siguiente() + 1), programa_de("SP", anio_siguiente())
    return [
        pagina("poa", vacio.pk),
        *[pagina(f"poa_editar{x}", vacio.pk) for x in ("", "_foda", "_bloques", "_programacion")],
        *ambas("reprogramar", autorizado.pk),
        pagina("reprogramar", programa_de("SP").pk),
        pagina("reprogramaciones"),
    ]


def del_director_de_obras() -> list[Visita]:
    """Its own reprogramaciones; every year taken; a sheet that waits for the other signature."""
    programa = programa_de("OP", anio_siguiente())
    return [
        pagina("poa", programa.pk),
        *[pagina("reprogramacion", r.pk) for r in programa.reprogramaciones.all()],
        pagina("poa_copiar", programa.pk),
        pagina("poa_importar"),
        pagina("poa_firmar", programa_de("OP").pk, estado=403),
    ]


def del_jefe_de_planeacion() -> list[Visita]:
    """A sheet that is frozen for paper, and a POA that was sent."""
    return [
        *[pagina("poa", programa_de("PLAN", anio).pk) for anio in (2024, anio_siguiente())],
        pagina("poa_firmar", programa_de("PLAN").pk),
    ]


def de_planeacion() -> list[Visita]:
    """A POA to return or authorise, a sheet to sign, reprogramaciones to decide; no other year to compare."""
    enviado, obras = programa_de("PLAN", anio_siguiente()), programa_de("OP", anio_siguiente())
    pendiente = obras.reprogramaciones.get(estado="solicitada")
    sin_motivo = (Envio("#resolver form", vacio=True),)
    return [
        pagina("poa", enviado.pk),
        *ambas("poa_observar", enviado.pk, estado=200),
        pagina("poa_firmar", programa_de("OP").pk),
        *[pagina("reprogramaciones", mas=mas) for mas in ("", "?estado=autorizada")],
        *[pagina("reprogramacion", r.pk) for r in obras.reprogramaciones.all()],
        enviada("reprogramacion", pendiente.pk, envios=sin_motivo, estado=400, con_error=True),
        pagina("poa_comparar", programa_de("CONT").pk),
        pagina("catalogos"),
    ]
