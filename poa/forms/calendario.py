"""Forms of the calendar: a new ejercicio, its thresholds, its four quarters, local days off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from nucleo.formularios import CampoFecha, CampoLinea
from poa.forms.catalogos import FormularioVisto
from poa.models import Ejercicio, Trimestre

NUMERICO = {"inputmode": "numeric", "autocomplete": "off"}


def _porcentaje(etiqueta: str, ayuda: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=etiqueta,
        help_text=ayuda,
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput(attrs=NUMERICO),
    )


class FormularioAbrirEjercicio(forms.Form):
    """Which year."""

    anio = forms.IntegerField(
        label="Año", min_value=2000, max_value=2100, widget=forms.NumberInput(attrs=NUMERICO)
    )


class FormularioUmbrales(FormularioVisto):
    """The semáforo, in whole percentages."""

    amarillo = _porcentaje("Amarillo desde (%)", "Por debajo es rojo.")
    verde = _porcentaje("Verde desde (%)", "Entre uno y otro es amarillo.")
    sobrecumplimiento = _porcentaje(
        "Sobrecumplimiento por encima de (%)", "Más que esto se explica, como el rojo y el amarillo."
    )

    @classmethod
    def de(cls, ejercicio: Ejercicio, datos: Any = None) -> "FormularioUmbrales":
        """The form filled with what the year has."""
        actual = {
            "amarillo": ejercicio.umbral_amarillo,
            "verde": ejercicio.umbral_verde,
            "sobrecumplimiento": ejercicio.umbral_sobrecumplimiento,
        }
        return cls(datos, objetos=[ejercicio], initial=actual, prefix="umbrales")


class FormularioCalendario(FormularioVisto):
    """Three dates for each of the four quarters."""

    def __init__(self, datos: Any, trimestres: Sequence[Trimestre]) -> None:
        super().__init__(datos, objetos=list(trimestres), prefix="calendario")
        self.trimestres = trimestres
        for t in trimestres:
            for campo, etiqueta, valor in (
                ("abre", "La captura abre", t.captura_abre),
                ("cierra", "La captura cierra (último día)", t.captura_cierra),
                ("limite", "La evaluación vence", t.limite_evaluacion),
            ):
                self.fields[f"{campo}_{t.numero}"] = CampoFecha(label=etiqueta)
                self.initial[f"{campo}_{t.numero}"] = valor

    def por_trimestre(self) -> list[tuple[Trimestre, list[forms.BoundField]]]:
        """The fields, quarter by quarter."""
        return [
            (t, [self[f"{campo}_{t.numero}"] for campo in ("abre", "cierra", "limite")])
            for t in self.trimestres
        ]

    def fechas(self) -> dict[int, tuple[date, date, date]]:
        """What the service takes."""
        d = self.cleaned_data
        return {
            t.numero: (d[f"abre_{t.numero}"], d[f"cierra_{t.numero}"], d[f"limite_{t.numero}"])
            for t in self.trimestres
        }


class FormularioInhabiles(forms.Form):
    """A day off, or a run of them."""

    desde = CampoFecha(label="Primer día")
    hasta = CampoFecha(label="Último día, si son varios", required=False)
    motivo = CampoLinea(max_length=150, help_text="Por ejemplo: fiestas patronales.")
