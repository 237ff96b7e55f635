"""What the phone's queue speaks with: a fresh token, one file at a time, one act once, and the worker."""

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actividades import archivos
from actividades.consultas.captura import EMERGENTE
from actividades.forms.archivos import empacar
from actividades.forms.captura import FormaActividad
from actividades.models import Actividad
from actividades.servicios import dice_lo_mismo, ya_registrada
from actividades.views.formulario import direccion_elegida, forma_nueva, parecidas_al_envio, registrar
from actividades.views.regreso import con_consulta, regreso, siguiente_de
from nucleo.almacen import sha256
from nucleo.errores import DatosInvalidos, SinPermiso
from nucleo.fechas import fecha_larga
from nucleo.reglas import publica, requiere
from nucleo.roles import Accion
from poa.models import LineaDeAccion

OTRA_PERSONA = "Esto lo capturó otra persona en este teléfono: solo se envía con su sesión."
# What any page that opens without a network needs, besides its own.
PIEZAS_COMUNES = (
    *(f"css/{n}.css" for n in "identidad marco componentes recorridos formularios".split()),
    *(f"js/{n}.js" for n in "pagina red captura-almacen captura-cola captura-bandeja".split()),
    *(f"vendor/noto-sans/NotoSans-{n}.woff2" for n in "Regular SemiBold Bold Italic".split()),
    *(f"img/{n}" for n in "escudo.svg favicon.ico favicon.svg icono-180.png alerta.svg flecha.svg".split()),
)
PIEZAS = (*PIEZAS_COMUNES, "css/captura.css", "js/captura-fotos.js", "js/captura.js")
TRABAJADOR = "js/captura-trabajador.js"


@requiere(Accion.REGISTRAR_ACTIVIDAD)
@require_safe
def captura_ficha(request: HttpRequest) -> JsonResponse:
    """Whose session this is, and a CSRF token that serves it: asked for before each round of sending."""
    ficha = JsonResponse({"persona": str(request.user.pk), "csrf": get_token(request)})
    ficha["Cache-Control"] = "no-store"
    return ficha


@requiere(Accion.REGISTRAR_ACTIVIDAD)
@require_POST
def captura_archivo(request: HttpRequest) -> JsonResponse:
    """Take one file of an act that is about to be sent: it is cleaned, kept, and named in a package."""
    exigir_su_sesion(request)
    subido, token = request.FILES.get("archivo"), request.POST.get("token", "")
    if subido is None or not uuid_de(token):
        raise DatosInvalidos("Falta el archivo.")
    return JsonResponse({"archivo": empacar([archivos.preparar(subido)], token)})


@requiere(Accion.REGISTRAR_ACTIVIDAD)
@require_POST
def captura_enviar(request: HttpRequest) -> JsonResponse:
    """Log an act out of the phone's queue; the same token again answers with the act that exists.

    `distinta` tells that what came now is not what that act says: nothing of it was taken.
    With `avisar`, an act that looks like another one is first asked about (409 and `parecidas`).
    """
    exigir_su_sesion(request)
    token = uuid_de(request.POST.get("token", ""))
    # Before anything else: what was already taken is never refused afterwards.
    hecha = ya_registrada(token, request.persona) if token else None
    if hecha and not _trae_lo_mismo(request, hecha):
        return JsonResponse(
            {"url": reverse("actividad", args=[hecha.pk]), "repetida": True, "distinta": True}
        )
    if hecha:
        return JsonResponse(_hecha(request, hecha, []) | {"repetida": True})
    direccion = direccion_elegida(request)
    forma, _ = forma_nueva(request, direccion)
    if not forma.is_valid() or forma.vencidos:
        return _rechazo(forma)
    parecidas = parecidas_al_envio(forma, direccion)
    if parecidas and "avisar" in request.POST and "repetir" not in request.POST:
        return JsonResponse({"error": "Ya hay una parecida.", "parecidas": parecidas}, status=409)
    try:
        acto = registrar(request, forma, direccion)
    except DatosInvalidos as error:
        forma.anotar(error)
        return _rechazo(forma)
    return JsonResponse(_hecha(request, acto, parecidas))


def _trae_lo_mismo(request: HttpRequest, acto: Actividad) -> bool:
    """Whether the act that exists says what came, judged without asking whether it could be logged today."""
    direccion_id = acto.trimestre_programa.programa.direccion_id
    suya = LineaDeAccion.objects.filter(pk=acto.linea_id).select_related("estrategia")
    lugares = {"localidades": [x.pk for x in acto.localidades.all()]}
    forma = FormaActividad(
        request.POST, request.FILES, grupos=[("", list(suya))], hoy=request.hoy, plazos="", initial=lugares
    )
    propia = request.POST.get("direccion", str(direccion_id)) == str(direccion_id)
    return propia and forma.completa() and dice_lo_mismo(acto, forma.datos(), forma.archivos_listos())


def exigir_su_sesion(request: HttpRequest) -> None:
    """What one person captured is never sent with the session of another who uses the same phone."""
    if request.POST.get("quien") != str(request.user.pk):
        raise SinPermiso(OTRA_PERSONA)


def uuid_de(texto: str) -> UUID | None:
    """A token as it came; None when it is none."""
    try:
        return UUID(texto)
    except ValueError:
        return None


def _rechazo(forma: FormaActividad) -> JsonResponse:
    """What is wrong, field by field; `vencidos` asks for the files again."""
    errores = {campo: [str(m) for m in lista] for campo, lista in forma.errors.items()}
    generales = errores.pop("__all__", [])
    mensaje = " ".join(generales) or "Corrija lo que está marcado y vuelva a guardar."
    return JsonResponse({"error": mensaje, "errores": errores, "vencidos": forma.vencidos}, status=400)


def _hecha(request: HttpRequest, acto: Actividad, parecidas: list[dict[str, str]]) -> dict[str, object]:
    """What the phone is told of an act that is safe; who waits at the form is also told on the next page."""
    texto = f"Se registró la actividad del {fecha_larga(acto.fecha)}."
    if "avisar" in request.POST:
        messages.success(request, texto)
    return {"url": _destino(request, acto), "texto": texto, "parecidas": parecidas}


def _destino(request: HttpRequest, acto: Actividad) -> str:
    if "otra" not in request.POST:
        return regreso(request, acto)
    return otra_igual(request, acto)


def otra_igual(request: HttpRequest, acto: Actividad) -> str:
    """The form again, with the same dirección, línea and localidades."""
    return con_consulta(
        reverse("actividad_nueva"),
        direccion=acto.trimestre_programa.programa.direccion_id,
        linea=acto.linea_id or EMERGENTE,
        localidad=[x.pk for x in acto.localidades.all()],
        siguiente=siguiente_de(request),
    )


@publica
@require_safe
def captura_trabajador(request: HttpRequest) -> HttpResponse:
    """The service worker that lets the log page open without a network; it knows no one's data."""
    return trabajador("captura", reverse("actividad_nueva"), PIEZAS)


def trabajador(nombre: str, paginas: str, piezas: tuple[str, ...]) -> HttpResponse:
    """A service worker that keeps those pieces, and opens without a network the kept copy of the pages whose
    path the regular expression `paginas` matches whole.

    Its version is the content of the pieces it keeps, so a new release is a new worker.
    """
    contenidos = [_contenido(pieza) for pieza in (*piezas, TRABAJADOR)]
    version = sha256(b"\0".join(contenidos))[:16]
    ajustes = {
        "nombre": nombre,
        "version": version,
        "paginas": f"^{paginas}$",
        "piezas": [static(p) for p in piezas],
    }
    texto = f"self.CAPTURA = {json.dumps(ajustes)};\n{contenidos[-1].decode()}"
    respuesta = HttpResponse(texto, content_type="text/javascript; charset=utf-8")
    respuesta["Cache-Control"] = "no-cache"
    return respuesta


def _contenido(pieza: str) -> bytes:
    with open(finders.find(pieza) or "", "rb") as archivo:
        return archivo.read()
