"""The Python host of Recette: one artifact, in a process of its own. See "Host protocol" in ARCHITECTURE.md."""
