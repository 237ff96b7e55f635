"""Filters of the lists of the plan; a value that does not exist filters nothing."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from poa.consultas import buscar_programas
from poa.consultas.adscripciones import ANTERIORES, EN_VIGOR, TODAS
from poa.estados import EstadoPrograma
from poa.models import Direccion, Ejercicio, Programa

_SELECCION = forms.Select(attrs={"class": "form-select"})


def _busqueda(etiqueta: str) -> forms.CharField:
    return forms.CharField(
        label=etiqueta,
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )


class Filtro(forms.Form):
    """A form read from the address: `limpio` holds only the fields that were understood."""

    @property
    def limpio(self) -> dict[str, Any]:
        self.is_valid()
        return {campo: valor for campo, valor in self.cleaned_data.items() if valor}


class FiltroDePoas(Filtro):
    """Which POAs of those visible."""

    q = _busqueda("Buscar")
    ejercicio = forms.ModelChoiceField(
        Ejercicio.objects.none(), required=False, empty_label="Todos", widget=_SELECCION
    )
    direccion = forms.ModelChoiceField(
        Direccion.objects.none(),
        label="Dirección",
        required=False,
        empty_label="Todas",
        widget=_SELECCION,
    )
    estado = forms.ChoiceField(
        choices=[("", "Todos"), *((e.value, e.label.capitalize()) for e in EstadoPrograma)],
        required=False,
        widget=_SELECCION,
    )

    def __init__(self, datos: Any, visibles: QuerySet[Programa]) -> None:
        super().__init__(datos)
        self.visibles = visibles
        for campo, modelo in (("ejercicio", Ejercicio), ("direccion", Direccion)):
            ids = visibles.order_by().values(f"{campo}_id")
            self.fields[campo].queryset = modelo.objects.filter(pk__in=ids)

    def aplicar(self) -> QuerySet[Programa]:
        """The visible POAs that pass every filter."""
        exactos = {campo: valor for campo, valor in self.limpio.items() if campo != "q"}
        return buscar_programas(self.visibles.filter(**exactos), self.limpio.get("q", ""))


class FiltroDeAdscripciones(Filtro):
    """Which cargos of those visible."""

    q = _busqueda("Buscar persona, cargo u oficio")
    direccion = forms.ModelChoiceField(
        Direccion.objects.none(),
        label="Dirección",
        required=False,
        empty_label="Todas",
        widget=_SELECCION,
    )
    cual = forms.ChoiceField(
        choices=[(EN_VIGOR, "En vigor"), (ANTERIORES, "Anteriores"), (TODAS, "Todas")],
        required=False,
        widget=forms.HiddenInput(),
    )

    def __init__(self, datos: Any, direcciones: QuerySet[Direccion]) -> None:
        super().__init__(datos)
        self.fields["direccion"].queryset = direcciones

    @property
    def pestana(self) -> str:
        return self.limpio.get("cual", EN_VIGOR)
