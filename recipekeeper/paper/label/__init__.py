"""What goes on the jar and around the bar: what the law asks for, composed and laid out."""
