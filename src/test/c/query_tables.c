/*
 * Asks Postfix's own library for keys in the tables of a parameter's value (maps.c).
 *
 * Reads lines of the value, a tab, and keys with tabs between; for each line writes for each key
 * "found TEXT", "none" or "error", and "end". A value that ends the process gives "end" alone.
 * The prototypes stand here so that no header of Postfix is needed.
 */
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  char *title;
  void *argv;
  int error;
} MAPS;
extern MAPS *maps_create(const char *, const char *, int);
extern const char *maps_find(MAPS *, const char *, int);
extern void msg_error_limit(int);
extern void msg_cleanup(void (*)(void));
extern int dict_allow_surrogate; /* as in daemons: a table that cannot be opened fails later */

#define FOLD_FIX (1 << 14)

/* Without the second that a program waits before it ends. */
static void leave(void) {
  _exit(1);
}

int main(void) {
  static char line[65536];
  msg_error_limit(1000000);
  msg_cleanup(leave);
  dict_allow_surrogate = 1;
  while (fgets(line, sizeof line, stdin)) {
    pid_t child = fork();
    if (child == 0) {
      line[strcspn(line, "\n")] = 0;
      char *value = strtok(line, "\t");
      MAPS *maps = maps_create("tables", value, FOLD_FIX);
      for (char *key = strtok(NULL, "\t"); key; key = strtok(NULL, "\t")) {
        const char *found = maps_find(maps, key, 0);
        if (found)
          printf("found %s\n", found);
        else
          puts(maps->error ? "error" : "none");
      }
      fflush(stdout);
      _exit(0);
    }
    waitpid(child, NULL, 0);
    puts("end");
    fflush(stdout);
  }
  return 0;
}
