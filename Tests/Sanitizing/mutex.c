// Tells the thread sanitizer of locks that had to be waited for.
//
// Swift's `Mutex` takes and frees a lock that nobody waits for in code that is compiled with ours, and leaves the rest to
// its library, which is not watched: what was done under such a lock would look like a race. The linker puts these in
// the place of the library's two functions (ld: --wrap).
#include <stdint.h>

#define OWNER __attribute__((swift_context)) void *mutex
#define SWIFT(function) __attribute__((swiftcall)) void function
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *);
void __tsan_release(void *);

SWIFT(lock)(uint32_t thread, OWNER) __asm__("__real_" LOCK);
SWIFT(unlock)(OWNER) __asm__("__real_" UNLOCK);
SWIFT(watched_lock)(uint32_t thread, OWNER) __asm__("__wrap_" LOCK);
SWIFT(watched_unlock)(OWNER) __asm__("__wrap_" UNLOCK);

SWIFT(watched_lock)(uint32_t thread, OWNER) {
  lock(thread, mutex);
  __tsan_acquire(mutex);
}

SWIFT(watched_unlock)(OWNER) {
  __tsan_release(mutex);
  unlock(mutex);
}
