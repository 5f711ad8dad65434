/*
 * A host of its own for one Postfix: own network, mounts and processes, so that it can have the
 * usual ports and paths. Needs root.
 *
 *   isolated_host ROOT SCRIPT in:PORT... out:PORT:HOSTPORT...
 *
 * ROOT/etc, ROOT/srv and so on are laid over the directories of those names; queue and data
 * directory are empty. SCRIPT is run by sh. Connections to a port of this host that the line
 * "port PORT NUMBER" tells reach 127.0.0.1:PORT there (in:); connections to 127.0.0.2:PORT there
 * reach 127.0.0.1:HOSTPORT here (out:). With REFEREE_ROOT in the environment the host has the programs
 * and libraries of the system in that directory, instead of those of this one. With REFEREE_NETWORK=shared it
 * has the network of this host, and needs no doors inwards. Prints "log ..." for what Postfix logs, "run ..." for what
 * SCRIPT prints and "end STATUS" when it ends. A stand-in for Dovecot accepts every password.
 * All ends when standard input does.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <net/if.h>
#include <poll.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define QUEUE "/var/spool/postfix"
#define MAX_DOORS 16

struct door {
    int inwards;
    int fd;
    int port;
};

static struct door doors[MAX_DOORS];
static int door_count;
static int outside;

static void die(const char *what)
{
    fprintf(stderr, "isolated_host: %s: %s\n", what, strerror(errno));
    exit(3);
}

static void need(int result, const char *what)
{
    if (result < 0)
        die(what);
}

/* What is still to be written is written first, or else the child writes it once more when it exits. */
static int child(void)
{
    pid_t pid;

    fflush(stdout);
    pid = fork();
    need(pid, "fork");
    if (pid == 0)
        prctl(PR_SET_PDEATHSIG, SIGKILL);
    return pid;
}

static struct sockaddr_in address(const char *host, int port)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &in.sin_addr);
    return in;
}

static int listener(const char *host, int port)
{
    struct sockaddr_in in = address(host, port);
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    need(fd, "socket");
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    need(bind(fd, (struct sockaddr *) &in, sizeof in), "bind");
    need(listen(fd, 20), "listen");
    return fd;
}

static int connected(const char *host, int port)
{
    struct sockaddr_in in = address(host, port);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return fd >= 0 && connect(fd, (struct sockaddr *) &in, sizeof in) == 0 ? fd : -1;
}

static void pump(int a, int b)
{
    struct pollfd ends[2] = {{a, POLLIN, 0}, {b, POLLIN, 0}};
    char buffer[16384];
    int open = 2;

    while (open > 0 && poll(ends, 2, -1) > 0)
        for (int i = 0; i < 2; i++)
            if (ends[i].revents) {
                ssize_t size = read(ends[i].fd, buffer, sizeof buffer);
                int other = i == 0 ? b : a;
                if (size <= 0 || write(other, buffer, size) != size) {
                    shutdown(other, SHUT_WR);
                    ends[i].fd = -1;
                    open--;
                }
            }
    exit(0);
}

static void serve(struct door *door)
{
    int from = accept(door->fd, NULL, NULL);
    int to;

    if (from < 0)
        return;
    if (child() == 0) {
        if (!door->inwards)
            need(setns(outside, CLONE_NEWNET), "setns");
        to = connected("127.0.0.1", door->port);
        if (to < 0) {
            printf("run connection refused: port %d\n", door->port);
            fflush(stdout);
            exit(0);
        }
        pump(from, to);
    }
    close(from);
}

static int unix_listener(const char *path, int type)
{
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
    need(fd, "socket");
    strcpy(un.sun_path, path);
    need(bind(fd, (struct sockaddr *) &un, sizeof un), path);
    chmod(path, 0666);
    if (type == SOCK_STREAM)
        need(listen(fd, 20), path);
    return fd;
}

static void play_dovecot(int listening)
{
    int fd = accept(listening, NULL, NULL);
    char line[8192];

    if (fd < 0)
        return;
    if (child() == 0) {
        FILE *in = fdopen(fd, "r");
        dprintf(fd, "VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nMECH\tLOGIN\tplaintext\n"
                "MECH\tCRAM-MD5\tdictionary\tactive\n"
                "SPID\t1\nCUID\t1\nCOOKIE\t00\nDONE\n");
        while (fgets(line, sizeof line, in))
            if (strncmp(line, "AUTH\t", 5) == 0)
                dprintf(fd, "OK\t%d\tuser=user\n", atoi(line + 5));
        exit(0);
    }
    close(fd);
}

static void cover(const char *root)
{
    char lower[2048], upper[1024], work[1024], options[8192], target[512];
    struct dirent *entry;
    DIR *dir = opendir(root);

    if (dir == NULL)
        die(root);
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "var") == 0)
            continue;
        snprintf(target, sizeof target, "/%s", entry->d_name);
        snprintf(lower, sizeof lower, "%s/%s", root, entry->d_name);
        snprintf(upper, sizeof upper, "/dev/upper-%s", entry->d_name);
        snprintf(work, sizeof work, "/dev/work-%s", entry->d_name);
        need(mkdir(upper, 0755), upper);
        need(mkdir(work, 0755), work);
        snprintf(options, sizeof options, "lowerdir=%s:%s,upperdir=%s,workdir=%s",
                 lower, target, upper, work);
        need(mount("overlay", target, "overlay", 0, options), target);
    }
    closedir(dir);
}

static void device(const char *path, int minor)
{
    need(mknod(path, S_IFCHR | 0666, makedev(1, minor)), path);
    chmod(path, 0666);
}

static void queue(const char *name, uid_t owner, gid_t group, int mode)
{
    char path[256];
    snprintf(path, sizeof path, QUEUE "/%s", name);
    need(mkdir(path, mode), path);
    need(chown(path, owner, group), path);
    chmod(path, mode);
}

static void directories(const char *path)
{
    char part[1024];

    snprintf(part, sizeof part, "%s", path);
    for (char *slash = part; (slash = strchr(slash + 1, '/')) != NULL; *slash = '/') {
        *slash = 0;
        if (mkdir(part, 0755) < 0 && errno != EEXIST)
            die(part);
    }
    if (mkdir(part, 0755) < 0 && errno != EEXIST)
        die(part);
}

/* Makes another system the root directory; ROOT and /proc are there, too, and the system is not changed. */
static void enter(const char *system, const char *root)
{
    char path[1024];

    snprintf(path, sizeof path, "%s/tmp", system);
    need(mount("tmpfs", path, "tmpfs", 0, "mode=1777"), path);
    snprintf(path, sizeof path, "%s%s", system, root);
    directories(path);
    need(mount(root, path, NULL, MS_BIND, NULL), path);
    snprintf(path, sizeof path, "%s/proc", system);
    need(mount("/proc", path, NULL, MS_BIND, NULL), path);
    need(chroot(system), system);
    need(chdir("/"), "chdir");
}

static void isolate(const char *root)
{
    static const char *owned[] = {"active", "bounce", "corrupt", "defer", "deferred", "flush",
        "hold", "incoming", "private", "saved", "trace"};
    const char *system = getenv("REFEREE_ROOT");
    int shared = getenv("REFEREE_NETWORK") != NULL;
    struct passwd *postfix;
    struct group *postdrop;
    struct ifreq lo = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};

    need(unshare((shared ? 0 : CLONE_NEWNET) | CLONE_NEWNS | CLONE_NEWPID), "unshare");
    if (!shared)
        need(ioctl(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), SIOCSIFFLAGS, &lo), "lo");
    need(mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL), "mount /");
    if (system != NULL)
        enter(system, root);
    postfix = getpwnam("postfix");
    postdrop = getgrnam("postdrop");
    if (postfix == NULL || postdrop == NULL)
        die("user postfix, group postdrop");
    need(mount("tmpfs", "/dev", "tmpfs", 0, "mode=755"), "mount /dev");
    device("/dev/null", 3);
    device("/dev/random", 8);
    device("/dev/urandom", 9);
    cover(root);
    need(mount("tmpfs", "/var/lib/postfix", "tmpfs", 0, "mode=700"), "mount /var/lib/postfix");
    need(chown("/var/lib/postfix", postfix->pw_uid, postfix->pw_gid), "chown");
    need(mount("tmpfs", QUEUE, "tmpfs", 0, "mode=755"), "mount " QUEUE);
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        queue(owned[i], postfix->pw_uid, 0, 0700);
    queue("pid", 0, 0, 0755);
    queue("maildrop", postfix->pw_uid, postdrop->gr_gid, 01730);
    queue("public", postfix->pw_uid, postdrop->gr_gid, 02710);
}

static void open_doors(int argc, char **argv, int inwards)
{
    for (int i = 3; i < argc; i++) {
        struct door *door = &doors[door_count];
        int port, host = 0;
        struct sockaddr_in in;
        socklen_t size = sizeof in;

        if (inwards != (sscanf(argv[i], "in:%d", &port) == 1))
            continue;
        if (!inwards && sscanf(argv[i], "out:%d:%d", &port, &host) != 2)
            continue;
        door->inwards = inwards;
        door->fd = inwards ? listener("127.0.0.1", 0) : listener("127.0.0.2", port);
        door->port = inwards ? port : host;
        door_count++;
        if (inwards) {
            getsockname(door->fd, (struct sockaddr *) &in, &size);
            printf("port %d %d\n", port, ntohs(in.sin_port));
        }
    }
}

/* Strips "<22>Nov 24 12:00:00 " and the numbers of processes. */
static void print_log(char *line, ssize_t size)
{
    char *text = strchr(line, '>');

    line[size] = 0;
    text = text == NULL ? line : text + 1;
    printf("log %s\n", strlen(text) > 16 ? text + 16 : text);
}

static void print_lines(FILE *run)
{
    char line[8192];
    if (fgets(line, sizeof line, run))
        printf("run %s%s", line, strchr(line, '\n') ? "" : "\n");
}

int main(int argc, char **argv)
{
    int pipes[2], status, log, dovecot;
    pid_t init;
    FILE *run;

    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    need(outside = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), "netns");
    open_doors(argc, argv, 1);
    isolate(argv[1]);
    open_doors(argc, argv, 0);
    log = unix_listener("/dev/log", SOCK_DGRAM);
    dovecot = unix_listener(QUEUE "/private/auth", SOCK_STREAM);
    need(pipe2(pipes, O_CLOEXEC), "pipe");
    fflush(stdout);
    if ((init = child()) == 0) {
        int null = open("/dev/null", O_RDONLY);
        dup2(null, 0);
        dup2(pipes[1], 1);
        dup2(pipes[1], 2);
        execl("/bin/sh", "sh", "-c", argv[2], (char *) NULL);
        die("sh");
    }
    run = fdopen(pipes[0], "r");
    setvbuf(run, NULL, _IONBF, 0);
    for (int over = 0;;) {
        struct pollfd ends[4 + MAX_DOORS] = {{0, POLLIN, 0}, {log, POLLIN, 0},
            {fileno(run), POLLIN, 0}, {dovecot, POLLIN, 0}};
        char line[65536];

        for (int i = 0; i < door_count; i++)
            ends[4 + i] = (struct pollfd) {doors[i].fd, POLLIN, 0};
        poll(ends, 4 + door_count, 100);
        if (ends[0].revents && read(0, line, 1) <= 0)
            break;
        if (ends[1].revents)
            print_log(line, read(log, line, sizeof line - 1));
        if (ends[2].revents & POLLIN)
            print_lines(run);
        if (ends[3].revents)
            play_dovecot(dovecot);
        for (int i = 0; i < door_count; i++)
            if (ends[4 + i].revents)
                serve(&doors[i]);
        for (pid_t pid; !(ends[1].revents || ends[2].revents & POLLIN)
             && (pid = waitpid(-1, &status, WNOHANG)) > 0;)
            if (pid == init && !over++)
                printf("end %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
        fflush(stdout);
    }
    kill(init, SIGKILL);
    return 0;
}
