"""The sample: five articles written for this project, their marks, and the entities they name."""
