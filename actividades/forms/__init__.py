"""Forms of the acts. They check shape; the services check the rules."""
