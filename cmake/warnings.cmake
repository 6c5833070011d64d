# One set of warnings for gcc and clang, all of them errors.
add_compile_definitions(_GNU_SOURCE)
add_compile_options(
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wmissing-prototypes -Wvla -Wformat=2 -Wundef
    -Werror)
add_link_options(-Wl,--as-needed)
