"""The page components, as template tags; each rejects an attribute it does not know.

`{% load componentes %}` and then (the live page /estilo/ shows all of them):

    {% icono "candado" %}                                   names in nucleo/iconos.py
    {% semaforo cifra %}                                    .semaforo, .etiqueta
    {% fraccion cifra url=… %}                              .realizadas, .proyectadas, .porcentaje, .etiqueta
    {% barra cifra %}
    {% grafica_barras barras "Título" %}                  {texto, proyectadas, realizadas, etiqueta, semaforo}
    {% estado valor "Texto" tono="atencion" %}              tono only when the state is not known here
    {% aviso "atencion" titulo="…" %}…{% endaviso %}        info, bien, atencion, error
    {% vacio "Título" "Texto" "Registrar" url icono="carpeta" %}
    {% boton "Guardar" %}  {% boton "Ver" url=… tipo="secundario" icono="ojo" %}
    {% accion permiso url "Firmar" metodo="post" confirmar="¿Firmar?" %}   permiso: .permitido, .razon
    {% paginas pagina %}                                    a Django Page; parametro="pagina" by default
    {% dato "Título" valor %}                               inside <dl class="datos">
    {% paso_a_paso pasos actual %}                          pasos: [(valor, texto), …]
    {% linea_de_tiempo movimientos %}                       [{texto, quien, cuando, motivo, tono}]
    {% dinero centavos %}   and the filters |dinero |fecha_larga |fecha_hora |trimestre_corto |trimestre_largo
    {{ asiento.accion|acto }}  {{ asiento.objeto|objeto }}  the act, and on what, in words
    {% include "componentes/errores.html" %}                what is wrong with `form`, on top of its fields
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from nucleo import fechas, graficas
from nucleo.bitacora import etiqueta_de, objeto_en_palabras
from nucleo.dinero import escribir_monto
from nucleo.iconos import ICONOS

register = template.Library()

PALABRAS = {"verde": "Verde", "amarillo": "Amarillo", "rojo": "Rojo"}
ICONOS_SEMAFORO = {"verde": "bien", "amarillo": "atencion", "rojo": "error"}
ICONOS_NIVEL = {"info": "info", "bien": "bien", "atencion": "atencion", "error": "error"}
TIPOS_BOTON = ("primario", "secundario", "peligro", "discreto")
TONOS = {
    "neutro": ("", "neutro"),
    "activo": ("acento", "reloj"),
    "bien": ("verde", "bien"),
    "atencion": ("amarillo", "atencion"),
    "error": ("rojo", "error"),
    "cerrado": ("", "candado"),
}
TONO_DE_ESTADO = {
    "neutro": "borrador por_abrir reservado cancelado cancelada anulada sustituida sustituido "
    "excluida no_ejecutada",
    "activo": "en_captura en_revision registrada enviado pendiente en_curso presentado solicitada impreso "
    "impresa abierta recibida recibido turnado convocada segunda instalada congelada en_integracion",
    "bien": "validada autorizado autorizada evaluada vigente firmada firmada_por_direccion firmada_direccion "
    "aprobada aprobado cumplido cumplida constituido concluido publicado publicada aceptada contestado "
    "resuelta",
    "atencion": "observada observado devuelta devuelto extemporanea por_vencer",
    "error": "rechazada rechazado negada vencido vencida alterada desconocida",
    "cerrado": "cerrado cerrada",
}
TONO_POR_VALOR = {valor: tono for tono, valores in TONO_DE_ESTADO.items() for valor in valores.split()}


def _uno_de(valor: str, validos: Iterable[str], que: str) -> str:
    if valor not in validos:
        raise template.TemplateSyntaxError(f"{que} «{valor}» no existe; hay: {', '.join(validos)}.")
    return valor


@register.simple_tag
def icono(nombre: str, *, clase: str = "") -> SafeString:
    """A decorative drawing: the text beside it says what it means."""
    trazo = ICONOS[_uno_de(nombre, ICONOS, "El icono")]
    return format_html(
        '<svg class="icono {}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">'
        '<path d="{}"/></svg>',
        clase,
        trazo,
    )


def _porcentaje(cifra: Any) -> Decimal | None:
    return graficas.leer(cifra, "porcentaje")


def _porciento(cifra: Any) -> str:
    # Already rounded once by whoever computed it; here it is only written.
    return f"{_porcentaje(cifra):,.2f}\N{NO-BREAK SPACE}%" if _porcentaje(cifra) is not None else ""


def _nota(etiqueta: str, color: str) -> str:
    """What a label adds to its colour: neither the percentage, which stands beside it, nor the colour."""
    partes = (parte.strip() for parte in etiqueta.split("·"))
    return " · ".join(p for p in partes if p and p.lower() != color and not p.endswith("%"))


@register.inclusion_tag("componentes/semaforo.html")
def semaforo(cifra: Any) -> dict[str, Any]:
    """Badge of a figure: the word of its colour, or why it has none."""
    color = graficas.leer(cifra, "semaforo")
    etiqueta = str(graficas.leer(cifra, "etiqueta") or "")
    if color:
        _uno_de(color, PALABRAS, "El semáforo")
        nota = _nota(etiqueta, color)
        palabra = f"{PALABRAS[color]} · {nota}" if nota else PALABRAS[color]
        return {"color": color, "icono": ICONOS_SEMAFORO[color], "palabra": palabra}
    en_curso = etiqueta.lower().startswith("en curso")
    return {"color": "", "icono": "reloj" if en_curso else "neutro", "palabra": etiqueta or "Sin semáforo"}


@register.inclusion_tag("componentes/fraccion.html")
def fraccion(cifra: Any, *, url: str = "") -> dict[str, Any]:
    """`17/20  85.00 %`, or the words that stand where nothing was projected."""
    proyectadas = graficas.leer(cifra, "proyectadas") or 0
    return {
        "proyectadas": f"{proyectadas:,}",
        "realizadas": f"{graficas.leer(cifra, 'realizadas') or 0:,}",
        "hay_proyectadas": bool(proyectadas),
        "porciento": _porciento(cifra),
        "etiqueta": graficas.leer(cifra, "etiqueta") or "Sin programación",
        "url": url,
    }


@register.inclusion_tag("componentes/barra.html")
def barra(cifra: Any) -> dict[str, Any]:
    """A bar that reads without colour: the frame is what was projected, the hatch tells the semáforo."""
    proyectadas = graficas.leer(cifra, "proyectadas") or 0
    realizadas = graficas.leer(cifra, "realizadas") or 0
    tramo = None
    if proyectadas:
        tramo = graficas.tramo(
            proyectadas, realizadas, graficas.leer(cifra, "semaforo"), x=1, y=1, ancho=198, alto=14
        )
    texto = f"{realizadas:,} de {proyectadas:,}" if proyectadas else graficas.leer(cifra, "etiqueta")
    return {"tramo": tramo, "texto": texto or "Sin programación", "porciento": _porciento(cifra)}


@register.inclusion_tag("componentes/grafica_barras.html")
def grafica_barras(barras: Iterable[Any], titulo: str, *, leyenda: bool = True) -> dict[str, Any]:
    """Chart of líneas, the same on the page and in the PDF; a real table stands beside it."""
    return {"grafica": graficas.grafica(barras), "titulo": titulo, "leyenda": leyenda}


@register.inclusion_tag("componentes/estado.html")
def estado(valor: str, texto: str, *, tono: str = "") -> dict[str, Any]:
    """State of something; a state unknown here is neutral unless `tono` says otherwise."""
    elegido = _uno_de(tono or TONO_POR_VALOR.get(str(valor), "neutro"), TONOS, "El tono")
    color, dibujo = TONOS[elegido]
    return {"color": color, "icono": dibujo, "palabra": capfirst(texto)}


@register.simple_block_tag
def aviso(content: str, nivel: str = "info", *, titulo: str = "") -> SafeString:
    """A notice in the flow of the page."""
    dibujo = icono(ICONOS_NIVEL[_uno_de(nivel, ICONOS_NIVEL, "El nivel")])
    cabeza = format_html('<p class="aviso__titulo">{}</p>', titulo) if titulo else ""
    return format_html(
        '<div class="aviso aviso--{}">{}<div class="aviso__cuerpo">{}{}</div></div>',
        nivel,
        dibujo,
        cabeza,
        content,
    )


@register.inclusion_tag("componentes/vacio.html")
def vacio(
    titulo: str, texto: str = "", accion_texto: str = "", accion_url: str = "", *, icono: str = "carpeta"
) -> dict[str, Any]:
    """What stands where there is nothing yet: why, and what to do next."""
    return {
        "titulo": titulo,
        "texto": texto,
        "accion_texto": accion_texto,
        "accion_url": accion_url,
        "icono": icono,
    }


@register.inclusion_tag("componentes/boton.html")
def boton(
    texto: str,
    *,
    url: str = "",
    tipo: str = "primario",
    icono: str = "",
    confirmar: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
    chico: bool = False,
) -> dict[str, Any]:
    """A link when it has `url`, otherwise the submit button of its form."""
    return {
        "texto": texto,
        "url": url,
        "tipo": _uno_de(tipo, TIPOS_BOTON, "El tipo"),
        "icono": icono,
        "confirmar": confirmar,
        "name": name,
        "value": value,
        "form": form,
        "chico": chico,
    }


@register.inclusion_tag("componentes/accion.html", takes_context=True)
def accion(
    context: template.Context,
    permiso: Any,
    url: str,
    texto: str,
    *,
    tipo: str = "primario",
    icono: str = "",
    metodo: str = "get",
    confirmar: str = "",
    chico: bool = False,
) -> dict[str, Any]:
    """What one may do (a link, or a form when `metodo="post"`), or the reason why not beside it."""
    return {
        "permitido": permiso.permitido,
        "razon": permiso.razon,
        "url": url,
        "texto": texto,
        "tipo": _uno_de(tipo, TIPOS_BOTON, "El tipo"),
        "icono": icono,
        "es_post": _uno_de(metodo, ("get", "post"), "El método") == "post",
        "confirmar": confirmar,
        "chico": chico,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("componentes/paginas.html", takes_context=True)
def paginas(context: template.Context, pagina: Page, *, parametro: str = "pagina") -> dict[str, Any]:
    """Pagination that keeps the filters of the address."""
    peticion = context.get("request")
    consulta = peticion.GET.copy() if peticion else QueryDict(mutable=True)

    def enlace(numero: int) -> str:
        consulta[parametro] = str(numero)
        return f"?{consulta.urlencode()}"

    elididas = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    return {
        "pagina": pagina,
        "anterior": enlace(pagina.number - 1) if pagina.has_previous() else "",
        "siguiente": enlace(pagina.number + 1) if pagina.has_next() else "",
        "numeros": [(n, enlace(n) if isinstance(n, int) else "") for n in elididas],
    }


@register.inclusion_tag("componentes/dato.html")
def dato(titulo: str, valor: Any) -> dict[str, Any]:
    """One pair of a definition list; 0 is a value, nothing is «Sin dato»."""
    return {"titulo": titulo, "valor": valor, "falta": valor is None or valor == ""}


@register.inclusion_tag("componentes/paso_a_paso.html")
def paso_a_paso(pasos: Iterable[tuple[str, str]], actual: str) -> dict[str, Any]:
    """Where something stands among its states, in order."""
    lista = list(pasos)
    lugar = next((i for i, (valor, _) in enumerate(lista) if str(valor) == str(actual)), -1)
    clases = ["hecho" if i < lugar else "actual" if i == lugar else "falta" for i in range(len(lista))]
    return {"pasos": [(texto, clase) for (_, texto), clase in zip(lista, clases, strict=True)]}


@register.inclusion_tag("componentes/linea_de_tiempo.html")
def linea_de_tiempo(movimientos: Iterable[Any]) -> dict[str, Any]:
    """Movements with who, when and why, in the order they come."""
    return {"movimientos": movimientos}


@register.simple_tag(name="dinero")
def escribir_dinero(centavos: int | None) -> SafeString:
    """An amount in centavos that never breaks across lines."""
    return format_html('<span class="dinero">{}</span>', dinero(centavos))


@register.filter
def dinero(centavos: int | None) -> str:
    """Centavos as `$70,000.00`; nothing as a dash. TypeError for a float: money is whole centavos."""
    if centavos is None or centavos == "":
        return "—"
    if isinstance(centavos, float):
        raise TypeError("El dinero va en centavos enteros.")
    return escribir_monto(centavos)


@register.filter
def acto(accion: str) -> str:
    """The act of an Asiento, in words."""
    return etiqueta_de(accion)


@register.filter
def objeto(nombre: str) -> str:
    """On what an Asiento is, in words."""
    return objeto_en_palabras(nombre)


@register.filter
def titulo_de_error(formulario: Any) -> str:
    """How the summary of a form that comes back begins; nothing at the doors of allauth."""
    ajeno = type(formulario).__module__.startswith("allauth.")
    return getattr(formulario, "titulo_de_error", "" if ajeno else "No se guardó")


@register.filter
def fecha_larga(valor: date | None) -> str:
    """`31 de marzo de 2024`; a moment is read in the zone of the municipality."""
    if not valor:
        return ""
    if isinstance(valor, datetime) and timezone.is_aware(valor):
        valor = timezone.localtime(valor)
    return fechas.fecha_larga(valor)


@register.filter
def fecha_hora(valor: datetime | None) -> str:
    """`31 de marzo de 2024, 14:05`, in the zone of the municipality."""
    if not valor:
        return ""
    if not isinstance(valor, datetime):
        return fechas.fecha_larga(valor)
    local = timezone.localtime(valor) if timezone.is_aware(valor) else valor
    return f"{fechas.fecha_larga(local)}, {local:%H:%M}"


def _numero_de_trimestre(valor: Any) -> int:
    numero = int(getattr(valor, "numero", valor))
    if numero not in range(1, 5):
        raise ValueError("El trimestre va de 1 a 4.")
    return numero


@register.filter
def trimestre_corto(valor: Any) -> str:
    """`T1`, from a number or from something with `.numero`."""
    return f"T{_numero_de_trimestre(valor)}"


@register.filter
def trimestre_largo(valor: Any) -> str:
    """`Primer trimestre (enero a marzo)`."""
    numero = _numero_de_trimestre(valor)
    ordinal = ("Primer", "Segundo", "Tercer", "Cuarto")[numero - 1]
    return f"{ordinal} trimestre ({fechas.MESES[numero * 3 - 3]} a {fechas.MESES[numero * 3 - 1]})"
