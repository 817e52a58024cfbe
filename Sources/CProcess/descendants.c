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
  pid_t *found;
  int count, room;
};

// Each thread of a process has its own list of children: numbers with blanks between.
static void add_children(int folder, const char *thread, void *with) {
  struct listing *list = with;
  char path[64], buffer[1024];
  append(append(path, thread), "/children");
  int file = openat(folder, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  pid_t number = 0;
  ssize_t size;
  while ((size = read(file, buffer, sizeof buffer)) > 0) {
    for (ssize_t i = 0; i < size; i++) {
      if (buffer[i] >= '0' && buffer[i] <= '9') {
        number = number * 10 + (buffer[i] - '0');
      } else {
        if (number && list->count < list->room) list->found[list->count++] = number;
        number = 0;
      }
    }
  }
  if (number && list->count < list->room) list->found[list->count++] = number;
  close(file);
}

int children_of(pid_t parent, pid_t *found, int room) {
  struct listing list = {found, 0, room};
  char path[64];
  append(append_number(append(path, "/proc/"), (unsigned long)parent), "/task");
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return 0;
  each_entry(folder, add_children, &list);
  close(folder);
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
