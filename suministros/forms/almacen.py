"""The forms of the store: artículos, entries and adjustments."""

from typing import Any

from django import forms

from actividades.forms.archivos import CampoTexto
from actividades.forms.captura import NUMERICO
from nucleo.formularios import CampoLinea
from poa.forms.edicion import CampoMonto
from suministros.estados import MAX_CANTIDAD, MAX_MOTIVO


class FormaArticulo(forms.Form):
    """Data of an artículo; what there is of it changes only by movements."""

    clave = CampoLinea(max_length=20)
    nombre = CampoLinea(max_length=150)
    unidad = CampoLinea(max_length=30, help_text="Pieza, paquete, caja…")
    minimo = forms.IntegerField(
        label="Existencia mínima",
        required=False,
        min_value=0,
        max_value=MAX_CANTIDAD,
        widget=forms.NumberInput(attrs=NUMERICO),
        help_text="Con esto o menos se avisa que hay que comprar. Vacío: no se avisa.",
    )
    precio = CampoMonto(label="Precio de referencia", required=False, help_text="De una unidad.")
    activo = forms.BooleanField(label="Se puede pedir", required=False, initial=True)

    def datos(self) -> dict[str, Any]:
        """What the service takes."""
        d = self.cleaned_data
        return {**d, "minimo": d["minimo"] or 0, "precio": d["precio"] or 0}


class FormaEntrada(forms.Form):
    """What arrived."""

    cantidad = forms.IntegerField(
        label="Cuántas unidades llegaron",
        min_value=1,
        max_value=MAX_CANTIDAD,
        widget=forms.NumberInput(attrs=NUMERICO),
    )
    motivo = CampoTexto(
        label="De dónde",
        required=False,
        max_length=MAX_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Opcional: factura, proveedor, donación.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)


class FormaAjuste(forms.Form):
    """What a count found: more or fewer than the system said."""

    existencia = forms.IntegerField(
        label="Cuántas hay en realidad",
        min_value=0,
        max_value=MAX_CANTIDAD,
        widget=forms.NumberInput(attrs=NUMERICO),
    )
    motivo = CampoTexto(
        label="Por qué no coincide", max_length=MAX_MOTIVO, widget=forms.Textarea(attrs={"rows": 3})
    )
    vista = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def clean_existencia(self) -> int:
        """Data that agree already need no adjustment."""
        hay = self.cleaned_data["existencia"]
        if str(hay) == self.data.get("vista"):
            raise forms.ValidationError("Es lo mismo que ya marca el sistema: no hay qué ajustar.")
        return hay

    def diferencia(self) -> int:
        """Units to add, below zero to take: against what the page said there was."""
        return self.cleaned_data["existencia"] - self.cleaned_data["vista"]
