// The system's OpenSSL as Swift sees it. Only what Swift cannot import by itself (macros with a
// body, variadic functions) is wrapped here, as static inline functions and nothing else.
#ifndef TALKOOT_COPENSSL_SHIM_H
#define TALKOOT_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Contexts

static inline int talkoot_SSL_CTX_set_min_proto_version(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_min_proto_version(context, version);
}
static inline int talkoot_SSL_CTX_set_max_proto_version(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_max_proto_version(context, version);
}
static inline int talkoot_SSL_CTX_set1_groups_list(SSL_CTX *context, const char *list) {
  return (int)SSL_CTX_set1_groups_list(context, list);
}
static inline int talkoot_SSL_CTX_set1_sigalgs_list(SSL_CTX *context, const char *list) {
  return (int)SSL_CTX_set1_sigalgs_list(context, list);
}
static inline int talkoot_SSL_CTX_set1_client_sigalgs_list(SSL_CTX *context, const char *list) {
  return (int)SSL_CTX_set1_client_sigalgs_list(context, list);
}
static inline int talkoot_SSL_CTX_add1_chain_cert(SSL_CTX *context, X509 *certificate) {
  return (int)SSL_CTX_add1_chain_cert(context, certificate);
}
static inline void talkoot_SSL_CTX_set_mode(SSL_CTX *context, long mode) {
  (void)SSL_CTX_set_mode(context, mode);
}
static inline void talkoot_SSL_CTX_session_cache_off(SSL_CTX *context) {
  (void)SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}
static inline void talkoot_SSL_CTX_set_max_cert_list(SSL_CTX *context, long bytes) {
  (void)SSL_CTX_set_max_cert_list(context, bytes);
}

// SSL_OP_* are expressions over SSL_OP_BIT(n), which Swift does not import.
static inline uint64_t talkoot_SSL_OP_NO_TICKET(void) { return SSL_OP_NO_TICKET; }
static inline uint64_t talkoot_SSL_OP_NO_RENEGOTIATION(void) { return SSL_OP_NO_RENEGOTIATION; }
static inline uint64_t talkoot_SSL_OP_NO_COMPRESSION(void) { return SSL_OP_NO_COMPRESSION; }
static inline uint64_t talkoot_SSL_OP_CIPHER_SERVER_PREFERENCE(void) { return SSL_OP_CIPHER_SERVER_PREFERENCE; }
static inline uint64_t talkoot_SSL_OP_PRIORITIZE_CHACHA(void) { return SSL_OP_PRIORITIZE_CHACHA; }

// Certificates

static inline int talkoot_sk_X509_num(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *talkoot_sk_X509_value(const STACK_OF(X509) *stack, int index) {
  return sk_X509_value(stack, index);
}

static inline STACK_OF(X509) *talkoot_sk_X509_new_null(void) { return sk_X509_new_null(); }
static inline int talkoot_sk_X509_push(STACK_OF(X509) *stack, X509 *certificate) {
  return sk_X509_push(stack, certificate);
}
// Frees the stack, not what is on it.
static inline void talkoot_sk_X509_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }

// BIOs

static inline void talkoot_BIO_set_retry_read(BIO *bio) { BIO_set_retry_read(bio); }
static inline void talkoot_BIO_clear_retry_flags(BIO *bio) { BIO_clear_retry_flags(bio); }

#endif
