/* Addresses of the network (RFC 4291, RFC 791) as text. */
#ifndef USTA_WEB_ADDRESS_H
#define USTA_WEB_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

struct sockaddr_storage;

enum { ADDRESS_SIZE = 64 }; /* with the NUL, and what address_network adds */

/* The network that an address is in, of so many leading bits: "192.168.1.0/24", "2001:db8::/64". An
 * IPv4 address written as IPv6 counts as IPv4; what is no address is "unknown". */
void address_network(char out[static ADDRESS_SIZE], const char *address, int bits4, int bits6);

bool address_good(const char *address);

bool address_is_loopback(const char *address);

/* As the system's calls want it; gives its size, 0 for what is no address. */
int address_socket(struct sockaddr_storage *out, const char *address, uint16_t port);

/* The port that a listening socket has. */
uint16_t address_port(int socket);

#endif
