"""cop completion: the lines that let a shell complete commands and references."""

import sys
from typing import Annotated

import typer

from cop.console.session import Context

app = typer.Typer(rich_markup_mode=None)

SCRIPTS = {
    "bash": r"""_cop() {
    local IFS=$'\n' line current=${COMP_WORDS[COMP_CWORD]}
    local typed="${COMP_WORDS[*]}"
    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%%$'\t'*}
        case $current in
            [\"\']*) [[ $line == *[\"\'\\\$\`!]* ]] || COMPREPLY+=("$line") ;; # what a quote would let run is left out
            *) COMPREPLY+=("$(printf %q "$line")") ;;
        esac
    done < <(
        export _COP_COMPLETE=bash
        { COMP_WORDS=$typed COMP_CWORD=$COMP_CWORD PYTHON ||
            COMP_WORDS=$typed COMP_CWORD=$COMP_CWORD "$1"; } 2>/dev/null
    )
}
complete -o default -F _cop cop
""",
    "zsh": r"""#compdef cop
_cop() {
    local -a found
    local line typed="${(F)${(@Q)words}}"
    local -x _COP_COMPLETE=zsh COMP_WORDS=$typed COMP_CWORD=$((CURRENT - 1))
    for line in "${(@f)$({ PYTHON || $words[1] } 2>/dev/null)}"; do
        [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( $#found )); then
        _describe -V cop found -U
    else
        _files
    fi
}
if [[ $funcstack[1] == _cop ]]; then _cop "$@"; else compdef _cop cop; fi
""",
    "fish": r"""function _cop
    set -l words (commandline -xpc 2>/dev/null; or commandline -opc) (commandline -ct)
    set -lx _COP_COMPLETE fish
    set -lx COMP_CWORD (math (count $words) - 1)
    set -lx COMP_WORDS (string join \n -- $words | string collect -N)
    set -l found (begin; PYTHON; or cop; end 2>/dev/null)
    if count $found >/dev/null
        string join \n -- $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c cop -f -a '(_cop)'
""",
    "powershell": r"""Register-ArgumentCompleter -Native -CommandName cop -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | ForEach-Object { "$_".Trim('"', "'") })
    if ($wordToComplete -eq '') { $words += '' }
    $env:_COP_COMPLETE = 'powershell'
    $env:COMP_WORDS = $words -join "`n"
    $env:COMP_CWORD = $words.Count - 1
    try {
        cop | ForEach-Object {
            $word, $about = "$_".Split("`t", 2)
            $text = if ($word -match '[\s''"]') { '"' + $word + '"' } else { $word }
            $tip = if ($about) { $about } else { $word }
            [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $tip)
        }
    } finally {
        Remove-Item Env:_COP_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
    }
}
""",
}
"""What each shell runs at its start. It asks Python itself, for the `cop` that installers make first loads
what nothing here needs; and cop where that Python is gone."""
ANSWER = "from cop.completion.answering import main; main()"


@app.command("completion")
def completion(
    ctx: Context,
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish|powershell", help="Which shell it is for.")],
) -> None:
    """Print the lines that let a shell complete commands and references."""
    import shlex

    from cop.kernel.errors import BadInput

    if shell not in SCRIPTS:
        raise BadInput(f'there is no completion for "{shell}"', f"it is made for {', '.join(SCRIPTS)}")
    python = f"{shlex.quote(sys.executable)} -P -c {shlex.quote(ANSWER)}"
    typer.echo(SCRIPTS[shell].replace("PYTHON", python), nl=False)
