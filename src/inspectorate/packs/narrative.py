"""findings/ and recommendations.yaml: what the report says in words."""

from __future__ import annotations

from inspectorate.kernel.problems import Place, nearest
from inspectorate.packs import faults, layout
from inspectorate.packs.folder import PackFolder
from inspectorate.packs.inspection_file import Head
from inspectorate.packs.yaml_reading import Shape, Text, read_list, tell_twice, tell_unknown_standards
from inspectorate.records.inspection import Recommendation, Section


class RecommendationShape(Shape):
    """A recommendation."""

    id: Text
    addressed_to: Text
    text: Text
    standards: tuple[str, ...] = ()


def read_sections(folder: PackFolder, head: Head) -> tuple[Section, ...]:
    """Return the findings, a section for each file; lines end with LF, whatever they end with in the file."""
    suffix = layout.SUFFIXES[layout.FINDINGS]
    known = (*head.standards, *layout.PARTS)
    sections = []
    for entry in folder.entries(layout.FINDINGS):
        if not entry.endswith(suffix):
            continue  # told of with the other files that a pack does not have
        name, file = entry.removesuffix(suffix), f"{layout.FINDINGS}/{entry}"
        if head.edition is not None and name not in known:
            hint = nearest(name, known)
            folder.problems.add(faults.UNKNOWN_SECTION.at(Place(file), section=name, hint=hint))
        text = folder.text(file)
        if text is not None:
            sections.append(Section(id=name, markdown=text.replace("\r\n", "\n"), file=file))
    return tuple(sections)


def read_recommendations(folder: PackFolder, head: Head) -> tuple[Recommendation, ...]:
    """Return the recommendations, in the file's order."""
    listed = read_list(folder, layout.RECOMMENDATIONS, RecommendationShape)
    file, items = listed.file, listed.items
    if file is None:
        return ()
    tell_twice("recommendations", [(item.id, (*path, "id")) for path, item in items], file, folder.problems)
    if head.edition is not None:
        reference = str(head.edition.framework.reference)
        for path, item in items:
            place = file.place((*path, "standards"))
            tell_unknown_standards(item.standards, head.standards, reference, place, folder.problems)
    return tuple(
        Recommendation(id=item.id, addressed_to=item.addressed_to, text=item.text, standards=item.standards)
        for _, item in items
    )
