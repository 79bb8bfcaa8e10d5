#compdef eqprop
# Completes eqprop in zsh. In ~/.zshrc, after compinit: source <(eqprop completion zsh)
_eqprop() {
    local line="${(j: :)words[2,CURRENT]}"
    local -a items
    items=("${(@f)$(eqprop "[suggest:${#line}]" "$line" 2>/dev/null)}")
    compadd -a items
    _files
}
compdef _eqprop eqprop
