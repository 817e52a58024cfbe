#ifndef CPROCESS_INTERNAL_H
#define CPROCESS_INTERNAL_H

#include "CProcess.h"

#include <signal.h>
#include <stdbool.h>

// strings, working folder, output, stderr, text, gate, stdin
enum { descriptor_limit = 7 };

/// Starts the program that the file of strings names: path, arguments, variables, each with its NUL.
/// The descriptors are as the request says, `nothing` stands in where there is no stdin. EMFILE where some are missing.
int start_command(const process_request *request, const int *descriptors, int count, int nothing, pid_t *shell);

/// Lets a process wait while others have something to do, or not any more: it asks for its processor time in
/// long slices, and those that ask for shorter ones come first (Linux 6.12; older ones take no notice).
/// What it starts does not inherit that.
void give_way(pid_t process, bool gives_way);

/// The children of a process, as far as there is room; returns how many.
int children_of(pid_t parent, pid_t *found, int room);

/// All descendants of the processes that are already in `found`, behind them; returns how many there are now.
int with_descendants(pid_t *found, int count, int room);

/// The value of a variable in a process's environment begins in the buffer at the result; NULL where
/// there is none. Reads the environment that the process was started with.
const char *variable_of(pid_t process, const char *name_and_equals);

/// Removes a folder that is ours, and what lies directly in it.
void remove_folder(const char *path);

#endif
