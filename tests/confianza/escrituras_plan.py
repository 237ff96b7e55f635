"""What writing, sending, signing and changing the plan writes: how each is called, and what it leaves."""

from typing import Any

from poa import servicios as poa
from poa.consultas import con_la_hoja
from poa.consultas.partes import (
    CAMPOS,
    HOJA,
    version_con_lo_suyo,
    version_de,
    version_de_hoja,
    version_de_lista,
)
from poa.models import Estrategia, LineaDeAccion, Programa, Reprogramacion
from poa.servicios import (
    deshacer_hoja,
    edicion,
    edicion_bloques,
    edicion_listas,
    firma_plan,
    rejilla,
    reprogramar,
)
from poa.servicios import resolver_reprogramacion as resolver
from tests.actividades.muestras import pdf
from tests.confianza.escrituras_catalogos import abrir_ejercicio
from tests.confianza.historia import DESPUES, Firmado
from tests.confianza.tabla import Llamada, como, escritura
from tests.reparto import datos_de_programa

PEDIDA_EL = DESPUES  # the third quarter is still open to a reprogramación


def _borrador(f: Firmado) -> Programa:
    """The POA of A for 2025, complete and still a draft."""
    abrir_ejercicio(f)()
    datos = {**datos_de_programa("A"), "ejercicio": 2025}
    programa = poa.cargar_programa(datos=datos, **como(f, "planeacion"))
    return con_la_hoja().get(pk=programa.pk)


def _en(f: Firmado, programa: Programa) -> dict[str, Any]:
    return {"programa_id": programa.pk, **como(f, "directora_a")}


def _bloque(programa: Programa) -> Estrategia:
    return programa.estrategias.all()[0]


@escritura("programa.crear")
def crear_programa(f: Firmado) -> Llamada:
    datos = {"direccion": f.reparto.direcciones["TES"], "ejercicio": f.reparto.ejercicio}
    return lambda: poa.crear_programa(**datos, **como(f, "planeacion"))


@escritura("programa.crear", "programa.cargar")
def cargar_programa(f: Firmado) -> Llamada:
    return lambda: poa.cargar_programa(datos=datos_de_programa("TES"), **como(f, "planeacion"))


@escritura("programa.programar")
def programar_linea(f: Firmado) -> Llamada:
    programa = cargar_programa(f)()
    linea = programa.estrategias.first().lineas.first()
    return lambda: poa.programar_linea(linea=linea, cantidades=(4, 4, 4, 4), **como(f, "planeacion"))


@escritura("programa.enviado")
def enviar_programa(f: Firmado) -> Llamada:
    programa = _borrador(f)
    return lambda: poa.enviar_programa(**_en(f, programa))


@escritura("programa.observado")
def observar_programa(f: Firmado) -> Llamada:
    programa = enviar_programa(f)()
    return lambda: poa.observar_programa(
        programa_id=programa.pk, texto="Falta una meta", **como(f, "planeacion")
    )


@escritura("programa.autorizado")
def autorizar_programa(f: Firmado) -> Llamada:
    programa = enviar_programa(f)()
    return lambda: poa.autorizar_programa(programa_id=programa.pk, **como(f, "planeacion"))


@escritura("programa.crear", "programa.cargar")
def importar_programa(f: Firmado) -> Llamada:
    destino = {"direccion": f.reparto.direcciones["A"], "ejercicio": abrir_ejercicio(f)()}
    fuente = {"datos": datos_de_programa("A"), "formato": "xlsx", "archivo_sha256": "0" * 64}
    return lambda: poa.importar_programa(**destino, **fuente, **como(f, "directora_a"))


@escritura("programa.crear", "programa.cargar")
def copiar_programa(f: Firmado) -> Llamada:
    ejercicio, primera = abrir_ejercicio(f)(), f.reparto.lineas()[0]
    primera.responsables.add(f.reparto.usuarios["personal_a"])
    return lambda: poa.copiar_programa(ejercicio=ejercicio, **_en(f, f.reparto.programa_a))


@escritura("programa.crear")
def empezar_programa(f: Firmado) -> Llamada:
    destino = {"direccion": f.reparto.direcciones["A"], "ejercicio": abrir_ejercicio(f)()}
    return lambda: edicion.empezar_programa(**destino, **como(f, "directora_a"))


@escritura("programa.editar")
def editar_hoja(f: Firmado) -> Llamada:
    programa = _borrador(f)
    datos = {**{c: getattr(programa, c) for c in HOJA["identidad"]}, "mision": "Otra misión"}
    version = version_de_hoja(programa, "identidad")
    return lambda: edicion.editar_hoja(parte="identidad", datos=datos, version=version, **_en(f, programa))


@escritura("programa.agregar")
def agregar_foda(f: Firmado) -> Llamada:
    programa = _borrador(f)
    return lambda: edicion_listas.agregar_foda(tipo="F", texto="Una\nDos", version="", **_en(f, programa))


@escritura("programa.editar")
def editar_foda(f: Firmado) -> Llamada:
    programa = _borrador(f)
    elemento = programa.foda.all()[0]
    cambio = {"elemento_id": elemento.pk, "texto": "Otra", "version": version_de(elemento)}
    return lambda: edicion_listas.editar_foda(**cambio, **_en(f, programa))


@escritura("programa.ordenar")
def ordenar(f: Firmado) -> Llamada:
    programa = _borrador(f)
    ids = [bloque.pk for bloque in programa.estrategias.all()]
    cambio = {"lista": "bloques", "orden": ids[::-1], "version": version_de_lista(ids)}
    return lambda: edicion_listas.ordenar(**cambio, **_en(f, programa))


@escritura("programa.borrar")
def borrar(f: Firmado) -> Llamada:
    programa = _borrador(f)
    bloque = _bloque(programa)
    cambio = {"clase": "bloque", "fila_id": bloque.pk, "version": version_con_lo_suyo(bloque)}
    return lambda: edicion_listas.borrar(**cambio, **_en(f, programa))


@escritura("programa.agregar")
def agregar_bloque(f: Firmado) -> Llamada:
    programa = _borrador(f)
    nuevo = {"tipo": "estrategia", "numero": 3, "nombre": "Tercera", "version": ""}
    return lambda: edicion_bloques.agregar_bloque(**nuevo, **_en(f, programa))


@escritura("programa.editar")
def editar_bloque(f: Firmado) -> Llamada:
    programa = _borrador(f)
    bloque = _bloque(programa)
    datos = {**{c: getattr(bloque, c) for c in CAMPOS[Estrategia]}, "metas": "Otras metas"}
    cambio = {"bloque_id": bloque.pk, "datos": datos, "version": version_de(bloque)}
    return lambda: edicion_bloques.editar_bloque(**cambio, **_en(f, programa))


@escritura("programa.agregar")
def agregar_lineas(f: Firmado) -> Llamada:
    programa = _borrador(f)
    nuevas = {"bloque_id": _bloque(programa).pk, "texto": "Una\nDos", "version": ""}
    return lambda: edicion_bloques.agregar_lineas(**nuevas, **_en(f, programa))


@escritura("programa.editar")
def editar_linea(f: Firmado) -> Llamada:
    programa = _borrador(f)
    linea = _bloque(programa).lineas.all()[0]
    datos = {**{c: getattr(linea, c) for c in CAMPOS[LineaDeAccion]}, "texto": "Otra línea"}
    cambio = {"linea_id": linea.pk, "datos": datos, "version": version_de(linea)}
    responsables = [f.reparto.usuarios["personal_a"].pk]
    return lambda: edicion_bloques.editar_linea(responsables=responsables, **cambio, **_en(f, programa))


@escritura("programa.agregar")
def agregar_inversion(f: Firmado) -> Llamada:
    programa = _borrador(f)
    nueva = {"bloque_id": _bloque(programa).pk, "concepto": "Papelería", "monto": 500_00, "version": ""}
    return lambda: edicion_bloques.agregar_inversion(**nueva, **_en(f, programa))


@escritura("programa.editar")
def editar_inversion(f: Firmado) -> Llamada:
    programa = _borrador(f)
    inversion = _bloque(programa).inversiones.all()[0]
    cambio = {"concepto": "Gasolina", "monto": 900_00, "version": version_de(inversion)}
    return lambda: edicion_bloques.editar_inversion(inversion_id=inversion.pk, **cambio, **_en(f, programa))


@escritura("programa.programar")
def guardar_rejilla(f: Firmado) -> Llamada:
    programa = _borrador(f)
    linea = _bloque(programa).lineas.all()[0].pk
    # One figure changes and another is emptied: both kinds of write.
    base = {(linea, 1): 3, (linea, 2): 2}
    celdas = {(linea, 1): 8, (linea, 2): None}
    return lambda: rejilla.guardar_rejilla(celdas=celdas, base=base, **_en(f, programa))


@escritura("documento.firmar")
def terminar_firma_plan(f: Firmado) -> Llamada:
    suya, quien = f.credenciales["directora_a"], _en(f, f.reparto.programa_a)
    en_curso, atributos = firma_plan.preparar_firma_plan(cer=suya.cer, **quien)
    sello = suya.firmar(atributos)
    return lambda: firma_plan.terminar_firma_plan(en_curso_id=en_curso, sello=sello, **quien)


@escritura("programa.imprimir")
def congelar_para_imprimir(f: Firmado) -> Llamada:
    return lambda: firma_plan.congelar_para_imprimir(**_en(f, f.reparto.programa_a))


@escritura("documento.firmar")
def adjuntar_firma_plan(f: Firmado) -> Llamada:
    congelar_para_imprimir(f)()
    return lambda: firma_plan.adjuntar_firma_plan(escaneo=pdf(), **_en(f, f.reparto.programa_a))


@escritura("programa.cancelar_impresion")
def cancelar_impresion_plan(f: Firmado) -> Llamada:
    congelar_para_imprimir(f)()
    cambio = {"motivo": "Salió mal impresa", **_en(f, f.reparto.programa_a)}
    return lambda: deshacer_hoja.cancelar_impresion_plan(**cambio)


@escritura("programa.devolver_hoja")
def devolver_hoja(f: Firmado) -> Llamada:
    adjuntar_firma_plan(f)()
    cambio = {"motivo": "El escaneo es de otra hoja", "programa_id": f.reparto.programa_a.pk}
    return lambda: deshacer_hoja.devolver_hoja(**cambio, **como(f, "planeacion"))


@escritura("reprogramacion.solicitar")
def solicitar_reprogramacion(f: Firmado) -> Llamada:
    estrategia, linea = f.reparto.estrategias()[0].pk, f.reparto.lineas()[0].pk
    nueva = reprogramar.LineaNueva("Otra línea", "Reunión", "Minuta", {4: 2}, estrategia)
    pedido = reprogramar.Pedido(
        celdas={(linea, 4): 7},
        base={(linea, 4): 1},
        cancelar_lineas=frozenset({f.reparto.lineas()[1].pk}),
        lineas=[nueva],
    )
    quien = {"programa_id": f.reparto.programa_a.pk, **como(f, "directora_a", PEDIDA_EL)}
    return lambda: reprogramar.solicitar_reprogramacion(motivo="Sin vehículo", pedido=pedido, **quien)


def _resolver(f: Firmado, decidir: Any) -> Llamada:
    pedida: Reprogramacion = solicitar_reprogramacion(f)()
    quien = como(f, "planeacion", PEDIDA_EL)
    return lambda: decidir(reprogramacion_id=pedida.pk, motivo="Procede", **quien)


@escritura("reprogramacion.autorizada")
def autorizar_reprogramacion(f: Firmado) -> Llamada:
    return _resolver(f, resolver.autorizar_reprogramacion)


@escritura("reprogramacion.rechazada")
def rechazar_reprogramacion(f: Firmado) -> Llamada:
    return _resolver(f, resolver.rechazar_reprogramacion)


@escritura("reprogramacion.dictamen")
def emitir_dictamen(f: Firmado) -> Llamada:
    decidida = autorizar_reprogramacion(f)()
    quien = como(f, "planeacion", PEDIDA_EL)
    return lambda: resolver.emitir_dictamen(reprogramacion_id=decidida.pk, **quien)
