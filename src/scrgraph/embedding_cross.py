"""Question and passage read together: a sentence-transformers cross-encoder, where the settings name one.

Nogueira and Cho (2019), "Passage Re-ranking with BERT", arXiv:1901.04085.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from scrgraph.embedding import Vectors, model_folder, model_name, quietly_loaded
from scrgraph.errors import InputError

_BATCH = 16


class CrossEncoder:
    """A cross-encoder on the CPU, loaded (with torch) when it is first needed. One thread at a time may use it."""

    def __init__(self, model: str) -> None:
        """Choose a model by name or path."""
        self._choice = model

    @property
    def name(self) -> str:
        """Name of the model, never a path of the machine."""
        return model_name(self._choice)

    @cached_property
    def model(self) -> Any:
        """The loaded model.

        Raises:
            InputError: it cannot be loaded, or gives a pair more than one score.
        """
        found, reason = quietly_loaded("CrossEncoder", str(model_folder(self._choice) or self._choice))
        if found is None:
            raise self._unusable(f"cannot be loaded as a sentence-transformers cross-encoder ({reason})")
        if found.num_labels != 1:
            raise self._unusable(f"gives a pair {found.num_labels} scores where one is needed")
        found.eval()
        return found

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """Return how well each text answers the question, shape (len(texts),), on the model's own open scale.

        Raises:
            InputError: as `model`, or it gives a score that is no number.
        """
        model, pairs = self.model, [(question, text) for text in texts]
        if not pairs:
            return np.zeros(0, dtype=np.float32)
        from torch.nn import Identity  # loaded only where a model is named

        found = model.predict(pairs, batch_size=_BATCH, show_progress_bar=False, activation_fn=Identity())
        scores = np.asarray(found, dtype=np.float32).reshape(len(pairs))
        if not np.isfinite(scores).all():
            raise self._unusable("gives scores that are no numbers")
        return scores

    def _unusable(self, why: str) -> InputError:
        return InputError(
            f"The reranker {self.name} {why}; set SCRGRAPH_RERANKER to the name or folder of another, or leave it out."
        )
