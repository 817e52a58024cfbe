// The least that recording steps durably can cost: for each step one bash, its output read to the end and compared,
// and one write that is on the disk before the next step begins.
//   floor STEPS FILE
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int main(int count, char **arguments) {
  if (count < 3) return 64;
  int record = open(arguments[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (record < 0) return 74;
  char *shell[] = {"bash", "-e", "-o", "pipefail", "-c", "echo x | cat", NULL};
  for (int step = atoi(arguments[1]); step > 0; step--) {
    int pipes[2];
    if (pipe(pipes) != 0) return 71;
    fcntl(pipes[0], F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, pipes[1], 1);
    posix_spawn_file_actions_addclose(&files, pipes[1]);
    pid_t child;
    if (posix_spawnp(&child, "bash", &files, NULL, shell, environ) != 0) return 71;
    posix_spawn_file_actions_destroy(&files);
    close(pipes[1]);
    char output[64];
    ssize_t size = 0, more;
    while ((more = read(pipes[0], output + size, sizeof output - size)) > 0) size += more;
    close(pipes[0]);
    int status;
    if (waitpid(child, &status, 0) != child || status != 0) return 1;
    if (size != 2 || memcmp(output, "x\n", 2) != 0) return 1;
    if (write(record, output, size) != size || fdatasync(record) != 0) return 74;
  }
  return 0;
}
