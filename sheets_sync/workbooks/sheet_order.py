"""Where a new sheet goes among those that stand."""

from collections.abc import Sequence


def index_of_new(title: str, titles: Sequence[str], standing: Sequence[str]) -> int:
    """The place of a new sheet so that `titles` keep their order: after the last of those before it that stands.

    `standing` are our sheets by their tab's title, in the order people gave them; '' stands for anybody else's.
    """
    at = titles.index(title)
    before = [standing.index(other) + 1 for other in titles[:at] if other in standing]
    after = [standing.index(other) for other in titles[at + 1 :] if other in standing]
    return [*before[-1:], *after[:1], 0][0]
