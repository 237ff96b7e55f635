"""What a dirección asks: the oficio, the requisición and its renglones."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from actividades.forms.archivos import CampoTexto
from actividades.forms.captura import NUMERICO
from actividades.models import Actividad
from asambleas.forms.convocatorias import CampoMomento
from asambleas.models import Organo
from nucleo.dinero import escribir_monto
from nucleo.fechas import fecha_larga
from nucleo.formularios import CampoFecha, CampoLinea
from nucleo.texto import entero
from poa.forms.edicion import CampoMonto
from poa.models import Direccion, Ejercicio, LineaDeAccion, Localidad
from suministros.consultas.fondos import fondos_para
from suministros.consultas.origen import actividades_para
from suministros.estados import (
    MAX_CANTIDAD,
    MAX_KM,
    MAX_RENGLONES,
    MAX_TEXTO,
    Pide,
    TipoSolicitud,
)
from suministros.models import Articulo, Fondo, Solicitud
from suministros.servicios import DatosDeRenglon, DatosDeSolicitud

COMUNES = ("motivo", "linea", "organo", "actividad", "fondo")
DE_OFICIO = (
    "pide",
    "destino",
    "lugar",
    "desde",
    "hasta",
    "conductor",
    "pasajeros",
    "km_estimados",
    "urgente",
    "de_palabra",
)
PIDE = [(valor, texto.capitalize()) for valor, texto in Pide.choices]
# A long list gets a box above it, that leaves only what has the words typed (static/js/suministros.js).
CON_BUSQUEDA = {"data-con-busqueda": ""}
RENGLONES_AL_ABRIR, RENGLONES_MAS = 3, 3


class CampoDeFondo(forms.ModelChoiceField):
    """A fondo, with what is left of it: what one has to know before asking."""

    def label_from_instance(self, obj: Any) -> str:
        de_que = obj.inversion.estrategia.nombre if obj.inversion else "techo provisional"
        return f"{obj.rubro.nombre} ({de_que}): quedan {escribir_monto(obj.disponible)}"


class CampoDeActividad(forms.ModelChoiceField):
    """An activity, by its day and what was done."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{fecha_larga(obj.fecha)}: {Truncator(obj.descripcion).chars(80)}"


class CampoDeDestino(forms.ModelChoiceField):
    """A localidad, with its km where they are known."""

    def label_from_instance(self, obj: Any) -> str:
        distancia = getattr(obj, "distancia", None)
        return f"{obj.nombre} ({distancia.km:,} km de ida y vuelta)" if distancia else obj.nombre


def lineas_para(direccion_id: int, anio: int) -> QuerySet[LineaDeAccion]:
    """Líneas of the dirección's POA of a year, in the order of its sheet."""
    return (
        LineaDeAccion.objects.filter(
            estrategia__programa__direccion_id=direccion_id,
            estrategia__programa__ejercicio__anio=anio,
            cancelada_el__isnull=True,
        )
        .select_related("estrategia")
        .order_by("estrategia__orden", "orden")
    )


class FormaSolicitud(forms.Form):
    """What every request says; `anio` is that of today's ejercicio."""

    TIPO = TipoSolicitud.OFICIO
    CAMPOS: tuple[str, ...] = COMUNES
    motivo = CampoTexto(
        label="Para qué se necesita",
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "sentences"}),
    )
    linea = forms.ModelChoiceField(
        LineaDeAccion.objects.none(),
        label="Línea de acción a la que sirve",
        required=False,
        empty_label="Ninguna en particular",
    )
    organo = forms.ModelChoiceField(
        Organo.objects.none(),
        label="Comité o consejo",
        required=False,
        empty_label="Ninguno en particular",
        widget=forms.Select(CON_BUSQUEDA),
    )
    actividad = CampoDeActividad(
        Actividad.objects.none(),
        label="Actividad a la que sirve",
        required=False,
        empty_label="Ninguna en particular",
        widget=forms.Select(CON_BUSQUEDA),
        help_text="Las ya registradas este año. Si todavía no se hace, elija solo su línea de acción.",
    )
    fondo = CampoDeFondo(
        Fondo.objects.none(),
        label="De dónde se paga",
        required=False,
        empty_label="El que corresponda a la línea, o el que más tenga",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, direccion: Direccion, anio: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campos: Mapping[str, Any] = self.fields
        self.fondos = list(fondos_para(direccion.pk, _ejercicio_id(anio), self.TIPO))
        campos["linea"].queryset = lineas_para(direccion.pk, anio)
        campos["organo"].queryset = Organo.objects.filter(direccion=direccion).order_by("nombre")
        campos["actividad"].queryset = actividades_para(direccion.pk, anio)
        campos["fondo"].queryset = fondos_para(direccion.pk, _ejercicio_id(anio), self.TIPO)
        campos["token"].initial = uuid4

    @classmethod
    def inicial(cls, solicitud: Solicitud) -> dict[str, Any]:
        """What it says now."""
        return {c: getattr(solicitud, c) for c in (*cls.CAMPOS, "token", "revision")}

    def comunes(self) -> dict[str, Any]:
        return {c: self.cleaned_data[c] for c in COMUNES}


def _ejercicio_id(anio: int) -> int:
    return Ejercicio.objects.filter(anio=anio).values_list("pk", flat=True).first() or 0


class FormaOficio(FormaSolicitud):
    """The oficio that asks for a vehicle or for fuel."""

    CAMPOS = (*COMUNES, *DE_OFICIO)
    pide = forms.ChoiceField(label="Qué se pide", choices=PIDE, widget=forms.RadioSelect)
    destino = CampoDeDestino(
        Localidad.objects.none(), label="Destino", required=False, empty_label="Elija la localidad"
    )
    lugar = CampoLinea(
        label="Lugar exacto",
        max_length=200,
        required=False,
        help_text="O el destino, si no está en la lista.",
    )
    desde = CampoMomento(label="Salida")
    hasta = CampoMomento(label="Regreso")
    conductor = CampoLinea(label="Quién conduce", max_length=150, required=False)
    pasajeros = forms.IntegerField(
        label="Personas que van",
        required=False,
        min_value=0,
        max_value=99,
        widget=forms.NumberInput(NUMERICO),
    )
    km_estimados = forms.IntegerField(
        label="Kilómetros estimados",
        required=False,
        min_value=0,
        max_value=MAX_KM,
        widget=forms.NumberInput(NUMERICO),
        help_text="De ida y vuelta.",
    )
    monto = CampoMonto(
        label="Importe de combustible que se pide",
        required=False,
        help_text="Obligatorio si pide combustible. Si pide vehículo puede ir vacío: Tesorería lo decide.",
    )
    urgente = forms.BooleanField(label="Ya se dio de palabra y con este oficio se regulariza", required=False)
    de_palabra = CampoLinea(label="Quién lo autorizó de palabra", max_length=150, required=False)

    field_order = (
        "pide destino lugar desde hasta motivo linea organo actividad conductor pasajeros km_estimados "
        "fondo monto urgente de_palabra"
    ).split()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        destinos: Any = self.fields["destino"]
        destinos.queryset = Localidad.objects.filter(activa=True).select_related("distancia")

    @classmethod
    def inicial(cls, solicitud: Solicitud) -> dict[str, Any]:
        return super().inicial(solicitud) | {"monto": solicitud.monto_pedido}

    def datos(self) -> DatosDeSolicitud:
        """What the service takes."""
        d = self.cleaned_data
        propios = {c: d[c] for c in DE_OFICIO} | {"pasajeros": d["pasajeros"] or 0, "monto": d["monto"] or 0}
        return DatosDeSolicitud(tipo=self.TIPO, **self.comunes(), **propios)


class FormaRequisicion(FormaSolicitud):
    """The requisición; its renglones are a form each."""

    TIPO = TipoSolicitud.REQUISICION
    CAMPOS = (*COMUNES, "requerida_el")
    requerida_el = CampoFecha(label="Para cuándo se requiere", required=False)

    field_order = "motivo requerida_el linea organo actividad fondo".split()

    def datos(self, renglones: list[DatosDeRenglon]) -> DatosDeSolicitud:
        """What the service takes."""
        return DatosDeSolicitud(
            tipo=self.TIPO,
            **self.comunes(),
            requerida_el=self.cleaned_data["requerida_el"],
            renglones=renglones,
        )


class CampoDeArticulo(forms.ModelChoiceField):
    """An artículo, with what there is in the store and its price."""

    def label_from_instance(self, obj: Any) -> str:
        hay = f"hay {obj.existencia:,}" if obj.existencia else "sin existencia"
        return f"{obj.nombre}, {obj.unidad} ({hay}; {escribir_monto(obj.precio)})"


class FormaRenglon(forms.Form):
    """One line: of the catalogue, or written. All of it empty is not a line."""

    articulo = CampoDeArticulo(
        Articulo.objects.none(), label="Artículo", required=False, empty_label="Otro: lo escribo"
    )
    descripcion = CampoLinea(label="Descripción", max_length=250, required=False)
    unidad = CampoLinea(label="Unidad", max_length=30, required=False)
    cantidad = forms.IntegerField(
        label="Cantidad",
        required=False,
        min_value=1,
        max_value=MAX_CANTIDAD,
        widget=forms.NumberInput(NUMERICO),
    )
    precio = CampoMonto(label="Precio", required=False)

    def __init__(self, *args: Any, articulos: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["precio"].widget.attrs["placeholder"] = "0.00"
        campo: Any = self.fields["articulo"]
        campo.queryset = Articulo.objects.filter(activo=True)
        campo.widget.choices = articulos

    def clean(self) -> dict[str, Any]:
        d = super().clean() or {}
        if self.errors or self.vacio:
            return d
        if not d.get("cantidad"):
            self.add_error("cantidad", "Escriba cuánto.")
        if not d.get("articulo"):
            if not d.get("descripcion"):
                self.add_error("descripcion", "Elija un artículo o descríbalo.")
            if not d.get("unidad"):
                self.add_error("unidad", "Escriba la unidad.")
        return d

    @property
    def vacio(self) -> bool:
        """Nothing was written in it."""
        return not any(getattr(self, "cleaned_data", {}).values())

    def datos(self) -> DatosDeRenglon:
        d = self.cleaned_data
        return DatosDeRenglon(
            cantidad=d["cantidad"],
            articulo=d["articulo"],
            descripcion=d["descripcion"],
            unidad=d["unidad"],
            precio=d["precio"] or 0,
        )


class _Juego(forms.BaseFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "_articulos"):  # one query, however many renglones
            campo: Any = CampoDeArticulo(Articulo.objects.filter(activo=True), empty_label="Otro: lo escribo")
            self._articulos = list(campo.choices)
        return {"articulos": self._articulos}

    def datos(self) -> list[DatosDeRenglon]:
        """Those with something in them, in their order."""
        return [f.datos() for f in self.forms if not f.vacio]


def juego_de_renglones(
    datos: Mapping[str, Any] | None = None, inicial: list[dict[str, Any]] | None = None, mas: int = 0
) -> Any:
    """The renglones as sent, or to be written: those in `inicial` and so many empty ones."""
    clase = forms.formset_factory(
        FormaRenglon, formset=_Juego, extra=mas, max_num=MAX_RENGLONES, absolute_max=MAX_RENGLONES + 1
    )
    if datos is not None:
        return clase(datos, prefix="r")
    return clase(initial=inicial or [], prefix="r")


def escrito_en(datos: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was typed in the renglones, unchecked, to show them again with more; those that were taken off,
    or are empty, are left out."""
    total = min(entero(str(datos.get("r-TOTAL_FORMS", "")), cifras=3) or 0, MAX_RENGLONES)
    campos = ("articulo", "descripcion", "unidad", "cantidad", "precio")
    filas = [{c: datos.get(f"r-{n}-{c}", "") for c in campos} for n in range(total)]
    return [fila for fila in filas if any(fila.values())]
