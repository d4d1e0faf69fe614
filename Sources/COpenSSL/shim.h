// The system's OpenSSL as Swift sees it. Only what Swift cannot import by itself (macros with a
// body, variadic functions) is wrapped here, as static inline functions and nothing else.
#ifndef TALKOOT_COPENSSL_SHIM_H
#define TALKOOT_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#endif
