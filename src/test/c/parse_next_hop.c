/*
 * Asks Postfix's own library what it makes of the text of a next hop.
 *
 * Reads one text per line; for each writes "fatal REASON", as smtp(8) would end with, or "ok", the
 * service, which is 25 where none is written, and the host, with tabs between them (host_port.c). The
 * prototypes stand here so that no header of Postfix is needed.
 */
#include <stdio.h>
#include <string.h>

extern const char *host_port(char *, char **, char *, char **, char *);
extern int util_utf8_enable;

int main(void) {
  char line[4096];
  util_utf8_enable = 1;
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = 0;
    char *host = NULL;
    char *service = NULL;
    const char *fault = host_port(line, &host, NULL, &service, "25");
    if (fault != NULL)
      printf("fatal %s\n", fault);
    else
      printf("ok\t%s\t%s\n", service, host);
  }
  return 0;
}
