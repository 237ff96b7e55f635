"""Comités de obra: the works, their comités, what people report, and the entrega-recepción."""
