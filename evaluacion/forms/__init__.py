"""Forms of the quarter and of the monthly report. They check shape; the services check the rules."""
