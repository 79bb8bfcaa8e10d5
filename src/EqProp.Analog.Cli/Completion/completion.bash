# Completes eqprop in bash. In ~/.bashrc: source <(eqprop completion bash)
_eqprop() {
    local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" item
    line="${line#*[[:space:]]}"
    COMPREPLY=()
    while IFS= read -r item; do
        [[ "$item" == "$word"* ]] && COMPREPLY+=("$item")
    done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o bashdefault -o default -F _eqprop eqprop
