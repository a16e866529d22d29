# What is installed, and the Debian package. One reverse-DNS name for the desktop entry, the metadata, the icon and the file type.
set(KAMKE_ID org.kamke.Kamke)
install(DIRECTORY resources/networks/ DESTINATION ${CMAKE_INSTALL_DATADIR}/kamke/networks FILES_MATCHING PATTERN "*.h5")
install(DIRECTORY resources/lessons/ DESTINATION ${CMAKE_INSTALL_DATADIR}/kamke/lessons)
# Beside the digits their licence, which must go with every copy.
install(FILES resources/data/digits.h5 resources/data/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/kamke/data)
if(TARGET kamke)
    install(FILES resources/${KAMKE_ID}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/${KAMKE_ID}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES resources/${KAMKE_ID}.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
    install(FILES resources/icons/${KAMKE_ID}.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "The Kamke developers <developers@kamke.invalid>")
set(CPACK_PACKAGE_DESCRIPTION
    "Draw a box of inputs and see the true set of outputs beside the boxes of the
certification methods: exact, mixed monotone, entrywise Lipschitz, interval
bound propagation and Lipschitz. The weights can be edited while one watches.
Pick a handwritten digit, see whether it is certified or broken by an attack,
and which hidden units and pixels spend its margin; train networks of one's own.
kamke-cli gives the same numbers on the command line.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so no library names them: the platform plug-ins and the fonts of words and of formulas.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-qpa-plugins")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, fonts-dejavu-core, fonts-stix, qt6-wayland")
include(CPack)
