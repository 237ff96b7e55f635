"""The form of a vote: as many rows as people were proposed, each with its votes."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField

from actividades.forms.captura import NUMERICO
from asambleas.estados import Metodo
from asambleas.models import Asistente
from nucleo.formularios import CampoLinea
from nucleo.texto import entero, normalizar

MAX_RENGLONES = 60
_NUMERO = re.compile(r"(\d{1,5})(?:\.\s|\.?$)")


def nombrado(asistente: Asistente) -> str:
    """How somebody of the list is offered and read back: «12. Ana Peña»."""
    return f"{asistente.numero}. {asistente.ciudadano.nombre}"


class FormaVotacion(forms.Form):
    """Method, votes of each person proposed, abstentions. `fijos`: in another round, only those who tied."""

    metodo = forms.ChoiceField(label="Cómo se votó", choices=Metodo.choices, widget=forms.RadioSelect)
    abstenciones = forms.IntegerField(
        label="Abstenciones",
        min_value=0,
        max_value=99_999,
        required=False,
        widget=forms.NumberInput(attrs={**NUMERICO, "data-suma": ""}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    renglones = forms.IntegerField(min_value=1, max_value=MAX_RENGLONES, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, elegibles: Sequence[Asistente], fijos: bool = False, cuantos: int = 3, **kwargs: Any
    ) -> None:
        inicial = {"token": uuid4(), "metodo": Metodo.MANO_ALZADA, "abstenciones": 0, "renglones": cuantos}
        super().__init__(*args, initial=inicial | kwargs.pop("initial", {}), **kwargs)
        self.elegibles = elegibles
        self.fijos = fijos
        self.por_numero = {a.numero: a for a in elegibles}
        for n in range(self._cuantos(cuantos)):
            self._poner(n)

    def _cuantos(self, cuantos: int) -> int:
        pedidos = entero(str(self.data.get("renglones", ""))) if self.is_bound else None
        return cuantos if pedidos is None else min(pedidos, MAX_RENGLONES)

    def _poner(self, n: int) -> None:
        atributos = {"list": "asistentes", "autocomplete": "off", "aria-label": f"Persona propuesta {n + 1}"}
        if self.fijos and n < len(self.elegibles):
            atributos = {"readonly": "readonly", "aria-label": f"Persona propuesta {n + 1}"}
            self.initial.setdefault(f"quien-{n}", nombrado(self.elegibles[n]))
        self.fields[f"quien-{n}"] = CampoLinea(
            required=False, max_length=200, widget=forms.TextInput(attrs=atributos)
        )
        self.fields[f"votos-{n}"] = forms.IntegerField(
            required=False,
            min_value=0,
            max_value=99_999,
            widget=forms.NumberInput(attrs={**NUMERICO, "data-suma": "", "aria-label": f"Votos {n + 1}"}),
        )

    @property
    def filas(self) -> list[tuple[BoundField, BoundField]]:
        """Each person with their votes, in order."""
        cuantas = sum(nombre.startswith("quien-") for nombre in self.fields)
        return [(self[f"quien-{n}"], self[f"votos-{n}"]) for n in range(cuantas)]

    def clean(self) -> dict[str, Any]:
        """Read who each row names; an empty row is nobody."""
        datos = super().clean() or {}
        self.votos: dict[int, int] = {}
        for n in range(len(self.filas)):
            quien, votos = datos.get(f"quien-{n}", ""), datos.get(f"votos-{n}")
            if f"votos-{n}" in self.errors or (not quien and votos in (None, 0)):
                continue
            self._leer(n, quien, votos)
        return datos

    def _leer(self, n: int, quien: str, votos: int | None) -> None:
        asistente = self._quien(quien)
        if not quien:
            self.add_error(f"quien-{n}", "Escriba por quién fueron estos votos.")
        elif asistente is None:
            self.add_error(f"quien-{n}", f"«{quien}» no está en la lista, o no puede recibir votos aquí.")
        elif asistente.pk in self.votos:
            self.add_error(f"quien-{n}", "Esta persona ya está en otro renglón.")
        elif votos is None:
            self.add_error(f"votos-{n}", "Escriba sus votos; 0 si no tuvo.")
        else:
            self.votos[asistente.pk] = votos

    def _quien(self, texto: str) -> Asistente | None:
        if hallado := _NUMERO.match(texto):
            return self.por_numero.get(int(hallado[1]))
        iguales = [a for a in self.elegibles if normalizar(a.ciudadano.nombre) == normalizar(texto)]
        return iguales[0] if len(iguales) == 1 else None

    def con_un_renglon_mas(self) -> "FormaVotacion":
        """The same form, not judged yet, with what was typed and room for one more."""
        cuantos = min(len(self.filas) + 1, MAX_RENGLONES)
        escrito = {nombre: self.data.get(nombre, "") for nombre in self.fields} | {"renglones": cuantos}
        return FormaVotacion(elegibles=self.elegibles, fijos=self.fijos, cuantos=cuantos, initial=escrito)
