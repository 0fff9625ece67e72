# Prints C source with comments gone and the insides of strings emptied, so
# that a check of code does not trip over words about code. Lines stay where
# they are. Include lines pass whole.
{
    if (!in_comment && $0 ~ /^[ \t]*#[ \t]*include/) {
        print
        next
    }
    out = ""
    n = length($0)
    for (i = 1; i <= n; i++) {
        c = substr($0, i, 1)
        two = substr($0, i, 2)
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
    quote = "" # a string does not run over a line
    print out
}
