# Unity builds: with KAMKE_UNITY the files of one folder are compiled together, some at a time. Most of the time of compiling a
# file goes into the headers of Qt and Eigen, which are then read once for all of them. Groups never cross a folder, so that a new file
# changes the groups of its own folder only and a compiler cache still serves the others. Files whose path matches ALONE stay on their
# own: rows of one list that all call their private parts by the same names.
function(kamke_unity target)
    cmake_parse_arguments(ARG "" "SIZE;ALONE" "SOURCES" ${ARGN})
    if(NOT KAMKE_UNITY)
        return()
    endif()
    # GCC takes a class of a .cpp file for one that other files might define otherwise, since it reads it from another file.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    list(FILTER ARG_SOURCES INCLUDE REGEX "\\.cpp$")
    if(ARG_ALONE)
        list(FILTER ARG_SOURCES EXCLUDE REGEX "${ARG_ALONE}")
    endif()
    foreach(source ${ARG_SOURCES})
        cmake_path(GET source PARENT_PATH folder)
        cmake_path(GET folder FILENAME folder)
        if(NOT DEFINED count_${folder})
            set(count_${folder} 0)
        endif()
        math(EXPR number "${count_${folder}} / ${ARG_SIZE}")
        math(EXPR count_${folder} "${count_${folder}} + 1")
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP "${folder}${number}")
    endforeach()
endfunction()
