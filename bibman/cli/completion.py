from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete commands, options, keys and articles.

    The line for bash belongs at the end of ~/.bashrc, that for zsh at the end of ~/.zshrc (after compinit).

    \b
    eval "$(bibman completion bash)"
    eval "$(bibman completion zsh)"
    bibman completion fish > ~/.config/fish/completions/bibman.fish
    """
    from click.shell_completion import get_completion_class

    from bibman.cli import COMPLETION

    made = get_completion_class(shell)
    assert made is not None  # the three shells of the choice are click's own
    script = made(ctx.find_root().command, {}, "bibman", COMPLETION).source()
    # What follows the first comma belongs to the value and its help, and may hold more of them.
    click.echo(script.replace('string split ","', 'string split -m 1 ","'))
