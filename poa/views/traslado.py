"""Pages that bring a POA in and take it out: template, import with its preview, review of Word, export."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.formularios import intentar
from nucleo.hojas import ArchivoIlegible, ErrorDeHoja
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.consultas import con_la_hoja, datos_de, programas_visibles_para
from poa.consultas.previa import previa_de
from poa.consultas.traslado import direcciones_para_elaborar, nombres_de_ejes
from poa.exportaciones import libro_del_poa, plantilla
from poa.formatos import Lectura, leer_excel, leer_word
from poa.forms.revision import FormaRevision, iniciales_de, leer_medidas, medidas_de
from poa.forms.traslado import Archivo, FormaTraer, guardar_para_confirmar, recuperar
from poa.models import Direccion, Ejercicio, Programa
from poa.pasos import pasos_registrados
from poa.servicios import importar_programa

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ERRORES = 200
VENCIDO = "La revisión ya no está vigente. Suba el archivo de nuevo."


def _descarga(contenido: bytes, nombre: str) -> HttpResponse:
    respuesta = HttpResponse(contenido, content_type=XLSX)
    respuesta["Content-Disposition"] = content_disposition_header(True, nombre) or "attachment"
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


@requiere(Accion.ELABORAR_POA)
@require_GET
def poa_plantilla(request: HttpRequest) -> HttpResponse:
    """The empty workbook, with the ejes of the catalogue."""
    return _descarga(plantilla(nombres_de_ejes()), "plantilla-poa.xlsx")


@requiere(Accion.VER_POAS)
@require_GET
def poa_exportar(request: HttpRequest, pk: int) -> HttpResponse:
    """The POA as a workbook that imports back the same."""
    visibles = programas_visibles_para(request.persona)
    programa = get_object_or_404(con_la_hoja(visibles), pk=pk)
    contenido = libro_del_poa(datos_de(programa), nombres_de_ejes())
    return _descarga(contenido, f"POA-{programa.ejercicio}-{programa.direccion.clave}.xlsx")


@requiere(Accion.ELABORAR_POA)
@require_http_methods(["GET", "HEAD", "POST"])
def poa_importar(request: HttpRequest) -> HttpResponse:
    """Choose where and which file; what is wrong in it, or what would be created. Nothing is saved here."""
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    forma = FormaTraer(*datos, persona=request.persona)
    errores: list[ErrorDeHoja] = []
    if datos and forma.is_valid():
        try:
            return _revisar(request, forma)
        except ArchivoIlegible as error:
            errores = error.errores
        except ValidationError as error:
            forma.add_error("archivo", error)
    contexto = {
        "forma": forma,
        "errores": errores[:MAX_ERRORES],
        "sobran": max(0, len(errores) - MAX_ERRORES),
        "total_errores": len(errores),
        "hay_destino": forma.hay_destino,
        "donde": ["Traer un POA"],
    }
    return render(request, "poa/traer.html", contexto, status=400 if datos else 200)


def _revisar(request: HttpRequest, forma: FormaTraer) -> HttpResponse:
    archivo: Archivo = forma.cleaned_data["archivo"]
    ejes = nombres_de_ejes()
    destino = {
        "direccion": forma.cleaned_data["direccion"].pk,
        "ejercicio": forma.cleaned_data["ejercicio"].pk,
        "formato": archivo.formato,
        "sha256": archivo.sha256,
    }
    if archivo.formato == "xlsx":
        lectura = leer_excel(archivo.contenido, ejes=ejes, pasos=pasos_registrados())
        paquete = guardar_para_confirmar(request.persona, **destino, datos=lectura.datos)
        contexto = {"previa": previa_de(lectura.datos), **_contexto(destino, lectura, paquete)}
        return render(request, "poa/traer_previa.html", contexto)
    lectura = leer_word(archivo.contenido, ejes=ejes)
    notas = [[n.hoja, n.fila, n.mensaje] for n in (*lectura.dudas, *lectura.avisos)][:MAX_ERRORES]
    paquete = guardar_para_confirmar(
        request.persona, **destino, notas=notas, dudas=len(lectura.dudas), anio=lectura.datos.get("ejercicio")
    )
    revision = FormaRevision(
        initial=iniciales_de(lectura.datos), ejes=ejes, medidas=medidas_de(lectura.datos)
    )
    return render(request, "poa/traer_word.html", {"forma": revision, **_contexto(destino, lectura, paquete)})


def _contexto(destino: dict[str, Any], lectura: Lectura, paquete: str) -> dict[str, Any]:
    direccion = get_object_or_404(Direccion, pk=destino["direccion"])
    ejercicio = get_object_or_404(Ejercicio, pk=destino["ejercicio"])
    anio = lectura.datos.get("ejercicio")
    return {
        "avisos": lectura.avisos[:MAX_ERRORES],
        "dudas": lectura.dudas[:MAX_ERRORES],
        "paquete": paquete,
        "direccion": direccion,
        "ejercicio": ejercicio,
        "otro_anio": anio if anio and anio != ejercicio.anio else None,
        "donde": [direccion.nombre, f"Ejercicio {ejercicio}"],
    }


def _guardar(request: HttpRequest, destino: dict[str, Any], datos: dict[str, Any]) -> Programa:
    """Write what was confirmed, to a dirección that is still the person's."""
    return importar_programa(
        persona=request.persona,
        ahora=timezone.now(),
        direccion=get_object_or_404(direcciones_para_elaborar(request.persona), pk=destino["direccion"]),
        ejercicio=get_object_or_404(Ejercicio, pk=destino["ejercicio"]),
        datos=datos,
        formato=destino["formato"],
        archivo_sha256=destino["sha256"],
    )


def _listo(request: HttpRequest, programa: Programa) -> HttpResponse:
    messages.success(
        request, f"Se creó el POA {programa.ejercicio} de {programa.direccion.nombre}, en borrador."
    )
    return redirect("poa", pk=programa.pk)


@requiere(Accion.ELABORAR_POA)
@require_POST
def poa_importar_confirmar(request: HttpRequest) -> HttpResponse:
    """Write what the preview of a workbook showed: all of it, or nothing."""
    paquete = recuperar(request.persona, request.POST.get("paquete", ""))
    if paquete is None or "datos" not in paquete:
        messages.error(request, VENCIDO)
        return redirect("poa_importar")
    try:
        return _listo(request, _guardar(request, paquete, paquete["datos"]))
    except (Conflicto, DatosInvalidos) as error:
        messages.error(request, f"No se importó nada. {error.mensaje}")
    return redirect("poa_importar")


@requiere(Accion.ELABORAR_POA)
@require_POST
def poa_importar_word(request: HttpRequest) -> HttpResponse:
    """Write the pieces of a Word POA as the person left them, or give them back with what is wrong."""
    paquete = recuperar(request.persona, request.POST.get("paquete", ""))
    try:
        medidas = leer_medidas(request.POST.get("forma", ""))
    except ValidationError:
        paquete = None
    if paquete is None or "notas" not in paquete:
        messages.error(request, VENCIDO)
        return redirect("poa_importar")
    get_object_or_404(direcciones_para_elaborar(request.persona), pk=paquete["direccion"])
    forma = FormaRevision(request.POST, ejes=nombres_de_ejes(), medidas=medidas)
    hecho: list[Programa] = []
    if forma.is_valid() and intentar(forma, lambda: hecho.append(_guardar(request, paquete, forma.datos()))):
        return _listo(request, hecho[0])
    notas = [ErrorDeHoja(hoja, fila, "", mensaje) for hoja, fila, mensaje in paquete["notas"]]
    lectura = Lectura({"ejercicio": paquete["anio"]}, notas[paquete["dudas"] :], notas[: paquete["dudas"]])
    contexto = {"forma": forma, **_contexto(paquete, lectura, request.POST["paquete"])}
    return render(request, "poa/traer_word.html", contexto, status=400)
