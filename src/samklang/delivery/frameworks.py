"""What Samklang's frameworks and their competences are called. Pure."""

from collections.abc import Mapping
from functools import cache

from samklang.delivery import learning_content
from samklang.delivery.bilingual import Text
from samklang.method import content


@cache
def framework_names() -> Mapping[str, Text]:
    """The frameworks that something is written for, by key."""
    return {
        one.key: Text(one.name.da, one.name.en) for one in content.shipped() if learning_content.competences(one.key)
    }


@cache
def competence_names(framework: str) -> Mapping[str, Text]:
    """The competences of a framework, by key, in its order; none for a framework it does not know."""
    return {
        row.key: Text(row.name.da, row.name.en)
        for one in content.shipped() if one.key == framework
        for row in one.competences
    }  # fmt: skip
