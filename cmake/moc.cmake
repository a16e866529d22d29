# AUTOMOC gives moc the folders of all headers of Qt, Eigen and the others, which it then reads anew for every class: a tenth of the
# time of building the whole program. Nothing that moc has to know of our classes stands there, so it is called without them.
function(kamke_moc target)
    get_target_property(location Qt6::moc IMPORTED_LOCATION)
    if(NOT location)
        get_target_property(location Qt6::moc IMPORTED_LOCATION_NONE)
    endif()
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/moc @ONLY CONTENT [[#!/bin/sh
for argument; do
    shift
    case $argument in
    -I*) ;;
    *) set -- "$@" "$argument" ;;
    esac
done
exec "@location@" "$@"
]])
    file(CHMOD ${CMAKE_BINARY_DIR}/moc PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE)
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTOMOC_EXECUTABLE ${CMAKE_BINARY_DIR}/moc AUTOMOC_COMPILER_PREDEFINES OFF)
endfunction()
