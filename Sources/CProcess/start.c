#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Fills the table with the next strings of the text; false where the text ends too early.
static bool point_at_strings(char **table, uint32_t count, char **text, char *end) {
  for (uint32_t i = 0; i < count; i++) {
    size_t length = strnlen(*text, (size_t)(end - *text));
    if (*text + length >= end) return false;
    table[i] = *text;
    *text += length + 1;
  }
  table[count] = NULL;
  return true;
}

// The system's own, which older headers of the C library lack.
struct scheduling {
  uint32_t size, policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t slice, deadline, period;
};

void give_way(pid_t process, bool gives_way) {
  const uint64_t reset_on_fork = 1, long_slice = 20000000;
  struct scheduling scheduling = {0};
  if (syscall(SYS_sched_getattr, process, &scheduling, sizeof scheduling, 0) < 0) return;
  // Of others the reset would take more from the children than the slice.
  if (scheduling.policy != SCHED_OTHER || scheduling.nice < 0) return;
  scheduling.flags |= reset_on_fork;
  scheduling.slice = gives_way ? long_slice : 0;
  syscall(SYS_sched_setattr, process, &scheduling, 0);
}

// The child shares our memory until it has become the program, so it changes nothing of it but the error.
static pid_t spawn(char *path, char **arguments, char **variables, const int *descriptors, bool waits, int input,
                   int *error) {
  volatile int problem = 0;
  pid_t shell = vfork();
  if (shell == 0) {
    sigset_t none;
    sigemptyset(&none);
    if (waits) give_way(0, true);
    if (setsid() < 0 || fchdir(descriptors[1]) < 0 || dup2(input, 0) < 0 || dup2(descriptors[2], 1) < 0 ||
        dup2(descriptors[3], 2) < 0 || (waits && dup2(descriptors[4], process_text) < 0) ||
        (waits && dup2(descriptors[5], process_gate) < 0) || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 ||
        sigprocmask(SIG_SETMASK, &none, NULL) < 0 || execve(path, arguments, variables) < 0)
      problem = errno;
    _exit(127);
  }
  if (shell < 0) {
    *error = errno;
    return -1;
  }
  *error = problem;
  return shell;
}

int start_command(const process_request *request, const int *descriptors, int count, int nothing, pid_t *shell) {
  bool waits = request->kind == process_request_prepare;
  int needed = waits ? 6 : 4;
  if (count < needed) return EMFILE;
  int input = count > needed ? descriptors[needed] : nothing;
  struct stat strings;
  if (fstat(descriptors[0], &strings) < 0) return errno;
  size_t size = (size_t)strings.st_size;
  size_t pointers = ((size_t)request->arguments + request->variables + 2) * sizeof(char *);
  if (size == 0) return EINVAL;
  char *text = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptors[0], 0);
  if (text == MAP_FAILED) return errno;
  char **table = mmap(NULL, pointers, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (table == MAP_FAILED) {
    int problem = errno;
    munmap(text, size);
    return problem;
  }
  char *next = text, *path[2];
  char **variables = table + request->arguments + 1;
  int problem = EINVAL;
  if (point_at_strings(path, 1, &next, text + size) &&
      point_at_strings(table, request->arguments, &next, text + size) &&
      point_at_strings(variables, request->variables, &next, text + size))
    *shell = spawn(path[0], table, variables, descriptors, waits, input, &problem);
  munmap(table, pointers);
  munmap(text, size);
  return problem;
}
