"""Supplies: what a dirección asks of Tesorería, its money, vehicles and stock, and the moments that count."""
