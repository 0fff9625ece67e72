# cmake -DIN=file -DOUT=file.c -DNAME=symbol -P embed.cmake
# A file as a C array, so that the program needs no file at run time.
file(READ "${IN}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "((0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],)(0x[0-9a-f][0-9a-f],))" "\\1\n" bytes "${bytes}")
file(WRITE "${OUT}" "#include \"reports/stylesheet.h\"\n\
const unsigned char ${NAME}[] = {\n${bytes}0x00\n};\n\
const unsigned long ${NAME}_len = sizeof ${NAME} - 1;\n")
