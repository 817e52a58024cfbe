#ifndef CPROCESS_H
#define CPROCESS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The watcher: a small process beside ours that starts commands, knows all their descendants, and
/// ends what is left of them when they are done, or when we are. Its essay is in watcher.c.
///
/// All functions return 0 or the errno, unless they say otherwise.

/// At most this many commands run at once.
enum { process_command_limit = 256 };

typedef enum {
  /// Start a command. Goes with the descriptors: strings, working folder, output, stderr, and stdin where there is one.
  process_request_start = 1,
  /// TERM to all that is left of a command (0: of all commands), and KILL after the grace.
  process_request_end = 2,
  /// Start a program that waits at its gate and is no command yet. Behind stderr go its text and its gate.
  process_request_prepare = 3,
  /// What waits becomes a command. To be sent before its gate is opened.
  process_request_use = 4,
} process_request_kind;

/// Where a program finds the file of its text and the pipe that it waits for.
enum { process_text = 8, process_gate = 9 };

typedef struct {
  uint32_t kind;
  /// Of the command: any number but 0, not in use.
  uint32_t command;
  /// Of an end, in milliseconds.
  uint32_t grace;
  /// How many arguments the strings hold behind the program's path, and how many variables behind those.
  uint32_t arguments;
  uint32_t variables;
} process_request;

typedef enum {
  /// The shell runs; `value` is its process id, its group and its session.
  process_report_started = 1,
  /// It could not be started; `value` is the errno, ECHILD where it died before it was used. Last.
  process_report_failed = 2,
  /// The shell exited with status `value`; `left` processes of the command still run (0: this is the last report).
  process_report_exited = 3,
  /// As above, ended by signal `value`.
  process_report_signalled = 4,
  /// Nothing is left of the command. Last.
  process_report_gone = 5,
} process_report_kind;

typedef struct {
  uint32_t kind;
  uint32_t command;
  int32_t value;
  uint32_t left;
} process_report;

/// Forks the watcher. It ends when our end of the channel is closed and nothing is left of its
/// commands, and then removes the folder (one level) if it exists. The folder is an absolute path.
int process_watcher_start(const char *folder, int *channel, pid_t *watcher);

int process_send(int channel, const process_request *request, const int *descriptors, int count);

/// 1: there was a report; 0: none now; -1: the watcher is gone.
int process_receive(int channel, process_report *report);

/// A file in memory that holds the bytes, read from its start: a descriptor, or the negative errno.
int process_memory(const void *bytes, size_t count);

/// Adds bytes behind the first `offset` of such a file, whose reader still begins at the start.
int process_memory_add(int file, const void *bytes, size_t count, size_t offset);

/// A pipe, closed on exec; reading from it does not block, writing to it does.
int process_pipe(int ends[2]);

/// The two sides of a gate, closed on exec, and its opening; where nobody waits any more nothing happens.
int process_gate_pair(int ends[2]);
void process_gate_open(int gate);

/// A descriptor that polls as readable once it was rung, until it is silenced; or the negative errno.
int process_bell(void);
void process_bell_ring(int bell);
void process_bell_silence(int bell);

/// Wider pipes need fewer reads; where it is not allowed nothing changes.
void process_pipe_widen(int end, int bytes);

/// The working folder as a descriptor, or the negative errno.
int process_folder(void);

/// `NAME=value`, number `index` of our environment, or NULL behind the last.
const char *process_variable(size_t index);

/// Signals are for the other threads.
void process_block_signals(void);

#endif
