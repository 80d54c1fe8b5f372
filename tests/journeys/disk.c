/* A disk that fails as real ones do, for one process: put in front of libc with LD_PRELOAD.
 *
 * Nothing happens until LINTEL_WATCH names a folder. Then, for the files in it:
 *   LINTEL_KEPT    a folder: after each fsync the file is copied there, so it holds what would survive a power cut;
 *   LINTEL_ROOM    no file may grow beyond so many bytes: "no space left on device";
 *   LINTEL_DIE_AT  the process is killed just before the n-th write, truncation or fsync from now on;
 *   LINTEL_SLOW    each fsync takes so many microseconds longer, as on the disks of office computers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_truncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void find_the_real_ones(void)
{
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_truncate = dlsym(RTLD_NEXT, "ftruncate");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
}

/* Whether this is a file that is looked after; its size and path. */
static int watched(int fd, char *path, off_t *size)
{
    const char *folder = getenv("LINTEL_WATCH");
    char link[64];
    struct stat info;
    ssize_t length;

    if (folder == NULL || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    *size = info.st_size;
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* What comes before every change; -1 when there is no room for it. `end` is where the file would end. */
static int allowed(int fd, off_t end)
{
    static long changes = 0;
    char path[PATH_MAX];
    off_t size;
    const char *last, *room;

    if (!watched(fd, path, &size))
        return 0;
    last = getenv("LINTEL_DIE_AT");
    if (last != NULL && ++changes == atol(last))
        kill(getpid(), SIGKILL);
    room = getenv("LINTEL_ROOM");
    if (room != NULL && end > size && end > atol(room)) {
        errno = ENOSPC;
        return -1;
    }
    return 0;
}

static void keep(int fd)
{
    const char *kept = getenv("LINTEL_KEPT");
    char path[PATH_MAX], whole[PATH_MAX + 8], part[PATH_MAX + 16], piece[65536];
    off_t size, at = 0;
    ssize_t got;
    int copy;

    if (kept == NULL || !watched(fd, path, &size))
        return;
    snprintf(whole, sizeof whole, "%s/%s", kept, strrchr(path, '/') + 1);
    snprintf(part, sizeof part, "%s.part", whole);
    copy = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    /* Read through the same descriptor: to open the file again and close it would give up SQLite's locks. */
    while (copy >= 0 && (got = pread(fd, piece, sizeof piece, at)) > 0) {
        real_write(copy, piece, (size_t)got);
        at += got;
    }
    close(copy);
    rename(part, whole);
}

/* What comes after every fsync that went well. */
static void synced(int fd)
{
    const char *slow = getenv("LINTEL_SLOW");
    char path[PATH_MAX];
    off_t size;

    if (slow != NULL && watched(fd, path, &size))
        usleep((useconds_t)atol(slow));
    keep(fd);
}

ssize_t write(int fd, const void *bytes, size_t many)
{
    off_t at = lseek(fd, 0, SEEK_CUR);
    return allowed(fd, at + (off_t)many) ? -1 : real_write(fd, bytes, many);
}

ssize_t pwrite(int fd, const void *bytes, size_t many, off_t at)
{
    return allowed(fd, at + (off_t)many) ? -1 : real_pwrite(fd, bytes, many, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t many, off64_t at)
{
    return pwrite(fd, bytes, many, at);
}

int ftruncate(int fd, off_t length)
{
    return allowed(fd, length) ? -1 : real_truncate(fd, length);
}

int ftruncate64(int fd, off64_t length)
{
    return ftruncate(fd, length);
}

int fsync(int fd)
{
    int done = allowed(fd, 0) ? -1 : real_fsync(fd);
    if (done == 0)
        synced(fd);
    return done;
}

int fdatasync(int fd)
{
    int done = allowed(fd, 0) ? -1 : real_fdatasync(fd);
    if (done == 0)
        synced(fd);
    return done;
}
