"""The quórum of an assembly, with its numbers explained: the rule that services, screens and actas read."""

from dataclasses import dataclass

from asambleas.estados import EstadoAsamblea, Llamada
from asambleas.models import Asamblea

E = EstadoAsamblea
# Its count was taken and does not change any more.
CONTADAS = frozenset({E.INSTALADA, E.CERRADA, E.SIN_QUORUM})


@dataclass(frozen=True)
class Quorum:
    """How many were called, how many came, how many are needed and with which call; `contado`: it is the
    count with which it was declared, not that of now."""

    convocados: int
    presentes: int
    necesarias: int
    llamada: Llamada
    contado: bool = False

    @property
    def alcanza(self) -> bool:
        """Whether there is quórum."""
        return self.presentes >= self.necesarias

    @property
    def faltan(self) -> int:
        """How many more people it takes; 0 when it is met."""
        return max(0, self.necesarias - self.presentes)

    @property
    def palabras(self) -> str:
        """«Hay 14 de 40 convocadas; hacen falta 21 en primera convocatoria.»"""
        uno = self.necesarias == 1
        if self.contado:
            cuantas = "Se contó" if self.presentes == 1 else "Se contaron"
            pide = "hacía falta" if uno else "hacían falta"
        else:
            cuantas, pide = "Hay", "hace falta" if uno else "hacen falta"
        return (
            f"{cuantas} {self.presentes:,} de {self.convocados:,} convocadas; "
            f"{pide} {self.necesarias:,} en {self.llamada.label}."
        )


def necesarias_en(llamada: str, convocados: int, mas_de: int, al_menos: int) -> int:
    """People that a call needs: at the first MORE than `mas_de` % of those called, at the second `al_menos`.

    Of 40 called, more than 50 % is 21; of 41, also 21. Source: quórum is a setting of Planeación.
    """
    return convocados * mas_de // 100 + 1 if llamada == Llamada.PRIMERA else al_menos


def quorum_de(asamblea: Asamblea, presentes: int | None = None) -> Quorum:
    """The quórum of an assembly: what the service checks, the screen shows and the acta tells.

    `presentes` is the list counted already; without it, it is counted here, unless the quórum was declared:
    then it is the count of that moment.
    """
    contado = asamblea.estado in CONTADAS and asamblea.presentes is not None
    if contado:
        presentes = asamblea.presentes
    elif presentes is None:
        presentes = asamblea.asistentes.count()
    llamada = Llamada(asamblea.llamada) if asamblea.llamada else _llamada_en_curso(asamblea)
    convocados, organo = asamblea.convocatoria.convocados, asamblea.organo
    necesarias = necesarias_en(llamada, convocados, organo.quorum_primera, organo.quorum_segunda)
    return Quorum(convocados, presentes or 0, necesarias, llamada, contado)


def _llamada_en_curso(asamblea: Asamblea) -> Llamada:
    return Llamada.PRIMERA if asamblea.presentes_primera is None else Llamada.SEGUNDA


def primera_fallida(asamblea: Asamblea) -> Quorum | None:
    """The first call that did not reach its quórum; None when it did, or nobody declared it yet."""
    if asamblea.presentes_primera is None:
        return None
    convocados, organo = asamblea.convocatoria.convocados, asamblea.organo
    necesarias = necesarias_en(Llamada.PRIMERA, convocados, organo.quorum_primera, organo.quorum_segunda)
    return Quorum(convocados, asamblea.presentes_primera, necesarias, Llamada.PRIMERA, contado=True)
