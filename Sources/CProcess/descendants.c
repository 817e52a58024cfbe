#define _GNU_SOURCE
#include "internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Only what a fork of a process with threads may do: no stdio, no malloc, no opendir.

struct entry {
  uint64_t inode;
  int64_t offset;
  uint16_t size;
  uint8_t type;
  char name[];
};

static char *append(char *to, const char *text) {
  while (*text) *to++ = *text++;
  *to = 0;
  return to;
}

static char *append_number(char *to, unsigned long number) {
  char digits[24], *next = digits + sizeof digits;
  *--next = 0;
  do *--next = (char)('0' + number % 10);
  while (number /= 10);
  return append(to, next);
}

// Calls `visit` with the name of each entry of the folder but `.` and `..`.
static void each_entry(int folder, void (*visit)(int folder, const char *name, void *with), void *with) {
  _Alignas(struct entry) char buffer[4096];
  long size;
  while ((size = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long at = 0; at < size;) {
      struct entry *entry = (struct entry *)(buffer + at);
      if (strcmp(entry->name, ".") != 0 && strcmp(entry->name, "..") != 0) visit(folder, entry->name, with);
      at += entry->size;
    }
  }
}

struct listing {
  pid_t parent;
  pid_t *found;
  int count, room;
  bool is_unlisted;
};

static void add(struct listing *list, pid_t process) {
  if (process && list->count < list->room) list->found[list->count++] = process;
}

// Each thread of a process has its own list of children: numbers with blanks between.
static void add_children(int folder, const char *thread, void *with) {
  struct listing *list = with;
  char path[64], buffer[1024];
  append(append(path, thread), "/children");
  int file = openat(folder, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    list->is_unlisted |= errno == ENOENT && list->parent == getpid();
    return;
  }
  pid_t number = 0;
  ssize_t size;
  while ((size = read(file, buffer, sizeof buffer)) > 0) {
    for (ssize_t i = 0; i < size; i++) {
      if (buffer[i] >= '0' && buffer[i] <= '9') {
        number = number * 10 + (buffer[i] - '0');
      } else {
        add(list, number);
        number = 0;
      }
    }
  }
  add(list, number);
  close(file);
}

// Where the kernel has no such lists: every process names its parent, behind its name and its state.
static void add_if_child(int folder, const char *process, void *with) {
  struct listing *list = with;
  char path[64], buffer[512];
  pid_t number = 0, parent = 0;
  for (const char *digit = process; *digit; digit++) {
    if (*digit < '0' || *digit > '9') return;
    number = number * 10 + (*digit - '0');
  }
  append(append(path, process), "/stat");
  int file = openat(folder, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t size = read(file, buffer, sizeof buffer - 1);
  close(file);
  if (size <= 0) return;
  buffer[size] = 0;
  const char *after_name = strrchr(buffer, ')');
  if (!after_name || strlen(after_name) < 5) return;
  for (const char *digit = after_name + 4; *digit >= '0' && *digit <= '9'; digit++)
    parent = parent * 10 + (*digit - '0');
  if (parent == list->parent) add(list, number);
}

static void each_entry_of(const char *path, void (*visit)(int folder, const char *name, void *with), void *with) {
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  each_entry(folder, visit, with);
  close(folder);
}

int children_of(pid_t parent, pid_t *found, int room) {
  static bool has_lists = true;
  struct listing list = {.parent = parent, .found = found, .room = room};
  char path[64];
  if (has_lists) {
    append(append_number(append(path, "/proc/"), (unsigned long)parent), "/task");
    each_entry_of(path, add_children, &list);
    has_lists = !list.is_unlisted;
  }
  if (!has_lists) each_entry_of("/proc", add_if_child, &list);
  return list.count;
}

int with_descendants(pid_t *found, int count, int room) {
  for (int i = 0; i < count; i++) count += children_of(found[i], found + count, room - count);
  return count;
}

const char *variable_of(pid_t process, const char *name_and_equals) {
  static char text[2 << 20];
  char path[64];
  append(append_number(append(path, "/proc/"), (unsigned long)process), "/environ");
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  size_t size = 0;
  ssize_t got;
  while (size + 1 < sizeof text && (got = read(file, text + size, sizeof text - 1 - size)) > 0) size += (size_t)got;
  close(file);
  text[size] = 0;
  size_t name = strlen(name_and_equals);
  for (size_t at = 0; at < size; at += strlen(text + at) + 1)
    if (strncmp(text + at, name_and_equals, name) == 0) return text + at + name;
  return NULL;
}

static void remove_entry(int folder, const char *name, void *with) {
  (void)with;
  unlinkat(folder, name, 0);
}

void remove_folder(const char *path) {
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return;
  struct stat about;
  bool is_ours = fstat(folder, &about) == 0 && about.st_uid == geteuid();
  if (is_ours) each_entry(folder, remove_entry, NULL);
  close(folder);
  if (is_ours) rmdir(path);
}
