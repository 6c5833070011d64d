/* Universal signature forgery [MMM19, 4.1]: the signature is made unreadable, so that a lenient
 * reader shows it and checks nothing. */
#include "forged.h"

#define ALTERED(name, from, to)                                                                    \
    {                                                                                              \
        "universal, " name, forged_text, VERDICT_ALTERED, from, to, 0                              \
    }
#define UNREADABLE(name, from, to)                                                                 \
    {                                                                                              \
        "universal, " name, forged_text, VERDICT_UNREADABLE, from, to, 0                           \
    }
#define BAD(name, from, to)                                                                        \
    {                                                                                              \
        "universal, " name, forged_text, VERDICT_BAD_SIGNATURE, from, to, 0                        \
    }

static const struct forgery list[] = {
    ALTERED("ByteRange missing", "/ByteRange [0 ", "/ByteRangX [0 "),
    ALTERED("ByteRange null", "/ByteRange [0 ", "/ByteRange null /X [0 "),
    ALTERED("ByteRange empty", "/ByteRange [0 ", "/ByteRange [] %"),
    ALTERED("ByteRange zero", "/ByteRange [0 ", "/ByteRange [0 0 0 0] %"),
    ALTERED("ByteRange negative", "/ByteRange [0 ", "/ByteRange [-1 "),
    ALTERED("ByteRange too large", "/ByteRange [0 ", "/ByteRange [99999999999999999999 "),
    ALTERED("ByteRange overflows", "/ByteRange [0 ", "/ByteRange [4294967296 "),
    ALTERED("ByteRange by reference", "/ByteRange [0 ", "/ByteRange 5 0 R %"),
    ALTERED("ByteRange twice", "/ByteRange [0 ", "/ByteRange [0 1 2 3] /ByteRange [0 "),
    ALTERED("Contents missing", "/Contents <30", "/ContentX <30"),
    ALTERED("Contents null", "/Contents <30", "/Contents null /X <30"),
    ALTERED("Contents empty", "/Contents <30", "/Contents <> /X <30"),
    ALTERED("Contents zero", "/Contents <30", "/Contents <00> /X <30"),
    ALTERED("Contents a string", "/Contents <30", "/Contents (0) /X <30"),
    ALTERED("Contents by reference", "/Contents <30", "/Contents 5 0 R /X <30"),
    ALTERED("Contents twice", "/Contents <30", "/Contents <00> /Contents <30"),
    ALTERED("Contents longer", "/Contents <30", "/Contents <0030"),
    BAD("Contents of another kind", "/Contents <30", "/Contents <31"),
    BAD("Contents in capitals", "/Contents <3082", "/Contents <3A82"),
    UNREADABLE("SubFilter missing", "/SubFilter /ETSI.CAdES.detached\n", ""),
    UNREADABLE("SubFilter another", "/SubFilter /ETSI.CAdES.detached",
               "/SubFilter /adbe.pkcs7.sha1"),
    UNREADABLE("SubFilter of a timestamp", "/SubFilter /ETSI.CAdES.detached",
               "/SubFilter /ETSI.RFC3161"),
    ALTERED("Filter another", "/Filter /Adobe.PPKLite", "/Filter /Other"),
    ALTERED("Type missing", "/Type /Sig\n", ""),
    ALTERED("Type of a timestamp", "/Type /Sig\n", "/Type /DocTimeStamp\n"),
    ALTERED("value missing", "/V ", "/VX "),
    ALTERED("field of another type", "/FT /Sig", "/FT /Btn"),
    ALTERED("form without signatures", "/SigFlags 3", "/SigFlags 0"),
    ALTERED("form with XFA", "/SigFlags 3", "/SigFlags 3 /XFA null"),
    ALTERED("form missing", "/AcroForm", "/AcroFrom"),
};

const struct forgeries forged_universal = {list, COUNT(list)};
