"""What connects the parts of the window with the workbench; the parts themselves do not know each other."""
