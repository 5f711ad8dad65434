/*
 * Asks OpenSSL what it makes of cipher strings.
 *
 * Reads one string per line; for each writes "error" and OpenSSL's reason, or "all" and the suites up to
 * TLS 1.2 in order, and then "usable" and those that the security level of the string leaves, which is
 * what "openssl ciphers" prints without and with -s. The prototypes stand here so that no header of
 * OpenSSL is needed.
 */
#include <stdio.h>
#include <string.h>

typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;
extern const void *TLS_server_method(void);
extern SSL_CTX *SSL_CTX_new(const void *);
extern void SSL_CTX_free(SSL_CTX *);
extern void SSL_CTX_set_security_level(SSL_CTX *, int);
extern int SSL_CTX_set_cipher_list(SSL_CTX *, const char *);
extern int SSL_CTX_set_ciphersuites(SSL_CTX *, const char *);
extern long SSL_CTX_ctrl(SSL_CTX *, int, long, void *);
extern SSL *SSL_new(SSL_CTX *);
extern void SSL_free(SSL *);
extern void *SSL_get_ciphers(const SSL *);
extern void *SSL_get1_supported_ciphers(SSL *);
extern const char *SSL_CIPHER_get_name(const void *);
extern int OPENSSL_sk_num(const void *);
extern void *OPENSSL_sk_value(const void *, int);
extern void OPENSSL_sk_free(void *);
extern unsigned long ERR_get_error(void);
extern const char *ERR_reason_error_string(unsigned long);
extern void ERR_clear_error(void);

#define CTRL_SET_MIN_PROTO_VERSION 123
#define SSL3_VERSION 0x300

static void list(const char *what, const void *ciphers) {
  printf("%s", what);
  for (int i = 0; i < OPENSSL_sk_num(ciphers); i++)
    printf(" %s", SSL_CIPHER_get_name(OPENSSL_sk_value(ciphers, i)));
  printf("\n");
}

int main(void) {
  char line[4096];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = 0;
    SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_security_level(ctx, 0);
    SSL_CTX_ctrl(ctx, CTRL_SET_MIN_PROTO_VERSION, SSL3_VERSION, NULL);
    SSL_CTX_set_ciphersuites(ctx, "");
    ERR_clear_error();
    if (SSL_CTX_set_cipher_list(ctx, line) != 1) {
      printf("error %s\n", ERR_reason_error_string(ERR_get_error()));
    } else {
      SSL *ssl = SSL_new(ctx);
      list("all", SSL_get_ciphers(ssl));
      void *usable = SSL_get1_supported_ciphers(ssl);
      list("usable", usable);
      OPENSSL_sk_free(usable);
      SSL_free(ssl);
    }
    SSL_CTX_free(ctx);
    fflush(stdout);
  }
  return 0;
}
