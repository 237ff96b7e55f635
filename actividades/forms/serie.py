"""The form of a series: one act told once, on several days or in several localidades."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from actividades.estados import MAX_SERIE
from actividades.forms.captura import FormaActividad
from actividades.servicios import DatosDeActividad
from nucleo.fechas import fecha_larga
from poa.models import Localidad

DIAS = 12
POR_DIA, POR_LOCALIDAD = "dia", "localidad"


class EntradaDeFechas(forms.MultiWidget):
    """Several date inputs under one label; those left empty do not count."""

    def __init__(self) -> None:
        super().__init__([forms.DateInput(format="%Y-%m-%d") for _ in range(DIAS)])

    def decompress(self, value: list[date] | None) -> list[date | None]:
        dias: list[date | None] = list(value or [])
        return [*dias, *[None] * (DIAS - len(dias))]


class CampoDeFechas(forms.MultiValueField):
    """The days of a series, in order and without repeats."""

    widget = EntradaDeFechas

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            [forms.DateField(required=False) for _ in range(DIAS)], require_all_fields=False, **kwargs
        )

    def compress(self, data_list: list[date]) -> list[date]:
        return sorted({dia for dia in data_list if dia})


@dataclass(frozen=True)
class Renglon:
    """An act of the series as the preview shows it."""

    fecha: date
    localidades: tuple[Localidad, ...]

    @property
    def dia(self) -> str:
        return fecha_larga(self.fecha)


class FormaSerie(FormaActividad):
    """What was done each time, the days, and whether each localidad is an act of its own."""

    # None is how Django takes an inherited field off a form.
    fecha: Any = None
    evidencias: Any = None
    guardados: Any = None
    fechas = CampoDeFechas(label="Fechas")
    reparto = forms.ChoiceField(
        label="Si hay varias localidades",
        choices=[
            (POR_LOCALIDAD, "Una actividad en cada localidad"),
            (POR_DIA, "Una sola actividad por día, en todas ellas"),
        ],
        initial=POR_LOCALIDAD,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if not self.errors and not 1 <= (cuantas := len(list(self.renglones()))) <= MAX_SERIE:
            mensaje = f"Una serie lleva a lo más {MAX_SERIE} actividades y esta llevaría {cuantas}."
            raise forms.ValidationError(mensaje)
        return datos

    def anotar(self, error: Any) -> None:
        """The same; what is wrong with a day is told beside the days."""
        por_campo = getattr(error, "errores", {})
        if "fecha" in por_campo:
            error.errores = por_campo | {"fechas": por_campo["fecha"]}
        super().anotar(error)

    def renglones(self) -> Iterator[Renglon]:
        """The acts of the series: days by localidades, or days."""
        lugares = list(self.cleaned_data["localidades"])
        junto = self.cleaned_data["reparto"] == POR_DIA or not lugares
        for dia in self.cleaned_data["fechas"]:
            for donde in [tuple(lugares)] if junto else [(lugar,) for lugar in lugares]:
                yield Renglon(dia, donde)

    def serie(self) -> list[DatosDeActividad]:
        """What the service takes."""
        return [self.datos_de(r.fecha, r.localidades) for r in self.renglones()]
