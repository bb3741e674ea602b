"""Which content a command works with: the shipped one, or an authority's own laid over it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from docgen.pipeline import Content, load_content

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_LAYER: Final = "docgen.content"


def content_option() -> Decorator:
    """Give a command the option `--content`, which the environment may answer, too."""
    return click.option(
        "--content",
        metavar="ORDNER",
        type=click.Path(path_type=Path),
        envvar="DOCGEN_CONTENT",
        expose_value=False,
        callback=_remember,
        help="Ordner mit eigenen Inhalten, die über die mitgelieferten gelegt werden "
        "(sonst der aus DOCGEN_CONTENT).",
    )


def chosen_content() -> Content:
    """Load the content that the running command was told to work with.

    Errors: BrokenInstallationError with everything that is wrong with it.
    """
    return load_content(layer=click.get_current_context().meta.get(_LAYER))


def _remember(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    ctx.meta[_LAYER] = value
