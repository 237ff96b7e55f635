"""The forms with which Tesorería answers one request."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from actividades.forms.archivos import CampoTexto
from actividades.forms.captura import NUMERICO
from asambleas.forms.convocatorias import CampoMomento
from nucleo.formularios import CampoFecha, CampoLinea
from poa.forms.edicion import CampoMonto
from suministros.estados import MAX_CANTIDAD, MAX_PROVEEDOR, MAX_TEXTO
from suministros.forms.bandeja import CampoLitros, FormaConRevision
from suministros.models import Renglon, Vehiculo
from suministros.servicios import Autorizado, DatosDeVale


def _respuesta() -> CampoTexto:
    return CampoTexto(
        label="Qué se responde",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Opcional. La dirección lo lee junto con lo asignado.",
    )


class FormaDeVale(FormaConRevision):
    """Fuel in pesos, in litres at a price, or both."""

    importe = CampoMonto(
        label="Importe", required=False, help_text="Si lo deja vacío, se calcula con los litros y su precio."
    )
    litros = CampoLitros(label="Litros", required=False, help_text="Vacío: se limita solo el importe.")
    precio = CampoMonto(label="Precio por litro", required=False)
    vigencia = CampoFecha(label="Último día para cargar", required=False)

    def __init__(self, *args: Any, hoy: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vigencia"].widget.attrs["min"] = hoy.isoformat()

    @property
    def lleva_vale(self) -> bool:
        """Whether it gives fuel at all."""
        return True

    def clean(self) -> dict[str, Any]:
        d = super().clean() or {}
        if self.lleva_vale and not self.errors and not d.get("importe"):
            if d.get("litros") and d.get("precio"):
                d["importe"] = -(-d["litros"] * d["precio"] // 1000)
            else:
                self.add_error("importe", "Escriba el importe, o los litros y su precio.")
        return d

    def vale(self, vehiculo: Vehiculo | None) -> DatosDeVale:
        """What the service takes."""
        d = self.cleaned_data
        return DatosDeVale(d["importe"], d["litros"], vehiculo, d["vigencia"])


class FormaCombustible(FormaDeVale):
    """Answer with a vale."""

    vehiculo = forms.ModelChoiceField(
        Vehiculo.objects.none(),
        label="Vehículo que carga",
        required=False,
        empty_label="Cualquiera que diga la dirección",
    )
    respuesta = _respuesta()
    field_order = ("vehiculo", "importe", "litros", "precio", "vigencia", "respuesta")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vehiculo"].queryset = Vehiculo.objects.filter(activo=True)


class FormaVehiculoAsignado(FormaDeVale):
    """Answer with a vehicle for some hours, and with fuel for it when that is ticked."""

    desde = CampoMomento(label="Salida")
    hasta = CampoMomento(label="Regreso")
    vehiculo = forms.ModelChoiceField(Vehiculo.objects.filter(activo=True), label="Vehículo")
    conductor = CampoLinea(max_length=150, required=False)
    con_vale = forms.BooleanField(label="Dar también un vale de gasolina", required=False)
    respuesta = _respuesta()

    @property
    def lleva_vale(self) -> bool:
        return bool(self.cleaned_data.get("con_vale"))


class FormaPorRenglon(FormaConRevision):
    """A quantity for each renglón of a requisición; `filas` gives them with their fields and their note."""

    def __init__(
        self,
        *args: Any,
        renglones: Iterable[Renglon],
        iniciales: Mapping[int, int],
        notas: Mapping[int, str] | None = None,
        **kw: Any,
    ):
        super().__init__(*args, **kw)
        self.renglones, self.notas = list(renglones), notas or {}
        for r in self.renglones:
            self.fields[f"cantidad_{r.pk}"] = forms.IntegerField(
                label=f"Cantidad de {r.descripcion}",
                required=False,
                min_value=0,
                max_value=MAX_CANTIDAD,
                initial=iniciales.get(r.pk, 0),
                widget=forms.NumberInput(attrs={**NUMERICO, "class": "form-control"}),
            )
            self._mas_campos(r)

    def _mas_campos(self, renglon: Renglon) -> None:
        """Fields that a form adds to each renglón."""

    def filas(self) -> list[tuple[Renglon, list[BoundField], str]]:
        """Each renglón with its fields and what is to be known of it, in the order of the requisición."""
        return [
            (r, [self[n] for n in (f"cantidad_{r.pk}", f"precio_{r.pk}") if n in self.fields], nota)
            for r in self.renglones
            for nota in [self.notas.get(r.pk, "")]
        ]

    def cantidades(self) -> dict[int, int]:
        """By the id of its renglón."""
        return {r.pk: self.cleaned_data[f"cantidad_{r.pk}"] or 0 for r in self.renglones}


class FormaConPrecio(FormaPorRenglon):
    """The same, with the price of one unit."""

    def _mas_campos(self, renglon: Renglon) -> None:
        campo = CampoMonto(label=f"Precio de {renglon.descripcion}", required=False, initial=renglon.precio)
        campo.widget.attrs["class"] = "form-control"
        self.fields[f"precio_{renglon.pk}"] = campo

    def precios(self) -> dict[int, int | None]:
        """By the id of its renglón, in centavos; None: the one it has."""
        return {r.pk: self.cleaned_data[f"precio_{r.pk}"] for r in self.renglones}


class FormaMaterial(FormaConPrecio):
    """What is authorised of each renglón, and at what price."""

    respuesta = _respuesta()

    def autorizados(self) -> dict[int, Autorizado]:
        """What the service takes."""
        precios = self.precios()
        return {pk: Autorizado(n, precios[pk]) for pk, n in self.cantidades().items()}


class FormaCompra(FormaConPrecio):
    """What arrived of each renglón, at what price, and from whom."""

    proveedor = CampoLinea(
        label="Proveedor y factura",
        required=False,
        max_length=MAX_PROVEEDOR,
        help_text="Opcional. Queda en el historial de la solicitud.",
    )
