"""Printed reports of sections and tables, and the log of departures."""
