// PCRE2's header needs the width of a code unit before it is read.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
