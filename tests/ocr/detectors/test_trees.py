"""The trees of a file say what a plain walk along them says; a damaged file is told so."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import DamagedStateError
from pipeline.ocr.detectors.trees import FORMAT, load_trees

NAMES = ("one", "two", "three")
LEAF_ONLY = {
    "format": FORMAT,
    "about": "a test",
    "features": list(NAMES),
    "bias": -250,
    "curve": [[-9.0, -9.0], [9.0, 9.0]],
    "trees": [[1000]],
}


def save(folder: Path, changes: dict[str, object]) -> Path:
    path = folder / "trees.json"
    path.write_text(json.dumps(LEAF_ONLY | changes), encoding="utf-8")
    return path


def grown(chance: random.Random, depth: int) -> list[object]:
    """Return the nodes of a tree of any shape, with limits that rows may lie on."""
    nodes: list[object] = []

    def grow(left: int) -> int:
        place = len(nodes)
        if left == 0 or chance.random() < 0.2:
            nodes.append(chance.randrange(-2000, 2000))
            return place
        node: list[object] = [chance.choice(NAMES), chance.randrange(-3, 4) / 2, 0, 0]
        nodes.append(node)
        node[2], node[3] = grow(left - 1), grow(left - 1)
        return place

    grow(depth)
    return nodes


def walked(trees: list[list[object]], row: list[float]) -> int:
    total = 0
    for nodes in trees:
        node = nodes[0]
        while isinstance(node, list):
            name, limit, low, high = node
            node = nodes[low if row[NAMES.index(name)] <= limit else high]
        assert isinstance(node, int)
        total += node
    return total


@pytest.mark.parametrize("seed", range(5))
def test_every_row_gets_what_a_walk_along_the_trees_gives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    forest = [grown(chance, depth=seed) for _ in range(30)]
    rows = [[chance.randrange(-4, 5) / 2 for _ in NAMES] for _ in range(40)]
    curve = [[-4.0, -2.0], [0.0, 0.5], [3.0, 4.0]]
    trees = load_trees(save(tmp_path, {"trees": forest, "curve": curve}))
    sums = [walked(forest, row) - 250 for row in rows]
    assert trees.sums(np.array(rows)).tolist() == sums
    for found, total in zip(trees.probabilities(NAMES, np.array(rows)), sums, strict=True):
        odds = total / 1000
        straight = max(-2.0, -2.0 + (odds + 4) / 4 * 2.5) if odds <= 0 else min(4.0, 0.5 + odds / 3 * 3.5)
        assert found == pytest.approx(1 / (1 + math.exp(-straight)))


def test_what_is_not_a_number_goes_the_high_way(tmp_path: Path) -> None:
    trees = load_trees(save(tmp_path, {"trees": [[["one", 0.5, 1, 2], -1, 1]], "bias": 0}))
    assert trees.sums(np.array([[math.nan, 0, 0], [0.5, 0, 0]])).tolist() == [1, -1]


def test_no_rows_get_no_probabilities(tmp_path: Path) -> None:
    assert load_trees(save(tmp_path, {})).probabilities(NAMES, np.empty((0, 3))).tolist() == []


def test_without_trees_the_bias_alone_speaks(tmp_path: Path) -> None:
    trees = load_trees(save(tmp_path, {"trees": []}))
    assert trees.sums(np.zeros((2, 3))).tolist() == [-250, -250]


def test_other_features_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"differ: \['four', 'three'\]"):
        load_trees(save(tmp_path, {})).probabilities(("one", "two", "four"), np.zeros((1, 3)))


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "corrigenda.trees/2"},
        {"features": None},
        {"bias": 0.5},
        {"trees": [[]]},
        {"trees": [[["four", 0.5, 1, 2], 1, 2]]},
        {"trees": [[["one", 0.5, 0, 1], 1]]},
        {"trees": [[["one", 0.5, 1, 3], 1, 2]]},
        {"trees": [[["one", 0.5, 1, 1], 1]]},
        {"trees": [[["one", 0.5, 1, 2], 1, 2, 3]]},
        {"trees": [[["one", 0.5, 1], 1]]},
        {"trees": [[["one", "much", 1, 2], 1, 2]]},
        {"trees": [[0.5]]},
        {"curve": []},
        {"curve": [[1.0, 0.0], [0.0, 1.0]]},
        {"curve": [[0.0, 1.0], [1.0, 0.0]]},
        {"curve": [[0.0, 0.0, 0.0]]},
    ],
    ids=[
        "another version",
        "no features",
        "a broken bias",
        "no nodes",
        "an unknown feature",
        "a circle",
        "out of the tree",
        "two ways to one leaf",
        "a leaf that no way leads to",
        "one way only",
        "a limit in words",
        "a broken leaf",
        "no curve",
        "a curve that turns back",
        "a curve that falls",
        "a curve of threes",
    ],
)
def test_a_damaged_file_is_told_with_its_name(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(DamagedStateError, match="no file of fitted trees") as caught:
        load_trees(save(tmp_path, changes))
    assert caught.value.where == str(tmp_path / "trees.json")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"null", b'{"format": "corrigenda.trees/1"}'])
def test_what_is_no_such_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "trees.json"
    path.write_bytes(content)
    with pytest.raises(DamagedStateError, match="no file of fitted trees"):
        load_trees(path)
