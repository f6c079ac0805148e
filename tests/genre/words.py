"""Words: what stands between two spaces, with its faces and markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from genre.outline import Run

Word = tuple[Run, ...]

# A line's end that belongs to the text; no space stands beside it.
BREAK: Word = (Run("\v"),)
HARD_SPACE = "\N{NO-BREAK SPACE}"

# What at the start of a line or page would look like a number, a heading's label or markup.
_RISKY = re.compile(r"""['"]?(?:\d|[-*+#>=~_|\[<`&$\\]|\(?(?:[ivxIVX]+|[a-zA-Z])[.)])""")
_OPENING = re.compile(r'(^|[(\[])"')


def words(runs: Iterable[Run]) -> list[Word]:
    """Divide a prose at its spaces.

    >>> words((Run("the "), Run("Bell Act", italic=True), Run(", too")))[2][1].text
    ','
    """
    found: list[Word] = []
    pending: list[Run] = []
    for run in runs:
        *inner, last = run.text.split(" ")
        for part in inner:
            if part:
                pending.append(Run(part, run.italic))
            if pending:
                found.append(tuple(pending))
            pending = []
        if last or run.marker is not None:
            pending.append(Run(last, run.italic, run.marker))
    return [*found, tuple(pending)] if pending else found


def shown(word: Word) -> str:
    """Give a word as it is seen, with its markers as digits."""
    return "".join(run.text + ("" if run.marker is None else str(run.marker)) for run in word)


def bare(word: Word) -> str:
    """Give a word without its markers."""
    return "".join(run.text for run in word)


def risky(word: Word) -> bool:
    """Tell whether a line or page that begins with the word could be taken for something else."""
    return _RISKY.match(bare(word)) is not None


def ends_sentence(word: Word) -> bool:
    """Tell whether a sentence could end with the word."""
    return bare(word).rstrip("\"'”’)）")[-1:] in {".", ":", "!", "?"}


def curled(word: Word) -> Word:
    """Give a word with curly quotes.

    >>> bare(curled((Run('("it\\'s"'),)))
    '(“it’s”'
    """
    curly: list[Run] = []
    before = ""
    for run in word:
        # An opening quote may be the first character of a piece, but not behind another piece.
        guard = before[-1:] if before[-1:] in {"(", "["} or not before else "x"
        changed = _OPENING.sub("\\1“", guard + run.text)[len(guard) :]
        changed = changed.replace('"', "”").replace("'", "’")
        curly.append(Run(changed, run.italic, run.marker))
        before += run.text
    return tuple(curly)


def hardened(line: Sequence[Word], every: int) -> list[Word]:
    """Give words with some of their spaces made unbreakable, so that two become one."""
    if not every:
        return list(line)
    joined: list[Word] = []
    for index, word in enumerate(line):
        after = joined[-1] if joined and index % every == 0 else None
        if after is None or BREAK in (word, after) or "://" in bare(word) + bare(after):
            joined.append(word)
        else:
            italic = after[-1].italic and word[0].italic
            joined[-1] = (*after, Run(HARD_SPACE, italic), *word)
    return joined


def segments(lines: Iterable[Sequence[Word]], glue: str) -> list[Run]:
    """Join words to pieces of one face: a space between words, ``glue`` between lines."""
    pieces: list[Run] = []

    def add(run: Run) -> None:
        if pieces and pieces[-1].italic == run.italic and pieces[-1].marker is None:
            pieces[-1] = Run(pieces[-1].text + run.text, run.italic, run.marker)
        else:
            pieces.append(run)

    previous: Word | None = None
    for line in lines:
        for index, word in enumerate(line):
            if previous is not None and BREAK not in (previous, word):
                italic = previous[-1].italic and word[0].italic
                add(Run(" " if index else glue, italic))
            for run in word:
                add(run)
            previous = word
    return pieces
