from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.frameworks.yamlfile import read_yaml
from inspectorate.packs.yaml_layout import WIDTH, yaml_text

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "yes",
        "No",
        "null",
        "~",
        "2.10",
        "1e3",
        "007",
        "0o7",
        "- a",
        "a: b",
        "a #b",
        "#",
        "&a",
        "*a",
        "!x",
        "|",
        "2023-02-20",
    ]
)
SENTENCES = st.lists(st.text(alphabet="abc:#-'\"\u2019&*é", min_size=1, max_size=12), min_size=10, max_size=60).map(
    " ".join
)
VALUES = st.recursive(
    TEXTS | SENTENCES | st.integers(-(10**9), 10**9),
    lambda inner: (
        st.dictionaries(TEXTS, inner, min_size=1, max_size=3)
        | st.lists(TEXTS | SENTENCES, min_size=1, max_size=4)
        | st.lists(st.dictionaries(TEXTS, inner, min_size=1, max_size=3), min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_as_what_it_was(data: dict[str, object]) -> None:
    file, problems = read_yaml(yaml_text(data), "x.yaml")
    assert [str(problem) for problem in problems] == []
    assert file is not None
    assert file.data == data


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"id": "E-01"}, "id: E-01\n"),
        ({"standard": "1.1"}, 'standard: "1.1"\n'),
        ({"answers": ["yes", "no", "neither"]}, 'answers: ["yes", "no", neither]\n'),
        ({"published": "2023-05", "on": "2023-02-20"}, 'published: 2023-05\n"on": 2023-02-20\n'),
        ({"points": 10}, "points: 10\n"),
        ({"body": {"id": "a", "name": "B"}}, "body:\n  id: a\n  name: B\n"),
        ({"list": [{"id": "a", "of": ["x"]}, {"id": "b"}]}, "list:\n  - id: a\n    of: [x]\n  - id: b\n"),
        ({"title": "Adults: 2021"}, 'title: "Adults: 2021"\n'),
        ({"text": "two\nlines\t"}, 'text: "two\\nlines\\t"\n'),
    ],
)
def test_layout_is_the_one_that_people_write(data: dict[str, object], text: str) -> None:
    assert yaml_text(data) == text


def test_long_text_is_folded_between_words() -> None:
    words = " ".join(["Leaders know the service: all of it."] * 10)
    lines = yaml_text({"items": [{"reason": words}]}).splitlines()
    assert lines[:2] == ["items:", "  - reason: >-"]
    assert all(line.startswith("      ") and len(line) <= WIDTH for line in lines[2:])


def test_list_that_is_too_long_for_a_line_has_a_line_for_each() -> None:
    names = [f"E-{number}" for number in range(30)]
    assert yaml_text({"evidence": names}).splitlines()[:3] == ["evidence:", "  - E-0", "  - E-1"]


def test_value_that_has_no_place_in_a_file_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        yaml_text({"value": 1.5})
