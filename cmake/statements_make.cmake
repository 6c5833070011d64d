# Turns SOURCE (noun.sql) into HEADER: one `static const struct statement sql_NAME` per block, and
# their list, `statements_of_NOUN`. A block begins with `-- name: NAME` and runs to the next; a line
# `-- scans` (a reason may follow) says that it reads a whole table on purpose. Comment lines stay
# out of the text.
#
# Refused, as file:line: text before the first name, a name that is missing, odd or used twice, a
# block without text, a second statement in a block, and parameters that are not $1…$n numbered by
# first use (SQLite numbers them so, whatever they are called).

cmake_minimum_required(VERSION 3.25)

# CMake's lists treat these characters specially: out of the way while lines are walked.
string(ASCII 1 open_mark)
string(ASCII 2 close_mark)
string(ASCII 3 semicolon_mark)

file(READ ${SOURCE} lines)
string(REPLACE "[" "${open_mark}" lines "${lines}")
string(REPLACE "]" "${close_mark}" lines "${lines}")
string(REPLACE ";" "${semicolon_mark}" lines "${lines}")
string(REPLACE "\\" "\\\\" lines "${lines}") # as a C string wants it
string(REPLACE "\"" "\\\"" lines "${lines}")
string(REPLACE "\n" ";" lines "${lines}")

set(output "/* From ${NOUN}.sql by cmake/statements_make.cmake: do not edit. */\n")
string(TOUPPER "USTA_GENERATED_${NOUN}_SQL_H" guard)
string(APPEND output "#ifndef ${guard}\n#define ${guard}\n\n#include \"store/db.h\"\n")
set(list "")
set(names "")
set(number 0)
set(name "")

function(fail line fault)
    message(FATAL_ERROR "${SOURCE}:${line}: ${fault}")
endfunction()

function(check_parameters)
    set(highest 0)
    string(REGEX MATCHALL "\\$[A-Za-z0-9_]*" parameters "${plain}")
    foreach(parameter IN LISTS parameters)
        if(NOT parameter MATCHES "^\\$[1-9][0-9]*$")
            fail(${started} "statement '${name}' has a parameter '${parameter}' instead of a number")
        endif()
        string(SUBSTRING ${parameter} 1 -1 n)
        math(EXPR next "${highest} + 1")
        if(n GREATER next)
            fail(${started} "statement '${name}' uses $${n} before $${next}")
        elseif(n EQUAL next)
            set(highest ${n})
        endif()
    endforeach()
endfunction()

macro(finish_block)
    if(name)
        string(REGEX REPLACE "${semicolon_mark}[ \n]*$" "" plain "${plain}")
        if(plain MATCHES "^[ \n]*$")
            fail(${started} "statement '${name}' is empty")
        elseif(plain MATCHES "${semicolon_mark}")
            fail(${started} "statement '${name}' holds a second statement (a ';' inside it)")
        endif()
        check_parameters()
        string(REGEX REPLACE "${semicolon_mark}([^;]*)$" "\\1" text "${text}")
        string(APPEND output "\n__attribute__((unused)) static const struct statement sql_${name} = {"
                             "\n    \"${name}\",${text},\n    ${scans}};\n")
        string(APPEND list "    &sql_${name},\n")
    endif()
endmacro()

foreach(line IN LISTS lines)
    math(EXPR number "${number} + 1")
    if(line MATCHES "^-- name:(.*)$")
        string(STRIP "${CMAKE_MATCH_1}" given)
        finish_block()
        set(name "${given}")
        if(NOT name MATCHES "^[a-z][a-z0-9_]*$")
            fail(${number} "'${name}' is no name for a statement: small letters, digits and _")
        elseif("${name}" IN_LIST names)
            fail(${number} "statement '${name}' stands here twice")
        endif()
        list(APPEND names ${name})
        set(started ${number})
        set(scans false)
        set(text "")
        set(plain "")
    elseif(line MATCHES "^-- scans")
        if(NOT name)
            fail(${number} "'-- scans' before the first '-- name:'")
        endif()
        set(scans true)
    elseif(NOT line MATCHES "^ *(--.*)?$")
        if(NOT name)
            fail(${number} "text before the first '-- name:'")
        endif()
        string(APPEND text "\n    \"${line}\\n\"")
        string(REGEX REPLACE "--.*$" "" line "${line}")
        string(APPEND plain "${line}\n")
    endif()
endforeach()
finish_block()

string(APPEND output "\n__attribute__((unused)) static const struct statement *const"
                     " statements_of_${NOUN}[] = {\n${list}    NULL};\n\n#endif\n")
string(REPLACE "${open_mark}" "[" output "${output}")
string(REPLACE "${close_mark}" "]" output "${output}")
string(REPLACE "${semicolon_mark}" ";" output "${output}")
file(WRITE ${HEADER} "${output}")
