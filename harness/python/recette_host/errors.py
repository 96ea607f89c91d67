"""An error that a user can act on: what was found (`message`) and what to do next (`hint`)."""

from __future__ import annotations


class HostError(Exception):
    def __init__(
        self, code: str, message: str, hint: str, *, of_a_case: bool = False, row: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        #: Whether it comes of what one case holds.
        self.of_a_case = of_a_case
        #: That case, counted from the first of the batch, once it is known.
        self.row = row


def describe(error: BaseException) -> tuple[str, str, str]:
    """Code, message and hint of whatever stopped the host."""
    if isinstance(error, HostError):
        return error.code, error.message, error.hint
    if isinstance(error, ImportError):
        return missing_package(error)
    text = str(error) or type(error).__name__
    if isinstance(error, MemoryError):
        return (
            "MODEL_OUT_OF_MEMORY",
            f"the artifact asked for more memory than there is: {text}",
            "Run on a machine with more memory, or with smaller batches.",
        )
    return (
        "MODEL_FAILED",
        f"the artifact failed: {type(error).__name__}: {text}",
        "Try the same cases in the runtime that the artifact was made with.",
    )


def missing_package(error: ImportError) -> tuple[str, str, str]:
    root = (error.name or "").split(".")[0]
    if isinstance(error, ModuleNotFoundError) and root:
        return (
            "PYTHON_PACKAGE_MISSING",
            f'the artifact needs the Python package "{root}", which this interpreter does not have.',
            "Install it there (RECETTE_PYTHON names the interpreter), or let "
            '"recette setup python" make an environment for the artifact.',
        )
    return (
        "MODEL_FAILED",
        f"the artifact names something that its Python package does not have: {error}",
        "It was saved with another version of that package: name an interpreter with that version in RECETTE_PYTHON.",
    )
