"""The rules that new órganos start from (Planeación), and the posts of one before its first vote."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from asambleas import servicios
from asambleas.consultas import organo_visible
from asambleas.consultas.reglas import puestos_como_datos, regla_vista, reglas_vistas
from asambleas.forms.reglas import FormaPuestos, FormaRegla, como_renglones, inicial_de
from asambleas.permisos_elecciones import permite_puestos
from asambleas.procedimientos import procedimiento_de
from asambleas.views.elecciones import marco_de
from nucleo.errores import SinPermiso
from nucleo.formularios import atender
from nucleo.reglas import requiere
from nucleo.roles import Accion


@requiere(Accion.ADMINISTRAR_REGLAS)
@require_GET
def reglas_de_organos(request: HttpRequest) -> HttpResponse:
    """The rules of each procedimiento."""
    return render(request, "asambleas/reglas.html", {"reglas": reglas_vistas()})


@requiere(Accion.ADMINISTRAR_REGLAS)
def regla_de_organo(request: HttpRequest, clave: str) -> HttpResponse:
    """Set quórum, term and posts of one of them."""
    try:
        regla = regla_vista(procedimiento_de(clave))
    except KeyError as error:
        raise Http404 from error
    datos = request.POST or None
    forma = FormaRegla(datos, initial=inicial_de(regla), renglones=como_renglones(regla.puestos))
    contexto = {"regla": regla}
    if orden := request.POST.get("orden_de_renglones"):
        escrito = {campo: request.POST.get(campo, "") for campo in FormaRegla.base_fields}
        escrito.pop("renglones")
        movida = FormaRegla(initial=escrito, renglones=forma.reordenada(orden))
        return render(request, "asambleas/regla.html", {**contexto, "form": movida})
    return atender(
        request,
        forma,
        lambda: servicios.fijar_regla(
            procedimiento=clave, datos=forma.datos(), persona=request.persona, ahora=timezone.now()
        ),
        plantilla="asambleas/regla.html",
        contexto=contexto,
        listo="Las reglas quedaron guardadas: valen para los que se registren desde ahora.",
        destino=reverse("reglas_de_organos"),
    )


@requiere(Accion.LLEVAR_ORGANOS, Accion.ADMINISTRAR_REGLAS)
def puestos_de_organo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which posts one órgano elects, before its first vote."""
    organo = organo_visible(request.persona, pk)
    if not (puede := permite_puestos(request.persona, organo)):
        raise SinPermiso(puede.razon)
    forma = FormaPuestos(
        request.POST or None, renglones=como_renglones(puestos_como_datos(organo.puestos.all()))
    )
    contexto = marco_de(organo)
    if orden := request.POST.get("orden_de_renglones"):
        movida = FormaPuestos(renglones=forma.reordenada(orden))
        return render(request, "asambleas/puestos.html", {**contexto, "form": movida})
    return atender(
        request,
        forma,
        lambda: servicios.fijar_puestos(
            organo_id=pk, puestos=forma.puestos(), persona=request.persona, ahora=timezone.now()
        ),
        plantilla="asambleas/puestos.html",
        contexto=contexto,
        listo="Los puestos quedaron guardados.",
        destino=reverse("elecciones", args=[pk]),
    )
