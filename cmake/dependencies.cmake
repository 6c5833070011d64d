# The libraries Usta stands on, each included by one file of src/ (docs/decisions/0001).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz harfbuzz-subset)
pkg_check_modules(FRIBIDI REQUIRED IMPORTED_TARGET fribidi)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(CBOR REQUIRED IMPORTED_TARGET libcbor)
pkg_check_modules(GMP REQUIRED IMPORTED_TARGET gmp)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(EVENT REQUIRED IMPORTED_TARGET libevent libevent_openssl)
pkg_check_modules(SSL REQUIRED IMPORTED_TARGET libssl)
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)

find_path(HARU_INCLUDE_DIR hpdf.h REQUIRED) # libharu 2.3 brings no pkg-config file
find_library(HARU_LIBRARY hpdf REQUIRED)
add_library(haru INTERFACE)
target_include_directories(haru SYSTEM INTERFACE ${HARU_INCLUDE_DIR})
target_link_libraries(haru INTERFACE ${HARU_LIBRARY})
