# statements(TARGET FOLDER): turns every noun.sql of the calling folder into FOLDER/noun_sql.h, a
# header of named statements that noun.c includes (see cmake/statements_make.cmake).
function(statements target folder)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.sql)
    foreach(source ${sources})
        get_filename_component(noun ${source} NAME_WE)
        set(header ${PROJECT_BINARY_DIR}/generated/${folder}/${noun}_sql.h)
        add_custom_command(
            OUTPUT ${header}
            COMMAND ${CMAKE_COMMAND} -DSOURCE=${source} -DHEADER=${header} -DNOUN=${noun}
                    -P ${PROJECT_SOURCE_DIR}/cmake/statements_make.cmake
            DEPENDS ${source} ${PROJECT_SOURCE_DIR}/cmake/statements_make.cmake
            COMMENT "statements of ${folder}/${noun}.sql")
        target_sources(${target} PRIVATE ${header})
    endforeach()
    target_include_directories(${target} PUBLIC ${PROJECT_BINARY_DIR}/generated)
endfunction()
