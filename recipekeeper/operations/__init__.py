"""ONE FUNCTION PER THING A USER DOES. Opens the transaction, returns a frozen result; never prints."""
