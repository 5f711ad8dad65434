/*
 * Asks Postfix's own library how it reads values about TLS, and OpenSSL what that leaves.
 *
 * Reads lines, each a letter, a blank and a value; "\n", "\t" and "\r" stand for these characters.
 *
 * "P LIST": a protocol list. Answers "refused", or "allowed server VERSIONS client VERSIONS":
 * versions of TLS in hexadecimal, those that a server and a client come to with a peer that has
 * this one alone.
 * "D NAME": a digest. Answers its length, or "none".
 * "B LIST", "O LIST": fingerprints, separated as in main.cf, and as in a policy.
 * Answers "ok" with the bytes of each that can be used, in hexadecimal, or "panic" where the
 * library ends.
 * "C LIST": elliptic curves. Answers "ok" with the groups that a client then offers.
 * Warnings come first, as lines "log ...".
 * The prototypes stand here so that no header of Postfix or OpenSSL is needed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;
typedef struct bio_st BIO;
extern const void *TLS_method(void);
extern SSL_CTX *SSL_CTX_new(const void *);
extern void SSL_CTX_free(SSL_CTX *);
extern long SSL_CTX_ctrl(SSL_CTX *, int, long, void *);
extern unsigned long SSL_CTX_set_options(SSL_CTX *, unsigned long);
extern void SSL_CTX_set_security_level(SSL_CTX *, int);
extern int SSL_CTX_set_cipher_list(SSL_CTX *, const char *);
extern int SSL_CTX_use_certificate_file(SSL_CTX *, const char *, int);
extern int SSL_CTX_use_PrivateKey_file(SSL_CTX *, const char *, int);
extern SSL *SSL_new(SSL_CTX *);
extern void SSL_free(SSL *);
extern void SSL_set_bio(SSL *, BIO *, BIO *);
extern void SSL_set_accept_state(SSL *);
extern void SSL_set_connect_state(SSL *);
extern int SSL_do_handshake(SSL *);
extern int SSL_version(const SSL *);
extern int BIO_new_bio_pair(BIO **, size_t, BIO **, size_t);
extern void ERR_clear_error(void);
extern const void *EVP_get_digestbyname(const char *);
extern int EVP_MD_get_size(const void *);
extern void msg_output(void (*)(int, const char *));
extern int tls_proto_mask_lims(const char *, int *, int *);
extern const void *tls_validate_digest(const char *);
extern long SSL_ctrl(SSL *, int, long, void *);
extern const char *SSL_group_to_name(SSL *, int);
#ifdef GROUPS
extern void tls_auto_groups(SSL_CTX *, const char *, const char *);
#else
extern void tls_auto_eecdh_curves(SSL_CTX *, const char *);
#endif

typedef struct tlsa {
  unsigned char usage, selector, mtype;
  unsigned short length;
  unsigned char *data;
  struct tlsa *next;
} TLSA;
typedef struct {
  TLSA *records;
} DANE;
extern DANE *tls_dane_alloc(void);
#ifdef GROUPS
extern void tls_dane_add_fpt_digests(DANE *, int, const char *, const char *, int);
#define ADD(dane, text, separators) tls_dane_add_fpt_digests(dane, 0, text, separators, 1)
#else
extern void tls_dane_add_fpt_digests(DANE *, const char *, const char *, int);
#define ADD(dane, text, separators) tls_dane_add_fpt_digests(dane, text, separators, 1)
#endif

#define CTRL_GET_GROUPS 90
#define PANIC 4
#define CTRL_SET_MIN 123
#define CTRL_SET_MAX 124

static const unsigned long OPTIONS[] = {
  0, 0x02000000, 0x04000000, 0x10000000, 0x08000000, 0x20000000 };

/* A panic would sleep for a second. */
static void log_line(int level, const char *text) {
  if (level == PANIC) _exit(1);
  printf("log %s\n", text);
}

static SSL_CTX *context(const char *certificate) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL_CTX_set_security_level(ctx, 0);
  SSL_CTX_set_cipher_list(ctx, "ALL:@SECLEVEL=0");
  SSL_CTX_use_certificate_file(ctx, certificate, 1);
  SSL_CTX_use_PrivateKey_file(ctx, certificate, 1);
  return ctx;
}

static void limit(SSL_CTX *ctx, int mask, int floor, int ceiling) {
  unsigned long options = 0;
  for (int i = 0; i < 6; i++)
    if (mask & 1 << i) options |= OPTIONS[i];
  SSL_CTX_set_options(ctx, options);
  SSL_CTX_ctrl(ctx, CTRL_SET_MIN, floor, 0);
  SSL_CTX_ctrl(ctx, CTRL_SET_MAX, ceiling, 0);
}

static void join(SSL *server, SSL *client) {
  BIO *a, *b;
  BIO_new_bio_pair(&a, 0, &b, 0);
  SSL_set_bio(server, a, a);
  SSL_set_bio(client, b, b);
  SSL_set_accept_state(server);
  SSL_set_connect_state(client);
}

/* The version that two come to; 0 for none. */
static int shake(SSL_CTX *server, SSL_CTX *client) {
  SSL *s = SSL_new(server), *c = SSL_new(client);
  join(s, c);
  int done = 0;
  for (int i = 0; i < 10 && !done; i++) {
    int one = SSL_do_handshake(c), other = SSL_do_handshake(s);
    done = one == 1 && other == 1;
  }
  int version = done ? SSL_version(c) : 0;
  SSL_free(s);
  SSL_free(c);
  ERR_clear_error();
  return version;
}

/* What was asked before. */
static struct answer { int mask, floor, ceiling; char text[80]; struct answer *next; } *answers;

static const char *versions(int mask, int floor, int ceiling, const char *certificate) {
  struct answer *known = answers;
  for (; known; known = known->next)
    if (known->mask == mask && known->floor == floor && known->ceiling == ceiling)
      return known->text;
  known = calloc(1, sizeof *known);
  known->mask = mask;
  known->floor = floor;
  known->ceiling = ceiling;
  known->next = answers;
  answers = known;
  static SSL_CTX *peers[4];
  for (int i = 0; i < 4 && !peers[3]; i++) {
    peers[i] = context(certificate);
    limit(peers[i], 0, 0x301 + i, 0x301 + i);
  }
  char *to = known->text;
  for (int side = 0; side < 2; side++) {
    to += sprintf(to, side ? " client" : " server");
    SSL_CTX *own = context(certificate);
    limit(own, mask, floor, ceiling);
    for (int version = 0x301; version <= 0x304; version++) {
      SSL_CTX *peer = peers[version - 0x301];
      if (shake(side ? peer : own, side ? own : peer) == version) to += sprintf(to, " %x", version);
    }
    SSL_CTX_free(own);
  }
  return known->text;
}

static void protocols(const char *list, const char *certificate) {
  int floor, ceiling;
  int mask = tls_proto_mask_lims(list, &floor, &ceiling);
  if (mask == ~0) {
    printf("refused\n");
    return;
  }
  printf("allowed%s\n", versions(mask, floor, ceiling, certificate));
}

static void digest(const char *name) {
  const void *found = tls_validate_digest(name);
  if (found) printf("%d\n", EVP_MD_get_size(found));
  else printf("none\n");
}

static void print_back(const TLSA *record) {
  if (!record) return;
  print_back(record->next);
  if (record->selector == 0) {
    printf(" ");
    for (int i = 0; i < record->length; i++) printf("%02x", record->data[i]);
  }
}

/* In a process of its own, for it may end. */
static void fingerprints(const char *list, const char *separators) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    DANE *dane = tls_dane_alloc();
    ADD(dane, list, separators);
    printf("ok");
    print_back(dane->records);
    printf("\n");
    fflush(stdout);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) printf("panic\n");
}

/* What a server is offered tells what the client has; one of TLS 1.2 reads it all at once. */
static void curves(const char *list, const char *certificate) {
  static SSL_CTX *server;
  if (!server) {
    server = context(certificate);
    limit(server, 0, 0x301, 0x303);
  }
  SSL_CTX *client = context(certificate);
#ifdef GROUPS
  tls_auto_groups(client, list, "");
#else
  tls_auto_eecdh_curves(client, list);
#endif
  SSL *s = SSL_new(server), *c = SSL_new(client);
  join(s, c);
  SSL_do_handshake(c);
  SSL_do_handshake(s);
  int groups[512];
  int count = (int) SSL_ctrl(s, CTRL_GET_GROUPS, 0, groups);
  printf("ok");
  for (int i = 0; i < count; i++) {
    const char *name = SSL_group_to_name(s, groups[i]);
    if (name) printf(" %s", name);
    else printf(" %x", groups[i]);
  }
  printf("\n");
  SSL_free(s);
  SSL_free(c);
  SSL_CTX_free(client);
  ERR_clear_error();
}

static void unescape(char *text) {
  char *to = text;
  for (; *text; text++) {
    if (*text == '\\' && text[1])
      switch (*++text) {
      case 'n': *to++ = '\n'; break;
      case 't': *to++ = '\t'; break;
      case 'r': *to++ = '\r'; break;
      default: *to++ = *text;
      }
    else *to++ = *text;
  }
  *to = 0;
}

int main(int argc, char **argv) {
  static char line[1 << 16];
  msg_output(log_line);
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    char *value = line + 2;
    unescape(value);
    switch (line[0]) {
    case 'P': protocols(value, argv[1]); break;
    case 'D': digest(value); break;
    case 'B': fingerprints(value, ", \t\r\n"); break;
    case 'O': fingerprints(value, "|"); break;
    case 'C': curves(value, argv[1]); break;
    }
    fflush(stdout);
  }
  return 0;
}
