"""Who is printed under the dirección's box."""

from evaluacion import permisos
from evaluacion.consultas.estado import Situacion
from nucleo.personas import Persona
from poa.consultas import titular_de


def responsable_impreso(situacion: Situacion, persona: Persona) -> tuple[str, str]:
    """Name and post under the dirección's box: who prints to sign, or today's titular."""
    cargo = permisos.cargo_de_direccion(persona, situacion)
    if cargo:
        return persona.usuario.nombre, cargo.texto
    titular = titular_de(situacion.tp.programa.direccion_id, persona.hoy)
    return (titular.usuario.nombre, titular.cargo_en_papel) if titular else ("", "")
