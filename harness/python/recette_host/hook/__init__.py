"""The plan's own code before the artifact: see "Preparation" in ARCHITECTURE.md."""
