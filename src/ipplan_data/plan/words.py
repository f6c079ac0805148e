"""Words of English and Chinese, for comparing names and for search."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_CHINESE = re.compile(rf"[{HAN}]")
_STOPS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})
_SHORTEST = 3


def words(text: str) -> list[str]:
    """Split a text into words and runs of Chinese, without case and punctuation.

    >>> words("the Supreme People’s Court (最高人民法院)")
    ['the', 'supreme', 'peoples', 'court', '最高人民法院']
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return _WORD.findall(plain.replace("'", "").replace("’", ""))


def telling(found: list[str]) -> list[str]:
    """Leave out stop words, unless there are no others.

    >>> telling(["ministry", "of", "education"]), telling(["of"])
    (['ministry', 'education'], ['of'])
    """
    return [word for word in found if word not in _STOPS] or found


def is_chinese(word: str) -> bool:
    """Return whether a word is a run of Chinese."""
    return bool(_CHINESE.match(word))


def stem(word: str) -> str:
    """Return an English word without a plural ending.

    >>> [stem(word) for word in ("indications", "policies", "processes", "focus", "law")]
    ['indication', 'policy', 'process', 'focus', 'law']
    """
    if len(word) <= _SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]
