// The watcher, forked from us once for each shell object, before the first command.
//
// It is the parent of all commands, and a subreaper: whatever a command leaves behind, in its group,
// in a session of its own, behind any number of forks, becomes the watcher's child as soon as its own
// parent has died. So once a command's shell has exited, what is left of it are exactly the children
// of the watcher that are no running shells, and their descendants. Nothing needs to be guessed from
// process groups, and in the usual case (nothing is left) one `waitpid` proves it.
//
// Where several commands run at once, a stray child belongs to the command of its session, else to
// the one named in its environment (RUNBOOK_COMMAND, which every command is started with), else,
// when it has wiped that too, to the command that is the last to end.
//
// A shell may be started before there is a command for it. It waits at its gate; until it is used it
// counts for nothing here, nothing that it should do can be done, and it gives way to the command that
// runs meanwhile. A death is reaped before the requests are served and settled after that: one that
// was used is known to be so when it is settled.
//
// We hold the other end of a socket. When it closes, because we were killed, crashed or are done,
// everything gets TERM and half a second later KILL; when no child is left the watcher removes our
// temporary folder and exits. A session of its own, no descriptor but the socket and /dev/null, and
// blocked signals keep it out of reach of the terminal and of the history's file.
//
// The fork of a process with threads may only use what is safe in a signal handler: here is no
// malloc, no stdio, nothing of the rest of the program. Everything is one loop over static tables.
//
// Tried and dropped: commands as our own children (a host program may have children of its own, and
// kill -9 would leave escapees to init), looking for the environment's marker in all of /proc (3 ms
// for each command), a keeper process for each command (a second fork), SCHED_IDLE for a shell that
// waits (who may enter it may not leave it).

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// In milliseconds, and a number of processes. What even KILL does not end is not waited for longer than `patience`.
enum { grace_after_our_end = 500, patience = 10000, kill_again = 20, process_room = 8192 };

struct command {
  uint32_t id;  // 0: the slot is free
  pid_t shell;
  bool is_waiting;  // at its gate, for a command
  bool is_told;     // that it was started
  bool has_exited;
  bool is_reported;
  int status;
  int64_t kill_at;  // 0: it was not asked to end
};

static struct command commands[process_command_limit];
static pid_t found[process_room];
static int channel, nothing;
static bool is_orphan;
static int64_t orphaned_at;
static pid_t own;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void report(uint32_t kind, uint32_t command, int value, uint32_t left) {
  process_report words = {kind, command, value, left};
  if (is_orphan) return;
  while (send(channel, &words, sizeof words, MSG_NOSIGNAL) < 0 && errno == EINTR) {}
}

static void tell_start(struct command *command) {
  if (!command->is_told) report(process_report_started, command->id, command->shell, 0);
  command->is_told = true;
}

static struct command *running(pid_t shell) {
  for (int i = 0; i < process_command_limit; i++)
    if (commands[i].id && !commands[i].has_exited && commands[i].shell == shell) return &commands[i];
  return NULL;
}

static int count_of(bool is_waiting) {
  int count = 0;
  for (int i = 0; i < process_command_limit; i++) count += commands[i].id && commands[i].is_waiting == is_waiting;
  return count;
}

static int active_count(void) { return count_of(false); }

// The command that the environment of a process names; 0 where it names none of ours.
static uint32_t marked(pid_t process) {
  const char *mark = variable_of(process, "RUNBOOK_COMMAND=");
  if (!mark) return 0;
  unsigned long numbers[2] = {0, 0};
  for (int i = 0; i < 2; i++) {
    while (*mark >= '0' && *mark <= '9') numbers[i] = numbers[i] * 10 + (unsigned long)(*mark++ - '0');
    if (*mark != (i == 0 ? '-' : 0)) return 0;
    mark++;
  }
  return numbers[0] == (unsigned long)own ? (uint32_t)numbers[1] : 0;
}

static bool is_active(uint32_t id) {
  for (int i = 0; i < process_command_limit; i++)
    if (commands[i].id == id) return id != 0;
  return false;
}

static bool owns(const struct command *command, pid_t stray) {
  pid_t session = getsid(stray);
  if (session == command->shell) return true;
  for (int i = 0; i < process_command_limit; i++)
    if (commands[i].id && commands[i].shell == session) return false;
  uint32_t mark = marked(stray);
  if (is_active(mark)) return mark == command->id;
  return active_count() == 1;
}

// Puts the topmost processes that are left of a command in `found`: its shell, and strays.
static int roots(const struct command *command) {
  int all = children_of(own, found, process_room), count = 0;
  for (int i = 0; i < all; i++) {
    pid_t child = found[i];
    bool is_root = child == command->shell && !command->has_exited;
    if (is_root || (!running(child) && owns(command, child))) found[count++] = child;
  }
  return count;
}

static void signal_all(const struct command *command, int signal) {
  // While the shell is not reaped nobody else can have its number.
  bool has_group = !command->has_exited;
  if (has_group) kill(-command->shell, signal);
  int count = with_descendants(found, roots(command), process_room);
  for (int i = 0; i < count; i++)
    if (!has_group || getpgid(found[i]) != command->shell) kill(found[i], signal);
}

static void end(struct command *command, uint32_t grace) {
  int64_t kill_at = now() + grace;
  if (!command->kill_at && grace > 0) {
    signal_all(command, SIGTERM);
    signal_all(command, SIGCONT);
  }
  if (!command->kill_at || kill_at < command->kill_at) command->kill_at = kill_at;
}

static void end_all(uint32_t grace) {
  for (int i = 0; i < process_command_limit; i++)
    if (commands[i].id) end(&commands[i], grace);
}

static void start(const process_request *request, const int *descriptors, int count) {
  struct command *command = NULL;
  bool is_waiting = request->kind == process_request_prepare;
  for (int i = 0; i < process_command_limit && !command; i++)
    if (!commands[i].id) command = &commands[i];
  pid_t shell = 0;
  int problem = command ? 0 : EAGAIN;
  if (!problem) problem = start_command(request, descriptors, count, nothing, &shell);
  if (problem) {
    if (shell > 0) waitpid(shell, NULL, 0);
    report(process_report_failed, request->command, problem, 0);
    return;
  }
  *command = (struct command){.id = request->command, .shell = shell, .is_waiting = is_waiting};
  // Of one that waits nobody needs to know before it is used, or before there is other news.
  if (!is_waiting) tell_start(command);
}

static void use(uint32_t id) {
  for (int i = 0; i < process_command_limit; i++) {
    if (commands[i].id != id) continue;
    commands[i].is_waiting = false;
    give_way(commands[i].shell, false);
    tell_start(&commands[i]);
    return;
  }
}

// Takes one request: 1; 0 where there is none now; -1 when nobody will send another.
static int serve(void) {
  process_request request;
  struct iovec part = {.iov_base = &request, .iov_len = sizeof request};
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int) * descriptor_limit)];
  } control;
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  ssize_t got = recvmsg(channel, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  if (got < 0) return errno == EINTR || errno == EAGAIN ? 0 : -1;
  if (got != sizeof request) return -1;

  int descriptors[descriptor_limit], count = 0;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header && header->cmsg_type == SCM_RIGHTS) {
    count = (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(descriptors, CMSG_DATA(header), sizeof(int) * (size_t)count);
  }
  if (request.kind == process_request_start || request.kind == process_request_prepare) {
    start(&request, descriptors, message.msg_flags & MSG_CTRUNC ? 0 : count);
  } else if (request.kind == process_request_use) {
    use(request.command);
  } else if (request.command == 0) {
    end_all(request.grace);
  } else {
    for (int i = 0; i < process_command_limit; i++)
      if (commands[i].id == request.command) end(&commands[i], request.grace);
  }
  for (int i = 0; i < count; i++) close(descriptors[i]);
  return 1;
}

// Reaps what has died; false when there is no child any more.
static bool reap(void) {
  for (;;) {
    int status;
    pid_t child = waitpid(-1, &status, WNOHANG);
    if (child == 0) return true;
    if (child < 0) return errno == EINTR ? true : false;
    struct command *command = running(child);
    if (!command) continue;
    command->has_exited = true;
    command->status = status;
  }
}

// Reports what has become of the commands whose shell has exited.
static void settle(bool has_children) {
  for (int i = 0; i < process_command_limit; i++) {
    struct command *command = &commands[i];
    if (!command->id || !command->has_exited) continue;
    if (command->is_waiting) {
      report(process_report_failed, command->id, ECHILD, 0);
      command->id = 0;
      continue;
    }
    int left = has_children ? roots(command) : 0;
    // A list of children that change while it is read may miss one; a child of the only command there is is its own.
    if (left == 0 && has_children && active_count() == 1 && count_of(true) == 0) left = 1;
    if (!command->is_reported) {
      bool by_signal = WIFSIGNALED(command->status);
      report(by_signal ? process_report_signalled : process_report_exited, command->id,
             by_signal ? WTERMSIG(command->status) : WEXITSTATUS(command->status), (uint32_t)left);
      command->is_reported = true;
    } else if (left == 0) {
      report(process_report_gone, command->id, 0, 0);
    }
    if (left == 0) command->id = 0;
    for (int other = 0; other < process_command_limit; other++)
      if (commands[other].id && !commands[other].has_exited) tell_start(&commands[other]);
  }
}

// Kills what is overdue. Returns when to look again, or -1.
static int64_t kill_overdue(void) {
  int64_t next = -1, time = now();
  for (int i = 0; i < process_command_limit; i++) {
    struct command *command = &commands[i];
    if (!command->id || !command->kill_at) continue;
    if (command->kill_at <= time) {
      signal_all(command, SIGKILL);
      command->kill_at = time + kill_again;
    }
    if (next < 0 || command->kill_at < next) next = command->kill_at;
  }
  return next;
}

// When all commands are settled there should be none; here it is made sure.
static void kill_strays(void) {
  int count = with_descendants(found, children_of(own, found, process_room), process_room);
  for (int i = 0; i < count; i++) kill(found[i], SIGKILL);
}

static void watch(const char *folder, int deaths) {
  for (;;) {
    int64_t next = kill_overdue();
    int64_t wait = next < 0 ? -1 : next > now() ? next - now() : 0;
    struct pollfd polled[2] = {
        {.fd = deaths, .events = POLLIN}, {.fd = is_orphan ? -1 : channel, .events = POLLIN}};
    if (is_orphan && active_count() == 0) {
      kill_strays();
      wait = kill_again;
    }
    poll(polled, 2, (int)wait);
    struct signalfd_siginfo death;
    while (read(deaths, &death, sizeof death) > 0) {}
    bool has_children = reap();
    int served = 1;
    while (served > 0) served = is_orphan ? 0 : polled[1].revents & POLLHUP ? -1 : serve();
    settle(has_children);
    if (served < 0) {
      is_orphan = true;
      orphaned_at = now();
      end_all(grace_after_our_end);
    }
    if (is_orphan && (!reap() || now() > orphaned_at + patience)) {
      remove_folder(folder);
      _exit(0);
    }
  }
}

static char *arguments_begin, *arguments_end;

__attribute__((constructor)) static void remember_arguments(int count, char **arguments) {
  if (count < 1) return;
  arguments_begin = arguments[0];
  arguments_end = arguments[count - 1] + strlen(arguments[count - 1]) + 1;
}

// Another name than ours, for whoever kills by name (`pkill runbook`) shall not hit both.
static void name_process(const char *name) {
  prctl(PR_SET_NAME, name);
  if ((size_t)(arguments_end - arguments_begin) <= strlen(name)) return;
  memset(arguments_begin, 0, (size_t)(arguments_end - arguments_begin));
  strcpy(arguments_begin, name);
}

static void live(const char *folder) {
  own = getpid();
  setsid();
  name_process("rb-watcher");
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  // Not by `sigaction`, which does not touch two that the C library keeps for itself.
  const uint64_t standard[4] = {0};
  for (int signal = 1; signal < NSIG; signal++) syscall(SYS_rt_sigaction, signal, standard, NULL, sizeof(uint64_t));
  nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int i = 0; i < 3; i++)
    if (dup2(nothing, i) < 0) _exit(1);
  close_range(3, (unsigned)channel - 1, 0);
  close_range((unsigned)channel + 1, ~0u, 0);
  // Those that programs get are taken: a copy onto itself would stay closed on exec.
  nothing = fcntl(0, F_DUPFD_CLOEXEC, process_gate + 1);
  if (dup3(nothing, process_text, O_CLOEXEC) < 0 || dup3(nothing, process_gate, O_CLOEXEC) < 0) _exit(1);
  if (chdir("/") < 0) _exit(1);
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  int deaths = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
  if (deaths < 0) _exit(1);
  watch(folder, deaths);
}

int process_watcher_start(const char *folder, int *ours, pid_t *watcher) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) return errno;
  // Its descriptor must be none of those that programs get.
  int high = fcntl(ends[1], F_DUPFD_CLOEXEC, process_gate + 1);
  int problem = high < 0 ? errno : 0;
  close(ends[1]);
  if (!problem) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pid_t child = fork();
    if (child == 0) {
      channel = high;
      live(folder);
    }
    problem = child < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(high);
    *watcher = child;
  }
  if (problem) close(ends[0]);
  else *ours = ends[0];
  return problem;
}
