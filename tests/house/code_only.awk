# code_only(line): a line of C without its comments and with its strings
# emptied, so that a check of code does not trip over words about code. Call it
# for every line in order.
function code_only(line,    out, n, i, c, two, quote) {
    if (FNR == 1)
        in_comment = 0
    if (!in_comment && line !~ /["'\/]/)
        return line
    n = length(line)
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (in_comment) {
            if (two == "*/") {
                in_comment = 0
                i++
            }
        } else if (quote != "") {
            if (c == "\\")
                i++
            else if (c == quote) {
                quote = ""
                out = out c
            }
        } else if (two == "/*") {
            in_comment = 1
            out = out " "
            i++
        } else if (two == "//") {
            break
        } else {
            if (c == "\"" || c == "'")
                quote = c
            out = out c
        }
    }
    return out
}
