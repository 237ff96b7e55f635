"""The grid of the projected numbers: typed like a spreadsheet, kept in one act."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nucleo.errores import Conflicto, DatosInvalidos, ErrorDeDominio, SinPermiso
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa import consultas
from poa.consultas.rejilla import NADA, Tecleado, base_de, rejilla_de
from poa.forms.rejilla import FormaRejilla
from poa.models import LineaDeAccion, Programa
from poa.permisos import permite_editar
from poa.servicios.rejilla import guardar_rejilla
from poa.templatetags.editor import direccion_de
from poa.views.editor import TITULOS, marco_de, siguiente_de

PARTE = "programacion"
MALAS = "Hay casillas que no son un número entero de 0 en adelante: están marcadas. No se guardó nada."


@requiere(Accion.ELABORAR_POA)
@require_http_methods(["GET", "HEAD", "POST"])
def poa_editar_programacion(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid; its save asks nothing of the database before the service, to stay within its queries."""
    if request.method == "POST":
        return _guardar(request, pk)
    programa = _visible(request, pk)
    editable = permite_editar(programa)
    if not editable:
        messages.info(request, editable.razon)
        return redirect("poa", pk=pk)
    return _mostrar(request, programa, NADA)


def _visible(request: HttpRequest, pk: int) -> Programa:
    visibles = consultas.programas_visibles_para(request.persona, Accion.ELABORAR_POA)
    return get_object_or_404(visibles, pk=pk)


def _mostrar(request: HttpRequest, programa: Programa, tecleado: Tecleado, error: str = "") -> HttpResponse:
    contexto = marco_de(programa, PARTE, titulo=TITULOS[PARTE], error=error)
    hoja = contexto["programa"]
    contexto["bloques"] = rejilla_de(hoja, tecleado)
    contexto["base"] = json.dumps(base_de(hoja), separators=(",", ":"))
    return render(request, "poa/editor/rejilla.html", contexto)


def _guardar(request: HttpRequest, pk: int) -> HttpResponse:
    forma = FormaRejilla(request.POST)
    if forma.malas:
        return _repetir(request, pk, forma, forma.malas, MALAS)
    try:
        hecho = guardar_rejilla(
            persona=request.persona,
            ahora=timezone.now(),
            programa_id=pk,
            celdas=forma.celdas,
            base=forma.base,
        )
    except (Programa.DoesNotExist, LineaDeAccion.DoesNotExist) as error:
        raise Http404 from error
    except SinPermiso as error:
        raise Http404 from error
    except DatosInvalidos as error:
        return _repetir(request, pk, forma, set(error.errores), error.mensaje)
    except Conflicto as error:
        return _repetir(request, pk, forma, set(), error.mensaje, choque=True)
    except ErrorDeDominio as error:
        return _repetir(request, pk, forma, set(), error.mensaje)
    messages.success(request, _dicho(hecho.cambiadas, hecho.ajenas))
    destino = PARTE
    if "seguir" in request.POST:
        hoja = consultas.con_la_hoja().get(pk=pk)
        destino = siguiente_de(hoja, PARTE) or PARTE
    return redirect(f"{direccion_de(pk, destino)}?guardado={PARTE}")


def _dicho(cambiadas: int, ajenas: int) -> str:
    frase = {0: "No había cambios.", 1: "Se guardó 1 casilla."}.get(
        cambiadas, f"Se guardaron {cambiadas} casillas."
    )
    return f"{frase} Otra persona cambió {ajenas} más mientras usted escribía." if ajenas else frase


def _repetir(
    request: HttpRequest, pk: int, forma: FormaRejilla, malas: set[str], error: str, *, choque: bool = False
) -> HttpResponse:
    """The grid again, with what the person typed in the cells that she changed."""
    programa = _visible(request, pk)
    mias = forma.mias()
    textos = {nombre: texto for nombre, texto in forma.textos.items() if nombre in mias}
    chocan: frozenset[str] = frozenset()
    if choque:
        actual = base_de(consultas.con_la_hoja().get(pk=pk))
        chocan = frozenset(n for n in mias if _cambio(n, actual, forma))
    return _mostrar(request, programa, Tecleado(textos, frozenset(malas), chocan), error)


def _cambio(nombre: str, actual: dict[str, list[int | None]], forma: FormaRejilla) -> bool:
    linea, _, numero = nombre[1:].partition("-")
    guardado = actual.get(linea, [None] * 4)[int(numero) - 1]
    celda = (int(linea), int(numero))
    return guardado not in (forma.base.get(celda), forma.celdas.get(celda))
