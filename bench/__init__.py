"""How fast, how true: run by hand, and by CI in small. Data is an argument; none of it is part of the project."""
