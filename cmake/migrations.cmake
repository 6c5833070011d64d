# migrations(TARGET FOLDER): embeds migrations/NNNN-title.sql of the calling folder, in order, as
# FOLDER/migrations.h (see cmake/migrations_make.cmake).
function(migrations target folder)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql)
    set(header ${PROJECT_BINARY_DIR}/generated/${folder}/migrations.h)
    list(JOIN sources "|" joined)
    add_custom_command(
        OUTPUT ${header}
        COMMAND ${CMAKE_COMMAND} "-DSOURCES=${joined}" -DHEADER=${header}
                -P ${PROJECT_SOURCE_DIR}/cmake/migrations_make.cmake
        DEPENDS ${sources} ${PROJECT_SOURCE_DIR}/cmake/migrations_make.cmake
        COMMENT "migrations of ${folder}"
        VERBATIM)
    add_custom_target(${target}_migrations DEPENDS ${header})
    add_dependencies(${target} ${target}_migrations)
endfunction()
