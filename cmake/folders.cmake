# One static library a folder of src/, named mockdata_<folder>; x_test.cc beside x.cc goes into <folder>_test,
# x_bench.cc into <folder>_bench, and x_fuzz.cc becomes the program x_fuzz. A folder may link the folders named after it, and nothing else.
find_package(Threads REQUIRED)
if(MOCKDATA_TESTS)
  find_package(GTest REQUIRED)
endif()
if(MOCKDATA_BENCH)
  find_package(benchmark REQUIRED)
endif()

# Folders that wait for networks, people and disks, and the tests, are compiled for a short build: half the time of -O3.
set(mockdata_cold_folders http secrets serve report workflow cli)
set(mockdata_cold $<$<CONFIG:Release>:-O1>)

# Everything that ctest runs.
add_custom_target(unit_tests)
# Every x_fuzz.cc, where MOCKDATA_FUZZ is on.
add_custom_target(fuzzers)

function(mockdata_folder name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cc)
  set(tests ${sources})
  set(benches ${sources})
  list(FILTER sources EXCLUDE REGEX "_(test|bench|main|fuzz|probe)\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER benches INCLUDE REGEX "_bench\\.cc$")
  set_property(GLOBAL APPEND PROPERTY mockdata_folders ${name})
  get_property(folders GLOBAL PROPERTY mockdata_folders)
  if(NOT sources)
    return()
  endif()
  add_library(mockdata_${name} STATIC ${sources})
  target_link_libraries(mockdata_${name} PUBLIC Threads::Threads)
  if(name IN_LIST mockdata_cold_folders)
    target_compile_options(mockdata_${name} PRIVATE ${mockdata_cold})
  endif()
  foreach(dependency ${ARGN})
    if(TARGET mockdata_${dependency})
      target_link_libraries(mockdata_${name} PUBLIC mockdata_${dependency})
    elseif(NOT dependency IN_LIST folders)  # a folder without sources yet is no library
      target_link_libraries(mockdata_${name} PUBLIC ${dependency})
    endif()
  endforeach()
  if(MOCKDATA_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test mockdata_${name} GTest::gtest_main)
    target_compile_options(${name}_test PRIVATE ${mockdata_cold})
    target_compile_definitions(${name}_test PRIVATE MOCKDATA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test)
    add_dependencies(unit_tests ${name}_test)
  endif()
  if(MOCKDATA_TESTS)  # x_probe.cc: a program for end-to-end tests
    file(GLOB_RECURSE probes CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*_probe.cc)
    foreach(probe ${probes})
      get_filename_component(program ${probe} NAME_WE)
      add_executable(${program} ${probe})
      target_link_libraries(${program} mockdata_${name})
    endforeach()
  endif()
  if(MOCKDATA_FUZZ)
    file(GLOB_RECURSE fuzzers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*_fuzz.cc)
    foreach(fuzzer ${fuzzers})
      get_filename_component(program ${fuzzer} NAME_WE)
      add_executable(${program} ${fuzzer})
      target_link_libraries(${program} mockdata_${name})
      target_link_options(${program} PRIVATE -fsanitize=fuzzer)
      add_dependencies(fuzzers ${program})
    endforeach()
  endif()
  if(MOCKDATA_BENCH AND benches)
    add_executable(${name}_bench ${benches})
    target_link_libraries(${name}_bench mockdata_${name} benchmark::benchmark_main)
  endif()
endfunction()

# In dependency order: arrows only point to earlier lines.
mockdata_folder(base)
mockdata_folder(random base)
mockdata_folder(identifiers base)
mockdata_folder(template base)
mockdata_folder(semantics template base)
mockdata_folder(block base)
mockdata_folder(vocabulary random block base)
mockdata_folder(pattern random block base)
mockdata_folder(derive block base)
mockdata_folder(persons identifiers random block vocabulary base)
mockdata_folder(providers persons identifiers pattern random block vocabulary template base)
mockdata_folder(relations random block template base)
mockdata_folder(plan relations providers persons derive pattern semantics vocabulary template block base)
mockdata_folder(generate plan block base)
mockdata_folder(formats block base zstd snappy lz4 z)
mockdata_folder(http base curl z)
mockdata_folder(secrets http base)
mockdata_folder(discover http secrets semantics pattern template base cmark-gfm cmark-gfm-extensions pugixml)
mockdata_folder(land formats generate template block base crypto)
mockdata_folder(verify template base zstd snappy lz4 z)
mockdata_folder(serve formats generate plan block base cpp-httplib)
mockdata_folder(report base)
mockdata_folder(workflow land verify discover serve report secrets formats generate plan providers pattern semantics template base)
mockdata_folder(cli workflow)

# Debian builds cpp-httplib with TLS: its classes have other members then, so the header has to be read the same way.
target_compile_definitions(mockdata_serve PUBLIC CPPHTTPLIB_OPENSSL_SUPPORT)

# The table of safe identifiers is data; the library carries it as one text.
file(GLOB identifier_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/identifiers/lists/*.txt
     ${PROJECT_SOURCE_DIR}/data/identifiers/*.tsv)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/range_data.cc
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${PROJECT_BINARY_DIR}/range_data.cc -DSOURCE=${PROJECT_SOURCE_DIR}
          -P ${PROJECT_SOURCE_DIR}/cmake/range_data.cmake
  DEPENDS ${identifier_files} ${PROJECT_SOURCE_DIR}/cmake/range_data.cmake)
target_sources(mockdata_identifiers PRIVATE ${PROJECT_BINARY_DIR}/range_data.cc)

# Short forms of given names, likewise.
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/nickname_data.cc
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${PROJECT_BINARY_DIR}/nickname_data.cc -DSOURCE=${PROJECT_SOURCE_DIR}
          -P ${PROJECT_SOURCE_DIR}/cmake/nickname_data.cmake
  DEPENDS ${PROJECT_SOURCE_DIR}/data/persons/nicknames.tsv ${PROJECT_SOURCE_DIR}/cmake/nickname_data.cmake ${PROJECT_SOURCE_DIR}/cmake/text_literal.cmake)
target_sources(mockdata_persons PRIVATE ${PROJECT_BINARY_DIR}/nickname_data.cc)

# So is the lexicon of field names.
file(GLOB lexicon_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/lexicon/*.tsv)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/lexicon_data.cc
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${PROJECT_BINARY_DIR}/lexicon_data.cc -DSOURCE=${PROJECT_SOURCE_DIR}
          -P ${PROJECT_SOURCE_DIR}/cmake/lexicon_data.cmake
  DEPENDS ${lexicon_files} ${PROJECT_SOURCE_DIR}/cmake/lexicon_data.cmake ${PROJECT_SOURCE_DIR}/cmake/text_literal.cmake)
target_sources(mockdata_semantics PRIVATE ${PROJECT_BINARY_DIR}/lexicon_data.cc)
# Compiled by a program of the folder itself, so that a start parses nothing; the text stays for files that users add to it.
add_executable(lexicon_compile src/semantics/lexicon_compile_main.cc src/semantics/lexicon_reader.cc src/semantics/lexicon_writer.cc
               src/semantics/lexicon.cc src/semantics/names.cc src/semantics/short_forms.cc)
target_link_libraries(lexicon_compile mockdata_base)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/lexicon.pack
  COMMAND lexicon_compile ${PROJECT_SOURCE_DIR}/data/lexicon ${PROJECT_BINARY_DIR}/lexicon.pack
  DEPENDS lexicon_compile ${lexicon_files})
set_source_files_properties(${PROJECT_SOURCE_DIR}/src/semantics/lexicon_shipped.cc PROPERTIES
  COMPILE_DEFINITIONS MOCKDATA_LEXICON_PACK="${PROJECT_BINARY_DIR}/lexicon.pack" OBJECT_DEPENDS ${PROJECT_BINARY_DIR}/lexicon.pack)

# Vocabulary: data/vocabulary compiled into packs, which stand beside the programs.
add_executable(vocabulary_compile src/vocabulary/vocabulary_compile_main.cc)
target_link_libraries(vocabulary_compile mockdata_vocabulary)
file(GLOB_RECURSE vocabulary_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/vocabulary/*.txt)
set(vocabulary_packs ${PROJECT_BINARY_DIR}/vocabulary/default.pack ${PROJECT_BINARY_DIR}/vocabulary/more.pack)
add_custom_command(OUTPUT ${vocabulary_packs}
  COMMAND vocabulary_compile ${PROJECT_SOURCE_DIR}/data/vocabulary ${PROJECT_BINARY_DIR}/vocabulary
  DEPENDS vocabulary_compile ${vocabulary_files})
add_custom_target(vocabulary_packs ALL DEPENDS ${vocabulary_packs})
if(TARGET providers_test)  # its examples read the packs
  add_dependencies(providers_test vocabulary_packs)
endif()

# Tools of the tests.
if(MOCKDATA_TESTS)
  if(TARGET discover_test)
    target_link_libraries(discover_test yaml-cpp)  # what our own reader of YAML is compared with
  endif()
  add_executable(landed_dump src/verify/landed_dump_main.cc)
  target_link_libraries(landed_dump mockdata_verify)
  add_executable(land_toy src/land/land_toy_main.cc)
  target_link_libraries(land_toy mockdata_land)
  add_executable(identifiers_dump src/identifiers/identifiers_dump_main.cc)
  target_link_libraries(identifiers_dump mockdata_identifiers mockdata_verify)
  add_executable(semantics_speed src/semantics/semantics_speed_main.cc)
  target_link_libraries(semantics_speed mockdata_semantics)
  add_library(arrow_c_probe SHARED tests/tools/arrow_c_probe.cc)
  target_link_libraries(arrow_c_probe mockdata_formats)
  add_executable(shapes_make tests/tools/shapes_make.cc)
  target_link_libraries(shapes_make mockdata_formats)
  add_executable(landed_make tests/tools/landed_make.cc)
  target_link_libraries(landed_make mockdata_formats)
  add_executable(matrix_make tests/tools/matrix_make.cc)
  target_link_libraries(matrix_make mockdata_formats)
endif()

# The two programs, one under two names; the rest of the tests' helpers.
if(TARGET mockdata_cli)
  add_executable(mockdata ${PROJECT_SOURCE_DIR}/src/cli/mockdata_main.cc)
  target_link_libraries(mockdata mockdata_cli)
  add_custom_target(programs ALL DEPENDS mockdata ${vocabulary_packs}
                    COMMAND ${CMAKE_COMMAND} -E create_hardlink $<TARGET_FILE:mockdata> $<TARGET_FILE_DIR:mockdata>/generate-mock-data)
endif()
