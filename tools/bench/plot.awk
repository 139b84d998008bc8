# Two small pictures of growth side by side: each line a page, x logarithmic, y ms at the server.
# Input: size TAB page TAB ms, one file a picture.
BEGIN {
	FS = "\t"
	W = 460; H = 250; L = 44; B = 40; T = 26; R = 150
	split("#1668dc #d46b08 #389e0d #722ed1 #cf1322 #08979c", colour, " ")
}
FNR == 1 {
	picture++
	title[picture] = FILENAME
	sub(/.*growth-/, "", title[picture])
}
{
	if (!((picture, $2) in index_of)) {
		index_of[picture, $2] = ++pages[picture]
		name[picture, pages[picture]] = $2
	}
	i = index_of[picture, $2]
	n = ++count[picture, i]
	x[picture, i, n] = $1
	y[picture, i, n] = $3
	if ($3 > top[picture]) top[picture] = $3
	if (!(picture in least) || $1 < least[picture]) least[picture] = $1
	if ($1 > most[picture]) most[picture] = $1
	sizes[picture, $1] = 1
}
function px(p, v) {
	return L + (W - L - R) * (log(v) - log(least[p])) / (log(most[p]) - log(least[p]) + 1e-9)
}
function py(p, v) { return H - B - (H - B - T) * v / (top[p] + 1e-9) }
function text(at_x, at_y, how, what) {
	printf "<text x=\"%d\" y=\"%d\"%s>%s</text>\n", at_x, at_y, how, what
}
function axes(p, key, part) {
	text(L, 16, " font-weight=\"bold\"", title[p] ": ms at the server")
	printf "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>\n", L, T, H - B, W - R
	text(L - 4, T + 8, " text-anchor=\"end\"", sprintf("%.1f", top[p]))
	text(L - 4, H - B, " text-anchor=\"end\"", "0")
	for (key in sizes) {
		split(key, part, SUBSEP)
		if (part[1] == p)
			text(px(p, part[2]), H - B + 16, " text-anchor=\"middle\"", part[2])
	}
}
function line(p, i, d, k) {
	d = ""
	for (k = 1; k <= count[p, i]; k++)
		d = d sprintf("%s%.1f %.1f", k > 1 ? "L" : "M", px(p, x[p, i, k]), py(p, y[p, i, k]))
	printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", d, colour[i]
	printf "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>\n", W - R + 8,
		T + 18 * i - 9, colour[i]
	text(W - R + 22, T + 18 * i, "", name[p, i])
}
END {
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", W * picture, H
	print " font-family=\"sans-serif\" font-size=\"11\">"
	print "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
	for (p = 1; p <= picture; p++) {
		printf "<g transform=\"translate(%d 0)\">\n", W * (p - 1)
		axes(p)
		for (i = 1; i <= pages[p]; i++)
			line(p, i)
		print "</g>"
	}
	print "</svg>"
}
