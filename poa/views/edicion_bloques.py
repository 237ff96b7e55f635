"""Writing the blocks of a POA: estrategias and actividades, their líneas de acción, their inversiones."""

from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from nucleo.dinero import escribir_monto
from nucleo.errores import DatosInvalidos
from nucleo.texto import entero
from poa.consultas.partes import CAMPOS, CON_LO_SUYO, version_con_lo_suyo, version_de, version_de_lista
from poa.forms.edicion import (
    FormaBloque,
    FormaBloqueNuevo,
    FormaDeParte,
    FormaInversion,
    FormaLinea,
    FormaTexto,
)
from poa.models import Estrategia, Inversion, LineaDeAccion, Programa
from poa.servicios import edicion_bloques
from poa.templatetags.editor import direccion_de
from poa.views.editor import TITULOS, guardada, guardar, marco_de, sobre_borrador

Formas = dict[str, FormaDeParte]


def _ids(filas: list[Any]) -> list[int]:
    return [fila.pk for fila in filas]


def _cuantas(n: int, una: str, varias: str) -> str:
    return f"{n} {una if n == 1 else varias}"


@sobre_borrador
def poa_editar_bloques(request: HttpRequest, programa: Programa) -> HttpResponse:
    """The blocks in the order of the sheet: add, order, take out."""
    bloques = list(programa.estrategias.order_by("orden"))
    forma = FormaBloqueNuevo(
        request.POST or None,
        initial={"numero": len(bloques) + 1, "version": version_de_lista(_ids(bloques))},
    )
    if request.method == "POST" and guardar(
        request,
        forma,
        lambda **actor: edicion_bloques.agregar_bloque(
            programa_id=programa.pk, **forma.cleaned_data, **actor
        ),
    ):
        que = f"Se agregó «{forma.cleaned_data['nombre'][:80]}»."
        destino = f"bloque-{forma.resultado.pk}" if "escribir" in request.POST else "bloques"
        return guardada(request, programa, destino, que=que, borrador="bloques")
    contexto = marco_de(programa, "bloques", forma=forma, titulo=TITULOS["bloques"])
    contexto["lista"] = _lista_de_bloques(contexto)
    return render(request, "poa/editor/bloques.html", contexto)


def _lista_de_bloques(contexto: dict[str, Any]) -> dict[str, Any]:
    bloques = list(contexto["programa"].estrategias.all())
    prefetch_related_objects(bloques, *CON_LO_SUYO[Estrategia])
    faltan = {entrada.parte: entrada.faltan for entrada in contexto["contenido"]}

    def fila(bloque: Estrategia) -> dict[str, Any]:
        parte, lineas = f"bloque-{bloque.pk}", bloque.lineas.all()
        return {
            "pk": bloque.pk,
            "texto": str(bloque),
            "nota": _cuantas(len(lineas), "línea de acción", "líneas de acción"),
            "faltan": faltan[parte],
            "url": direccion_de(bloque.programa_id, parte),
            "version": version_con_lo_suyo(bloque),
            "advertencia": "Se borra con sus líneas, su inversión y lo programado." if lineas else "",
        }

    return {
        "nombre": "bloques",
        "clase": "bloque",
        "filas": [fila(b) for b in bloques],
        "version": version_de_lista(_ids(bloques)),
        "orden": ",".join(map(str, _ids(bloques))),
    }


def _inicial(objeto: Estrategia | LineaDeAccion | Inversion) -> dict[str, Any]:
    inicial = {campo: getattr(objeto, campo) for campo in CAMPOS[type(objeto)]}
    if "eje_id" in inicial:
        inicial["eje"] = inicial.pop("eje_id")
    return {**inicial, "version": version_de(objeto)}


def _bloque_de(programa: Programa, bloque: int) -> Estrategia:
    return get_object_or_404(
        Estrategia.objects.prefetch_related(*CON_LO_SUYO[Estrategia]),
        programa=programa,
        pk=bloque,
    )


@sobre_borrador
def poa_editar_bloque(request: HttpRequest, programa: Programa, bloque: int) -> HttpResponse:
    """A block: what it says of itself, its líneas and its inversiones, each kept by itself."""
    objeto = _bloque_de(programa, bloque)
    formas: Formas = {}
    if request.method == "POST":
        accion, _, fila = request.POST.get("accion", "").partition("-")
        if accion not in ACCIONES:
            raise DatosInvalidos("La página no envió qué parte del bloque se guarda. Recárguela.")
        respuesta = ACCIONES[accion](request, programa, objeto, fila, formas)
        if respuesta is not None:
            return respuesta
        objeto = _bloque_de(programa, bloque)
    contexto = marco_de(programa, f"bloque-{bloque}", titulo=str(objeto), bloque=objeto)
    contexto.update(_listas_de(objeto, formas, contexto["faltantes"]))
    contexto["forma"] = formas.get("bloque") or FormaBloque(bloque=objeto, initial=_inicial(objeto))
    return render(request, "poa/editor/bloque.html", contexto)


def _editar_bloque(
    request: HttpRequest, programa: Programa, bloque: Estrategia, _fila: str, formas: Formas
) -> HttpResponse | None:
    forma = formas["bloque"] = FormaBloque(request.POST, bloque=bloque)
    if guardar(
        request,
        forma,
        lambda **actor: edicion_bloques.editar_bloque(
            programa_id=programa.pk,
            bloque_id=bloque.pk,
            datos=forma.datos(),
            version=forma.cleaned_data["version"],
            **actor,
        ),
    ):
        return guardada(request, programa, f"bloque-{bloque.pk}", que="Se guardó el bloque.")
    if forma.choque:
        inicial = _inicial(_bloque_de(programa, bloque.pk))
        forma.ofrecer_de_nuevo(inicial.pop("version"), inicial)
    return None


def _agregar_lineas(
    request: HttpRequest, programa: Programa, bloque: Estrategia, _fila: str, formas: Formas
) -> HttpResponse | None:
    forma = formas["lineas"] = FormaTexto(request.POST, prefix="lineas")
    if not guardar(
        request,
        forma,
        lambda **actor: edicion_bloques.agregar_lineas(
            programa_id=programa.pk, bloque_id=bloque.pk, **forma.cleaned_data, **actor
        ),
    ):
        return None
    parte = f"bloque-{bloque.pk}"
    borrador = f"lineas-{bloque.pk}"
    return guardada(request, programa, parte, que="Se agregó.", borrador=borrador, ancla="id_lineas-texto")


def _agregar_inversion(
    request: HttpRequest, programa: Programa, bloque: Estrategia, _fila: str, formas: Formas
) -> HttpResponse | None:
    forma = formas["inversion"] = FormaInversion(request.POST, prefix="inversion")
    if not guardar(
        request,
        forma,
        lambda **actor: edicion_bloques.agregar_inversion(
            programa_id=programa.pk, bloque_id=bloque.pk, **forma.cleaned_data, **actor
        ),
    ):
        return None
    parte, que = f"bloque-{bloque.pk}", "Se agregó la inversión."
    borrador = f"inversiones-{bloque.pk}"
    return guardada(request, programa, parte, que=que, borrador=borrador, ancla="id_inversion-concepto")


def _editar_inversion(
    request: HttpRequest, programa: Programa, bloque: Estrategia, fila: str, formas: Formas
) -> HttpResponse | None:
    inversion = get_object_or_404(bloque.inversiones, pk=entero(fila) or 0)
    forma = formas[f"inversion-{fila}"] = FormaInversion(request.POST, prefix=fila)
    if guardar(
        request,
        forma,
        lambda **actor: edicion_bloques.editar_inversion(
            programa_id=programa.pk, inversion_id=inversion.pk, **forma.cleaned_data, **actor
        ),
    ):
        parte, que = f"bloque-{bloque.pk}", "Se guardó la inversión."
        borrador = f"inversion-{fila}"
        return guardada(request, programa, parte, que=que, borrador=borrador, ancla=f"fila-{fila}")
    if forma.choque:
        inversion.refresh_from_db()
        inicial = _inicial(inversion)
        forma.ofrecer_de_nuevo(inicial.pop("version"), inicial)
    return None


Accion = Callable[[HttpRequest, Programa, Estrategia, str, Formas], HttpResponse | None]
ACCIONES: dict[str, Accion] = {
    "bloque": _editar_bloque,
    "lineas": _agregar_lineas,
    "inversiones": _agregar_inversion,
    "inversion": _editar_inversion,
}


def _listas_de(bloque: Estrategia, formas: Formas, faltantes: list) -> dict[str, Any]:
    lineas, inversiones = list(bloque.lineas.all()), list(bloque.inversiones.all())
    lineas.sort(key=lambda linea: linea.orden)
    inversiones.sort(key=lambda inversion: inversion.orden)
    version_lineas, version_inversiones = version_de_lista(_ids(lineas)), version_de_lista(_ids(inversiones))
    return {
        "lineas": {
            "nombre": f"lineas-{bloque.pk}",
            "clase": "linea",
            "filas": [_fila_de_linea(bloque, linea, faltantes) for linea in lineas],
            "version": version_lineas,
            "orden": ",".join(map(str, _ids(lineas))),
            "agregar": formas.get("lineas")
            or FormaTexto(prefix="lineas", initial={"version": version_lineas}),
        },
        "inversiones": {
            "nombre": f"inversiones-{bloque.pk}",
            "clase": "inversion",
            "filas": [_fila_de_inversion(i, formas) for i in inversiones],
            "version": version_inversiones,
            "orden": ",".join(map(str, _ids(inversiones))),
            "agregar": formas.get("inversion")
            or FormaInversion(prefix="inversion", initial={"version": version_inversiones}),
        },
        "suma": sum(i.monto for i in inversiones),
    }


def _fila_de_linea(bloque: Estrategia, linea: LineaDeAccion, faltantes: list) -> dict[str, Any]:
    partes = (linea.unidad_de_medida, linea.medio_de_verificacion)
    return {
        "pk": linea.pk,
        "texto": linea.texto,
        "nota": " · ".join(parte for parte in partes if parte),
        "faltan": sum(f.parte == f"linea-{linea.pk}" for f in faltantes),
        "url": direccion_de(bloque.programa_id, f"linea-{linea.pk}"),
        "version": version_con_lo_suyo(linea),
        "advertencia": "Se borra también lo que tiene programado." if linea.programacion.all() else "",
    }


def _fila_de_inversion(inversion: Inversion, formas: Formas) -> dict[str, Any]:
    prefijo = str(inversion.pk)
    forma = formas.get(f"inversion-{prefijo}") or FormaInversion(prefix=prefijo, initial=_inicial(inversion))
    return {
        "pk": inversion.pk,
        "texto": f"{escribir_monto(inversion.monto)} {inversion.concepto}".strip(),
        "version": version_con_lo_suyo(inversion),
        "forma": forma,
    }


@sobre_borrador
def poa_editar_linea(request: HttpRequest, programa: Programa, linea: int) -> HttpResponse:
    """A línea de acción, with who carries it."""
    objeto = get_object_or_404(
        LineaDeAccion.objects.select_related("estrategia"), estrategia__programa=programa, pk=linea
    )
    actuales = {usuario.pk: usuario.nombre for usuario in objeto.responsables.all()}
    posibles = {**edicion_bloques.responsables_posibles(programa, request.persona), **actuales}
    inicial = {**_inicial(objeto), "responsables": list(actuales)}
    forma = FormaLinea(
        request.POST or None, responsables=posibles, paso=objeto.paso_que_cuenta, initial=inicial
    )
    parte = f"linea-{linea}"
    if request.method == "POST" and _guardar_linea(request, programa, objeto, forma):
        return guardada(request, programa, parte, que="Se guardó la línea de acción.")
    if forma.choque:
        objeto.refresh_from_db()
        ahora = {**_inicial(objeto), "responsables": [u.pk for u in objeto.responsables.all()]}
        version = ahora.pop("version")
        forma.ofrecer_de_nuevo(version, {c: v for c, v in ahora.items() if c in forma.fields})
    contexto = marco_de(programa, parte, forma=forma, linea=objeto, titulo=f"Línea de acción {objeto.orden}")
    contexto["parte_del_bloque"] = f"bloque-{objeto.estrategia_id}"
    return render(request, "poa/editor/linea.html", contexto)


def _guardar_linea(request: HttpRequest, programa: Programa, linea: LineaDeAccion, forma: FormaLinea) -> bool:
    def servicio(**actor: Any) -> None:
        datos = forma.datos()
        edicion_bloques.editar_linea(
            programa_id=programa.pk,
            linea_id=linea.pk,
            responsables=datos.pop("responsables"),
            datos=datos,
            version=forma.cleaned_data["version"],
            **actor,
        )

    return guardar(request, forma, servicio)
