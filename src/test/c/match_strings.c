/*
 * Asks Postfix's own library whether a list of strings has names (match_list.c).
 *
 * Reads lines of the list, a tab, and names with tabs between; writes for each line the names that
 * match, with blanks between.
 * The prototypes stand here so that no header of Postfix is needed.
 */
#include <stdio.h>
#include <string.h>

typedef struct MATCH_LIST MATCH_LIST;
typedef int (*MATCH)(MATCH_LIST *, const char *, const char *);
extern MATCH_LIST *match_list_init(const char *, int, const char *, int, ...);
extern int match_list_match(MATCH_LIST *, ...);
extern void match_list_free(MATCH_LIST *);
extern int match_string(MATCH_LIST *, const char *, const char *);

int main(void) {
  static char line[65536];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    char *value = strtok(line, "\t");
    MATCH_LIST *list = match_list_init("list", 0, value, 1, (MATCH) match_string);
    for (char *name = strtok(NULL, "\t"); name; name = strtok(NULL, "\t"))
      if (match_list_match(list, name))
        printf("%s ", name);
    puts("");
    fflush(stdout);
    match_list_free(list);
  }
  return 0;
}
