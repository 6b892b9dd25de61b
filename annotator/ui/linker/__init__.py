"""The linker: a card beside a mark that asks which entity it names."""
