# statements(TARGET FOLDER): turns every noun.sql of the calling folder into FOLDER/noun_sql.h, a
# header of named statements that noun.c includes (see cmake/statements_make.cmake). Everything that
# links TARGET is built after its headers.
function(statements target folder)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.sql)
    set(headers "")
    foreach(source ${sources})
        get_filename_component(noun ${source} NAME_WE)
        set(header ${PROJECT_BINARY_DIR}/generated/${folder}/${noun}_sql.h)
        add_custom_command(
            OUTPUT ${header}
            COMMAND ${CMAKE_COMMAND} -DSOURCE=${source} -DHEADER=${header} -DNOUN=${noun}
                    -P ${PROJECT_SOURCE_DIR}/cmake/statements_make.cmake
            DEPENDS ${source} ${PROJECT_SOURCE_DIR}/cmake/statements_make.cmake
            COMMENT "statements of ${folder}/${noun}.sql")
        list(APPEND headers ${header})
    endforeach()
    if(headers)
        add_custom_target(${target}_sql DEPENDS ${headers})
        add_dependencies(${target} ${target}_sql)
        target_include_directories(${target} PUBLIC ${PROJECT_BINARY_DIR}/generated)
    endif()
endfunction()
