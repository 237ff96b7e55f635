"""Forms of the acuerdos: the list of an acta, and that one was done."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from actividades.forms.archivos import CampoTexto
from asambleas.estados import MAX_MOTIVO, MAX_TEXTO
from asambleas.models import Acta
from asambleas.servicios import DatosDeAcuerdo
from asambleas.servicios.acuerdos import MAX_ACUERDOS
from nucleo.formularios import CampoFecha, CampoLinea
from nucleo.models import Usuario

RENGLONES_VACIOS = 3


class FormaAcuerdo(forms.Form):
    """One acuerdo; a row left empty is none."""

    texto = CampoTexto(
        label="Qué se acordó",
        required=False,
        max_length=MAX_TEXTO,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    usuario = forms.ModelChoiceField(
        Usuario.objects.none(),
        label="Queda en los pendientes de",
        required=False,
        empty_label="Nadie de la dirección",
        error_messages={"invalid_choice": "Elija a alguien de la lista."},
    )
    responsable = CampoLinea(label="Responsable", max_length=150, required=False)
    fecha = CampoFecha(label="Para cuándo", required=False)

    def __init__(self, *args: Any, posibles: QuerySet[Usuario], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usuario"].queryset = posibles
        self.fields["responsable"].help_text = "Si lo deja vacío, es la persona elegida arriba."

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        alguien = datos.get("responsable") or datos.get("usuario")
        if datos.get("texto") and not alguien:
            self.add_error("responsable", "Diga quién responde por este acuerdo.")
        elif "texto" in datos and not datos["texto"] and (alguien or datos.get("fecha")):
            self.add_error("texto", "Escriba qué se acordó, o vacíe todo el recuadro.")
        return datos

    def datos(self) -> DatosDeAcuerdo:
        """What the service takes."""
        d = self.cleaned_data
        return DatosDeAcuerdo(d["texto"], d["responsable"], d["usuario"], d["fecha"])


class ConjuntoDeAcuerdos(forms.BaseFormSet):
    """The acuerdos of an acta in their order, with some rows to add more."""

    def datos(self) -> list[DatosDeAcuerdo]:
        """Those that are written and were not marked to be removed."""
        return [f.datos() for f in self.forms if f.cleaned_data.get("texto") and f not in self.deleted_forms]


_Conjunto = forms.formset_factory(
    FormaAcuerdo,
    formset=ConjuntoDeAcuerdos,
    extra=RENGLONES_VACIOS,
    can_delete=True,
    max_num=MAX_ACUERDOS,
    validate_max=True,
)


def acuerdos_de_acta(datos: Any, *, acta: Acta, posibles: QuerySet[Usuario]) -> forms.BaseFormSet:
    """The form of the acuerdos of an acta, as they are or as they were sent."""
    iniciales = [
        {"texto": a.texto, "usuario": a.usuario_id, "responsable": a.responsable, "fecha": a.fecha}
        for a in acta.acuerdos.all()
    ]
    conjunto = _Conjunto(datos, initial=iniciales, prefix="acuerdos", form_kwargs={"posibles": posibles})
    for forma in conjunto.forms:
        if "DELETE" in forma.fields:
            forma.fields["DELETE"].label = "Quitar este acuerdo"
    return conjunto


class FormaCumplir(forms.Form):
    """On which day it was done, and how."""

    fecha = CampoFecha(label="Se cumplió el")
    nota = CampoTexto(
        label="Cómo se cumplió", max_length=MAX_MOTIVO, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, hoy: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"fecha": hoy}, **kwargs)
        self.fields["fecha"].widget.attrs["max"] = hoy.isoformat()
