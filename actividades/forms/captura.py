"""Forms of the acts: capture, filters, reason, import. They check shape; the services check the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from actividades import archivos
from actividades.archivos import ArchivoListo
from actividades.consultas.captura import EMERGENTE, Recientes
from actividades.estados import MAX_ARCHIVOS, MAX_CANTIDAD, MAX_DESCRIPCION, MAX_MOTIVO
from actividades.models import Evidencia
from actividades.servicios import Acomodo, DatosDeActividad
from nucleo.errores import DatosInvalidos
from nucleo.texto import limpiar
from poa.models import LineaDeAccion, Localidad

Grupos = Sequence[tuple[str, Sequence[LineaDeAccion]]]
SAL = "actividades.archivos"
UN_DIA = 24 * 60 * 60
FALTAN_ARCHIVOS = "Los archivos que había elegido antes ya no sirven para este formulario: elíjalos de nuevo."
NADA_RECIENTE = Recientes()
NUMERICO = {"inputmode": "numeric", "autocomplete": "off"}


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

    def clean(self, data: Any, initial: Any = None) -> list[ArchivoListo]:
        subidos: list[UploadedFile] = [d for d in (data if isinstance(data, list | tuple) else [data]) if d]
        if len(subidos) > MAX_ARCHIVOS:
            raise forms.ValidationError(f"Elija a lo más {MAX_ARCHIVOS} archivos.")
        listos, errores = [], []
        for subido in subidos:
            try:
                listos.append(archivos.preparar(subido))
            except DatosInvalidos as error:
                errores.append(error.mensaje)
        if errores:
            raise forms.ValidationError(errores)
        return listos


def etiqueta_de_linea(linea: LineaDeAccion) -> str:
    """«1.2 Convocar en el área…»: block and place in the sheet, and the text."""
    return f"{linea.estrategia.orden}.{linea.orden} {linea.texto}"


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


def _todos(datos: Any, nombre: str) -> list[str]:
    """Every value posted under a name, also out of a plain dictionary."""
    return datos.getlist(nombre) if hasattr(datos, "getlist") else [datos[nombre]] if nombre in datos else []


class FormaActividad(forms.Form):
    """What was done. `grupos` are the líneas on offer; files that were good survive an error elsewhere."""

    linea = forms.ChoiceField(label="Línea de acción")
    fecha = forms.DateField(
        label="Fecha del acto", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    cantidad = forms.IntegerField(
        min_value=1, max_value=MAX_CANTIDAD, initial=1, widget=forms.NumberInput(attrs=NUMERICO)
    )
    descripcion = CampoTexto(
        label="Qué se hizo",
        max_length=MAX_DESCRIPCION,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "sentences"}),
    )
    localidades = forms.ModelMultipleChoiceField(
        Localidad.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    mujeres = forms.IntegerField(
        min_value=0, max_value=MAX_CANTIDAD, required=False, widget=forms.NumberInput(attrs=NUMERICO)
    )
    hombres = forms.IntegerField(
        min_value=0, max_value=MAX_CANTIDAD, required=False, widget=forms.NumberInput(attrs=NUMERICO)
    )
    evidencias = CampoDeArchivos(label="Evidencia", required=False)
    guardados = forms.CharField(required=False, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        grupos: Grupos,
        hoy: date,
        plazos: str,
        recientes: Recientes = NADA_RECIENTE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.recientes = {str(pk) for pk in recientes.localidades}
        self.vencidos = 0
        self.falla: Exception | None = None
        self.lineas = {str(x.pk): x for _, lineas in grupos for x in lineas}
        self.fields["linea"].choices = [
            ("", "Elija la línea"),
            *((titulo, [(str(x.pk), etiqueta_de_linea(x)) for x in lineas]) for titulo, lineas in grupos),
            ("Fuera de lo programado", [(EMERGENTE, "Emergente: no cabe en ninguna línea")]),
        ]
        # Of those no longer offered, only the ones that the act being corrected already names.
        ya = [pk for pk in self.initial.get("localidades", []) if isinstance(pk, int)]
        self.fields["localidades"].queryset = Localidad.objects.filter(Q(activa=True) | Q(pk__in=ya))
        dia = self.fields["fechas" if "fechas" in self.fields else "fecha"]
        dia.help_text = plazos
        for entrada in getattr(dia.widget, "widgets", [dia.widget]):
            entrada.attrs["max"] = hoy.isoformat()
        if not self.is_bound:
            self.initial.setdefault("token", uuid4())

    def clean_linea(self) -> LineaDeAccion | None:
        return self.lineas.get(self.cleaned_data["linea"])

    def lugares(self) -> tuple[list[Any], list[Any]]:
        """The boxes of the localidades: those this person logged last, and the others."""
        cajas: tuple[list[Any], list[Any]] = ([], [])
        for caja in self["localidades"]:
            cajas[str(caja.data["value"]) not in self.recientes].append(caja)
        return cajas

    def clean_guardados(self) -> list[ArchivoListo]:
        """Files that came before the form; anything not signed by us for it is as if it were not there."""
        crudos = _todos(self.data, self.add_prefix("guardados"))
        paquetes = [desempacar(crudo, self.data.get(self.add_prefix("token"))) for crudo in crudos]
        # Told apart from «nothing was sent»: the phone still has those photos and can send them again.
        self.vencidos = sum(p is None and bool(crudo) for p, crudo in zip(paquetes, crudos, strict=True))
        listos = [archivo for paquete in paquetes for archivo in paquete or []]
        return con_pies(listos, _todos(self.data, "pie_guardado"))

    def completa(self) -> bool:
        """Valid, and with every file that it names: those that no longer serve are asked for again."""
        self.is_valid()
        if self.vencidos and not self.has_error("evidencias", "vencidos"):
            self.add_error("evidencias", forms.ValidationError(FALTAN_ARCHIVOS, code="vencidos"))
        return self.is_valid()

    def archivos_listos(self) -> list[ArchivoListo]:
        """Files of this try and of the earlier ones, with their captions."""
        datos = self.cleaned_data
        nuevos = con_pies(datos.get("evidencias") or [], _todos(self.data, "pie"))
        return [*(datos.get("guardados") or []), *nuevos]

    def datos(self) -> DatosDeActividad:
        """What the services take; only the fields of the form, whatever else was posted."""
        return self.datos_de(self.cleaned_data["fecha"], self.cleaned_data["localidades"])

    def datos_de(self, fecha: date, localidades: Iterable[Localidad]) -> DatosDeActividad:
        """What the form says, as done on a day in some localidades."""
        d = self.cleaned_data
        return DatosDeActividad(
            linea=d["linea"],
            fecha=fecha,
            cantidad=d["cantidad"],
            descripcion=d["descripcion"],
            mujeres=d["mujeres"] or 0,
            hombres=d["hombres"] or 0,
            localidades=list(localidades),
        )

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


class FormaCorreccion(FormaActividad):
    """The same for an act that exists: which revision was read, and evidence to take off."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    quitar = forms.ModelMultipleChoiceField(
        Evidencia.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, evidencias: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quitar"].queryset = evidencias
        self.puestas = self._acomodadas(evidencias)

    def _acomodadas(self, evidencias: Iterable[Evidencia]) -> list[Evidencia]:
        """The files as the page shows them: in the order and with the captions that were just typed."""
        lista = list(evidencias)
        quitar = set(_todos(self.data, "quitar"))
        for lugar, e in enumerate(lista, 1):
            e.orden = _numero(self.data.get(f"orden-{e.pk}"), lugar)
            e.pie = self.data.get(f"pie-{e.pk}", e.pie)
            e.por_quitar = str(e.pk) in quitar
        return sorted(lista, key=lambda e: e.orden)

    def acomodo(self) -> list[Acomodo]:
        """Order and captions that the form carries; none when it carries none."""
        return [Acomodo(e.pk, e.pie) for e in self.puestas if f"pie-{e.pk}" in self.data]


def _numero(texto: str | None, si_no: int) -> int:
    return int(texto) if texto and texto.isascii() and texto.isdigit() and len(texto) < 5 else si_no


class FormaArchivos(forms.Form):
    """Photos and PDFs alone."""

    evidencias = CampoDeArchivos(label="Evidencia")

    def clean_evidencias(self) -> list[ArchivoListo]:
        listos = con_pies(self.cleaned_data["evidencias"], _todos(self.data, "pie"))
        if not listos:
            raise forms.ValidationError("Elija al menos una foto o un PDF.")
        return listos


class FormaMotivo(forms.Form):
    """Why it is decided so."""

    motivo = CampoTexto(
        max_length=MAX_MOTIVO,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        help_text="Queda en el historial de la actividad, con su nombre.",
    )


class FormaImportar(forms.Form):
    """A CSV; `lote` names the import, so that a form sent twice imports once."""

    archivo = forms.FileField(label="Archivo CSV", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
    repetir = forms.BooleanField(
        label="Ya sé que este archivo se importó antes: importarlo otra vez", required=False
    )
    lote = forms.UUIDField(widget=forms.HiddenInput)

    MAX_BYTES = 10 * 1024 * 1024

    def clean_archivo(self) -> bytes:
        archivo = self.cleaned_data["archivo"]
        if archivo.size > self.MAX_BYTES:
            raise forms.ValidationError("El archivo pesa más de 10 MB. Divídalo en varios.")
        return archivo.read()
