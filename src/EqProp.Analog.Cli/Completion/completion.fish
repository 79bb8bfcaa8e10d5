# Completes eqprop in fish. In ~/.config/fish/config.fish: eqprop completion fish | source
function __eqprop_suggest
    set -l words (commandline -opc) (commandline -ct)
    set -l line (string join ' ' -- $words[2..-1])
    eqprop "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c eqprop -a '(__eqprop_suggest)'
