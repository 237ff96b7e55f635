"""The forms of the money: rubros, ceilings, fondos and what changes them."""

from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto
from nucleo.formularios import CampoLinea
from poa.forms.edicion import CampoMonto
from poa.models import Direccion, Ejercicio
from suministros.estados import MAX_MOTIVO, Uso
from suministros.models import Fondo, Rubro


class OpcionDeFondo(forms.ModelChoiceField):
    """A fondo as it is offered: what it is for, and what is left of it."""

    def label_from_instance(self, obj: Any) -> str:
        return nombre_de_fondo(obj)


def nombre_de_fondo(fondo: Fondo) -> str:
    """«Gasolina · Operar…», «Gasolina» when both say the same, or «Gasolina · techo provisional»."""
    detalle = fondo.inversion.concepto if fondo.inversion else "techo provisional"
    rubro = str(fondo.rubro)
    return rubro if rubro == detalle else f"{rubro} · {detalle}"


def _motivo() -> CampoTexto:
    return CampoTexto(
        label="Motivo",
        max_length=MAX_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Por ejemplo, el número del acuerdo. Queda en los movimientos, con su nombre.",
    )


class FormaMonto(forms.Form):
    """How much, and why."""

    monto = CampoMonto(label="Monto")
    motivo = _motivo()
    token = forms.UUIDField(widget=forms.HiddenInput)


class FormaTransferir(FormaMonto):
    """To which other fondo of the dirección and year."""

    a = OpcionDeFondo(Fondo.objects.none(), label="A qué concepto", empty_label=None)
    field_order = ("a", "monto", "motivo")

    def __init__(self, *args: Any, fondo: Fondo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        otros = Fondo.objects.filter(direccion_id=fondo.direccion_id, ejercicio_id=fondo.ejercicio_id)
        self.fields["a"].queryset = otros.exclude(pk=fondo.pk).select_related("rubro", "inversion")


class FormaTecho(forms.Form):
    """A ceiling while the POA is not authorised."""

    direccion = forms.ModelChoiceField(Direccion.objects.filter(activa=True), label="Dirección")
    ejercicio = forms.ModelChoiceField(Ejercicio.objects.all(), empty_label=None)
    rubro = forms.ModelChoiceField(Rubro.objects.filter(activo=True))
    monto = CampoMonto(label="Techo para todo el año")
    motivo = _motivo()


class FormaRubroDeInversion(forms.Form):
    """Which rubro an Inversion of the POA is."""

    rubro = forms.ModelChoiceField(Rubro.objects.filter(activo=True), empty_label="Elija el rubro")


class FormaRubro(forms.Form):
    """A kind of spending."""

    clave = forms.SlugField(max_length=20, help_text="Sin espacios: gasolina, papeleria, material…")
    nombre = CampoLinea(max_length=100)
    uso = forms.ChoiceField(label="Qué se pide con él", choices=Uso.choices)
    partida = CampoLinea(label="Partida del clasificador", max_length=10, required=False)
    activo = forms.BooleanField(label="Se usa", required=False, initial=True)


class FiltroDeFondos(forms.Form):
    """Of which year, dirección and rubro."""

    anio = forms.ModelChoiceField(
        Ejercicio.objects.all(), label="Año", to_field_name="anio", required=False, empty_label=None
    )
    direccion = forms.ModelChoiceField(
        Direccion.objects.none(), label="Dirección", required=False, empty_label="Todas"
    )
    rubro = forms.ModelChoiceField(Rubro.objects.all(), required=False, empty_label="Todos")

    def __init__(self, *args: Any, direcciones: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filtro_%s", **kwargs)
        self.fields["direccion"].queryset = direcciones
