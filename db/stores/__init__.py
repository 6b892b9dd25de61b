"""The stores of a unit of work: one module for each kind of thing."""
