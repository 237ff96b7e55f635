"""Forms of who leaves a post and who comes in."""

from datetime import date, timedelta
from typing import Any

from django import forms

from actividades.forms.captura import FormaMotivo
from asambleas.consultas.elecciones import dia_de
from asambleas.estados import Calidad
from asambleas.models import Asamblea, Asistente, Integrante
from nucleo.formularios import CampoFecha

AYUDA_DEL_MOTIVO = "Queda en el historial del comité o consejo, con su nombre."


class FormaTerminar(FormaMotivo):
    """From which day somebody no longer holds the post, and why."""

    field_order = ("hasta", "motivo")
    hasta = CampoFecha(label="Deja el puesto desde el día")

    def __init__(self, *args: Any, integrante: Integrante, hoy: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"hasta": hoy}, **kwargs)
        limites = {"min": integrante.desde.isoformat(), "max": (hoy + timedelta(days=1)).isoformat()}
        self.fields["hasta"].widget.attrs |= limites
        self.fields["motivo"].help_text = AYUDA_DEL_MOTIVO


class FormaSustituir(FormaMotivo):
    """In which assembly it was decided, and who comes in: somebody of its list, or the suplente."""

    field_order = ("asamblea", "entra", "motivo")
    asamblea = forms.TypedChoiceField(label="Asamblea que lo decidió", coerce=int)
    entra = forms.ChoiceField(label="Quién entra")

    def __init__(
        self,
        *args: Any,
        asambleas: list[Asamblea],
        asistentes: list[Asistente],
        suplentes: list[Integrante],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motivo"].help_text = AYUDA_DEL_MOTIVO
        self.fields["asamblea"].choices = [
            (a.pk, f"{dia_de(a):%d/%m/%Y} · {a.convocatoria.folio}") for a in asambleas
        ]
        grupos: list[Any] = [("", "Elija…")]
        if suplentes:
            grupos.append(
                ("Suplente del puesto", [(f"s{i.pk}", f"{i.ciudadano.nombre} (suplente)") for i in suplentes])
            )
        if asistentes:
            grupos.append(
                (
                    "Asistió a la asamblea",
                    [(f"a{a.pk}", f"{a.numero}. {a.ciudadano.nombre}") for a in asistentes],
                )
            )
        self.fields["entra"].choices = grupos

    def quien_entra(self) -> dict[str, int]:
        """The argument of the service that names who comes in."""
        entra = self.cleaned_data["entra"]
        return {"suplente_id" if entra[0] == "s" else "asistente_id": int(entra[1:])}


def suplentes_de(sale: Integrante, vigentes: list[Integrante]) -> list[Integrante]:
    """Those who may come up to the seat of a propietario."""
    if sale.calidad != Calidad.PROPIETARIO:
        return []
    return [i for i in vigentes if i.puesto_id == sale.puesto_id and i.calidad == Calidad.SUPLENTE]
