/*
 * Starts a service of Postfix as master(8) does, alone:
 *
 *   serve_rewrite SOCKET PROGRAM ARGUMENT...
 *
 * PROGRAM finds a socket that listens at SOCKET as descriptor 6 and something to tell its state to
 * as descriptor 5 (master_proto.h). Nobody reads what it tells; there is room for a few thousand.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int status[2];
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
        || socketpair(AF_UNIX, SOCK_STREAM, 0, status) < 0
        || (listener = fcntl(listener, F_DUPFD, 20)) < 0
        || (status[0] = fcntl(status[0], F_DUPFD, 20)) < 0
        || fcntl(status[1], F_DUPFD, 20) < 0 /* else the program believes that master died */
        || dup2(status[0], 5) < 0
        || dup2(listener, 6) < 0) {
        perror("serve_rewrite");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    execv(argv[2], argv + 2);
    perror(argv[2]);
    return 1;
}
