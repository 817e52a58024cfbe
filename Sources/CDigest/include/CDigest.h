#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

/// Takes blocks of 64 bytes into a state of SHA-256 (FIPS 180-4): with the processor's own instructions
/// where it has them, else in portable C.
void digest_absorb(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/// As above, always in portable C; so that a test can compare the two.
void digest_absorb_portably(uint32_t state[8], const uint8_t *bytes, size_t blocks);

#endif
