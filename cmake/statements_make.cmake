file(WRITE ${HEADER} "/* nothing yet */\n")
