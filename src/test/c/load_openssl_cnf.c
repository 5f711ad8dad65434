/*
 * Asks Postfix's own library whether it takes an OpenSSL configuration file.
 *
 * Reads lines with a tls_config_file and a tls_config_name, "-" for an empty one; for each one
 * writes the warnings as "log ...", and "ret 1" where TLS stays enabled, "ret 0" where it does not.
 * The library is initialized once in a process, so that each line has a process of its own.
 * The prototypes stand here so that no header of Postfix or OpenSSL is needed.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char *var_tls_cnf_file;
extern char *var_tls_cnf_name;
extern int tls_library_init(void);
extern void msg_output(void (*)(int, const char *));

static void log_line(int level, const char *text) {
  (void) level;
  printf("log %s\n", text);
}

int main(void) {
  static char line[8192];
  while (fgets(line, sizeof line, stdin)) {
    char *file = strtok(line, " \n");
    char *name = strtok(NULL, " \n");
    if (!file || !name)
      continue;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
      msg_output(log_line);
      var_tls_cnf_file = file;
      var_tls_cnf_name = *name == '-' ? "" : name;
      printf("ret %d\n", tls_library_init());
      fflush(stdout);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) {
      printf("ret died\n");
      fflush(stdout);
    }
  }
  return 0;
}
