"""Consejos ciudadanos: the public call, who applies, the sessions and what is published of them."""
