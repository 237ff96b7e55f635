"""What the pages of the plan can send against an authorised POA, and the routes that need not be tried."""

import json
from collections.abc import Iterator
from typing import Any

from poa.consultas.partes import version_con_lo_suyo, version_de, version_de_hoja, version_de_lista
from poa.models import Localidad
from tests.confianza.historia import Firmado
from tests.reparto import PROGRAMACION

Peticion = tuple[str, str, dict[str, Any]]
LEEN = {
    "poas",
    "poa",
    "adscripciones",
    "poa_editar",
    "poa_pdf",
    "poa_escaneo",
    "poa_firmar",
    "poa_plantilla",
    "poa_exportar",
    "poa_comparar",
    "reprogramaciones",
    "reprogramacion",
    "reprogramacion_dictamen",
    "catalogos",
    "escudo",
    "ejercicio",
    "personas",
    "persona",
    "catalogo",
    "aviso_de_privacidad",
    "aviso_de_privacidad_version",
    "persona_exportar",
}
HOJA_PROPIA = "signs or prints the plan's own sheet, a document apart from those of its quarters"
OTRO_POA = "writes a POA where there was none; importing over one is a conflict"
CUENTA = "an account or a cargo: what was signed keeps the name and cargo of its day"
NOMBRE = "a name: what was signed froze the one of its day"
FECHAS = "the days on which capture opens and closes: a signed quarter does not look at them"
DICTAMEN = "decides or prints without changing a figure"
# Lawful while a quarter is signed: why they cannot reach what it counts.
NO_TOCAN = {
    "poa_firmar_preparar": HOJA_PROPIA,
    "poa_firmar_terminar": HOJA_PROPIA,
    "poa_imprimir": HOJA_PROPIA,
    "poa_imprimir_cancelar": HOJA_PROPIA,
    "poa_hoja_devolver": HOJA_PROPIA,
    "poa_adjuntar": HOJA_PROPIA,
    "poa_importar": "shows what a file says; keeps nothing",
    "poa_importar_confirmar": OTRO_POA,
    "poa_importar_word": OTRO_POA,
    "reprogramacion_autorizar": "tried on its own, with a request that asks for a signed quarter",
    "reprogramacion_rechazar": DICTAMEN,
    "reprogramacion_emitir": DICTAMEN,
    "ayuntamiento": NOMBRE,
    "ayuntamiento_escudo": NOMBRE,
    "ayuntamiento_escudo_quitar": NOMBRE,
    "catalogo_nuevo": "adds an entry that nothing names yet",
    "catalogo_editar": NOMBRE,
    "catalogo_activar": "only says whether it is offered",
    "ejercicios": "opens another year",
    "ejercicio_calendario": FECHAS,
    "inhabiles": FECHAS,
    "inhabil_quitar": FECHAS,
    "persona_nueva": CUENTA,
    "persona_editar": CUENTA,
    "persona_activar": CUENTA,
    "persona_enlace": CUENTA,
    "persona_segundo_factor": CUENTA,
    "persona_anonimizar": CUENTA,
    "aviso_publicar": "what the public is told of personal data",
    "cargo_nuevo": CUENTA,
    "cargo_corregir": CUENTA,
    "cargo_terminar": CUENTA,
    "cargo_retirar": CUENTA,
    "poner_contrasena": CUENTA,
    "captura_archivo": "keeps a file that no row names yet",
    "seguridad": "says who gives a second factor and how long a session lives",
    "cerrar_otras_sesiones": CUENTA,
}


def peticiones_del_plan(firmado: Firmado, numero: int) -> Iterator[Peticion]:
    """(route, address, data) of every request that could write on what that quarter projects."""
    programa = firmado.reparto.programa_a
    base, otra = f"/poas/{programa.pk}", {"ejercicio": firmado.reparto.ejercicio.pk}
    leida = {"revision": programa.revision}
    yield "poa_nuevo", "/poas/nuevo/", {**otra, "direccion": firmado.reparto.direcciones["A"].pk}
    yield "poa_copiar", f"{base}/copiar/", otra
    yield "poa_enviar", f"{base}/enviar/", {}
    yield "poa_observar", f"{base}/observar/", {"texto": "Falta una meta", **leida}
    yield "poa_autorizar", f"{base}/autorizar/", leida
    yield "reprogramar", f"{base}/reprogramar/", {**cifra(firmado, numero), "motivo": "Sin vehículo"}
    yield from _del_editor(firmado, numero, f"{base}/editar")
    localidad = Localidad.objects.get(nombre="San Prueba")
    for tipo, pk in (("localidades", localidad.pk), ("direcciones", firmado.reparto.direcciones["A"].pk)):
        yield "catalogo_borrar", f"/catalogos/{tipo}/{pk}/borrar/", {}
    umbrales = {"umbrales-verde": "99", "umbrales-amarillo": "40", "umbrales-sobrecumplimiento": "150"}
    yield "ejercicio_umbrales", f"/catalogos/ejercicios/{otra['ejercicio']}/umbrales/", umbrales


def cifra(firmado: Firmado, numero: int, valor: int = 77) -> dict[str, Any]:
    """The grid as the page sends it, with the figure of the first línea in that quarter changed."""
    lineas = firmado.reparto.lineas()
    vistas = {str(linea.pk): cuatro for linea, cuatro in zip(lineas, PROGRAMACION, strict=False)}
    return {"base": json.dumps(vistas), f"c{lineas[0].pk}-{numero}": str(valor)}


def _del_editor(firmado: Firmado, numero: int, base: str) -> Iterator[Peticion]:
    """Each page of the editor with the versions that are in force: nothing but the state may refuse it."""
    programa, (linea, *_) = firmado.reparto.programa_a, firmado.reparto.lineas()
    bloque = linea.estrategia
    identidad = {"encabezado": "Otro", "version": version_de_hoja(programa, "identidad")}
    yield "poa_editar_hoja", f"{base}/hoja/identidad/", identidad
    yield "poa_editar_foda", f"{base}/foda/", {"elemento": "F", "F-texto": "Otra", "F-version": ""}
    nuevo = {"tipo": "estrategia", "numero": "9", "nombre": "Otra", "version": ""}
    yield "poa_editar_bloques", f"{base}/bloques/", nuevo
    lineas_nuevas = {"accion": "lineas", "lineas-texto": "Otra", "lineas-version": ""}
    yield "poa_editar_bloque", f"{base}/bloques/{bloque.pk}/", lineas_nuevas
    datos = {"accion": "bloque", "tipo": "estrategia", "numero": "1", "nombre": "Otra"}
    datos |= {"temporalidad": "trimestral", "version": version_de(bloque)}
    yield "poa_editar_bloque", f"{base}/bloques/{bloque.pk}/", datos
    yield "poa_editar_linea", f"{base}/lineas/{linea.pk}/", {"texto": "Otra", "version": version_de(linea)}
    yield "poa_editar_programacion", f"{base}/programacion/", cifra(firmado, numero)
    ids = [estrategia.pk for estrategia in firmado.reparto.estrategias()]
    orden = {"lista": "bloques", "orden": ",".join(map(str, ids[::-1])), "version": version_de_lista(ids)}
    yield "poa_editar_ordenar", f"{base}/ordenar/", orden
    for clase, fila in (("linea", linea), ("bloque", bloque)):
        borrada = {"clase": clase, "cual": f"{fila.pk}:{version_con_lo_suyo(fila)}"}
        yield "poa_editar_borrar", f"{base}/borrar/", borrada
