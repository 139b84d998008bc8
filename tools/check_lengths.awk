# Lines of at most 100 columns, functions of at most 60 lines, files of at most 600. A function of C
# stands between a brace alone in the first column and the next one. Read in the C locale: the bytes
# of a character after its first are not counted.
BEGIN { columns = 100; function_lines = 60; file_lines = 600 }
FNR == 1 {
	end_file()
	file = FILENAME
	begin = 0
	is_c = file ~ /\.[ch]$/
}
{
	lines = FNR
	if (length($0) > columns) {
		text = $0
		gsub(/[\200-\277]/, "", text)
		width = length(text)
		if (width > columns)
			print file ":" FNR ": " width " columns"
	}
}
is_c && /^\{/ { begin = FNR }
is_c && /^\}/ && begin {
	if (FNR - begin - 1 > function_lines)
		print file ":" begin ": a function of " FNR - begin - 1 " lines"
	begin = 0
}
END { end_file() }

function end_file()
{
	if (lines > file_lines && file !~ /\.css$/)
		print file ":" lines ": a file of " lines " lines"
	lines = 0
}
