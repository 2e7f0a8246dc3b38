internal import Foundation

/// Makes a write beyond the limit on the size of files an error, `EFBIG`, as every other write that fails
/// is; the system would end the process.
package func makeFileSizeLimitAnError() { signal(SIGXFSZ, SIG_IGN) }
