"""Forms that carry photos and PDFs: files that were good survive an error elsewhere in the form."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from actividades import archivos
from actividades.archivos import ArchivoListo
from actividades.estados import MAX_ARCHIVOS
from actividades.servicios import Acomodo
from nucleo.errores import DatosInvalidos
from nucleo.texto import entero, limpiar

SAL = "actividades.archivos"
UN_DIA = 24 * 60 * 60
FALTAN_ARCHIVOS = "Los archivos que había elegido antes ya no sirven para este formulario: elíjalos de nuevo."


class CampoTexto(forms.CharField):
    """Typed text without what nobody types on purpose: control and direction-changing characters."""

    def to_python(self, value: Any) -> str:
        return limpiar(super().to_python(value) or "")


class EntradaDeArchivos(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class CampoDeArchivos(forms.FileField):
    """Several photos and PDFs, each opened and cleaned; the value is a list of ArchivoListo."""

    widget = EntradaDeArchivos

    def __init__(self, *, maximo: int = MAX_ARCHIVOS, solo_fotos: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.maximo, self.solo_fotos = maximo, solo_fotos

    def clean(self, data: Any, initial: Any = None) -> list[ArchivoListo]:
        subidos: list[UploadedFile] = [d for d in (data if isinstance(data, list | tuple) else [data]) if d]
        if len(subidos) > self.maximo:
            raise forms.ValidationError(f"Elija a lo más {self.maximo} archivos.")
        listos, errores = [], []
        for subido in subidos:
            try:
                listos.append(archivos.preparar(subido))
            except DatosInvalidos as error:
                errores.append(error.mensaje)
        if self.solo_fotos:
            errores += [f"«{a.nombre}» no es una fotografía." for a in listos if a.tipo != archivos.JPEG]
        if errores:
            raise forms.ValidationError(errores)
        return listos


def empacar(archivos: Sequence[ArchivoListo], token: str | None) -> str:
    """Files that lie in the store, signed to travel with the form of that token."""
    datos = {"token": token, "archivos": [a.a_datos() for a in archivos]}
    return signing.dumps(datos, salt=SAL, compress=True)


def desempacar(crudo: str, token: str | None) -> list[ArchivoListo] | None:
    """The files of a package, or None: not ours, of another form, or more than a day old."""
    try:
        datos = signing.loads(crudo, salt=SAL, max_age=UN_DIA)
    except signing.BadSignature:
        return None
    propios = datos["token"] == token
    return [ArchivoListo.de_datos(d) for d in datos["archivos"]] if propios else None


def con_pies(archivos: Sequence[ArchivoListo], pies: Sequence[str]) -> list[ArchivoListo]:
    """Each file with the caption in its place; those beyond the captions keep what they have."""
    textos = [*(" ".join(limpiar(p).split()) for p in pies), *[None] * len(archivos)]
    return [a if t is None else replace(a, pie=t) for a, t in zip(archivos, textos, strict=False)]


def todos(datos: Any, nombre: str) -> list[str]:
    """Every value posted under a name, also out of a plain dictionary."""
    return datos.getlist(nombre) if hasattr(datos, "getlist") else [datos[nombre]] if nombre in datos else []


def acomodadas(datos: Any, puestos: Iterable[Any]) -> list[Any]:
    """Files already there as the page shows them: in the order and with the captions that were just typed."""
    lista = list(puestos)
    quitar = set(todos(datos, "quitar"))
    for lugar, e in enumerate(lista, 1):
        e.orden = _numero(datos.get(f"orden-{e.pk}"), lugar)
        e.pie = datos.get(f"pie-{e.pk}", e.pie)
        e.por_quitar = str(e.pk) in quitar
    return sorted(lista, key=lambda e: e.orden)


def acomodo_de(datos: Any, puestas: Iterable[Any]) -> list[Acomodo]:
    """Order and captions that a form carries; none when it carries none."""
    return [Acomodo(e.pk, e.pie) for e in puestas if f"pie-{e.pk}" in datos]


def _numero(texto: str | None, si_no: int) -> int:
    numero = entero(texto, cifras=4)
    return si_no if numero is None else numero


class FormaConArchivos(forms.Form):
    """Evidence, the files that earlier tries left in the store, and the token of this form."""

    evidencias = CampoDeArchivos(label="Evidencia", required=False)
    guardados = forms.CharField(required=False, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vencidos = 0
        self.falla: Exception | None = None
        if not self.is_bound:
            self.initial.setdefault("token", uuid4())

    def clean_guardados(self) -> list[ArchivoListo]:
        """Files that came before the form; anything not signed by us for it is as if it were not there."""
        crudos = todos(self.data, self.add_prefix("guardados"))
        paquetes = [desempacar(crudo, self.data.get(self.add_prefix("token"))) for crudo in crudos]
        # Told apart from «nothing was sent»: the phone still has those photos and can send them again.
        self.vencidos = sum(p is None and bool(crudo) for p, crudo in zip(paquetes, crudos, strict=True))
        listos = [archivo for paquete in paquetes for archivo in paquete or []]
        return con_pies(listos, todos(self.data, "pie_guardado"))

    def completa(self) -> bool:
        """Valid, and with every file that it names: those that no longer serve are asked for again."""
        self.is_valid()
        if self.vencidos and not self.has_error("evidencias", "vencidos"):
            self.add_error("evidencias", forms.ValidationError(FALTAN_ARCHIVOS, code="vencidos"))
        return self.is_valid()

    def archivos_listos(self) -> list[ArchivoListo]:
        """Files of this try and of the earlier ones, with their captions."""
        datos = self.cleaned_data
        nuevos = con_pies(datos.get("evidencias") or [], todos(self.data, "pie"))
        return [*(datos.get("guardados") or []), *nuevos]

    def conservar(self, **cambios: str) -> None:
        """Before the form is shown again: keep the files that were good, and put new hidden values."""
        listos = self.archivos_listos() if hasattr(self, "cleaned_data") else []
        firmado = empacar(listos, cambios.get("token", self.data.get("token"))) if listos else ""
        self.data = self.data.copy()
        self.data["guardados"] = firmado
        for campo, valor in cambios.items():
            self.data[campo] = valor
        self.ya_subidos = [a.nombre for a in listos]

    def anotar(self, error: Any) -> None:
        """Put the messages of a domain error where they belong."""
        self.falla = error
        por_campo = {c: m for c, m in getattr(error, "errores", {}).items() if c in self.fields}
        for campo, mensaje in por_campo.items():
            self.add_error(campo, mensaje)
        if not por_campo:
            self.add_error(None, error.mensaje)
