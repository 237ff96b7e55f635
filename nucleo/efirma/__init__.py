"""Signing PDFs with the signer's own e.firma: certificates, preparation, finishing and validation."""
