# bash completion for anju: its commands, the options of each, files where files are wanted.
_anju() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
	local help
	if [ "$COMP_CWORD" = 1 ]; then
		help=$(anju --help 2>/dev/null | sed -n 's/^  \([a-z]*\)\( .*\|\)$/\1/p')
		mapfile -t COMPREPLY < <(compgen -W "$help --help --version" -- "$word")
		return
	fi
	case $before in
	--data) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
	--map | --key | --against | --tls-cert | --tls-key)
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
		;;
	esac
	case $word in
	-*)
		help=$(anju "$command" --help 2>/dev/null | grep -o -- '--[a-z-]*' | sort -u)
		mapfile -t COMPREPLY < <(compgen -W "$help --help" -- "$word")
		;;
	*) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
	esac
}
complete -o filenames -F _anju anju
