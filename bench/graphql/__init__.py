"""The service under load: kept answers beside answers that are worked out each time."""
