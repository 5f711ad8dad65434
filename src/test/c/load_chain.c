/*
 * Asks Postfix's own library how it would load certificates and keys.
 *
 * Reads lines "A file,file...", "B file" or "C certfile keyfile"; for each one writes the warnings
 * as "log ...", the loaded certificates as "cert N SHA256", and "ret 0" or "ret -1" at the end.
 * The prototypes stand here so that no header of Postfix or OpenSSL is needed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct ssl_ctx_st SSL_CTX;
typedef struct x509_st X509;
extern const void *TLS_server_method(void);
extern SSL_CTX *SSL_CTX_new(const void *);
extern void SSL_CTX_free(SSL_CTX *);
extern long SSL_CTX_ctrl(SSL_CTX *, int, long, void *);
extern void SSL_CTX_set_security_level(SSL_CTX *, int);
extern void SSL_CTX_set_default_passwd_cb(SSL_CTX *, int (*)(char *, int, int, void *));
extern X509 *SSL_CTX_get0_certificate(const SSL_CTX *);
extern int OPENSSL_sk_num(const void *);
extern void *OPENSSL_sk_value(const void *, int);
extern const void *EVP_sha256(void);
extern int X509_digest(const X509 *, const void *, unsigned char *, unsigned int *);
extern void ERR_clear_error(void);
extern int tls_set_my_certificate_key_info(SSL_CTX *, const char *, const char *, const char *,
                                           const char *, const char *, const char *,
                                           const char *);
extern void msg_output(void (*)(int, const char *));

#define CTRL_GET_CHAIN_CERTS 115
#define CTRL_SET_CURRENT_CERT 117

static void log_line(int level, const char *text) {
  (void) level;
  printf("log %s\n", text);
}

static int no_password(char *buf, int size, int rwflag, void *arg) {
  (void) buf; (void) size; (void) rwflag; (void) arg;
  return -1;
}

static void print_cert(int depth, const X509 *cert) {
  unsigned char digest[64];
  unsigned int length = 0;
  X509_digest(cert, EVP_sha256(), digest, &length);
  printf("cert %d ", depth);
  for (unsigned int i = 0; i < length; i++)
    printf(i ? ":%02X" : "%02X", digest[i]);
  printf("\n");
}

static void print_chains(SSL_CTX *ctx) {
  if (SSL_CTX_ctrl(ctx, CTRL_SET_CURRENT_CERT, 1, NULL) != 1)
    return;
  do {
    void *chain = NULL;
    SSL_CTX_ctrl(ctx, CTRL_GET_CHAIN_CERTS, 0, &chain);
    print_cert(0, SSL_CTX_get0_certificate(ctx));
    for (int i = 0; chain && i < OPENSSL_sk_num(chain); i++)
      print_cert(i + 1, OPENSSL_sk_value(chain, i));
  } while (SSL_CTX_ctrl(ctx, CTRL_SET_CURRENT_CERT, 2, NULL) == 1);
}

int main(void) {
  static char line[8192];
  msg_output(log_line);
  while (fgets(line, sizeof line, stdin)) {
    char *mode = strtok(line, " \n");
    char *first = strtok(NULL, " \n");
    char *second = strtok(NULL, " \n");
    if (!mode || !first)
      continue;
    SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_security_level(ctx, 0);
    SSL_CTX_set_default_passwd_cb(ctx, no_password);
    ERR_clear_error();
    int ret = *mode == 'A'
        ? tls_set_my_certificate_key_info(ctx, first, "", "", "", "", "", "")
        : tls_set_my_certificate_key_info(ctx, "", first, second ? second : first, "", "", "", "");
    if (ret == 0)
      print_chains(ctx);
    printf("ret %d\n", ret);
    fflush(stdout);
    SSL_CTX_free(ctx);
  }
  return 0;
}
