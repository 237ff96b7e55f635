"""Forms of the rules and of the posts: rows that move without losing what was typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from actividades.forms.captura import NUMERICO
from asambleas.consultas.reglas import ReglaVista
from asambleas.procedimientos import PuestoSugerido
from asambleas.servicios import DatosDeRegla
from asambleas.servicios.organos import MAX_PUESTOS
from nucleo.formularios import CampoLinea
from nucleo.texto import entero

Renglon = dict[str, Any]


class FormaPuestos(forms.Form):
    """Posts in order. A button `orden_de_renglones` («subir-2», «quitar-0», «agregar») moves the rows."""

    renglones = forms.IntegerField(min_value=0, max_value=MAX_PUESTOS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, renglones: Sequence[Renglon] = (), **kwargs: Any) -> None:
        inicial = {"renglones": len(renglones)} | {
            f"{campo}-{n}": valor for n, r in enumerate(renglones) for campo, valor in r.items()
        }
        super().__init__(*args, initial=inicial | kwargs.pop("initial", {}), **kwargs)
        for n in range(self._cuantos(len(renglones))):
            self._poner(n)

    def _cuantos(self, cuantos: int) -> int:
        pedidos = entero(str(self.data.get("renglones", ""))) if self.is_bound else None
        return cuantos if pedidos is None else min(pedidos, MAX_PUESTOS)

    def _poner(self, n: int) -> None:
        self.fields[f"nombre-{n}"] = CampoLinea(
            max_length=60, widget=forms.TextInput(attrs={"aria-label": f"Nombre del puesto {n + 1}"})
        )
        self.fields[f"lugares-{n}"] = forms.IntegerField(
            min_value=1,
            max_value=50,
            widget=forms.NumberInput(attrs={**NUMERICO, "aria-label": f"Lugares del puesto {n + 1}"}),
        )
        self.fields[f"con_suplente-{n}"] = forms.BooleanField(
            required=False,
            widget=forms.CheckboxInput(
                attrs={"aria-label": f"El puesto {n + 1} tiene suplente", "class": "form-check-input"}
            ),
        )

    @property
    def filas(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """Name, seats and suplente of each post, in order."""
        cuantas = sum(nombre.startswith("nombre-") for nombre in self.fields)
        return [
            (self[f"nombre-{n}"], self[f"lugares-{n}"], self[f"con_suplente-{n}"]) for n in range(cuantas)
        ]

    def puestos(self) -> list[PuestoSugerido]:
        """What the service takes."""
        d = self.cleaned_data
        return [
            PuestoSugerido(d[f"nombre-{n}"], d[f"lugares-{n}"], d[f"con_suplente-{n}"])
            for n in range(len(self.filas))
        ]

    def reordenada(self, orden: str) -> list[Renglon]:
        """What was typed, with the change that a button asks for; an unknown order changes nothing."""
        escrito = [
            {
                "nombre": self.data.get(f"nombre-{n}", ""),
                "lugares": self.data.get(f"lugares-{n}", ""),
                "con_suplente": bool(self.data.get(f"con_suplente-{n}")),
            }
            for n in range(len(self.filas))
        ]
        accion, _, cual = orden.partition("-")
        if accion == "agregar" and len(escrito) < MAX_PUESTOS:
            return [*escrito, {"nombre": "", "lugares": 1, "con_suplente": True}]
        n = entero(cual, cifras=3)
        if n is None or n >= len(escrito):
            return escrito
        if accion == "quitar":
            return escrito[:n] + escrito[n + 1 :]
        otro = n + {"subir": -1, "bajar": 1}.get(accion, 0)
        if 0 <= otro < len(escrito):
            escrito[n], escrito[otro] = escrito[otro], escrito[n]
        return escrito


def como_renglones(puestos: Sequence[PuestoSugerido]) -> list[Renglon]:
    """Posts that are kept, as rows of the form."""
    return [{"nombre": p.nombre, "lugares": p.lugares, "con_suplente": p.con_suplente} for p in puestos]


class FormaRegla(FormaPuestos):
    """Quórum, term and posts of a procedimiento."""

    field_order = ("quorum_primera", "quorum_segunda", "vigencia_meses")
    quorum_primera = forms.IntegerField(
        label="Quórum en primera convocatoria",
        help_text="Hay quórum con más de este porcentaje de las personas convocadas.",
        min_value=0,
        max_value=99,
        widget=forms.NumberInput(attrs=NUMERICO),
    )
    quorum_segunda = forms.IntegerField(
        label="Mínimo en segunda convocatoria",
        help_text="Personas que bastan para celebrar la asamblea.",
        min_value=1,
        max_value=1_000,
        widget=forms.NumberInput(attrs=NUMERICO),
    )
    vigencia_meses = forms.IntegerField(
        label="Duración en meses",
        help_text="0: lo que dure su encargo.",
        min_value=0,
        max_value=120,
        widget=forms.NumberInput(attrs=NUMERICO),
    )

    def datos(self) -> DatosDeRegla:
        """What the service takes."""
        d = self.cleaned_data
        return DatosDeRegla(d["quorum_primera"], d["quorum_segunda"], d["vigencia_meses"], self.puestos())


def inicial_de(regla: ReglaVista) -> dict[str, int]:
    """The figures in force, for the form."""
    return {campo: getattr(regla, campo) for campo in FormaRegla.base_fields if hasattr(regla, campo)}
