from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    eval "$(bibman completion bash)"
    bibman completion fish > ~/.config/fish/completions/bibman.fish
    """
    from click.shell_completion import get_completion_class

    from bibman.cli import COMPLETION

    made = get_completion_class(shell)
    assert made is not None  # the three shells of the choice are click's own
    click.echo(made(ctx.find_root().command, {}, "bibman", COMPLETION).source())
