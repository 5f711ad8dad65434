/*
 * Starts a service of Postfix as master(8) does, alone:
 *
 *   serve_rewrite SOCKET PROGRAM ARGUMENT...
 *
 * PROGRAM finds a socket that listens at SOCKET as descriptor 6, and as descriptor 5, which it tells
 * its state to, the standard output (master_proto.h). Somebody has to read that, or PROGRAM waits.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener;

    if (argc < 3 || strlen(argv[1]) >= sizeof address.sun_path) {
        fprintf(stderr, "serve_rewrite: wrong arguments\n");
        return 2;
    }
    strcpy(address.sun_path, argv[1]);
    listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0
        || bind(listener, (struct sockaddr *) &address, sizeof address) < 0
        || listen(listener, 5) < 0
        || dup2(listener, 6) < 0
        || dup2(STDOUT_FILENO, 5) < 0) {
        perror("serve_rewrite");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    execv(argv[2], argv + 2);
    perror(argv[2]);
    return 1;
}
