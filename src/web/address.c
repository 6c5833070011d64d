#include "web/address.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>

enum { MAPPED_SIZE = 12 };

static void clear_behind(unsigned char *bytes, int size, int bits)
{
    for (int i = 0; i < size; i++) {
        int kept = bits - 8 * i;
        if (kept <= 0)
            bytes[i] = 0;
        else if (kept < 8)
            bytes[i] &= (unsigned char)(0xff00 >> kept);
    }
}

/* 4 or 6, 0 for what is no address; an IPv4 address mapped into IPv6 is 4. */
static int parse(unsigned char out[static 16], const char *address)
{
    static const unsigned char mapped[MAPPED_SIZE] = {[10] = 0xff, [11] = 0xff};
    if (inet_pton(AF_INET, address, out) == 1)
        return 4;
    if (inet_pton(AF_INET6, address, out) != 1)
        return 0;
    if (memcmp(out, mapped, MAPPED_SIZE) != 0)
        return 6;
    memmove(out, out + MAPPED_SIZE, 4);
    return 4;
}

void address_network(char out[static ADDRESS_SIZE], const char *address, int bits4, int bits6)
{
    unsigned char bytes[16];
    char text[INET6_ADDRSTRLEN];
    int version = parse(bytes, address);
    if (!version) {
        snprintf(out, ADDRESS_SIZE, "unknown");
        return;
    }
    int bits = version == 4 ? bits4 : bits6;
    clear_behind(bytes, version == 4 ? 4 : 16, bits);
    ASSERT(inet_ntop(version == 4 ? AF_INET : AF_INET6, bytes, text, sizeof text));
    snprintf(out, ADDRESS_SIZE, "%s/%d", text, bits);
}

bool address_good(const char *address)
{
    unsigned char bytes[16];
    return parse(bytes, address) != 0;
}

bool address_is_loopback(const char *address)
{
    static const unsigned char one[16] = {[15] = 1};
    unsigned char bytes[16];
    int version = parse(bytes, address);
    return version == 4 ? bytes[0] == 127 : version == 6 && memcmp(bytes, one, 16) == 0;
}

int address_socket(struct sockaddr_storage *out, const char *address, uint16_t port)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    *out = (struct sockaddr_storage){0};
    if (inet_pton(AF_INET, address, &v4.sin_addr) == 1) {
        memcpy(out, &v4, sizeof v4);
        return sizeof v4;
    }
    if (inet_pton(AF_INET6, address, &v6.sin6_addr) != 1)
        return 0;
    memcpy(out, &v6, sizeof v6);
    return sizeof v6;
}

uint16_t address_port(int socket)
{
    struct sockaddr_storage address;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    socklen_t size = sizeof address;
    ASSERT(getsockname(socket, (struct sockaddr *)&address, &size) == 0);
    memcpy(&v4, &address, sizeof v4);
    memcpy(&v6, &address, sizeof v6);
    return ntohs(address.ss_family == AF_INET6 ? v6.sin6_port : v4.sin_port);
}
