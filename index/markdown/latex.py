"""Writes the formulas that OCR makes of plain print as plain text again: $10 \\%$ is 10%."""

from __future__ import annotations

import re

from index.raised import raised

_SIGNS = {
    "times": "×",
    "cdot": "·",
    "div": "÷",
    "pm": "±",
    "sim": "～",
    "approx": "≈",
    "le": "≤",
    "leq": "≤",
    "leqslant": "≤",
    "ge": "≥",
    "geq": "≥",
    "geqslant": "≥",
    "ne": "≠",
    "neq": "≠",
    "lt": "<",
    "gt": ">",
    "circ": "°",
    "degree": "°",
    "ldots": "…",
    "cdots": "…",
    "dots": "…",
    "to": "→",
    "rightarrow": "→",
    "square": "□",
    "Box": "□",
    "checkmark": "✓",
    "bullet": "•",
    "star": "★",
    "triangle": "△",
    "prime": "′",
    "permil": "‰",
    "textperthousand": "‰",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "mu": "μ",
    "Omega": "Ω",
    "Phi": "Φ",
    "phi": "φ",
    "delta": "δ",
    "Delta": "Δ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "lambda": "λ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "Sigma": "Σ",
    "omega": "ω",
    "infty": "∞",
    "langle": "〈",
    "rangle": "〉",
    "lbrack": "[",
    "rbrack": "]",
    "vert": "|",
    "mid": "|",
    "S": "§",
    "bigcirc": "○",
    "blacksquare": "■",
    "blacktriangle": "▲",
    "bigstar": "★",
    "diamond": "◇",
    "circledast": "※",
    "quad": " ",
    "qquad": " ",
    "left": "",
    "right": "",
}
# What only says how letters look: \\mathrm{km} · \\text{万元}
_TEXT = frozenset(("text", "textbf", "textit", "textrm", "textsf", "mbox", "hbox"))
_FACES = ("mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathbb", "boldsymbol", "rm", "bf")
_LOOKS = _TEXT | {*_FACES, "operatorname", "underline", "overline", "textsuperscript"}
_SIZES = frozenset(
    ("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "displaystyle")
)
# \\% · \\times · ^ · _ · { · } · a space · any other letter
_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|([\^_{}])|(\s+)|(.)", re.DOTALL)
_DEPTH = 8


class _UnknownError(Exception):
    """A formula that is more than print."""


def plain_latex(formula: str, before: str = "") -> str | None:
    """A formula, without its dollar signs, as plain text; None for one that is more than that.

    Raised figures are marks ^[1] or powers as in ``index.raised``; ``before``: the text above.
    """
    try:
        tokens = list(_TOKEN.finditer(formula))
        text, at = _group(tokens, 0, before, False, 0)
        if at < len(tokens):
            return None
    except _UnknownError:
        return None
    return text.strip() or None


def _group(
    tokens: list[re.Match[str]], at: int, before: str, spaced: bool, depth: int
) -> tuple[str, int]:
    """The text up to the brace that closes, and the place behind it."""
    if depth > _DEPTH:
        raise _UnknownError
    parts: list[str] = []
    tail = before
    while at < len(tokens):
        if tokens[at][3] == "}":
            if depth == 0:
                raise _UnknownError
            return "".join(parts), at + 1
        piece, at = _piece(tokens, at, tail, spaced, depth)
        parts.append(piece)
        tail = (tail + piece)[-12:]
    if depth:
        raise _UnknownError
    return "".join(parts), at


def _piece(
    tokens: list[re.Match[str]], at: int, before: str, spaced: bool, depth: int
) -> tuple[str, int]:
    command, escaped, mark, space, letter = tokens[at].groups()
    if command is not None:
        return _command(tokens, at + 1, command, before, depth)
    if escaped is not None:
        return ("" if escaped in ",;:! " else escaped), at + 1
    if mark == "{":
        return _group(tokens, at + 1, before, spaced, depth + 1)
    if mark in ("^", "_"):
        inside, at = _argument(tokens, at + 1, "" if mark == "^" else before, depth)
        degree = inside in ("°", "′", "*")
        return (inside if mark == "_" or degree else _above(inside, before)), at
    if space is not None:
        return (" " if spaced else ""), at + 1
    return letter, at + 1


def _above(inside: str, before: str) -> str:
    """What stands raised; what is neither a mark nor a power is no plain text."""
    found = raised(inside, before)
    if found == inside and not inside.startswith("^["):
        raise _UnknownError
    return found


def _argument(
    tokens: list[re.Match[str]], at: int, before: str, depth: int, spaced: bool = False
) -> tuple[str, int]:
    while at < len(tokens) and tokens[at][4] is not None:
        at += 1
    if at >= len(tokens) or tokens[at][3] in ("}", "^", "_"):
        raise _UnknownError
    return _piece(tokens, at, before, spaced, depth + 1)


def _command(
    tokens: list[re.Match[str]], at: int, name: str, before: str, depth: int
) -> tuple[str, int]:
    if depth > _DEPTH:
        raise _UnknownError
    if name in _SIGNS:
        return _SIGNS[name], at
    if name in _SIZES:
        return "", at
    if name in _LOOKS:
        return _argument(tokens, at, before, depth, name in _TEXT)
    if name in ("textcircled", "circled"):
        inside, at = _argument(tokens, at, before, depth)
        if not (inside.isascii() and inside.isdecimal() and 1 <= int(inside[:3]) <= 20):
            raise _UnknownError
        return chr(0x245F + int(inside)), at
    if name in ("frac", "dfrac", "tfrac"):
        above, at = _argument(tokens, at, before, depth)
        below, at = _argument(tokens, at, "", depth)
        return f"{above}/{below}", at
    raise _UnknownError
