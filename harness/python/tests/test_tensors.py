import io

import numpy as np
import pyarrow as pa
import pytest

from recette_host.labels import label_texts
from recette_host.protocol import DTYPE, SHAPE
from recette_host.tensors import TYPES, Tensor, TensorReader, TensorWriter, dtype_of


def there_and_back(*batches: list[Tensor]) -> list[dict[str, Tensor]]:
    sink = io.BytesIO()
    writer = TensorWriter(sink)
    for batch in batches:
        writer.write(batch)
    writer.close()
    return list(TensorReader(io.BytesIO(sink.getvalue())))


@pytest.mark.parametrize("dtype", [name for name in TYPES if name != "utf8"])
@pytest.mark.parametrize("shape", [(3,), (3, 1), (3, 2, 2)])
def test_numbers_of_every_type_and_shape_come_through(dtype: str, shape: tuple[int, ...]) -> None:
    data = (np.arange(np.prod(shape)) % 2).reshape(shape).astype(dtype)
    (batch,) = there_and_back([Tensor("x", dtype, data)])
    assert batch["x"].data.tolist() == data.tolist()
    assert dtype_of(batch["x"].data) == dtype


def test_texts_come_through() -> None:
    data = np.array([["Orléans", ""], ["東京", "x"]], dtype=object)
    (batch,) = there_and_back([Tensor("city", "utf8", data)])
    assert batch["city"].data.tolist() == data.tolist()


def test_batches_come_in_their_order_and_their_schema_must_not_change() -> None:
    one, two = (Tensor("x", "float32", np.full((n, 2), n, np.float32)) for n in (1, 2))
    assert [len(batch["x"].data) for batch in there_and_back([one], [two])] == [1, 2]
    with pytest.raises(RuntimeError, match="must not change"):
        there_and_back([one], [Tensor("x", "float32", np.zeros((1, 3), np.float32))])


def test_a_field_says_its_shape_and_type_as_the_protocol_asks() -> None:
    sink = io.BytesIO()
    writer = TensorWriter(sink)
    writer.write([Tensor("x", "float32", np.zeros((4, 2, 3), np.float32))])
    writer.close()
    field = pa.ipc.open_stream(io.BytesIO(sink.getvalue())).schema.field("x")
    assert field.metadata == {SHAPE: b"[2, 3]", DTYPE: b"float32"}
    assert field.type.list_size == 6 and not field.nullable


def test_types_that_cannot_be_exchanged_are_named() -> None:
    with pytest.raises(TypeError, match="complex128"):
        dtype_of(np.zeros(1, np.complex128))


def test_labels_are_written_as_the_sets_write_them() -> None:
    assert label_texts(np.array([1.0, 2.5])) == ("1", "2.5")
    assert label_texts(np.array([0, 1])) == ("0", "1")
    assert label_texts(np.array([False, True])) == ("false", "true")
    assert label_texts(np.array(["no", "yes"])) == ("no", "yes")
