"""Forms that bring a POA in: which file goes where, what a preview carries, to which year it is copied."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from nucleo.almacen import sha256
from nucleo.hojas import MAX_BYTES
from nucleo.personas import Persona
from poa.consultas.traslado import direcciones_para_elaborar, ejercicios_sin_poa
from poa.models import Direccion, Ejercicio

SAL = "poa.traslado"
UN_DIA = 24 * 60 * 60
_SELECCION = forms.Select(attrs={"class": "form-select"})


@dataclass(frozen=True)
class Archivo:
    """What was uploaded: bytes, «xlsx» or «docx», and its hash."""

    contenido: bytes
    formato: str
    sha256: str


class CampoDePoa(forms.FileField):
    """A workbook or a Word document; the value is an Archivo."""

    widget = forms.ClearableFileInput(attrs={"accept": ".xlsx,.docx"})

    def clean(self, data: Any, initial: Any = None) -> Archivo:
        subido: UploadedFile = super().clean(data, initial)
        formato = PurePath(subido.name or "").suffix.lower().removeprefix(".")
        if formato in ("xlsm", "docm", "xltm", "dotm"):
            raise forms.ValidationError("El archivo trae macros. Guárdelo sin macros, como .xlsx o .docx.")
        if formato not in ("xlsx", "docx"):
            raise forms.ValidationError("Elija un archivo de Excel (.xlsx) o de Word (.docx).")
        if (subido.size or 0) > MAX_BYTES:
            raise forms.ValidationError(f"El archivo pesa más de {MAX_BYTES // 1024 // 1024} MB.")
        contenido = subido.read()
        return Archivo(contenido, formato, sha256(contenido))


class FormaDestino(forms.Form):
    """The dirección, among those whose POA the person writes, and an open ejercicio."""

    direccion = forms.ModelChoiceField(
        Direccion.objects.none(), label="Dirección", empty_label=None, widget=_SELECCION
    )
    ejercicio = forms.ModelChoiceField(
        Ejercicio.objects.none(), label="Ejercicio", empty_label=None, widget=_SELECCION
    )

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direccion"].queryset = direcciones_para_elaborar(persona)
        self.fields["ejercicio"].queryset = ejercicios_sin_poa(persona)

    @property
    def hay_destino(self) -> bool:
        """Whether there is anything to choose."""
        return all(self.fields[campo].queryset.exists() for campo in ("direccion", "ejercicio"))


class FormaTraer(FormaDestino):
    """Where to, and the file."""

    archivo = CampoDePoa(label="Archivo", help_text="De Excel (.xlsx) o de Word (.docx), de hasta 5 MB.")


class FormaCopiar(forms.Form):
    """To which later year."""

    ejercicio = forms.ModelChoiceField(
        Ejercicio.objects.none(), label="Ejercicio nuevo", empty_label=None, widget=_SELECCION
    )

    def __init__(self, *args: Any, ejercicios: QuerySet[Ejercicio], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ejercicio"].queryset = ejercicios


def guardar_para_confirmar(persona: Persona, **datos: Any) -> str:
    """What a preview shows, signed, so that confirming writes just that and only by who saw it."""
    return signing.dumps({**datos, "usuario": persona.usuario.pk}, salt=SAL, compress=True)


def recuperar(persona: Persona, paquete: str) -> dict[str, Any] | None:
    """What `guardar_para_confirmar` kept, or None when it is not genuine, not theirs, or a day old."""
    try:
        datos = signing.loads(paquete, salt=SAL, max_age=UN_DIA)
    except signing.BadSignature:
        return None
    return datos if datos["usuario"] == persona.usuario.pk else None
