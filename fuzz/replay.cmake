# fuzz_replay(<room> <name> [LIBS ...]): fuzz/fuzz_<name>.c over its seeds in
# fuzz/corpus/<name>/ as the ctest entry fuzz.<name>, without libFuzzer.
function(fuzz_replay room_name name)
    cmake_parse_arguments(F "" "" "LIBS" ${ARGN})
    set(target replay_${name})
    add_executable(${target} ${PROJECT_SOURCE_DIR}/fuzz/replay_main.c
        ${PROJECT_SOURCE_DIR}/fuzz/fuzz_${name}.c)
    target_link_libraries(${target} PRIVATE ${F_LIBS} ${room_name} house)
    target_compile_options(${target} PRIVATE -Wno-missing-prototypes)
    add_test(NAME fuzz.${name} COMMAND ${target}
        ${PROJECT_SOURCE_DIR}/fuzz/corpus/${name})
    set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 120
        FAIL_REGULAR_EXPRESSION
        "LeakSanitizer|AddressSanitizer|runtime error:")
endfunction()
