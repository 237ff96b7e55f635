"""The public pages where anybody checks that a document is genuine."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from evaluacion.forms.trimestre import FormularioVerificar
from nucleo.folios import codigo_legible, codigo_normalizado
from nucleo.limites import contar_intento
from nucleo.reglas import publica
from nucleo.respuestas import respuesta_pdf
from nucleo.verificacion import BYTES_MAXIMOS, archivo_publico, verificar_archivo, verificar_codigo

DONDE = ["Verificación de documentos"]


@publica
def verificar(request: HttpRequest) -> HttpResponse:
    """Type the code, upload the PDF, or both."""
    formulario = FormularioVerificar(request.POST or None, request.FILES or None)
    if request.method != "POST" or not formulario.is_valid():
        estado = 400 if request.method == "POST" else 200
        return render(
            request, "evaluacion/verificar.html", {"form": formulario, "donde": DONDE}, status=estado
        )
    contar_intento(request, "verificar")
    archivo, codigo = formulario.cleaned_data["archivo"], formulario.cleaned_data["codigo"]
    if archivo is None:
        return redirect("verificar_codigo", codigo=codigo_legible(codigo_normalizado(codigo)) or "-")
    resultado = verificar_archivo(archivo.read(BYTES_MAXIMOS + 1), codigo or None)
    return render(
        request, "evaluacion/veredicto.html", {"r": resultado, "archivo": archivo.name, "donde": DONDE}
    )


@publica
def verificar_por_codigo(request: HttpRequest, codigo: str) -> HttpResponse:
    """Where the QR leads: the state of the document, and where to upload the file to compare it."""
    formulario = FormularioVerificar(request.POST or None, request.FILES or None, initial={"codigo": codigo})
    contar_intento(request, "verificar")
    resultado = verificar_codigo(codigo)
    archivo = None
    if request.method == "POST" and (archivo := request.FILES.get("archivo")):
        resultado = verificar_archivo(archivo.read(BYTES_MAXIMOS + 1), codigo)
    contexto = {"r": resultado, "archivo": archivo.name if archivo else "", "codigo": codigo, "donde": DONDE}
    return render(request, "evaluacion/veredicto.html", {**contexto, "form": formulario})


@publica
@require_safe
def version_publica(request: HttpRequest, codigo: str) -> HttpResponse:
    """The versión pública of a document."""
    contar_intento(request, "verificar")
    hallada = archivo_publico(codigo)
    if hallada is None:
        raise Http404
    nombre, contenido = hallada
    return respuesta_pdf(contenido, nombre)
