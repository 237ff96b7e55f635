"""Papers of the plan: built from data alone, never from live rows."""

from poa.documentos.hoja import ContextoDeHoja, Papel, hoja_del_poa, hoja_publica_del_poa

__all__ = ["ContextoDeHoja", "Papel", "hoja_del_poa", "hoja_publica_del_poa"]
