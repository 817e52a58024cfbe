#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

extern char **environ;

int process_send(int channel, const process_request *request, const int *descriptors, int count) {
  struct iovec part = {.iov_base = (void *)request, .iov_len = sizeof *request};
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int) * descriptor_limit)];
  } control;
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > descriptor_limit) return EINVAL;
  if (count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * count);
    memcpy(CMSG_DATA(header), descriptors, sizeof(int) * count);
  }
  ssize_t sent;
  do sent = sendmsg(channel, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? errno : 0;
}

int process_receive(int channel, process_report *report) {
  ssize_t got;
  do got = recv(channel, report, sizeof *report, MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);
  if (got == (ssize_t)sizeof *report) return 1;
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
}

int process_memory_add(int file, const void *bytes, size_t count, size_t offset) {
  size_t written = 0;
  while (written < count) {
    ssize_t now = pwrite(file, (const char *)bytes + written, count - written, (off_t)(offset + written));
    if (now < 0 && errno == EINTR) continue;
    if (now <= 0) return now < 0 ? errno : EIO;
    written += (size_t)now;
  }
  return 0;
}

int process_memory(const void *bytes, size_t count) {
  int file = memfd_create("runbook", MFD_CLOEXEC);
  if (file < 0) return -errno;
  int problem = process_memory_add(file, bytes, count, 0);
  if (!problem) return file;
  close(file);
  return -problem;
}

int process_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) < 0) return errno;
  if (fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0) {
    int problem = errno;
    close(ends[0]);
    close(ends[1]);
    return problem;
  }
  return 0;
}

int process_gate_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0 ? errno : 0; }

void process_gate_open(int gate) {
  while (send(gate, "\n", 1, MSG_NOSIGNAL) < 0 && errno == EINTR) {}
}

int process_bell(void) {
  int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return bell < 0 ? -errno : bell;
}

void process_bell_ring(int bell) {
  uint64_t one = 1;
  while (write(bell, &one, sizeof one) < 0 && errno == EINTR) {}
}

void process_bell_silence(int bell) {
  uint64_t rung;
  while (read(bell, &rung, sizeof rung) < 0 && errno == EINTR) {}
}

void process_pipe_widen(int end, int bytes) { fcntl(end, F_SETPIPE_SZ, bytes); }

int process_folder(void) {
  int folder = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
  return folder < 0 ? -errno : folder;
}

const char *process_variable(size_t index) { return environ ? environ[index] : NULL; }

void process_block_signals(void) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
}
