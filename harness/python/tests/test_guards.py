"""What is refused before a Keras file is loaded, and the grid of quantised numbers."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest

from recette_host.errors import HostError
from recette_host.hdf5_guard import refuse_other_files
from recette_host.protocol import Request
from recette_host.runtimes.tflite import Grid
from recette_host.signatures import choose_signature
from recette_host.zip_guard import check_entries


def archive(name: str, mode: int = 0) -> zipfile.ZipFile:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as written:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        written.writestr(entry, "x")
    return zipfile.ZipFile(memory)


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "a\\..\\..\\x", "C:x", "..\\x"])
def test_an_entry_that_leads_out_of_its_archive_is_refused(name: str) -> None:
    with pytest.raises(HostError) as refused:
        check_entries(archive(name), "model.keras")
    assert refused.value.code == "MODEL_DANGEROUS"


def test_a_link_in_an_archive_is_refused_and_plain_entries_are_not() -> None:
    with pytest.raises(HostError):
        check_entries(archive("weights", stat.S_IFLNK | 0o777), "model.keras")
    check_entries(archive("assets/words..txt"), "model.keras")


def test_two_entries_of_one_name_are_refused() -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as written:
        written.writestr("schema.json", "{}")
        with pytest.warns(UserWarning):
            written.writestr("schema.json", "[]")
    with pytest.raises(HostError) as refused:
        check_entries(zipfile.ZipFile(memory), "model.skops")
    assert 'two entries of the name "schema.json"' in refused.value.message


def test_what_unpacks_to_far_more_than_its_size_is_refused_and_well_packed_weights_are_not() -> None:
    for megabytes, refused in ((200, False), (300, True)):
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as written:
            for index in range(megabytes):
                written.writestr(f"zeros-{index}", bytes(1 << 20))
        if refused:
            with pytest.raises(HostError) as error:
                check_entries(zipfile.ZipFile(memory), "model.keras")
            # 300 * 2^20 bytes.
            assert "would unpack to 314572800 bytes" in error.value.message
        else:
            check_entries(zipfile.ZipFile(memory), "model.keras")


def test_entries_that_claim_the_same_bytes_are_refused() -> None:
    whole = archive("weights")
    whole.infolist()[0].compress_size = 1 << 20
    with pytest.raises(HostError) as refused:
        check_entries(whole, "model.keras")
    assert "they overlap, or are not whole" in refused.value.message


def test_an_hdf5_file_that_claims_more_numbers_than_it_stores_is_refused(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    path = tmp_path / "claims.h5"
    with h5py.File(path, "w") as file:
        # A tebibyte of which no chunk was ever written.
        file.create_dataset("layers/w", (2**20, 2**18), "f4", chunks=(1024, 1024))
    with pytest.raises(HostError) as refused:
        refuse_other_files(str(path), "model.h5")
    assert f"claims to hold {2**40} bytes" in refused.value.message


def test_weights_that_stand_in_another_file_are_refused(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    whole, linked, external, virtual = (tmp_path / name for name in ("whole.h5", "linked.h5", "external.h5", "virtual.h5"))
    with h5py.File(whole, "w") as file:
        file["layers/dense/w"] = np.ones(3)
        # A group that holds itself, and a second name for a dataset.
        file["layers/again"] = file["layers"]
        file["layers/soft"] = h5py.SoftLink("/layers/dense/w")
    with h5py.File(linked, "w") as file:
        file.create_group("layers/dense")["w"] = h5py.ExternalLink("/etc/hostname", "/w")
    with h5py.File(external, "w") as file:
        file.create_dataset("layers/w", (4,), "u1", external=[("/etc/hostname", 0, 4)])
    with h5py.File(virtual, "w") as file:
        layout = h5py.VirtualLayout((3,), "f8")
        layout[:] = h5py.VirtualSource(str(whole), "layers/dense/w", (3,))
        file.create_virtual_dataset("layers/w", layout)
    refuse_other_files(str(whole), "model.h5")
    for path, other in ((linked, "/etc/hostname"), (external, "/etc/hostname"), (virtual, str(whole))):
        with pytest.raises(HostError) as refused:
            refuse_other_files(str(path), "model.h5")
        assert refused.value.code == "MODEL_DANGEROUS"
        assert other in refused.value.message


def test_quantised_numbers_are_rounded_to_their_grid_and_cut_off_at_its_ends() -> None:
    # real = 0.5 * (stored - 10), so int8 holds -69 to 58.5.
    grid = Grid(np.int8, np.float32(0.5), 10)
    # 0.25 lies half-way between 0 and 0.5: away from zero, as TensorFlow Lite rounds.
    stored = grid.store(np.array([0.0, 0.25, -0.25, 0.2, 1e9, -1e9], np.float32))
    assert stored.tolist() == [10, 11, 9, 10, 127, -128]
    assert grid.read(stored).tolist() == [0.0, 0.5, -0.5, 0.0, 58.5, -69.0]
    every = np.arange(-128, 128).astype(np.int8)
    assert (grid.store(grid.read(every)) == every).all()


def request(signature: str | None) -> Request:
    return Request("tflite", "/x", "model", "/x", 1, None, signature=signature)


def test_a_signature_is_the_named_one_else_the_usual_one_else_the_only_one() -> None:
    assert choose_signature(["a", "serving_default"], request(None)) == "serving_default"
    assert choose_signature(["a"], request(None)) == "a"
    assert choose_signature(["a", "b"], request("b")) == "b"
    for names, wanted in ((["a", "b"], None), (["a"], "b"), ([], "b")):
        with pytest.raises(HostError) as refused:
            choose_signature(names, request(wanted))
        assert refused.value.code == "MODEL_SIGNATURE_UNKNOWN"
