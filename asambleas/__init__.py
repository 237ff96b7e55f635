"""What comités and consejos share: their steps, assemblies, elections, actas and members."""
