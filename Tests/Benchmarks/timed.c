// Runs a command with its input and output at /dev/null and tells what it cost:
//   timed COMMAND…
// prints its exit status, how long it took and how much processor time it and all its children had (microseconds),
// and the memory of the largest of them at its peak (KiB).
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

int main(int count, char **arguments) {
  if (count < 2) return 64;
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  pid_t child;
  int status = 0;
  long long start = now();
  if (posix_spawnp(&child, arguments[1], &files, NULL, arguments + 1, environ) != 0) return 127;
  if (waitpid(child, &status, 0) != child) return 70;
  long long took = now() - start;
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  printf("%d %lld %lld %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), took,
         microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss);
  return 0;
}
