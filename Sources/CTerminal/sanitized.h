// Whether a sanitizer is built in, which stands before the C library's functions itself.

#ifndef CT_SANITIZED_H
#define CT_SANITIZED_H

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define CT_IS_SANITIZED 1
#endif
#endif

#endif
