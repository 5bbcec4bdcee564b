"""What is put on paper: the record of the store composed, drawn and written."""
