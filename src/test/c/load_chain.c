/*
 * Asks Postfix's own library how it would load certificates and keys, and a peer what it thinks.
 *
 * Reads lines "A file,file...", "B file", "C certfile keyfile", or "D" with three pairs of a
 * certificate file and a key file, "-" for none; for each one writes the warnings as "log ...", the loaded certificates as "cert N SHA256", and "ret 0" or "ret -1" at the end.
 *
 * "S" or "P", the CA file that the side trusts itself or "-", the CA file that its peer trusts, a
 * time in seconds, a host name or "-", and then one of the above: the certificates are those of a
 * server or (P) of a client, which shakes hands with a peer that verifies them at that time.
 * "error DEPTH NUMBER" is what the peer finds wrong (X509_V_ERR_*), "sent N SHA256" what it gets,
 * and "shake 1" that the handshake comes to its end.
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
extern int tls_set_ca_certificate_info(SSL_CTX *, const char *, const char *);
extern void msg_output(void (*)(int, const char *));

typedef struct ssl_st SSL;
typedef struct bio_st BIO;
typedef struct x509_store_ctx_st X509_STORE_CTX;
typedef struct X509_VERIFY_PARAM_st X509_VERIFY_PARAM;
extern const void *TLS_client_method(void);
extern int SSL_CTX_load_verify_file(SSL_CTX *, const char *);
extern int SSL_CTX_use_certificate_chain_file(SSL_CTX *, const char *);
extern int SSL_CTX_use_PrivateKey_file(SSL_CTX *, const char *, int);
extern void SSL_CTX_set_verify(SSL_CTX *, int, int (*)(int, X509_STORE_CTX *));
extern X509_VERIFY_PARAM *SSL_CTX_get0_param(SSL_CTX *);
extern void X509_VERIFY_PARAM_set_time(X509_VERIFY_PARAM *, long);
extern int X509_VERIFY_PARAM_set1_host(X509_VERIFY_PARAM *, const char *, size_t);
extern int X509_STORE_CTX_get_error(const X509_STORE_CTX *);
extern int X509_STORE_CTX_get_error_depth(const X509_STORE_CTX *);
extern SSL *SSL_new(SSL_CTX *);
extern void SSL_free(SSL *);
extern void SSL_set_bio(SSL *, BIO *, BIO *);
extern void SSL_set_accept_state(SSL *);
extern void SSL_set_connect_state(SSL *);
extern int SSL_do_handshake(SSL *);
extern X509 *SSL_get1_peer_certificate(const SSL *);
extern void X509_free(X509 *);
extern void *SSL_get_peer_cert_chain(const SSL *);
extern int BIO_new_bio_pair(BIO **, size_t, BIO **, size_t);

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

static void print_cert(const char *word, int depth, const X509 *cert) {
  unsigned char digest[64];
  unsigned int length = 0;
  X509_digest(cert, EVP_sha256(), digest, &length);
  printf("%s %d ", word, depth);
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
    print_cert("cert", 0, SSL_CTX_get0_certificate(ctx));
    for (int i = 0; chain && i < OPENSSL_sk_num(chain); i++)
      print_cert("cert", i + 1, OPENSSL_sk_value(chain, i));
  } while (SSL_CTX_ctrl(ctx, CTRL_SET_CURRENT_CERT, 2, NULL) == 1);
}

static int note_error(int ok, X509_STORE_CTX *store) {
  if (!ok)
    printf("error %d %d\n", X509_STORE_CTX_get_error_depth(store),
           X509_STORE_CTX_get_error(store));
  return 1;
}

/* Lets both sides talk until nothing moves any more. */
static void shake(SSL_CTX *server, SSL_CTX *client, int own_is_server) {
  SSL *accepting = SSL_new(server), *connecting = SSL_new(client);
  BIO *left = NULL, *right = NULL;
  int done = 0, also = 0;
  BIO_new_bio_pair(&left, 65536, &right, 65536);
  SSL_set_bio(accepting, left, left);
  SSL_set_bio(connecting, right, right);
  SSL_set_accept_state(accepting);
  SSL_set_connect_state(connecting);
  for (int i = 0; i < 10 && !(done == 1 && also == 1); i++) {
    done = SSL_do_handshake(connecting);
    also = SSL_do_handshake(accepting);
  }
  printf("shake %d\n", done == 1 && also == 1);
  SSL *peer = own_is_server ? connecting : accepting;
  X509 *leaf = SSL_get1_peer_certificate(peer);
  void *chain = SSL_get_peer_cert_chain(peer);
  if (leaf)
    print_cert("sent", 0, leaf);
  for (int i = own_is_server; leaf && chain && i < OPENSSL_sk_num(chain); i++)
    print_cert("sent", i + !own_is_server, OPENSSL_sk_value(chain, i));
  X509_free(leaf);
  SSL_free(accepting);
  SSL_free(connecting);
}

/* The peer that verifies, as strict as those of Debian and Fedora; as a server it needs a certificate of its own, peer.pem. */
static SSL_CTX *new_peer(int is_client, const char *trusted, const char *time, const char *host) {
  SSL_CTX *peer = SSL_CTX_new(is_client ? TLS_client_method() : TLS_server_method());
  SSL_CTX_set_security_level(peer, 2);
  if (!is_client) {
    SSL_CTX_use_certificate_chain_file(peer, "peer.pem");
    SSL_CTX_use_PrivateKey_file(peer, "peer.pem", 1);
  }
  SSL_CTX_load_verify_file(peer, trusted);
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(peer), atol(time));
  if (*host != '-')
    X509_VERIFY_PARAM_set1_host(SSL_CTX_get0_param(peer), host, 0);
  SSL_CTX_set_verify(peer, 1, note_error);
  return peer;
}

int main(void) {
  static char line[8192];
  msg_output(log_line);
  while (fgets(line, sizeof line, stdin)) {
    char *mode = strtok(line, " \n");
    const char *own_ca = "-", *trusted = NULL, *time = NULL, *host = NULL;
    int is_server = mode && *mode == 'S';
    if (mode && (is_server || *mode == 'P')) {
      own_ca = strtok(NULL, " \n");
      trusted = strtok(NULL, " \n");
      time = strtok(NULL, " \n");
      host = strtok(NULL, " \n");
      mode = strtok(NULL, " \n");
    }
    char *first = strtok(NULL, " \n");
    char *second = strtok(NULL, " \n");
    char *pairs[6] = {first, second, "", "", "", ""};
    for (int i = 2; i < 6 && mode && *mode == 'D'; i++)
      pairs[i] = strtok(NULL, " \n");
    for (int i = 0; i < 6 && mode && *mode == 'D'; i++)
      pairs[i] = !pairs[i] || *pairs[i] == '-' ? "" : pairs[i];
    if (!mode || !first)
      continue;
    SSL_CTX *ctx =
        SSL_CTX_new(trusted && !is_server ? TLS_client_method() : TLS_server_method());
    SSL_CTX_set_security_level(ctx, 0);
    SSL_CTX_set_default_passwd_cb(ctx, no_password);
    ERR_clear_error();
    int ret = *own_ca == '-' ? 0 : tls_set_ca_certificate_info(ctx, own_ca, "");
    if (ret == 0)
      ret = *mode == 'A'
        ? tls_set_my_certificate_key_info(ctx, first, "", "", "", "", "", "")
        : *mode == 'D'
        ? tls_set_my_certificate_key_info(ctx, "", pairs[0], pairs[1], pairs[2], pairs[3],
                                          pairs[4], pairs[5])
        : tls_set_my_certificate_key_info(ctx, "", first, second ? second : first, "", "", "", "");
    if (ret == 0)
      print_chains(ctx);
    if (ret == 0 && trusted) {
      SSL_CTX *peer = new_peer(is_server, trusted, time, host);
      ERR_clear_error();
      shake(is_server ? ctx : peer, is_server ? peer : ctx, is_server);
      SSL_CTX_free(peer);
    }
    printf("ret %d\n", ret);
    fflush(stdout);
    SSL_CTX_free(ctx);
  }
  return 0;
}
