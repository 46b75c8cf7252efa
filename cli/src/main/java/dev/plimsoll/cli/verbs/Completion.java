package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;

/// Prints a script that completes verbs, options, kinds and the names of what is there.
public final class Completion implements Verb {
    /// Words end where the shell says they do; `:files` in an answer means that file names belong there.
    private static final String BASH = """
        _plimsoll() {
            local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} line
            local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
            # Bash takes = and : for ends of words; an equals sign belongs to the word before it.
            COMPREPLY=()
            while IFS= read -r line; do
                if [[ $line == :files ]]; then
                    compopt -o default -o filenames
                    COMPREPLY+=($(compgen -f -- "$current"))
                else
                    COMPREPLY+=("${line%%$'\\t'*}")
                fi
            done < <("$program" __complete -- "${words[@]}" 2>/dev/null)
            if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
                compopt -o nospace
            fi
        }
        complete -F _plimsoll plimsoll ./plimsoll
        """;
    private static final String ZSH = """
        #compdef plimsoll
        _plimsoll() {
            local line name
            local -a found
            while IFS= read -r line; do
                if [[ $line == :files ]]; then
                    _files
                else
                    name=${line%%$'\\t'*}
                    [[ $line == *$'\\t'* ]] && found+=("${name//:/\\\\:}:${line#*$'\\t'}") || found+=("${name//:/\\\\:}")
                fi
            done < <("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
            (( ${#found} )) && _describe -V plimsoll found
        }
        if [[ $funcstack[1] == _plimsoll ]]; then
            _plimsoll "$@"
        else
            compdef _plimsoll plimsoll
        fi
        """;
    private static final String FISH = """
        function __plimsoll_complete
            set -l words (commandline -opc) (commandline -ct)
            set -l found ($words[1] __complete -- $words[2..-1] 2>/dev/null)
            for line in $found
                if test "$line" = ":files"
                    __fish_complete_path (commandline -ct)
                else
                    printf '%s\\n' $line
                end
            end
        end
        complete -c plimsoll -f -a '(__plimsoll_complete)'
        """;
    private final Session session;
    private String shell = "";

    public Completion(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("SHELL", "bash, zsh or fish", text -> shell = text)
            .examples("source <(plimsoll completion bash)", "plimsoll completion zsh > ~/.zfunc/_plimsoll", "plimsoll completion fish > ~/.config/fish/completions/plimsoll.fish");
    }

    @Override
    public int run() {
        session.out().print(switch (shell) {
            case "bash" -> BASH;
            case "zsh" -> ZSH;
            case "fish" -> FISH;
            default -> throw Trouble.usage("there is no completion for '" + shell + "'", "it is made for bash, zsh and fish");
        });
        return ExitCode.DONE;
    }
}
