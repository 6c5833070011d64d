#include "certify/signer_info.h"

#include "certify/der.h"

fallible signer_info_find(struct signer_info *out, struct bytes infos)
{
    struct der_element info, element;
    TRY(der_next(&info, &infos, DER_SEQUENCE, "signer info"));
    TRY_AS(der_end(infos, "the one signer info"), "RFC 5652, 5.1");
    struct bytes rest = info.content;
    TRY(der_next(&element, &rest, DER_INTEGER, "signer info's version"));
    TRY(der_next(&element, &rest, DER_SEQUENCE, "signer's issuer and serial number"));
    out->issuer_and_serial = element.content;
    TRY(der_next(&element, &rest, DER_SEQUENCE, "digest algorithm"));
    out->digest = element.whole;
    TRY(der_next(&element, &rest, DER_CONTEXT_0_CONSTRUCTED, "signed attributes"));
    out->attributes = element.content;
    TRY(der_next(&element, &rest, DER_SEQUENCE, "signature algorithm"));
    out->algorithm = element.whole;
    TRY(der_next(&element, &rest, DER_OCTET_STRING, "signature"));
    out->signature = element.content;
    out->rest = rest;
    return NULL;
}
