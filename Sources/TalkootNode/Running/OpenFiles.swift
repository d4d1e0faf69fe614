internal import Glibc

/// How many files and sockets this process may have open.
enum OpenFiles {
  /// The present limit, after raising it as far as the system lets this process.
  static let max: Int = {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return 1_024 }
    limit.rlim_cur = limit.rlim_max
    setrlimit(resource, &limit)
    getrlimit(resource, &limit)
    return Int(clamping: limit.rlim_cur)
  }()
}
